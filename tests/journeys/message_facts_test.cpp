// What a reviewer is told of messages from the command line: what is wrong with a file, who was in blind copy, what the
// team has put on one, and how a change is taken back.
#include "program.h"

#include <sys/resource.h>

#include <cstdio>

namespace redwell::journeys {
namespace {

using testing::Contains;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;

std::string mail(const std::string& number, const std::string& fields = {}, const std::string& body = "A good word.") {
    return "From: Ann Good <ann@meridian.example>\nTo: Ben Case <ben@meridian.example>\nSubject: Mail " + number +
           "\nMessage-ID: <" + number + "@meridian.example>\n" +
           (fields.find("Date:") == std::string::npos ? "Date: Tue, 24 Oct 2023 14:03:11 +0200\n" : "") + fields +
           "\n" + body + "\n";
}

class MessageFacts : public Journey {
protected:
    void SetUp() override {
        fs::create_directories(folder() / "a");
        fs::create_directories(folder() / "b");
        newCase();
    }
    std::vector<std::string> found(const std::string& query) {
        std::vector<std::string> titles;
        for (const auto& d : done({"documents", matter(), "--query", query, "--json"}).lines())
            titles.push_back(d.at("title"));
        return titles;
    }
    std::vector<Json> messages(const std::string& query) {
        return done({"messages", matter(), "--query", query, "--json"}).lines();
    }
};

TEST_F(MessageFacts, AMailboxOfOddMailsIsReadAndEachOddityFound) {
    using namespace std::string_literals;
    std::string parts = "Content-Type: multipart/mixed; boundary=b\n", many, deep;
    for (int i = 0; i < 500'000; ++i) many += "--b\n\nx\n";
    deep = "--b\nContent-Type: multipart/mixed; boundary=n0\n\n";
    for (int i = 0; i < 10'000; ++i)
        deep +=
            "--n" + std::to_string(i) + "\nContent-Type: multipart/mixed; boundary=n" + std::to_string(i + 1) + "\n\n";
    std::string mailbox;
    const auto add = [&mailbox](const std::string& one) {
        mailbox += "From ann@meridian.example Tue Oct 24 14:03:11 2023\n" + one + "\n";
    };
    add(mail("good 1"));
    add(mail("parts", parts, many));
    add(mail("deep", parts, deep));
    add(mail("large", "X-Large: " + std::string(1'000'000, 'x') + "\n"));
    add(mail("nul", {}, "before\0behind"s));
    add(mail("two", "From: Eve Other <eve@other.example>\n"));
    add(mail("year 0", "Date: Tue, 24 Oct 0000 14:03:11 +0200\n"));
    add(mail("year 30000", "Date: Tue, 24 Oct 30000 14:03:11 +0200\n"));
    add(mail("year 2107", "Date: Tue, 24 Oct 2107 14:03:11 +0200\n"));
    add(mail("good 2"));
    put("a/odd.mbox", mailbox);
    const auto ran = ctl({"ingest", matter(), (folder() / "a").string(), "--json"});
    EXPECT_EQ(ran.code, 3) << ran.err;
    EXPECT_EQ(done({"documents", matter(), "--query", "kind:mail state:reviewable", "--json"}).lines().size(), 10u);
    EXPECT_THAT(found("flag:too_many_parts"), ElementsAre("Mail parts"));
    EXPECT_THAT(found("flag:nested_too_deep"), ElementsAre("Mail deep"));
    EXPECT_THAT(found("flag:oversized_header"), ElementsAre("Mail large"));
    EXPECT_THAT(found("flag:nul_bytes"), ElementsAre("Mail nul"));
    EXPECT_THAT(found("flag:duplicate_headers"), ElementsAre("Mail two"));
    EXPECT_THAT(found("eve"), ElementsAre("Mail two"));
    EXPECT_THAT(found("flag:unreadable_date"), ElementsAre("Mail year 0", "Mail year 30000"));
    EXPECT_THAT(found("flag:improbable_date"), ElementsAre("Mail year 2107"));
    EXPECT_EQ(found("good word").size(), 7u);
    for (const auto& e : done({"exceptions", matter(), "--json"}).lines())
        EXPECT_THAT(e.dump(), HasSubstr("left out")) << e;
}

TEST_F(MessageFacts, BlindCopiesOfASuppressedCopyAreFoundAndShown) {
    put("a/deal.eml", mail("deal"));
    put("b/deal.eml", mail("deal", "Bcc: \"Blind, Jo\" <jo@hidden.example>\n"));
    put("b/other.eml", mail("other", "Cc: jo@hidden.example\nImportance: high\n"));
    done({"ingest", matter(), (folder() / "a").string(), "--custodian", "Ben"});
    done({"ingest", matter(), (folder() / "b").string(), "--custodian", "Ann"});
    EXPECT_EQ(found("is:duplicate").size(), 1u);
    EXPECT_THAT(found("bcc:blind"), ElementsAre("Mail deal", "Mail deal"));
    EXPECT_THAT(found("bcc:hidden.example state:reviewable"), ElementsAre("Mail deal"));
    EXPECT_THAT(found("cc:jo"), ElementsAre("Mail other"));
    const auto blind = messages("bcc:*");
    ASSERT_EQ(blind.size(), 1u);
    EXPECT_THAT(blind[0].at("bcc"), IsEmpty());
    ASSERT_EQ(blind[0].at("bcc_of_copies").size(), 1u);
    EXPECT_THAT(blind[0].at("bcc_of_copies")[0].dump(), HasSubstr("jo@hidden.example"));
    EXPECT_EQ(messages("cc:jo").at(0).at("importance"), "high");
}

TEST_F(MessageFacts, WhatTheTeamHasPutOnAMessageStandsWithIt) {
    put("a/one.eml", mail("one", {}, "The first words of the mail."));
    done({"ingest", matter(), (folder() / "a").string()});
    const std::string number = messages("*").at(0).at("control_number");
    auto untouched = messages("*").at(0);
    EXPECT_TRUE(untouched.at("calls").empty() && untouched.at("notes").empty() && untouched.at("redactions").empty());
    EXPECT_EQ(untouched.at("redacted"), "none");
    EXPECT_THAT(untouched.at("doubts"), IsEmpty());
    done({"code", matter(), "--document", number, "--message", "1", "--set", "privilege=attorney_client", "--by",
          "Ann"});
    done({"annotate", matter(), "--document", number, "--message", "1", "--note", "Ask Amos", "--by", "Ben"});
    done({"redact", matter(), "--query", "*", "--find", "first words", "--reason", "Privileged", "--by", "Ann"});
    const auto told = messages("*").at(0);
    EXPECT_EQ(told.at("calls").at("privilege").at("value"), "attorney_client");
    EXPECT_EQ(told.at("calls").at("privilege").at("calls")[0].at("by"), "Ann");
    EXPECT_EQ(told.at("notes")[0].at("note"), "Ask Amos");
    EXPECT_EQ(told.at("redacted"), "partly");
    EXPECT_EQ(told.at("redactions").at(0).at("reason"), "Privileged");
}

TEST_F(MessageFacts, InspectTellsWhatIsHiddenAndWhatCouldNotBeRead) {
    const auto outside = put("a/outside.eml", mail("outside", "Content-Type: multipart/mixed; boundary=b\n",
                                                   "The crane is hidden here.\n--b\n\nwords\n--b--"));
    const auto told = done({"inspect", outside.string(), "--json"}).json();
    ASSERT_EQ(told.at("leaks").size(), 1u);
    EXPECT_EQ(told.at("leaks")[0].at("kind"), "outside_parts");
    EXPECT_EQ(told.at("leaks")[0].at("page"), 1);
    EXPECT_THAT(told.at("leaks")[0].at("text").get<std::string>(), HasSubstr("crane"));
    ASSERT_EQ(told.at("unassigned").size(), 1u);
    EXPECT_THAT(told.at("unassigned")[0].at("text").get<std::string>(), HasSubstr("The crane is hidden here."));
    EXPECT_THAT(done({"inspect", outside.string()}).out, HasSubstr("text_outside_parts"));

    const auto chat = put("a/day.rsmf", R"({"version": "2.0.0", "participants": [{"id": "P1", "display": "Ann"}],
        "conversations": [{"id": "C1", "platform": "Slack", "participants": ["P1"]}],
        "events": [{"type": "message", "id": "1", "participant": "P9", "conversation": "C1", "body": "here"},
                   {"type": "message", "id": "2", "body": "cut)");
    const auto cut = done({"inspect", chat.string(), "--json"}).json();
    EXPECT_EQ(cut.at("messages").size(), 1u);
    EXPECT_THAT(cut.at("problems").dump(), HasSubstr("stops being JSON"));
    EXPECT_THAT(done({"inspect", chat.string()}).out, HasSubstr("is not among the participants"));
}

TEST_F(MessageFacts, AHundredThousandEventsAreTakenInAndListed) {
    std::string events;
    for (int i = 0; i < 100'000; ++i) {
        char at[32];
        std::snprintf(at, sizeof at, "2023-%02d-%02dT%02d:%02d:%02dZ", 1 + i / 9'000, 1 + i / 1'200 % 28, i / 60 % 20,
                      i % 60, i % 59);
        events += std::string(i ? "," : "") + R"({"type":"message","participant":"P1","conversation":"C1","id":"e)" +
                  std::to_string(i) + R"(","timestamp":")" + at + R"(","body":"lot )" + std::to_string(i) + "\"}";
    }
    put("a/all.rsmf", R"({"version":"2.0.0","participants":[{"id":"P1","display":"Ann"}],"conversations":[{"id":"C1",)"
                      R"("platform":"Slack","participants":["P1"]}],"events":[)" +
                          events + "]}");
    done({"ingest", matter(), (folder() / "a").string()});
    const auto listed = done({"messages", matter(), "--json"}).out;
    EXPECT_EQ(linesIn(listed), 100'000);
    EXPECT_EQ(messages("\"lot 99999\"").size(), 1u);
    rusage used{};
    getrusage(RUSAGE_CHILDREN, &used);
    EXPECT_LT(used.ru_maxrss, 1'000'000) << "kilobytes, of the largest program that ran";
}

TEST_F(MessageFacts, ChangesOfPeopleAndCorrectionsAreTakenBack) {
    put("a/one.eml", mail("one"));
    done({"ingest", matter(), (folder() / "a").string()});
    const auto names = [this] {
        std::vector<std::string> all;
        for (const auto& p : done({"people", matter(), "--json"}).lines()) all.push_back(p.at("name"));
        return all;
    };
    const auto before = names();
    const auto merged = done({"people", matter(), "--merge", "Ann Good", "--into", "Ben Case", "--by", "Cy", "--json"});
    ASSERT_EQ(names().size(), 1u);
    const auto change = std::to_string(merged.json().at("change").get<int>());
    EXPECT_THAT(done({"people", matter(), "--history"}).out, HasSubstr("merge_people"));
    const auto undone = done({"people", matter(), "--undo", change, "--by", "Cy", "--json"}).json();
    EXPECT_EQ(names(), before);
    done({"people", matter(), "--undo", std::to_string(undone.at("change").get<int>()), "--by", "Cy"});
    EXPECT_EQ(names().size(), 1u);
    EXPECT_EQ(ctl({"people", matter(), "--undo", change, "--by", "Cy"}).code, 0) << "the merge stands again";
    EXPECT_EQ(ctl({"people", matter(), "--undo", change, "--by", "Cy"}).code, 1) << "and is taken back already";
    EXPECT_EQ(ctl({"people", matter(), "--undo", "1", "--by", "Cy"}).code, 1) << "no change of people";

    const std::string number = messages("*").at(0).at("control_number");
    const auto corrected = done(
        {"correct", matter(), "--document", number, "--message", "1", "--from", "Eve Other", "--by", "Ann", "--json"});
    EXPECT_EQ(messages("from:eve").size(), 1u);
    const auto correction = std::to_string(corrected.json().at("change").get<int>());
    EXPECT_EQ(ctl({"correct", matter(), "--undo", correction}).code, 2) << "who takes it back?";
    EXPECT_EQ(ctl({"correct", matter(), "--undo", correction, "--remove", "--by", "Ann"}).code, 2);
    done({"correct", matter(), "--undo", correction, "--by", "Ann"});
    EXPECT_THAT(messages("from:eve"), IsEmpty());
    const auto history = done({"correct", matter(), "--document", number, "--history", "--json"}).lines();
    ASSERT_EQ(history.size(), 2u);
    EXPECT_EQ(history[0].at("undo"), true);
    EXPECT_EQ(ctl({"correct", matter(), "--undo", correction, "--by", "Ann"}).code, 1);
    done({"audit", matter(), "--verify"});
}

}  // namespace
}  // namespace redwell::journeys
