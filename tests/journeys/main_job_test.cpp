// The whole job: exhibits in, coded, redacted, produced, verified, and looked over with tools that Redwell does not
// hold.
#include "program.h"

namespace redwell::journeys {
namespace {

using testing::Contains;
using testing::HasSubstr;
using testing::Not;

// A phrase that stands in one of the exhibits, and the words of it that nothing else may hold.
constexpr const char* kPhrase = "How many epochs on the fiction subset?";

class MainJob : public Journey {
protected:
    void SetUp() override {
        const auto exhibits = shared() / "data/exhibits";
        for (const char* name :
             {"outlook_chain.pdf", "phone_table.pdf", "quoted_reply_chain.pdf", "chat_export_bracket.scan.pdf"}) {
            if (!fs::exists(exhibits / name)) GTEST_SKIP() << "the exhibits are not here";
            fs::create_directories(folder() / "evidence");
            fs::copy_file(exhibits / name, folder() / "evidence" / name);
        }
        newCase();
        done({"ingest", matter(), (folder() / "evidence").string(), "--custodian", "Vale"});
        done({"code", matter(), "--query", "*", "--set", "responsiveness=responsive", "--set", "privilege=none", "--by",
              "Ann"});
        done({"redact", matter(), "--query", "*", "--find", kPhrase, "--reason", "Privileged", "--by", "Ann"});
        done({"redact", matter(), "--query", "*", "--pattern", "email", "--reason", "Personal data", "--by", "Ann"});
        done({"code", matter(), "--query", "phone_table", "--set", "privilege=attorney_client", "--by", "Ann"});
    }
    std::string spec(const std::string& volume, const std::string& format, int start, int dpi = 300) {
        return put(volume + ".json",
                   R"({"volume": ")" + volume + R"(", "query": "*", "bates": {"prefix": "MER-", "start": )" +
                       std::to_string(start) + R"(}, "image": {"dpi": )" + std::to_string(dpi) + R"(, "format": ")" +
                       format + R"("}, "natives": ["pdf"], "load_files": ["dat", "opt", "csv", "lfp"]})")
            .string();
    }
    fs::path volume(const std::string& name) const { return folder() / "out" / name; }
};

TEST_F(MainJob, NothingThatIsHeldBackLeaves) {
    int start = 1;
    for (const std::string format : {"tiff", "pdf"}) {
        const auto name = "VOL_" + format;
        const auto made = done({"produce", matter(), "--spec", spec(name, format, start), "--out",
                                (folder() / "out").string(), "--by", "Ann", "--json"})
                              .json();
        ASSERT_TRUE(made.is_object());
        EXPECT_EQ(made.at("documents"), 3);
        EXPECT_EQ(made.at("withheld"), 1);
        EXPECT_EQ(made.at("verification").at("passed"), true) << made.dump(1);
        start += 100;
        done({"verify", volume(name).string(), "--case", matter()});
        done({"verify", volume(name).string() + "/"});
    }
    // Each document is redacted or withheld, so that none may leave as the file it was, although natives were asked
    // for.
    for (const char* name : {"VOL_tiff", "VOL_pdf"}) EXPECT_FALSE(fs::exists(volume(name) / "NATIVES"));

    const auto checker = shared() / "checks/leak_check.sh";
    if (!fs::exists(checker)) GTEST_SKIP() << "the checker for leaks is not here";
    const auto secrets = put("secrets.txt", "epochs on the fiction\nivale@meridianlabs\nphone_table\n");
    for (const char* name : {"VOL_tiff", "VOL_pdf"}) {
        const auto ran = shell("bash " + quoted(checker.string()) + " " + quoted(volume(name).string()) + " " +
                               quoted(secrets.string()));
        EXPECT_EQ(ran.code, 0) << ran.out;
        EXPECT_THAT(ran.out, HasSubstr("no leak")) << ran.out;
    }
    // The checker can fail: the same words in a copy of the volume are found.
    shell("mkdir " + quoted((folder() / "leaky").string()) + " && echo 'epochs on the FICTION subset' > " +
          quoted((folder() / "leaky/a.txt").string()));
    EXPECT_EQ(shell("bash " + quoted(checker.string()) + " " + quoted((folder() / "leaky").string()) + " " +
                    quoted(secrets.string()))
                  .code,
              1);

    const auto log = (folder() / "PRIVILEGE.xlsx").string();
    done({"privilege-log", matter(), "--out", log});
    const auto sheet = shell("unzip -p " + quoted(log)).out;
    EXPECT_THAT(sheet, HasSubstr("Attorney"));
    EXPECT_THAT(sheet, Not(HasSubstr("epochs on the fiction")));
    done({"audit", matter(), "--verify"});
}

TEST_F(MainJob, WhatSomebodyMeddledWithIsRefused) {
    const auto spoil = [&](const std::string& what, const std::string& command) {
        const auto copy = folder() / "copy";
        fs::remove_all(copy);
        fs::copy(volume("VOL"), copy, fs::copy_options::recursive);
        ASSERT_EQ(shell("cd " + quoted(copy.string()) + " && " + command).code, 0) << what;
        const auto ran = ctl({"verify", copy.string(), "--json"});
        EXPECT_EQ(ran.code, 1) << what << "\n" << ran.out << ran.err;
        ASSERT_TRUE(ran.json().is_object()) << what << "\n" << ran.out << ran.err;
        EXPECT_EQ(ran.json().at("passed"), false) << what;
        EXPECT_FALSE(ran.json().at("findings").empty()) << what;
    };
    done({"produce", matter(), "--spec", spec("VOL", "tiff", 1, 200), "--out", (folder() / "out").string()});
    spoil("a changed text", "echo more >> TEXT/0001/MER-00000001.txt");
    spoil("a missing image", "rm \"$(ls IMAGES/0001/* | head -1)\"");
    spoil("an added file", "echo x > IMAGES/0001/x.tif");
    spoil("a cut image", "f=\"$(ls IMAGES/0001/*.tif | head -1)\"; truncate -s 200 \"$f\"");
    spoil("a load file with a line less", "sed -i '$d' DATA/VOL.opt");
    spoil("an empty manifest", "echo '{}' > manifest.json");
    done({"verify", volume("VOL").string(), "--case", matter()});
}

TEST_F(MainJob, WhatBlocksIsNamedAndNothingIsWritten) {
    done({"code", matter(), "--query", "outlook_chain", "--set", "responsiveness=needs_review", "--by", "Ann"});
    const auto ran = ctl({"produce", matter(), "--spec", spec("VOL", "tiff", 1), "--out", (folder() / "out").string()});
    EXPECT_EQ(ran.code, 1);
    EXPECT_THAT(ran.err, HasSubstr("RW0000"));
    EXPECT_EQ(ran.out, "");
    EXPECT_FALSE(fs::exists(folder() / "out"));
}

}  // namespace
}  // namespace redwell::journeys
