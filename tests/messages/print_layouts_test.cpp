// Layouts of prints beyond heads above texts: bubbles, archives, relative days, tables by direction, marks.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;
using Strings = std::vector<std::string>;

PageDrawing bubbles(const std::string& above) {
    PageDrawing page;
    page.line(above).at(240, 90, "October 24, 2023");
    for (int i = 0; i < 6; ++i)
        page.at(i % 2 ? 380 : 60, 120 + 50 * i, "A text of bubble " + std::to_string(i))
            .at(i % 2 ? 480 : 60, 134 + 50 * i, "2:0" + std::to_string(i) + " PM", 8);
    return page;
}

TEST(Bubbles, OnTheRightAreTheOwnersAndOnTheLeftThePartners) {
    const auto got = extractMessages({bubbles("Conversation with Ada Quill").done()});
    ASSERT_EQ(got.messages.size(), 6u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill");
    EXPECT_EQ(got.messages[1].from, "Me");
    EXPECT_EQ(got.messages[1].body, "A text of bubble 1");
    EXPECT_EQ(got.messages[5].sent.text, "2023-10-24T14:05");
}

TEST(Bubbles, OfANamedOwnerCarryHisName) {
    auto page = bubbles("Conversation with Ada Quill");
    page.at(60, 74, "Device owner: Ben Okoro");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 6u);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
}

// Bubbles that hold their times: at the end of the left ones, in front of the right ones.
PageDrawing timedBubbles(int number, const std::string& above) {
    PageDrawing page(number);
    page.at(280, 36, above).at(260, 90, "October 24, 2023", 8);
    for (int i = 0; i < 6; ++i) {
        const double y = 120 + 40 * i;
        const auto time = "2:0" + std::to_string(i) + " PM";
        if (i % 2)
            page.at(380, y, time)
                .at(425, y, "A text of bubble " + std::to_string(i))
                .at(425, y + 12, "that goes on and on");
        else
            page.at(60, y, "A longer text of bubble " + std::to_string(i))
                .at(60, y + 12, "goes on")
                .at(190, y + 12, time);
    }
    return page;
}

TEST(Bubbles, WithTimesInThemTellTheirWritersByTheirSides) {
    const auto got = extractMessages({timedBubbles(1, "Ada Quill").done(), timedBubbles(2, "Ada Quill").done()});
    ASSERT_EQ(got.messages.size(), 12u);
    for (std::size_t i = 0; i < 6; ++i) {
        EXPECT_EQ(got.messages[i].from, i % 2 ? "Me" : "Ada Quill") << i;
        EXPECT_EQ(got.messages[i].sent.text, "2023-10-24T14:0" + std::to_string(i));
    }
    EXPECT_EQ(got.messages[0].body, "A longer text of bubble 0 goes on");
    EXPECT_EQ(got.messages[1].body, "A text of bubble 1 that goes on and on");
    EXPECT_EQ(got.messages[7].page, 2);
}

TEST(Bubbles, WithTimesInAColumnBesideThem) {
    for (const std::string title : {"Chat with Ada Quill", "Mum", "Ada Quill"}) {
        PageDrawing page;
        page.at(280, 60, title).at(260, 90, "October 24, 2023", 8);
        for (int i = 0; i < 6; ++i)
            page.at(40, 120 + 30 * i, "14:0" + std::to_string(i))
                .at(i % 2 ? 400 : 90, 120 + 30 * i, "A text of bubble " + std::to_string(i));
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 6u) << title;
        EXPECT_EQ(got.messages[0].from, title == "Mum" ? "Mum" : "Ada Quill");
        EXPECT_EQ(got.messages[1].from, "Me");
        EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:03");
        EXPECT_EQ(got.messages[3].body, "A text of bubble 3");
    }
}

TEST(Bubbles, AreNotSeenInAnAgenda) {
    PageDrawing page;
    page.line("Offsite in Harbour House").space();
    for (int i = 0; i < 6; ++i) page.line("9:1" + std::to_string(i) + " Item number " + std::to_string(i) + " of it");
    EXPECT_TRUE(extractMessages({page.done()}).messages.empty());
}

