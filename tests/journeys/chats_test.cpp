// Chat exports of several programs, taken in by the real programs, with as many events of each kind as the truth has.
#include "journeys/program.h"

#include <map>
#include <set>

namespace redwell::journeys {
namespace {

class Chats : public Journey {
protected:
    void takeIn(const fs::path& evidence) {
        newCase();
        const auto ran = ctl({"ingest", matter(), evidence.string(), "--ocr", "never", "--json"});
        ASSERT_TRUE(ran.code == 0 || ran.code == 3) << ran.code << ran.err;
        for (const auto& d : done({"documents", matter(), "--json", "--limit", "100000"}).lines()) {
            m_paths[d.at("control_number")] = d.at("source_path");
            m_documents.push_back(d);
        }
        m_messages = done({"messages", matter(), "--json"}).lines();
    }
    // The messages out of one file of the evidence, however many documents it became.
    std::vector<Json> messagesOf(const std::string& file) const {
        std::vector<Json> all;
        for (const auto& m : m_messages) {
            const auto& path = m_paths.at(m.at("control_number"));
            if (path == file || path.starts_with(file + "/")) all.push_back(m);
        }
        return all;
    }
    std::map<std::string, std::string> m_paths;
    std::vector<Json> m_documents, m_messages;
};

template <class Rule>
int count(const std::vector<Json>& messages, Rule rule) {
    return static_cast<int>(std::ranges::count_if(messages, rule));
}

const auto isEdited = [](const Json& m) { return !m.at("edits").empty(); };
const auto isDeleted = [](const Json& m) { return m.at("deleted") == true; };
const auto isReply = [](const Json& m) { return m.at("reply_to") != ""; };
const auto hasFiles = [](const Json& m) { return !m.at("attachments").empty(); };

TEST_F(Chats, HaveAsManyEventsOfEachKindAsTheTruth) {
    const auto chats = shared() / "data/chats";
    const auto truth = shared() / "data/expected/chats.json";
    if (!fs::exists(chats) || !fs::exists(truth)) GTEST_SKIP() << "the chat exports with their truth are not here";
    const auto expected = Json::parse(contentOf(truth));
    takeIn(chats);

    const auto& rsmf = expected["chats/relativity-sample-A.rsmf"];
    const auto events = messagesOf("chats/relativity-sample-A.rsmf");
    EXPECT_EQ(events.size(), rsmf["events"].get<std::size_t>());
    EXPECT_EQ(count(events, isEdited), rsmf["events_edited"]);
    EXPECT_EQ(count(events, isDeleted), rsmf["events_deleted"]);
    EXPECT_EQ(count(events, isReply), rsmf["replies(parent set)"]);
    EXPECT_EQ(count(events, hasFiles), rsmf["events_with_attachments"]);
    std::map<std::string, int> kinds;
    std::set<std::string> missing, places;
    for (const auto& event : events) {
        ++kinds[event.at("kind")];
        places.insert(event.at("conversation"));
        for (const auto& file : event.at("attachments"))
            if (file.at("missing") == true) missing.insert(file.at("name"));
    }
    EXPECT_EQ(Json(kinds), rsmf["event_types"]);
    EXPECT_EQ(places.size(), rsmf["conversations"].size());
    EXPECT_EQ(missing.size(), rsmf["attachments_referenced_but_absent_from_zip"].size()) << Json(missing);

    const auto& slack = expected["chats/slackdump__source_export.zip"];
    const auto talk = messagesOf("chats/slackdump__source_export.zip");
    EXPECT_EQ(talk.size(), slack["messages"].get<std::size_t>());
    EXPECT_EQ(count(talk, isEdited), slack["edited"]);
    EXPECT_EQ(count(talk, isReply), slack["thread_replies"]);
    EXPECT_EQ(count(talk, hasFiles), slack["with_files"]);

    const auto& pokemon = expected["chats/whatsapp-pokemon.txt"];
    std::map<std::string, int> senders;
    const auto lines = messagesOf("chats/whatsapp-pokemon.txt");
    for (const auto& line : lines)
        if (line.at("from") != "") ++senders[line.at("from")];
    for (const auto& [name, many] : pokemon["senders"].items()) EXPECT_EQ(Json(senders[name]), many) << name;

    const auto& tudor = expected["chats/tudor-chat_messages.csv"];
    std::map<std::string, int> rows;
    for (const auto& row : messagesOf("chats/tudor-chat_messages.csv")) {
        ++rows[row.at("conversation")];
        EXPECT_LT(row.at("sent").get<std::string>(), "1970") << row;
        EXPECT_NE(row.at("sent"), "") << row;
    }
    int all = 0;
    for (const auto& [name, many] : rows) all += many;
    EXPECT_EQ(Json(all), tudor["messages"]);
    EXPECT_EQ(rows.size(), tudor["conversations"].size());

    for (const auto& d : m_documents) {
        EXPECT_NE(d.at("state"), "queued") << d;
        if (d.at("state") == "exception") {
            EXPECT_GT(d.at("reason").get<std::string>().size(), 8U) << d;
        }
    }
}

TEST_F(Chats, AnUnpackedSlackExportIsReadAsAWhole) {
    const std::string name = "evidence/export of a very long name that no header of an archive has room for, and more/";
    put(name + "users.json", R"([{"id":"U1","name":"ivale","profile":{"display_name":"Imogen Vale"}}])");
    put(name + "channels.json", R"([{"id":"C1","name":"br\u00fccke","members":["U1"]}])");
    put(name +
            "br\xc3\xbc"
            "cke/2023-10-24.json",
        R"([{"user":"U1","text":"one","ts":"1698156180.0"},
        {"user":"U1","text":"two","ts":"1698156190.0","thread_ts":"1698156180.0"}])");
    put(name +
            "br\xc3\xbc"
            "cke/2023-10-25.json",
        R"([{"user":"U1","text":"three","ts":"1698242580.0"}])");
    put("evidence/letter.txt", "Dear Sir");
    takeIn(folder() / "evidence");
    const auto messages = messagesOf(name.substr(0, name.size() - 1));
    ASSERT_EQ(messages.size(), 3U);
    EXPECT_EQ(messages[0].at("from"), "Imogen Vale");
    EXPECT_EQ(messages[0].at("conversation"),
              "br\xc3\xbc"
              "cke");
    EXPECT_EQ(count(messages, isReply), 1);
    EXPECT_EQ(m_documents.size(), 4U);  // the export, its two days, the letter
}

TEST_F(Chats, ATranscriptInHtmlYieldsItsMessages) {
    const auto line = [](const std::string& who, const std::string& when, const std::string& what) {
        return "<div class=msg><div><span class=author>" + who + "</span> <span class=time>" + when +
               "</span></div><div class=content><p>" + what + "</p></div></div>";
    };
    put("evidence/transcript.html",
        "<!DOCTYPE html><html><head><title>Sourcing</title></head><body>" +
            line("Imogen Vale", "11/2/2023 3:04:05 PM", "Did the licence team answer about the backlist?") +
            line("Dario Okonjo", "11/2/2023 3:06:40 PM", "Not yet &mdash; I would rather not ask twice.") +
            line("Imogen Vale", "11/2/2023 3:07:12 PM", "Then keep this out of the channel.") + "</body></html>");
    takeIn(folder() / "evidence");
    const auto messages = messagesOf("evidence/transcript.html");
    ASSERT_EQ(messages.size(), 3U);
    EXPECT_EQ(messages[1].at("from"), "Dario Okonjo");
    EXPECT_EQ(messages[1].at("sent"), "2023-11-02T15:06:40");
    EXPECT_EQ(messages[1].at("body"), "Not yet \xe2\x80\x94 I would rather not ask twice.");
}

}  // namespace
}  // namespace redwell::journeys
