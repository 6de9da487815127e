#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

std::vector<std::string> sendersOf(const Extraction& e) {
    std::vector<std::string> all;
    for (const auto& m : e.messages) all.push_back(m.from);
    return all;
}

std::vector<std::string> bodiesOf(const Extraction& e) {
    std::vector<std::string> all;
    for (const auto& m : e.messages) all.push_back(m.body);
    return all;
}

using Strings = std::vector<std::string>;

TEST(ChatExtraction, ReadsNameWithTimeInBracketsAndTextBeneath) {
    PageDrawing page;
    page.line("Workplace Chat: budget").space();
    page.line("Ada Quill (10/24/2023, 9:15:01 AM):").line("Did you see the draft?").space();
    page.line("Ben Okoro (10/24/2023, 9:16:40 AM):").line("Yes.").line("At 2:15 PM the numbers change again.").space();
    page.line("Ada Quill (10/24/2023, 9:18:00 AM):")
        .line("From: what I heard, it is final.")
        .bottom("CONFIDENTIAL", "RW_0000012");
    const auto got = extractMessages({page.done()});
    EXPECT_EQ(sendersOf(got), (Strings{"Ada Quill", "Ben Okoro", "Ada Quill"}));
    EXPECT_EQ(bodiesOf(got), (Strings{"Did you see the draft?", "Yes.\nAt 2:15 PM the numbers change again.",
                                      "From: what I heard, it is final."}));
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T09:16:40");
    EXPECT_EQ(got.messages[2].ordinal, 3);
    EXPECT_TRUE(got.unassigned.empty());
    EXPECT_EQ(got.running.size(), 2u);  // the foot and the title
    for (const auto& m : got.messages) EXPECT_EQ(m.conversation, "budget");
}

TEST(ChatExtraction, ReadsTimeInSquareBracketsThenNameAndText) {
    PageDrawing page(1, 0.02);
    page.line("[2023-10-24 07 :45:52] Ada Quill: Sharing the table: +2.1 with").line("the new set.");
    page.line("[2023-10-24 07:46:01] Ben Okoro: ok");
    page.line("[2023-10-24 07:47:01] Ada Quill Thanks, the colon is lost here");
    page.line("[2023-1O-24 07: 48:01] Ben 0koro: done");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[0].body, "Sharing the table: +2.1 with the new set.");
    EXPECT_EQ(got.messages[2].from, "Ada Quill");
    EXPECT_EQ(got.messages[2].body, "Thanks, the colon is lost here");
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T07:48:01");
}

TEST(ChatExtraction, SaysWhyAMessageIsDoubtful) {
    PageDrawing page;
    for (int i = 0; i < 4; ++i)
        page.line("Ada Quill (10/24/2023, 9:1" + std::to_string(i) + ":01 AM):").line("Did you see it?").space();
    auto sure = page.done(), weak = sure;
    for (auto& word : weak.words) word.confidence = 40;
    for (const auto& m : extractMessages({sure}).messages) EXPECT_TRUE(m.doubts.empty());
    const auto doubtful = extractMessages({weak}).messages;
    ASSERT_EQ(doubtful.size(), 4u);
    for (const auto& m : doubtful) {
        EXPECT_EQ(m.doubts, Strings{"weak_ocr"});
        EXPECT_LT(m.confidence, 0.85);
    }
}

TEST(ChatExtraction, TakesTheDayFromDividersAboveTimes) {
    PageDrawing page;
    page.line("#planning").at(260, 80, "Monday, October 23, 2023").moveTo(100);
    page.line("Ada Quill 11:34 AM").line("First.");
    page.line("Ben Okoro 11:36 PM").line("Second.");
    page.line("Tuesday, October 24", 260);
    page.line("Ada Quill 1:04 PM").line("Third.");
    page.line("Ben Okoro 1:09 PM").line("Fourth.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[0].sent.text, "2023-10-23T11:34");
    EXPECT_EQ(got.messages[2].sent.text, "2023-10-24T13:04");
    EXPECT_EQ(got.messages[1].body, "Second.");
    EXPECT_EQ(got.messages[3].conversation, "#planning");
    EXPECT_TRUE(got.unassigned.empty()) << "the days and the channel are the messages' own";
    EXPECT_EQ(got.running.size(), 2u);  // the channel with the day beneath it, and the second day
}

TEST(ChatExtraction, TakesAHeadRepeatedOverThePagesEndOnce) {
    PageDrawing first, second(2);
    first.line("Ada Quill (10/24/2023, 9:15 AM):").line("Did you see the draft?").space();
    first.line("Ben Okoro (10/24/2023, 9:16 AM):").line("Yes.").space();
    first.line("Ada Quill (10/24/2023, 9:18 AM):");
    second.line("Ada Quill (10/24/2023, 9:18 AM):").line("Good night.").space();
    second.line("Ben Okoro (10/24/2023, 9:19 AM):").line("And to you.");
    const auto got = extractMessages({first.done(), second.done()});
    EXPECT_EQ(bodiesOf(got), (Strings{"Did you see the draft?", "Yes.", "Good night.", "And to you."}));
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[2].page, 2);
    EXPECT_EQ(got.messages[2].regions.size(), 2u) << "both heads belong to it";
}