TEST(Irc, WithoutAnyDateKeepsItsTimesOfDay) {
    PageDrawing page;
    for (int i = 0; i < 5; ++i)
        page.line("[14:0" + std::to_string(i) + "] <" + (i % 2 ? "adaq" : "benno") + "> text " + std::to_string(i));
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[3].from, "adaq");
    EXPECT_EQ(got.messages[3].sent.text, "14:03");
    EXPECT_LT(got.messages[3].confidence, 0.65);
}

TEST(Archive, HasTheTimeBeneathItsText) {
    PageDrawing page;
    page.line("Messages with Ada Quill").space(20);
    for (int i = 0; i < 5; ++i)
        page.line(i % 2 ? "Ben Okoro" : "Ada Quill")
            .line("Part " + std::to_string(i) + " of what was said")
            .line("Oct 24, 2023, 2:0" + std::to_string(9 - i) + ":11 PM")
            .space(16);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].body, "Part 1 of what was said");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:08:11");
}

PageDrawing relativeDays(const std::string& printed) {
    PageDrawing page;
    if (!printed.empty()) page.line(printed).space();
    for (int i = 0; i < 5; ++i)
        page.line(std::string(i % 2 ? "Ben Okoro" : "Ada Quill") + "  " + (i < 3 ? "Yesterday" : "Today") + " at 9:1" +
                  std::to_string(i) + " AM")
            .line("Text " + std::to_string(i))
            .space();
    return page;
}

TEST(RelativeDays, CountFromTheDayOfPrinting) {
    const auto got = extractMessages({relativeDays("Printed March 1, 2024 8:00 PM").done()});
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill");
    EXPECT_EQ(got.messages[0].sent.text, "2024-02-29T09:10");
    EXPECT_EQ(got.messages[4].sent.text, "2024-03-01T09:14");
}

TEST(RelativeDays, StayWithoutDateWhenThePrintNamesNone) {
    const auto dated = extractMessages({relativeDays("Printed March 1, 2024 8:00 PM").done()});
    const auto bare = extractMessages({relativeDays("").done()});
    ASSERT_EQ(bare.messages.size(), 5u);
    EXPECT_FALSE(bare.messages[0].sent.hasDate());
    EXPECT_LT(bare.messages[0].confidence, dated.messages[0].confidence);
}

TEST(DayOfPrinting, IsNotTheDayOfTheMessages) {
    PageDrawing page;
    page.line("Exported on March 1, 2024").space();
    for (int i = 0; i < 5; ++i)
        page.line(std::string(i % 2 ? "Ben Okoro" : "Ada Quill") + " 9:1" + std::to_string(i) + " AM").line("Text");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[0].sent.text, "09:10");
}

TEST(TableByDirection, NamesTheOwnerOfOutgoingMessages) {
    PageDrawing page;
    page.line("Device owner: Cara Lind");
    page.at(50, 90, "Direction").at(120, 90, "Party").at(220, 90, "Date/Time (UTC-5)").at(350, 90, "Message Text");
    for (int i = 0; i < 4; ++i)
        page.at(50, 110 + 14 * i, i % 2 ? "Outgoing" : "Incoming")
            .at(120, 110 + 14 * i, "Ada Quill")
            .at(220, 110 + 14 * i, "10/24/2023 14:0" + std::to_string(i))
            .at(350, 110 + 14 * i, "Row number " + std::to_string(i));
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill");
    EXPECT_EQ(got.messages[0].to, Strings{"Cara Lind"});
    EXPECT_EQ(got.messages[1].from, "Cara Lind");
    EXPECT_EQ(got.messages[1].to, Strings{"Ada Quill"});
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01-05:00");
}

TEST(Table, WithCellsInTheMiddleKeepsEachTextInItsRow) {
    PageDrawing page;
    page.at(50, 60, "Author").at(150, 60, "Sent").at(280, 60, "Content");
    double y = 84;
    for (int i = 0; i < 6; ++i) {
        const int rows = i % 3 == 1 ? 3 : 1;
        for (int r = 0; r < rows; ++r)
            page.at(280, y + 12 * r, "row " + std::to_string(i) + " part " + std::to_string(r));
        page.at(50, y + 6 * (rows - 1), i % 2 ? "Ben Okoro" : "Ada Quill")
            .at(150, y + 6 * (rows - 1), "2023-10-24 14:0" + std::to_string(i));
        y += 12 * rows + 6;
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 6u);
    EXPECT_EQ(got.messages[1].body, "row 1 part 0\nrow 1 part 1\nrow 1 part 2");
    EXPECT_EQ(got.messages[2].body, "row 2 part 0");
}

