#include "chat_drawing.h"

#include <algorithm>

namespace redwell::formats {
namespace {

constexpr const char* kDay = R"([
 {"type":"message","user":"U1","text":"Ask <@U2> &amp; see <https://a.example|the plan>","ts":"1698156180.000100",
  "edited":{"user":"U1","ts":"1698156200.000000"},"reactions":[{"name":"ok","count":1,"users":["U2"]}]},
 {"type":"message","user":"U2","text":"Friday","ts":"1698156240.000200","thread_ts":"1698156180.000100",
  "files":[{"id":"F0123ABCD","name":"plan.txt","size":4},{"id":"F9999ZZZZ","name":"gone.pdf","url_private":"https://f.example/x"}]},
 {"type":"message","subtype":"channel_join","user":"U2","text":"<@U2> has joined","ts":"1698156000.000300"},
 {"type":"message","subtype":"bot_message","bot_id":"B1","username":"Crane","text":"","ts":"1698156300.000400",
  "attachments":[{"title":"Wind","text":"too strong"}]}])";

TEST(Slack, AnExportOfOneDayIsAConversationWithThreadsFilesAndReactions) {
    auto files = slackOf({{"2023-10-24", kDay}});
    files["__uploads/F0123ABCD/plan.txt"] = "pour";
    const auto opened = openAll(writeZip(files), "export.zip");
    ASSERT_EQ(opened.documents.size(), 1U);
    const auto& chat = opened.documents[0];
    EXPECT_EQ(chat.kind, documents::Kind::Chat);
    ASSERT_EQ(chat.messages.size(), 4U);
    EXPECT_EQ(chat.messages[0].kind, documents::MessageKind::Join);
    const auto& first = chat.messages[1];
    EXPECT_EQ(first.body, "Ask @Tobias Renn & see the plan (https://a.example)");
    EXPECT_EQ(first.from, "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(first.edits.size(), 1U);
    EXPECT_EQ(first.reactions.at(0).value, ":ok:");
    EXPECT_EQ(chat.messages[2].replyTo, first.key);
    ASSERT_EQ(chat.messages[2].attachments.size(), 2U);
    EXPECT_EQ(chat.messages[2].attachments[0].fileName, "plan.txt");
    EXPECT_TRUE(chat.messages[2].attachments[1].isMissing);
    EXPECT_EQ(chat.messages[3].from, "Crane");
    EXPECT_EQ(chat.messages[3].body, "Wind\ntoo strong");
    ASSERT_EQ(chat.children.size(), 1U);
    EXPECT_EQ(chat.children[0].bytes, "pour");
}

TEST(Slack, EachDayIsADocumentInItsChannelsFolder) {
    const auto container = read(
        writeZip(
            slackOf({{"2023-10-24", kDay}, {"2023-10-25", R"([{"user":"U1","text":"done","ts":"1698240000.0"}])"}})),
        "export.zip");
    EXPECT_EQ(container.kind, documents::Kind::Container);
    ASSERT_EQ(container.children.size(), 2U);
    EXPECT_EQ(container.children[1].folder, "bridge");
    EXPECT_EQ(container.children[1].fileName, "bridge 2023-10-25.rsmf");
    EXPECT_TRUE(container.children[1].startsFamily);
    EXPECT_EQ(container.metadata.at("events"), "5");
}

TEST(Slack, ChangesTellWhatStoodBefore) {
    const auto chat = openAll(writeZip(slackOf({{"2023-10-24", R"([
 {"user":"U1","text":"Friday","ts":"1698156180.0001","edited":{"user":"U1","ts":"1698156190.0"}},
 {"subtype":"message_changed","ts":"1698156190.0",
  "message":{"user":"U1","text":"Friday","ts":"1698156180.0001","edited":{"user":"U1","ts":"1698156190.0"}},
  "previous_message":{"user":"U1","text":"Thursday","ts":"1698156180.0001"}},
 {"subtype":"message_deleted","ts":"1698156300.0","deleted_ts":"1698156250.0002",
  "previous_message":{"user":"U2","text":"never mind","ts":"1698156250.0002"}}])"}})),
                              "export.zip")
                          .documents.at(0);
    ASSERT_EQ(chat.messages.size(), 2U);
    ASSERT_EQ(chat.messages[0].edits.size(), 1U);
    EXPECT_EQ(chat.messages[0].edits[0].previous, "Thursday");
    EXPECT_TRUE(chat.messages[1].isDeleted);
    EXPECT_EQ(chat.messages[1].body, "never mind");
}

TEST(Slack, ADayFileCutInHalfYieldsItsBeginningAndAnExceptionThatNamesIt) {
    std::string day = kDay;
    day.resize(day.find("channel_join"));
    const auto opened = openAll(writeZip(slackOf({{"2023-10-24", day}})), "export.zip");
    ASSERT_EQ(opened.children.size(), 2U);
    EXPECT_EQ(opened.messages(), 2U);
    const auto& part = opened.children[1];
    ASSERT_TRUE(part.problem);
    EXPECT_EQ(part.fileName, "2023-10-24.json");
    EXPECT_EQ(part.folder, "bridge");
    EXPECT_NE(part.problem->what.find("2 entries before that were read"), std::string::npos) << part.problem->what;
}

TEST(Slack, WhatIsMissingIsFilledInOrReported) {
    const auto opened = openAll(writeZip({{"in/users.json", "[]"},
                                          {"in/dms.json", R"([{"id":"D1","members":["U1","U7"]}])"},
                                          {"in/D1/2023-10-24.json", R"([{"text":"no time","user":"U7"},{},17,
                                            {"text":"bad","user":"U1","ts":"99999999999999"}])"},
                                          {"in/lost/2023-10-24.json", R"([{"text":"x","ts":"1698156180.0"}])"},
                                          {"in/notes.txt", "loose"}}),
                                "export.zip");
    EXPECT_EQ(opened.messages(), 4U);
    const auto loose = std::ranges::find(opened.children, std::string("notes.txt"), &Child::fileName);
    ASSERT_NE(loose, opened.children.end());
    EXPECT_TRUE(loose->startsFamily);
    EXPECT_EQ(loose->bytes, "loose");
    const auto& direct = opened.documents.at(0);
    EXPECT_TRUE(direct.messages.at(0).sent.isEmpty());
    EXPECT_EQ(direct.messages.at(0).to, (std::vector<std::string>{"U1"}));
}

TEST(Slack, WithoutItsListOfUsersItIsStillAnExport) {
    const auto opened =
        openAll(writeZip({{"in/channels.json", R"([{"id":"C1","name":"general"}])"},
                          {"in/general/2023-10-24.json", R"([{"text":"one","user":"U7","ts":"1698156180.0"}])"}}),
                "export.zip");
    ASSERT_EQ(opened.messages(), 1U);
    EXPECT_EQ(opened.documents.at(0).messages.at(0).from, "U7");
}

TEST(Slack, WhatAnAppSaysInBlocksAloneIsRead) {
    const auto opened =
        openAll(writeZip(slackOf({{"2023-10-24", R"([{"text":"New report","user":"U1","ts":"1698156180.0","blocks":[
            {"type":"section","text":{"type":"mrkdwn","text":"Crawl of Harrow done"}}]},
            {"text":"as *written*","user":"U1","ts":"1698156181.0","blocks":[{"type":"rich_text","elements":[
            {"type":"rich_text_section","elements":[{"type":"text","text":"as written"}]}]}]}])"}})),
                "export.zip");
    ASSERT_EQ(opened.messages(), 2U);
    EXPECT_EQ(opened.documents.at(0).messages.at(0).body, "New report\nCrawl of Harrow done");
    EXPECT_EQ(opened.documents.at(0).messages.at(1).body.find('\n'), std::string::npos);
}

TEST(Slack, AZipCutInHalfStillYieldsWhatIsWhole) {
    Json day = Json::array();
    for (int i = 0; i < 50; ++i)
        day.push_back(
            {{"user", "U1"}, {"text", "message " + std::to_string(i)}, {"ts", std::to_string(1698156180 + i) + ".0"}});
    const auto whole = writeZip(slackOf({{"2023-10-24", day.dump()}}));
    for (std::size_t at = 1; at < whole.size(); at += 211) {
        const auto cut = readBytes(std::string_view(whole).substr(0, at), "export.zip");
        if (!cut) {
            EXPECT_FALSE(cut.error().what.empty());
        }
    }
}

}  // namespace
}  // namespace redwell::formats
