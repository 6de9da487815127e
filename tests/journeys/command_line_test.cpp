// How the program answers when something is wrong: with an exit code, one line that names the thing, and nothing lost.
#include "program.h"

#include <sys/file.h>
#include <sys/mount.h>
#include <unistd.h>

namespace redwell::journeys {
namespace {

using testing::AnyOf;
using testing::HasSubstr;
using testing::Not;
using testing::StartsWith;

class CommandLine : public Journey {};

TEST_F(CommandLine, WrongUsageExitsWithTwoAndOneLine) {
    newCase();
    const auto spec = put("spec.json", R"({"volume": "V", "bates": {"prefix": "M"}, "querry": "*"})").string();
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {},
             {"nonsense"},
             {"new"},
             {"status"},
             {"status", matter(), "--nonsense"},
             {"ingest", matter(), "x", "--ocr", "perhaps"},
             {"ingest", matter(), "x", "--workers", "0"},
             {"code", matter(), "--query", "*", "--by", "Ann"},
             {"code", matter(), "--query", "*", "--set", "no such field=1", "--by", "Ann"},
             {"code", matter(), "--query", "*", "--set", "responsiveness", "--by", "Ann"},
             {"code", matter(), "--query", "responsiveness:(", "--set", "hot=true", "--by", "Ann"},
             {"documents", matter(), "--query", "(unclosed"},
             {"redact", matter(), "--query", "*", "--find", "a", "--pattern", "ssn", "--reason", "x", "--by", "Ann"},
             {"redact", matter(), "--query", "*", "--pattern", "shoe size", "--reason", "x", "--by", "Ann"},
             {"redact", matter(), "--query", "*", "--page", "1", "--box", "1,2,3", "--reason", "x", "--by", "Ann"},
             {"produce", matter(), "--spec", spec, "--out", (folder() / "out").string()},
             {"privilege-log", matter(), "--out", (folder() / "log.pdf").string()},
             {"new", (folder() / "Other").string(), "--time-zone", "Mars/Olympus"}}) {
        const auto ran = ctl(arguments);
        EXPECT_EQ(ran.code, 2) << line(arguments) << "\n" << ran.out << ran.err;
        EXPECT_EQ(linesIn(ran.err), 1) << ran.err;
        EXPECT_THAT(ran.err, StartsWith("redwellctl")) << ran.err;
        EXPECT_EQ(ran.out, "") << line(arguments);
    }
}

TEST_F(CommandLine, AWordThatIsNoCommandIsNamedAsSuch) {
    const auto ran = ctl({"frob", matter()});
    EXPECT_EQ(ran.code, 2);
    EXPECT_EQ(ran.err, "redwellctl: 'frob' is not a command. Try: redwellctl --help\n");
}

TEST_F(CommandLine, AnUnknownCaseIsNamed) {
    const auto nowhere = (folder() / "Nowhere.redwell").string();
    for (const auto& command : {"status", "exceptions", "documents", "audit"}) {
        const auto ran = ctl({command, nowhere});
        EXPECT_EQ(ran.code, 1) << command;
        EXPECT_THAT(ran.err, HasSubstr(nowhere));
        EXPECT_EQ(linesIn(ran.err), 1) << ran.err;
        EXPECT_FALSE(fs::exists(nowhere));
    }
    const auto ran = ctl({"verify", nowhere});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr(nowhere));
}

TEST_F(CommandLine, ACaseIsMadeWhereTheUserStands) {
    const auto ran =
        shell("cd " + quoted(folder().string()) + " && " + line({"new", "Here"}) + " && " + line({"status", "Here"}));
    EXPECT_EQ(ran.code, 0) << ran.err;
    EXPECT_TRUE(fs::exists(folder() / "Here.redwell/case.db"));
    EXPECT_EQ(shell("cd " + quoted(folder().string()) + " && " + line({"new", "Here"})).code, 1);
}

TEST_F(CommandLine, DoneWithExceptionsIsThree) {
    newCase();
    put("evidence/a.txt", "The list is attached.");
    put("evidence/b.pdf", "%PDF-1.4\nnothing else\n");
    const auto ran = ctl({"ingest", matter(), (folder() / "evidence").string(), "--json"});
    EXPECT_EQ(ran.code, 3) << ran.err;
    EXPECT_EQ(ran.json().at("exceptions"), 1);
    EXPECT_EQ(ran.json().at("reviewable"), 1);
    const auto listed = done({"exceptions", matter(), "--json"}).lines();
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_EQ(listed[0].at("file_name"), "b.pdf");
    EXPECT_NE(listed[0].at("reason"), "");
    EXPECT_EQ(ctl({"ingest", matter(), put("c.txt", "fine").string()}).code, 0);
}