TEST(ChatMarks, GoFromTheTextIntoTheMessage) {
    const auto got = extractMessagesFromText(
        "[10/24/2023 2:01 PM] Ada Quill: We agreed (edited)\n:thumbsup: 2 :eyes: 1\n"
        "[10/24/2023 2:02 PM] Ben Okoro: This message was deleted\n"
        "[10/24/2023 2:03 PM] Ada Quill: I deleted it (edited by me)\n[10/24/2023 2:04 PM] Ben Okoro: ok\n");
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[0].body, "We agreed");
    ASSERT_EQ(got.messages[0].reactions.size(), 2u);
    EXPECT_EQ(got.messages[0].reactions[0].value, ":thumbsup:");
    EXPECT_EQ(got.messages[0].reactions[0].count, 2);
    EXPECT_EQ(got.messages[0].edits.size(), 1u);
    EXPECT_TRUE(got.messages[1].isDeleted);
    EXPECT_FALSE(got.messages[2].isDeleted);
    EXPECT_EQ(got.messages[2].body, "I deleted it (edited by me)");
}

TEST(MeetingChat, NamesWhoWroteToWhom) {
    const auto got = extractMessagesFromText(
        "Meeting of October 24, 2023\n14:01:11 From Ada Quill to Everyone: hello\n14:01:20 From Ben Okoro to Ada Quill "
        "(Direct Message): psst\n14:02:00 From Ada Quill to Everyone: yes\n14:02:30 From Ben Okoro to Everyone: no\n");
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].to, Strings{"Ada Quill"});
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01:20");
}

TEST(RelayChat, LeavesTheSystemsLinesUnassigned) {
    const auto got = extractMessagesFromText(
        "--- Log opened Tue Oct 24 14:00:00 2023\n14:03 <ada> hi all\n14:03 -!- cara [~c@host.example] has joined #x\n"
        "14:04 <ben_o> hello\n14:05 * ben_o waves at ada\n--- Day changed Wed Oct 25 2023\n00:04 <ada> ready?\n00:06 "
        "<ben_o> yes\n");
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[0].body, "hi all");
    EXPECT_EQ(got.messages[2].from, "ben_o");
    EXPECT_EQ(got.messages[2].body, "waves at ada");
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-25T00:04");
}

TEST(MarginTimes, GoWithTheSenderAboveThem) {
    PageDrawing page;
    page.line("Tuesday, October 24, 2023", 240);
    for (int i = 0; i < 4; ++i) {
        page.line((i % 2 ? "Ben Okoro  2:" : "Ada Quill  2:") + std::to_string(10 + 10 * i) + " PM", 100);
        page.line("First text", 100).space();
        const double y = 96 + 45 * i;
        page.moveTo(y + 9).at(60, y + 9, "2:" + std::to_string(13 + 10 * i)).line("Second text", 100).space(0);
        page.moveTo(72 + 45 * (i + 1));
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[3].from, "Ben Okoro");
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:23");
    EXPECT_EQ(got.messages[3].body, "Second text");
}

documents::Page scannedChat(float confidence, bool isMisread) {
    PageDrawing page(1, 0.001);
    for (int i = 0; i < 8; ++i)
        page.line(std::string(i % 2 ? "Ben Okoro" : "Ada Quill") + " (10/24/2023 " +
                  (i == 4 && isMisread ? "03" : "08") + ":1" + std::to_string(i) + " AM):")
            .line("Text " + std::to_string(i));
    auto done = page.done();
    for (auto& word : done.words) word.confidence = confidence;
    return done;
}

TEST(ScannedTime, OutOfOrderByOneMisreadDigitIsPutRightWithLessConfidence) {
    const auto got = extractMessages({scannedChat(95, true)});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[4].sent.text, "2023-10-24T08:14");
    EXPECT_LT(got.messages[4].confidence, got.messages[5].confidence);
}