TEST(ChatExtraction, KeepsTextBelowAPagesEndWithTheHeadAboveIt) {
    PageDrawing first, second(2);
    first.line("Ada Quill (10/24/2023, 9:15 AM):").line("Did you see the draft?").space();
    first.line("Ben Okoro (10/24/2023, 9:16 AM):");
    second.line("Yes.").space().line("Ada Quill (10/24/2023, 9:18 AM):").line("Good night.");
    const auto got = extractMessages({first.done(), second.done()});
    EXPECT_EQ(bodiesOf(got), (Strings{"Did you see the draft?", "Yes.", "Good night."}));
}

TEST(ChatExtraction, KeepsWhatNoMessageHasAsUnassigned) {
    PageDrawing page;
    page.line("Shipping group").line("Participants: Ada Quill, Ben Okoro").space();
    page.line("--- Sunday, October 22, 2023 ---", 200).line("--- Monday, October 23, 2023 ---", 200);
    page.line("Ada Quill 11:34 AM").line("First.").line("Ben Okoro 11:36 PM").line("Second.");
    page.line("Ada Quill 11:38 PM").line("Third.").line("--- Tuesday, October 24, 2023 ---", 200);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[0].conversation, "Shipping group");
    EXPECT_EQ(got.messages[0].sent.text, "2023-10-23T11:34");
    // The participants with the day on which nothing was said beneath them, and the day after all messages.
    ASSERT_EQ(got.unassigned.size(), 2u);
    EXPECT_LT(got.unassigned[0].box.y0, 80);
    EXPECT_GT(got.unassigned[1].box.y0, 180);
}

TEST(ChatExtraction, GoesOnAcrossAPageWithoutItsFootAndHead) {
    std::vector<documents::Page> pages;
    for (int n = 1; n <= 3; ++n) {
        PageDrawing page(n);
        page.at(60, 24, "Exported chat of the planning group", 8).at(500, 24, "Page " + std::to_string(n) + " of 3", 8);
        page.line(n == 1   ? "[10/24/2023 11:03 PM] Ada Quill"
                  : n == 2 ? "and this is the rest of what I began before."
                           : "which goes on over here.");
        if (n == 1) page.line("Nothing much today.");
        page.line("[10/24/2023 11:1" + std::to_string(n) + " PM] Ben Okoro")
            .line(n == 1   ? "Right."
                  : n == 2 ? "Of course."
                           : "No.");
        page.line("[10/24/2023 11:2" + std::to_string(n) + " PM] Ada Quill")
            .line("I am going to begin something long here");
        page.bottom("HIGHLY CONFIDENTIAL - ATTORNEYS' EYES ONLY", "RW_000001" + std::to_string(n));
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 7u);
    EXPECT_EQ(got.messages[2].body,
              "I am going to begin something long here\nand this is the rest of what I began before.");
    EXPECT_EQ(got.messages[2].page, 1);
    ASSERT_EQ(got.messages[2].regions.size(), 2u);
    EXPECT_EQ(got.messages[2].regions[1].page, 2);
    EXPECT_LT(got.messages[2].regions[0].box.y1, 700);
    EXPECT_GT(got.messages[2].regions[1].box.y0, 50);
    for (const auto& body : bodiesOf(got)) EXPECT_EQ(body.find("RW_"), std::string::npos);
}

TEST(ChatExtraction, ReadsAMessengerExportWithDashes) {
    const auto got = extractMessagesFromText(
        "24/10/2023, 14:03 - Messages are end-to-end encrypted. No one outside of this chat can read them.\n"
        "24/10/2023, 14:03 - Ada Quill: Are you there?\n24/10/2023, 14:05 - Ben Okoro: Yes: always\nand more\n"
        "25/10/2023, 08:00 - Ben Okoro added Cara\n25/10/2023, 08:01 - Ada Quill: Welcome\n25/10/2023, 08:02 - Ben "
        "Okoro: hi\n");
    EXPECT_EQ(sendersOf(got), (Strings{"Ada Quill", "Ben Okoro", "Ada Quill", "Ben Okoro"}));
    EXPECT_EQ(got.messages[1].body, "Yes: always\nand more");
    EXPECT_EQ(got.messages[0].sent.text, "2023-10-24T14:03");
    EXPECT_EQ(got.messages[0].page, 0);
    EXPECT_TRUE(got.messages[0].regions.empty());
}