TEST_F(CommandLine, JsonIsOneValueOrOneALine) {
    newCase();
    put("evidence/a.txt", "The list is attached.");
    put("evidence/b.txt", "Line \"two\"\twith\\ quotes and \xff bytes.");
    ASSERT_EQ(ctl({"ingest", matter(), (folder() / "evidence").string()}).code, 0);
    const auto terms = put("terms.txt", "list\nline AND two\n").string();
    for (const auto& arguments :
         std::vector<std::vector<std::string>>{{"status", matter()},
                                               {"code", matter(), "--query", "*", "--set", "hot=true", "--by", "Ann"},
                                               {"audit", matter(), "--verify"},
                                               {"inspect", put("c.txt", "hello").string()},
                                               {"backup", matter(), (folder() / "backup").string()}}) {
        auto with = arguments;
        with.push_back("--json");
        const auto ran = done(with);
        EXPECT_TRUE(ran.json().is_object()) << line(with) << "\n" << ran.out;
    }
    for (const auto& arguments : std::vector<std::vector<std::string>>{{"documents", matter()},
                                                                       {"search", matter(), "list"},
                                                                       {"messages", matter()},
                                                                       {"audit", matter()},
                                                                       {"terms", matter(), terms},
                                                                       {"exceptions", matter()}}) {
        auto with = arguments;
        with.push_back("--json");
        for (const auto& value : done(with).lines()) EXPECT_TRUE(value.is_object()) << line(with);
    }
    const auto documents = done({"documents", matter(), "--json"}).lines();
    ASSERT_EQ(documents.size(), 2u);
    for (const char* member :
         {"control_number", "kind", "file_name", "title", "custodian", "date", "pages", "family", "coding", "flags"})
        EXPECT_TRUE(documents[0].contains(member)) << member;
    EXPECT_EQ(documents[0].at("coding").at("hot"), true);
}

TEST_F(CommandLine, AReadOnlyFolderIsReadAndKeptAsItIs) {
    newCase();
    done({"ingest", matter(), put("a.txt", "The list is attached.").string()});
    const bool isRoot = ::geteuid() == 0;
    if (isRoot && shell("setpriv --reuid=65534 --regid=65534 --clear-groups true").code != 0)
        GTEST_SKIP() << "runs as root and cannot become another user";
    shell("chmod -R a+rX " + quoted(folder().string()) + "; chmod -R a-w " + quoted(matter()) + "; chmod a+x " +
          quoted(folder().string()));
    const auto before = bytesOf(matter());
    const auto other = [&](const std::vector<std::string>& arguments) {
        const std::string copied = "/redwellctl";
        return shell((isRoot ? "setpriv --reuid=65534 --regid=65534 --clear-groups " : std::string()) +
                     line(arguments));
    };
    const auto status = other({"status", matter(), "--json"});
    if (status.code == 126 || status.code == 127) GTEST_SKIP() << "another user cannot run the program: " << status.err;
    EXPECT_EQ(status.code, 0) << status.err;
    EXPECT_EQ(status.json().at("reviewable"), 1) << status.out;
    EXPECT_EQ(status.json().at("read_only"), true);
    EXPECT_THAT(status.err, HasSubstr("Reading only"));
    EXPECT_EQ(other({"documents", matter(), "--json"}).lines().size(), 1u);
    const auto coded = other({"code", matter(), "--query", "*", "--set", "hot=true", "--by", "Ann"});
    EXPECT_EQ(coded.code, 1) << coded.out;
    EXPECT_THAT(coded.err, Not(HasSubstr("SQL")));
    EXPECT_EQ(bytesOf(matter()), before);
    shell("chmod -R u+w " + quoted(matter()));
    EXPECT_EQ(done({"status", matter(), "--json"}).json().at("reviewable"), 1);
}

TEST_F(CommandLine, ANewerCaseIsRefusedAndKeptByteForByte) {
    newCase();
    ASSERT_EQ(shell("sqlite3 " + quoted(matter() + "/case.db") +
                    " 'PRAGMA user_version = 9999; PRAGMA journal_mode = DELETE;'")
                  .code,
              0);
    const auto before = contentOf(matter() + "/case.db");
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"status", matter()}, {"code", matter(), "--query", "*", "--set", "hot=true", "--by", "Ann"}}) {
        const auto ran = ctl(arguments);
        EXPECT_EQ(ran.code, 1);
        EXPECT_THAT(ran.err, HasSubstr("newer"));
        EXPECT_EQ(linesIn(ran.err), 1) << ran.err;
    }
    EXPECT_EQ(contentOf(matter() + "/case.db"), before);
}