TEST(Confidence, FallsWithTheScans) {
    const auto clear = extractMessages({scannedChat(95, false)}), poor = extractMessages({scannedChat(40, false)});
    ASSERT_EQ(clear.messages.size(), 8u);
    ASSERT_EQ(poor.messages.size(), 8u);
    EXPECT_GT(clear.messages[3].confidence, poor.messages[3].confidence + 0.2);
}

TEST(MailHead, WithoutLabelsForWhoAndWhen) {
    PageDrawing page;
    for (int i = 0; i < 2; ++i) {
        page.line("Ada Quill/Legal/Lab").line("10/24/2023 02:0" + std::to_string(4 - i) + " PM");
        page.at(240, 84 + 100 * i, "To").at(300, 84 + 100 * i, "Ben Okoro/Lab@Lab");
        page.at(240, 96 + 100 * i, "Subject").at(300, 96 + 100 * i, "Licence");
        page.moveTo(120 + 100 * i).line("Text of mail " + std::to_string(i)).moveTo(160 + 100 * i);
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill/Legal/Lab");
    EXPECT_EQ(got.messages[0].to, Strings{"Ben Okoro/Lab@Lab"});
    EXPECT_EQ(got.messages[0].subject, "Licence");
    EXPECT_EQ(got.messages[0].body, "Text of mail 0");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:03");
}

TEST(MailHead, ListsItsAttachments) {
    const auto got = extractMessagesFromText(
        "From: Ada Quill <ada@lab.example>\nSent: Tuesday, October 24, 2023 2:03 PM\nTo: Ben <ben@lab.example>\n"
        "Subject: Terms\nAttachments: terms.docx; annex 2.pdf\n\nAs discussed.\n");
    ASSERT_EQ(got.messages.size(), 1u);
    ASSERT_EQ(got.messages[0].attachments.size(), 2u);
    EXPECT_EQ(got.messages[0].attachments[1].name, "annex 2.pdf");
    EXPECT_FALSE(got.messages[0].attachments[1].isMissing);
}

TEST(Cards, EndTheirTextWhereTheFormGoesOn) {
    PageDrawing page;
    for (int i = 0; i < 4; ++i)
        page.line("#" + std::to_string(i + 1))
            .line("Timestamp: 10/24/2023 2:0" + std::to_string(i) + ":11 PM(UTC-4)")
            .line(i % 2 ? "From: +14155550132 Ben Okoro" : "From: +14155550177 Ada Quill")
            .line("To: +14155550100 Cara Lind")
            .line("Body: Note: said in card " + std::to_string(i))
            .line("Status: Read")
            .space();
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 4u);
    EXPECT_EQ(got.messages[1].from, "+14155550132 Ben Okoro");
    EXPECT_EQ(got.messages[1].body, "Note: said in card 1");
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:03:11-04:00");
}

TEST(NameOverSeveralTexts, HoldsForEachTimeBeneathIt) {
    PageDrawing page;
    page.line("Tuesday, October 24, 2023", 240);
    for (int i = 0; i < 3; ++i) {
        page.line(i % 2 ? "Ben Okoro" : "Ada Quill");
        for (int k = 0; k < 2; ++k) {
            const double y = 84 + 40 * i + 12 * k;
            page.at(60, y, "14:" + std::to_string(10 + 2 * i + k)).at(110, y, "Text " + std::to_string(k));
        }
        page.moveTo(72 + 40 * (i + 1));
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 6u);
    EXPECT_EQ(got.messages[3].from, "Ben Okoro");
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:13");
    EXPECT_EQ(got.messages[3].body, "Text 1");
}

TEST(NumberedLog, TakesTheNumberForNoDate) {
    std::string text;
    for (int i = 1; i <= 5; ++i)
        text += std::to_string(i) + ". 10/24/23 2:0" + std::to_string(i) + " PM - " +
                (i % 2 ? "+1 (415) 555-0132" : "+1 (212) 555-0177") + ": text\n";
    const auto got = extractMessagesFromText(text);
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[1].from, "+1 (212) 555-0177");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:02");
}

struct Attribution {
    const char* line;
    const char* from;
    const char* sent;
};

class Attributed : public testing::TestWithParam<Attribution> {};