TEST(ChatExtraction, ReadsRelayChatWithAngles) {
    const auto got = extractMessagesFromText(
        "--- Log opened 24 Oct 2023\n14:03 <ada> hi all\n14:04 <ben_o> hello\n14:04 <ada> ready?\n14:06 < ben_o> "
        "yes\n");
    EXPECT_EQ(sendersOf(got), (Strings{"ada", "ben_o", "ada", "ben_o"}));
    EXPECT_EQ(got.messages[3].body, "yes");
    EXPECT_EQ(got.messages[0].sent.text, "2023-10-24T14:03");
}

TEST(ChatExtraction, ReadsNameAboveTimeAboveText) {
    PageDrawing page;
    for (int i = 0; i < 4; ++i)
        page.line(i % 2 ? "Ben Okoro" : "Ada Quill")
            .line("24.10.2023 14:0" + std::to_string(i))
            .line("Line number " + std::to_string(i))
            .space();
    const auto got = extractMessages({page.done()});
    EXPECT_EQ(sendersOf(got), (Strings{"Ada Quill", "Ben Okoro", "Ada Quill", "Ben Okoro"}));
    EXPECT_EQ(got.messages[1].body, "Line number 1");
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:03");
}

TEST(ChatExtraction, ReadsTimeAtTheRightEdge) {
    PageDrawing page;
    page.line("Transcript, October 24, 2023").space();
    for (int i = 0; i < 5; ++i) {
        const std::string time = "2:0" + std::to_string(i) + " PM";
        page.at(480, 81 + 24 * i, time)
            .at(60, 81 + 24 * i, i % 2 ? "Ben Okoro" : "Ada Quill")
            .at(60, 93 + 24 * i, "Something said, part " + std::to_string(i));
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01");
    EXPECT_EQ(got.messages[4].body, "Something said, part 4");
}

TEST(ChatExtraction, ReadsAHeadThatBreaksOverTwoLines) {
    PageDrawing page;
    page.line("Ada Quill (October 24, 2023, 9:15 AM):").line("One.");
    page.line("Ben Okoro (October 24, 2023, 9:16 AM):").line("Two.");
    page.line("Ada Quill (October 24, 2023,").line("9:17 AM):").line("Three.");
    page.line("Ben Okoro (October 24, 2023, 9:18 AM):").line("Four.");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[2].body, "Three.");
    EXPECT_EQ(got.messages[2].sent.text, "2023-10-24T09:17");
}

TEST(ChatExtraction, ReadsAnUnseenOrderOfMarks) {
    PageDrawing page;
    page.line("Room export").space();
    for (int i = 0; i < 6; ++i)
        page.line("@" + std::string(i % 2 ? "ben" : "ada") + " | Tue 24 Oct 2023, 14.0" + std::to_string(i) + " CEST")
            .line("text " + std::to_string(i), 72);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 6u);
    EXPECT_EQ(got.messages[1].from, "@ben");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01+02:00");
    EXPECT_EQ(got.messages[5].body, "text 5");
}

TEST(ChatExtraction, DoesNotTakeATimeInATextForAHead) {
    PageDrawing page;
    for (int i = 0; i < 8; ++i)
        page.line(std::string(i % 3 ? "Ada Quill" : "Ben Okoro") + " \u2014 10/24/2023 2:0" + std::to_string(i) + " PM")
            .line("Meeting on 10/30/2023 at 3 PM: bring slides")
            .space();
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 8u);
    for (const auto& m : got.messages) EXPECT_EQ(m.body, "Meeting on 10/30/2023 at 3 PM: bring slides");
}

TEST(ChatExtraction, ReadsRecordsWithLabels) {
    PageDrawing page;
    for (int i = 0; i < 4; ++i) {
        const double y = 60 + 60 * i;
        page.at(60, y, "Sender").at(150, y, i % 2 ? "Ben Okoro" : "Ada Quill").at(60, y + 12, "Timestamp");
        page.at(150, y + 12, "2023-10-24 14:0" + std::to_string(i) + ":11")
            .at(60, y + 24, "Message")
            .at(150, y + 24, "To: be clear, no");
        page.at(150, y + 36, "and again no");
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:03:11");
    EXPECT_EQ(got.messages[3].body, "To: be clear, no\nand again no");
    EXPECT_EQ(got.messages[3].depth, 0);
}

TEST(ChatExtraction, KeepsANameThatTopsEveryPage) {
    std::vector<documents::Page> pages;
    for (int n = 0; n < 2; ++n) {
        PageDrawing page(n + 1);
        for (int i = 0; i < 4; ++i)
            page.line(i % 2 ? "Ben Okoro" : "Ada Quill")
                .line("October " + std::to_string(20 + n) + ", 2023 at 9:0" + std::to_string(i) + " AM")
                .line("Said " + std::to_string(i))
                .space(80);
        pages.push_back(page.done());
    }
    const auto got = extractMessages(pages);
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[4].from, "Ada Quill");
}

}  // namespace
}  // namespace redwell::messages