TEST_F(CommandLine, ASecondProgramReadsOnlyAndIsToldWhoHoldsTheCase) {
    newCase();
    done({"ingest", matter(), put("a.txt", "The list is attached.").string()});
    put("Matter.redwell/case.lock", "ann\nlawbox\n4711\n");
    const FileDescriptor lock(::open((matter() + "/case.lock").c_str(), O_RDWR | O_CLOEXEC));
    ASSERT_EQ(::flock(lock.get(), LOCK_EX | LOCK_NB), 0);
    const auto status = done({"status", matter(), "--json"});
    EXPECT_EQ(status.json().at("read_only"), true);
    EXPECT_THAT(status.err, HasSubstr("ann on lawbox"));
    EXPECT_THAT(status.err, HasSubstr("4711"));
    for (const auto& arguments : std::vector<std::vector<std::string>>{
             {"code", matter(), "--query", "*", "--set", "hot=true", "--by", "Ann"},
             {"ingest", matter(), put("b.txt", "second").string()},
             {"redact", matter(), "--query", "*", "--find", "list", "--reason", "x", "--by", "Ann"}}) {
        const auto ran = ctl(arguments);
        EXPECT_EQ(ran.code, 1) << line(arguments) << ran.out;
        EXPECT_THAT(ran.err, HasSubstr("ann on lawbox"));
    }
    EXPECT_EQ(done({"documents", matter(), "--json"}).lines().size(), 1u);
}

TEST_F(CommandLine, AFullDiskIsSaidAndLosesNothing) {
    const auto small = folder() / "small";
    fs::create_directories(small);
    if (::mount("tmpfs", small.c_str(), "tmpfs", 0, "size=3m") != 0) GTEST_SKIP() << "only root can mount a small disk";
    struct Unmount {
        fs::path where;
        ~Unmount() { ::umount2(where.c_str(), MNT_DETACH); }
    } unmount{small};
    const auto full = (small / "Matter.redwell").string();
    done({"new", full});
    done({"ingest", full, put("a.txt", "The list is attached.").string()});
    std::string words;
    for (int i = 0; i < 200'000; ++i) words += "word" + std::to_string(i) + (i % 10 == 9 ? "\n" : " ");
    const auto ran = ctl({"ingest", full, put("large.txt", words).string()});
    EXPECT_EQ(ran.code, 1) << ran.out << ran.err;
    EXPECT_THAT(ran.err, AnyOf(HasSubstr("disk is full"), HasSubstr("no space"), HasSubstr("full"))) << ran.err;
    // Filled to the last byte: a decision is then either kept or refused.
    shell("head -c 3m /dev/zero > " + quoted((small / "filler").string()));
    const auto coded = ctl({"code", full, "--query", "list", "--set", "hot=true", "--by", "Ann"});
    EXPECT_EQ(coded.code, 1) << coded.out;
    EXPECT_THAT(coded.err, HasSubstr("full")) << coded.err;
    fs::remove(small / "filler");
    const auto listed = done({"documents", full, "--query", "list", "--json"}).lines();
    ASSERT_EQ(listed.size(), 1u);
    EXPECT_FALSE(listed[0].at("coding").contains("hot"));
    done({"code", full, "--query", "list", "--set", "hot=true", "--by", "Ann"});
    done({"audit", full, "--verify"});
    EXPECT_EQ(shell("sqlite3 " + quoted(full + "/case.db") + " 'PRAGMA integrity_check'").out, "ok\n");
}

TEST_F(CommandLine, RedactSaysWhatItCouldNotLookThrough) {
    newCase();
    put("in/a.txt", "the marigold list\n");
    put("in/b.txt", "the marigold list, another copy\n");
    const auto taken = done({"ingest", matter(), (folder() / "in").string(), "--json"}).json();
    EXPECT_EQ(taken.at("pages"), done({"status", matter(), "--json"}).json().at("pages"));
    shell("sqlite3 " + quoted(matter() + "/case.db") + " \"UPDATE documents SET state = 'queued' WHERE id = 2\"");
    const auto ran = done({"redact", matter(), "--query", "*", "--find", "marigold", "--reason", "Trade secret", "--by",
                           "Ann", "--json"});
    EXPECT_THAT(ran.err, testing::HasSubstr("Not looked through: 1 document waits to be read."));
    EXPECT_EQ(ran.json().at("not_looked_through"), 1);
}

}  // namespace
}  // namespace redwell::journeys
