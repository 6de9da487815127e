// Mails threaded by the real programs as the truth has them, and people merged from the command line.
#include "journeys/program.h"

#include <set>

namespace redwell::journeys {
namespace {

class Threads : public Journey {};

TEST_F(Threads, AreAsTheTruthHasThem) {
    const auto mails = shared() / "data/email/threads-notmuch/default";
    const auto truth = shared() / "data/expected/email-threads.json";
    if (!fs::exists(mails) || !fs::exists(truth)) GTEST_SKIP() << "the mails with their threads are not here";
    newCase();
    done({"ingest", matter(), mails.string(), "--ocr", "never"});
    using Group = std::pair<std::set<std::string>, std::set<std::string>>;  // Message-IDs, files
    std::set<Group> expected, found;
    const auto wanted = Json::parse(contentOf(truth))["default"];
    for (const auto& thread : wanted["thread"])
        expected.insert(
            {thread["message_ids"].get<std::set<std::string>>(), thread["files"].get<std::set<std::string>>()});
    int messages = 0;
    for (const auto& thread : done({"threads", matter(), "--json"}).lines()) {
        Group group;
        messages += thread["message_count"].get<int>();
        for (const auto& message : thread["messages"]) {
            if (message["gap"] == false) group.first.insert(message["key"].get<std::string>());
            for (const auto& sighting : message["sightings"])
                for (const auto& path : sighting["source_paths"]) {
                    const auto text = path.get<std::string>();
                    group.second.insert(text.substr(text.find('/') + 1));
                }
        }
        found.insert(group);
    }
    EXPECT_EQ(found, expected);
    EXPECT_EQ(messages, wanted["messages"].get<int>());
}

std::string mail(const std::string& name, const std::string& header, const std::string& body) {
    return "From: " + header + "\r\nTo: Sol Okafor <sol@example.org>\r\nSubject: Re: sources\r\nMessage-ID: <" + name +
           "@example.org>\r\nDate: Tue, 24 Oct 2023 09:00:00 +0000\r\n\r\n" + body + "\r\n";
}

TEST_F(Threads, PeopleAreMergedAndMessagesFoundByThem) {
    newCase();
    put("in/a.eml", mail("a", "Imogen Vale <ivale@example.org>", "The licence question is open."));
    put("in/b.eml",
        mail("b", "I. Vale <iv@home.example>\r\nIn-Reply-To: <a@example.org>", "No, it was settled on Monday."));
    put("in/c.eml",
        mail("c", "Priya Raman <priya@example.org>\r\nIn-Reply-To: <gone@example.org>", "Which one do you mean?"));
    done({"ingest", matter(), (folder() / "in").string(), "--custodian", "Vale"});
    EXPECT_EQ(done({"people", matter(), "--json"}).lines().size(), 4u);
    const auto suggested = done({"people", matter(), "--suggestions", "--json"}).lines();
    ASSERT_FALSE(suggested.empty());
    EXPECT_EQ(suggested[0]["reason"], "'I. Vale' may be short for 'Imogen Vale'");
    EXPECT_EQ(ctl({"people", matter(), "--merge", "Nobody", "--into", "Imogen Vale"}).code, 2);
    EXPECT_EQ(ctl({"people", matter(), "--merge", "I. Vale"}).code, 2);
    done({"people", matter(), "--merge", "I. Vale", "--into", "Imogen Vale", "--by", "ann"});
    EXPECT_EQ(done({"messages", matter(), "--query", "person:\"Imogen Vale\"", "--json"}).lines().size(), 2u);
    EXPECT_EQ(done({"documents", matter(), "--query", "person:ivale", "--json"}).lines().size(), 2u);
    done({"people", matter(), "--split", "iv@home.example", "I. Vale", "--by", "ann"});
    EXPECT_EQ(done({"messages", matter(), "--query", "person:\"Imogen Vale\"", "--json"}).lines().size(), 1u);
    done({"people", matter(), "--attorney", "Priya Raman", "--by", "ann"});
    done({"audit", matter(), "--verify"});

    const auto threads = done({"threads", matter(), "--json"}).lines();
    ASSERT_EQ(threads.size(), 2u);
    EXPECT_EQ(threads[0]["message_count"], 2);
    EXPECT_EQ(threads[1]["gaps"][0]["key"], "gone@example.org");
    const auto number = std::to_string(threads[1]["thread"].get<int>());
    EXPECT_THAT(done({"threads", matter(), "--thread", number}).out, testing::HasSubstr("? missing: gone@example.org"));
    EXPECT_EQ(ctl({"threads", matter(), "--thread", "999"}).code, 2);
    const auto found = done({"messages", matter(), "--query", "thread:" + number, "--json"}).lines();
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0]["person"], "Priya Raman");
    EXPECT_EQ(found[0]["reply_to"], "gone@example.org");
    EXPECT_EQ(found[0]["inclusive"], true);
    EXPECT_EQ(found[0]["gaps"][0]["key"], "gone@example.org");
    EXPECT_EQ(ctl({"messages", matter(), "--query", "thread:x"}).code, 2);
    EXPECT_EQ(done({"messages", matter(), "--query", "is:inclusive", "--json"}).lines().size(), 3u);
}

TEST_F(Threads, DuplicatesTellTheirCopiesAndWhyTwoAreNone) {
    newCase();
    const auto one = mail("a", "Imogen Vale <ivale@example.org>", "The licence question is open.");
    put("in/a.eml", one);
    put("in/b.eml", mail("a", "Imogen Vale <ivale@example.org>", "The licence question is closed."));
    put("copy/a.eml", one);
    done({"ingest", matter(), (folder() / "in").string(), "--custodian", "Vale"});
    done({"ingest", matter(), (folder() / "copy").string(), "--custodian", "Okafor"});
    const auto groups = done({"duplicates", matter(), "--json"}).lines();
    ASSERT_EQ(groups.size(), 1u);
    EXPECT_EQ(groups[0]["copies"][1]["custodian"], "Okafor");
    const auto compared =
        done({"duplicates", matter(), "--document", "RW000001", "--other", "RW000002", "--json"}).json();
    EXPECT_EQ(compared["duplicates"], false);
    EXPECT_EQ(compared["same"]["bytes"], false);
    EXPECT_EQ(ctl({"duplicates", matter(), "--other", "RW000002"}).code, 2);
}

}  // namespace
}  // namespace redwell::journeys
