#include "chat_drawing.h"

#include "formats/chat/rsmf_manifest.h"
#include "formats/chat/unitization.h"

#include <algorithm>

namespace redwell::formats {
namespace {

using documents::MessageKind;

bool holdsFlag(const ReadDocument& document, const std::string& flag) {
    return std::ranges::find(document.flags, flag) != document.flags.end();
}

TEST(Rsmf, IsADocumentWhoseEventsAreItsMessages) {
    auto reply = said("2", "On Friday.", "2023-10-24T14:05:00Z");
    reply["participant"] = "P2";
    reply["parent"] = "1";
    const auto chat = read(rsmfOf(manifestOf({said("1", "When is the pour?"), reply})), "day.rsmf");
    EXPECT_EQ(chat.kind, documents::Kind::Chat);
    ASSERT_EQ(chat.messages.size(), 2U);
    EXPECT_EQ(chat.messages[0].from, "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(chat.messages[0].conversation, "bridge works");
    EXPECT_EQ(chat.messages[0].sent.text, "2023-10-24T14:03:00+00:00");
    EXPECT_EQ(chat.messages[1].replyTo, "1");
    EXPECT_EQ(chat.messages[1].ordinal, 2);
    EXPECT_EQ(chat.title, "bridge works, 2023-10-24");
    const auto text = textOf(chat);
    EXPECT_NE(text.find("When is the pour?"), std::string::npos);
    EXPECT_NE(text.find("[in reply to Imogen Vale's message of 2023-10-24 14:03:00 +00:00]"), std::string::npos);
}

TEST(Rsmf, EveryMessageStandsOnThePagesWhereItsRegionsAre) {
    Json events = Json::array();
    for (int i = 0; i < 120; ++i) events.push_back(said(std::to_string(i), "Line " + std::to_string(i)));
    const auto chat = read(rsmfOf(manifestOf(events)), "day.rsmf");
    ASSERT_GT(chat.pages.size(), 1U);
    int page = 1;
    for (const auto& message : chat.messages) {
        ASSERT_FALSE(message.regions.empty());
        EXPECT_GE(message.page, page);
        page = message.page;
        for (const auto& region : message.regions) EXPECT_LE(region.page, static_cast<int>(chat.pages.size()));
    }
    EXPECT_EQ(page, static_cast<int>(chat.pages.size()));
}

TEST(Rsmf, EditsDeletionsReactionsAndKindsAreKept) {
    auto edited = said("1", "Friday");
    edited["edits"] = {
        {{"participant", "P1"}, {"timestamp", "2023-10-24T14:04:00Z"}, {"previous", "Thursday"}, {"new", "Friday"}}};
    edited["reactions"] = {{{"value", ":ok:"}, {"count", 2}, {"participants", {"P1", "P2"}}}};
    edited["importance"] = "high";
    edited["read_receipts"] = {{{"participant", "P2"}, {"timestamp", "2023-10-24T14:06:00Z"}, {"action", "read"}}};
    auto deleted = said("2", "forget it");
    deleted["deleted"] = true;
    auto joined = said("3", "");
    joined["type"] = "join";
    const auto chat = read(rsmfOf(manifestOf({edited, deleted, joined})), "day.rsmf");
    ASSERT_EQ(chat.messages.size(), 3U);
    ASSERT_EQ(chat.messages[0].edits.size(), 1U);
    EXPECT_EQ(chat.messages[0].edits[0].previous, "Thursday");
    EXPECT_EQ(chat.messages[0].edits[0].by, "Imogen Vale");
    EXPECT_EQ(chat.messages[0].reactions.at(0).by, (std::vector<std::string>{"Imogen Vale", "Tobias Renn"}));
    EXPECT_EQ(chat.messages[0].importance, "high");
    ASSERT_EQ(chat.messages[0].receipts.size(), 1U);
    EXPECT_EQ(chat.messages[0].receipts[0], (documents::Receipt{"Tobias Renn", {"2023-10-24T14:06:00+00:00"}, "read"}));
    EXPECT_TRUE(chat.messages[1].isDeleted);
    EXPECT_EQ(chat.messages[1].importance, "");
    EXPECT_EQ(chat.messages[1].body, "forget it");
    EXPECT_EQ(chat.messages[2].kind, MessageKind::Join);
    EXPECT_NE(textOf(chat).find("before: Thursday"), std::string::npos);
    EXPECT_EQ(chat.metadata.at("edited"), "1");
    EXPECT_EQ(chat.metadata.at("deleted"), "1");
}

TEST(Rsmf, AFormerTextAmongTheCustomFieldsIsTheEditsFormerText) {
    auto edited = said("1", "Friday");
    edited["edits"] = {{{"participant", "P1"}, {"timestamp", "2023-10-24T14:04:00Z"}}};
    edited["custom"] = {{{"name", "Edit1"}, {"value", "Thursday"}}};
    const auto chat = read(rsmfOf(manifestOf({edited})), "day.rsmf");
    EXPECT_EQ(chat.messages.at(0).edits.at(0).previous, "Thursday");
}

TEST(Rsmf, ADeliveredAttachmentIsAMemberAndAMissingOneIsNamed) {
    auto one = said("1", "see plan");
    one["attachments"] = {{{"id", "plan.txt"}, {"display", "The plan.txt"}}, {{"id", "gone.pdf"}, {"size", 77}}};
    const auto chat =
        read(rsmfOf(manifestOf({one}), {{"plan.txt", "pour on Friday"}, {"stray.txt", "nobody's"}}), "day.rsmf");
    ASSERT_EQ(chat.children.size(), 2U);
    EXPECT_EQ(chat.children[0].fileName, "The plan.txt");
    EXPECT_EQ(chat.children[0].bytes, "pour on Friday");
    EXPECT_FALSE(chat.children[0].startsFamily);
    EXPECT_EQ(chat.children[1].fileName, "stray.txt");
    const auto& named = chat.messages.at(0).attachments;
    ASSERT_EQ(named.size(), 2U);
    EXPECT_FALSE(named[0].isMissing);
    EXPECT_EQ(named[0].fileName, "The plan.txt");
    EXPECT_TRUE(named[1].isMissing);
    EXPECT_EQ(named[1].size, 77);
    EXPECT_EQ(chat.metadata.at("missing_attachments"), "gone.pdf");
    EXPECT_EQ(chat.metadata.at("unreferenced_files"), "stray.txt");
    EXPECT_TRUE(holdsFlag(chat, "missing_attachments"));
}

TEST(Rsmf, AReplyToAMessageThatIsNotThereSaysSo) {
    auto orphan = said("2", "yes");
    orphan["parent"] = "nowhere";
    const auto chat = read(rsmfOf(manifestOf({orphan})), "day.rsmf");
    EXPECT_EQ(chat.metadata.at("replies_to_messages_not_in_the_file"), "1");
    EXPECT_NE(textOf(chat).find("a message not in this file (nowhere)"), std::string::npos);
}

TEST(Rsmf, WithoutIdsAndTimesEventsKeepTheirPlaceAndGetAnId) {
    auto second = said("", "second");
    second.erase("id");
    second.erase("timestamp");
    auto third = said("", "third", "2023-13-45T99:00:00Z");
    third.erase("id");
    const auto manifest = manifestOf({said("1", "first"), second, third, said("4", "fourth", "2023-10-24T14:09:00Z")});
    const auto chat = read(rsmfOf(manifest), "day.rsmf");
    ASSERT_EQ(chat.messages.size(), 4U);
    EXPECT_EQ(chat.messages[1].body, "second");
    EXPECT_TRUE(chat.messages[1].sent.isEmpty());
    EXPECT_EQ(chat.messages[2].body, "third");
    EXPECT_FALSE(chat.messages[1].key.empty());
    EXPECT_NE(chat.messages[1].key, chat.messages[2].key);
    EXPECT_EQ(chat.messages[1].key, read(rsmfOf(manifest), "other name.rsmf").messages[1].key);
    EXPECT_NE(textOf(chat).find("impossible time \"2023-13-45T99:00:00Z\""), std::string::npos);
    EXPECT_TRUE(holdsFlag(chat, "chat_problems"));
}

TEST(Rsmf, AManifestThatLiesIsReportedAndTheRestCounts) {
    auto manifest = manifestOf({said("1", "here"),
                                "no event",
                                7,
                                {{"type", "dance"}, {"id", 3}, {"participant", "P9"}, {"conversation", "C1"}}});
    manifest["events"][0]["attachments"] = {{{"id", "a.txt"}, {"size", 5000}}};
    const auto chat =
        read(rsmfOf(manifest, {{"a.txt", "short"}}, "X-RSMF-EventCount: 900\r\nX-RSMF-EventCollectionID: Q\r\n"),
             "day.rsmf");
    ASSERT_EQ(chat.messages.size(), 2U);
    const auto problems = chat.metadata.at("chat_problems");
    for (const char* what : {"states 900 events, the manifest holds 2", "unknown type \"dance\"", "\"P9\" is not among",
                             "stated as 5000 bytes and has 5"})
        EXPECT_NE(problems.find(what), std::string::npos) << what << "\n" << problems;
    EXPECT_EQ(chat.metadata.at("event_collection_id"), "Q");
}

TEST(Rsmf, WhatHasAnotherFormThanItShouldIsKeptAndReported) {
    auto manifest = manifestOf({said("1", "one"), said("1", "two"), said("2", "three")});
    manifest["events"][2]["body"] = {"three", "crane"};
    manifest["events"][2]["read_receipts"] = "everybody";
    const auto chat = read(rsmfOf(manifest), "day.rsmf");
    ASSERT_EQ(chat.messages.size(), 3U);
    EXPECT_NE(chat.messages[2].body.find("crane"), std::string::npos);
    const auto problems = chat.metadata.at("chat_problems");
    for (const char* what : {"several events have the id \"1\"", "event 3 has a body that is no text",
                             "event 3 states its read receipts in a form that RSMF does not have"})
        EXPECT_NE(problems.find(what), std::string::npos) << what << "\n" << problems;
}

TEST(Rsmf, AManifestThatBreaksOffYieldsTheEventsBeforeTheBreak) {
    auto json = manifestOf({said("1", "one"), said("2", "two"), said("3", "three")}).dump();
    json.resize(json.find("three"));
    const auto chat = read(rsmfAround(writeZip({{"rsmf_manifest.json", json}})), "day.rsmf");
    EXPECT_EQ(chat.messages.size(), 2U);
    EXPECT_NE(chat.metadata.at("chat_problems").find("stops being JSON"), std::string::npos);
}

TEST(Rsmf, ABareManifestAndABareZipAreRead) {
    const auto json = manifestOf({said("1", "one")}).dump();
    EXPECT_EQ(read(json, "rsmf_manifest.json").messages.size(), 1U);
    EXPECT_EQ(read(json, "other.json").kind, documents::Kind::Text);
    EXPECT_EQ(read(writeZip({{"rsmf_manifest.json", json}}), "rsmf.zip").messages.size(), 1U);
}

TEST(Rsmf, WithoutItsZipOrItsManifestItIsDamaged) {
    EXPECT_EQ(errorOf("X-RSMF-Version: 2.0.0\r\n\r\nno parts\r\n", "day.rsmf"), ErrorKind::Damaged);
    EXPECT_EQ(errorOf(rsmfAround(writeZip({{"other.json", "{}"}})), "day.rsmf"), ErrorKind::Damaged);
    EXPECT_EQ(errorOf(rsmfAround(writeZip({{"rsmf_manifest.json", "\"words\""}})), "day.rsmf"), ErrorKind::Damaged);
    EXPECT_EQ(errorOf(rsmfAround("no zip"), "day.rsmf"), ErrorKind::Damaged);
}

TEST(Rsmf, EveryCutOfAFileEndsAsADocumentOrAnError) {
    auto one = said("1", "see plan");
    one["attachments"] = {{{"id", "plan.txt"}}};
    const auto whole = rsmfOf(manifestOf({one, said("2", "two")}), {{"plan.txt", "pour"}});
    for (std::size_t at = 0; at < whole.size(); at += 97) {
        const auto cut = readBytes(std::string_view(whole).substr(0, at), "day.rsmf");
        if (cut) {
            EXPECT_LE(cut->messages.size(), 2U);
        } else {
            EXPECT_FALSE(cut.error().what.empty());
        }
    }
}

TEST(Rsmf, SeveralDaysAndConversationsAreDocumentsOfTheirOwn) {
    auto manifest = manifestOf({said("1", "one"), said("2", "two", "2023-10-25T09:00:00Z"), said("3", "three")});
    manifest["conversations"].push_back({{"id", "C2"}, {"display", "a/b\\..:"}, {"platform", "slack"}});
    manifest["events"][2]["conversation"] = "C2";
    manifest["events"][1]["parent"] = "1";
    const auto bytes = rsmfOf(manifest);
    const auto container = read(bytes, "all.rsmf");
    EXPECT_EQ(container.kind, documents::Kind::Container);
    ASSERT_EQ(container.children.size(), 3U);
    EXPECT_EQ(container.children[0].fileName, "bridge works 2023-10-24.rsmf");
    EXPECT_EQ(container.children[0].folder, "bridge works");
    EXPECT_EQ(container.children[2].folder.find_first_of("/\\:"), std::string::npos) << container.children[2].folder;
    const auto opened = openAll(bytes, "all.rsmf");
    ASSERT_EQ(opened.documents.size(), 3U);
    EXPECT_EQ(opened.documents[1].messages.at(0).replyTo, "1");
    EXPECT_NE(textOf(opened.documents[1])
                  .find("in reply to a message of 2023-10-24 14:03:00 +00:00 that stands in another document"),
              std::string::npos);
    EXPECT_FALSE(opened.documents[1].metadata.contains("replies_to_messages_not_in_the_file"));
}

TEST(Rsmf, TheDayIsThatOfTheCasesTimeZone) {
    const auto bytes =
        rsmfOf(manifestOf({said("1", "late", "2023-10-25T02:30:00Z"), said("2", "later", "2023-10-25T03:30:00Z")}));
    const auto file = behindDescriptor(bytes);
    const auto chat = readDocument(file.get(), {"day.rsmf", OcrMode::Never, {}, "America/New_York", {}});
    ASSERT_TRUE(chat);
    EXPECT_EQ(chat->title, "bridge works, 2023-10-24");
    EXPECT_EQ(chat->messages.at(0).sent.text, "2023-10-25T02:30:00+00:00");
}

TEST(Rsmf, TheSameSliceGivesTheSameBytesAndReadsBackAsItWas) {
    auto one = said("1", "see plan\nand \xf0\x9f\x91\x8d");
    one["attachments"] = {{{"id", "plan.txt"}}, {{"id", "gone.pdf"}}};
    one["edits"] = {{{"participant", "P2"}, {"timestamp", "2023-10-24T14:04:00Z"}, {"previous", "x"}, {"new", "y"}}};
    const auto log = readManifest(manifestOf({one, said("2", "two")}).dump());
    ASSERT_TRUE(log);
    const auto slices = unitize(*log, "UTC");
    ASSERT_EQ(slices.size(), 1U);
    const auto bytes = writeRsmf(*log, slices[0], {{"plan.txt", "pour"}});
    EXPECT_EQ(bytes, writeRsmf(*log, slices[0], {{"plan.txt", "pour"}}));
    const auto chat = read(bytes, slices[0].fileName);
    ASSERT_EQ(chat.messages.size(), 2U);
    EXPECT_EQ(chat.messages[0].body, "see plan\nand \xf0\x9f\x91\x8d");
    EXPECT_EQ(chat.messages[0].edits.at(0).previous, "x");
    EXPECT_EQ(chat.children.at(0).bytes, "pour");
    EXPECT_TRUE(chat.messages[0].attachments.at(1).isMissing);
    EXPECT_FALSE(chat.metadata.contains("chat_problems")) << chat.metadata.at("chat_problems");
}

TEST(Rsmf, ADayOfMoreThanTenThousandMessagesIsHalved) {
    ChatLog log;
    log.conversations.push_back({"C", "busy", "slack", {}, {}, {}, {}, {}});
    for (int i = 0; i < 12'000; ++i) {
        ChatEvent event;
        event.id = std::to_string(i);
        event.conversation = "C";
        event.at = chatTimeFromUnix((1'698'105'600LL + i * 7) * 1'000'000);
        log.events.push_back(event);
    }
    const auto slices = unitize(log, "UTC");
    ASSERT_EQ(slices.size(), 2U);
    EXPECT_EQ(slices[0].label, "2023-10-24 00-12");
    EXPECT_EQ(slices[0].events.size() + slices[1].events.size(), 12'000U);
}

}  // namespace
}  // namespace redwell::formats