TEST_P(Attributed, QuotationIsAMessage) {
    const auto got = extractMessagesFromText(
        std::string("From: Ada Quill <ada@lab.example>\nSent: Tuesday, October 24, 2023 2:03 PM\nTo: Ben "
                    "<ben@lab.example>\nSubject: Terms\n\nTop.\n\n") +
        GetParam().line + "\n\nBeneath.\n");
    ASSERT_EQ(got.messages.size(), 2u) << GetParam().line;
    EXPECT_EQ(got.messages[1].from, GetParam().from);
    EXPECT_EQ(got.messages[1].sent.text, GetParam().sent);
    EXPECT_EQ(got.messages[1].body, "Beneath.");
}

constexpr const char* kBen = "Ben Okoro <ben@lab.example>";
INSTANTIATE_TEST_SUITE_P(
    Forms, Attributed,
    testing::Values(
        Attribution{"2023-10-24 14:01 GMT+02:00 Ben Okoro <ben@lab.example>:", kBen, "2023-10-24T14:01+02:00"},
        Attribution{"Ben Okoro <ben@lab.example> schrieb am Di., 24. Okt. 2023, 14:01:", kBen, "2023-10-24T14:01"},
        Attribution{"Ben Okoro/Legal/Lab wrote on 10/24/2023 02:01 PM:", "Ben Okoro/Legal/Lab", "2023-10-24T14:01"},
        Attribution{"In a message dated 10/24/2023 2:01:11 PM Eastern Daylight Time, ben@lab.example writes:",
                    "ben@lab.example", "2023-10-24T14:01:11-04:00"},
        Attribution{">>> Ben Okoro <ben@lab.example> 10/24/2023 2:01 PM >>>", kBen, "2023-10-24T14:01"},
        Attribution{"Il giorno mar 24 ott 2023 alle ore 14:01 Ben Okoro <ben@lab.example> ha scritto:", kBen,
                    "2023-10-24T14:01"},
        Attribution{">>> Ben Okoro 10/24/2023 2:01 PM >>>", "Ben Okoro", "2023-10-24T14:01"},
        Attribution{"\u00fat 24. 10. 2023 v 14:01 odes\u00edlatel Ben Okoro <ben@lab.example> napsal:", kBen,
                    "2023-10-24T14:01"},
        Attribution{"wt., 24 pa\u017a 2023 o 14:01 Ben Okoro <ben@lab.example> napisa\u0142(a):", kBen,
                    "2023-10-24T14:01"},
        Attribution{"W dniu 24.10.2023 o 14:01, Ben Okoro pisze:", "Ben Okoro", "2023-10-24T14:01"},
        Attribution{"Den tis 24 okt. 2023 kl 14.01 skrev Ben Okoro\n<ben@lab.example>:", kBen, "2023-10-24T14:01"},
        Attribution{"tisdag den 24 oktober 2023 14.01 skrev Ben Okoro:", "Ben Okoro", "2023-10-24T14:01"},
        Attribution{"24 oct 2023 a las 14:01, Ben Okoro (ben@first-\nlab.example) escribi\u00f3:",
                    "Ben Okoro (ben@first-lab.example)", "2023-10-24T14:01"}));

TEST(Attribution, MayTellNoTime) {
    const auto got = extractMessagesFromText(
        "From: Ada Quill <ada@lab.example>\nDate: Tue, 24 Oct 2023 14:03:11 +0200\nTo: Ben <ben@lab.example>\nSubject: "
        "Terms\n\nTop.\n\nQuoting Ben Okoro <ben@lab.example>:\n\n> Beneath.\n> Cara Lind <cara@lab.example> wrote:\n"
        "> > At the bottom.\n");
    ASSERT_EQ(got.messages.size(), 3u);
    EXPECT_EQ(got.messages[0].body, "Top.");
    EXPECT_EQ(got.messages[1].from, kBen);
    EXPECT_TRUE(got.messages[1].sent.isEmpty());
    EXPECT_EQ(got.messages[1].body, "Beneath.");
    EXPECT_EQ(got.messages[2].body, "At the bottom.");
}

TEST(NoMessages, InABriefThatQuotesAnOpinion) {
    EXPECT_TRUE(extractMessagesFromText("The court has been clear.\n\nOn October 24, 2023 at 9:30 AM, Judge Ortega "
                                        "wrote:\n\nThe motion is denied.\n\nWe ask for no more than that.\n")
                    .messages.empty());
}

}  // namespace
}  // namespace redwell::messages
