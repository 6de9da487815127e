// What stands around the texts of a chat and is none of them; lines parted by bars.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

const char* const kWriters[] = {"Ada Quill", "Ben Okoro", "Cara Lind"};

TEST(ChatSurroundings, FactsBeneathEveryTextAreNotItsOwn) {
    PageDrawing page;
    for (int i = 0; i < 8; ++i)
        page.line("From: +1 555 010 0199 " + std::string(kWriters[i % 2]), i % 2 ? 250 : 60)
            .line("Text of bubble " + std::to_string(i), i % 2 ? 250 : 60)
            .line(i % 2 ? "Status: Sent" : "Status: Read", i % 2 ? 250 : 60)
            .line("24/10/2023 14:0" + std::to_string(i) + ":00(UTC+1)", i % 2 ? 250 : 60)
            .space(12);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 8u);
    EXPECT_EQ(got.messages[3].body, "Text of bubble 3");
    EXPECT_EQ(got.messages[3].sent.text, "2023-10-24T14:03:00+01:00");
}

TEST(ChatSurroundings, LabelsThatWritersSetAreOfTheText) {
    const char* const texts[][2] = {{"https://intra.example/deals/991 pay him in cash", ""},
                                    {"Alert: disk full", "https://intra.example/deals/992"},
                                    {"Question: who signs the side letter", "Answer: yes"},
                                    {"Answer: yes", "Question: where is the money"},
                                    {"Question: shall I burn the file", "Answer: yes"}};
    for (const auto& pattern : {std::vector{0, 0, 0, 1, 0}, std::vector{1, 1, 1, 1, 0}, std::vector{2, 3, 4, 2, 4}}) {
        PageDrawing page;
        for (std::size_t i = 0; i < pattern.size(); ++i) {
            page.line(std::string(kWriters[i % 2]) + "  Oct 24, 2023 10:1" + std::to_string(i) + " AM");
            for (const std::string line : texts[pattern[i]]) page.line(line);
            page.space();
        }
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), pattern.size());
        for (std::size_t i = 0; i < pattern.size(); ++i)
            for (const std::string line : texts[pattern[i]])
                EXPECT_NE(got.messages[i].body.find(line), std::string::npos) << line << " / " << got.messages[i].body;
    }
}

TEST(ChatSurroundings, FactsOfDeliveryAreOfTheTextWhereItHasNothingElse) {
    PageDrawing page;
    for (int i = 0; i < 6; ++i) {
        page.line(std::string(kWriters[i % 2]) + "  Oct 24, 2023 10:1" + std::to_string(i) + " AM");
        if (i != 2) page.line("Text of message " + std::to_string(i));
        page.line("Status: Sent").space();
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 6u);
    EXPECT_EQ(got.messages[1].body, "Text of message 1");
    EXPECT_EQ(got.messages[2].body, "Status: Sent");
}

TEST(ChatSurroundings, AnsweredLinesOverHeadsAreNotOfTheTextAboveThem) {
    PageDrawing page;
    double y = 60;
    for (int i = 0; i < 12; ++i) {
        if (i % 4 == 3) page.at(60, y, "@Ada Quill what she had said before", 8);
        if (i % 4 == 3) y += 12;
        page.at(60, y, kWriters[i % 3]).at(150, y, "10/24/2023 2:" + std::to_string(10 + i) + " PM", 8);
        page.at(60, y + 12, "Text of message " + std::to_string(i)).at(60, y + 24, "goes on");
        y += 45;
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[2].body, "Text of message 2 goes on");
    EXPECT_EQ(got.messages[3].body, "Text of message 3 goes on");
}

// Twelve messages; before some heads, drawn nearer than usual, stands one more line.
std::vector<std::string> textsOfLinesOverHeads(const std::vector<std::string>& over) {
    PageDrawing page;
    double y = 60;
    for (int i = 0; i < 12; ++i) {
        page.at(60, y, std::string(kWriters[i % 3]) + "  10/24/2023 2:" + std::to_string(10 + i) + " PM");
        page.at(60, y + 12, "Text of message " + std::to_string(i));
        y += 34;
        if (const auto n = static_cast<std::size_t>(i) / 3; i % 3 == 2 && n < over.size()) {
            page.at(60, y - 4, over[n]);
            y += 10;
        }
    }
    std::vector<std::string> texts;
    for (const auto& message : extractMessages({page.done()}).messages) texts.push_back(message.body);
    return texts;
}

TEST(ChatSurroundings, LastParagraphsNearANextHeadStayInTheText) {
    for (const auto& over : {std::vector<std::string>{"The second paragraph says shred it"},
                             std::vector<std::string>{"The second paragraph says shred it", "And call me at noon",
                                                      "Nobody may know of this"}}) {
        const auto texts = textsOfLinesOverHeads(over);
        ASSERT_EQ(texts.size(), 12u);
        for (std::size_t n = 0; n < over.size(); ++n)
            EXPECT_NE(texts[3 * n + 2].find(over[n]), std::string::npos) << texts[3 * n + 2];
    }
}

TEST(ChatSurroundings, LinesOverSeveralHeadsThatOpenAlikeAreNotOfTheTexts) {
    const auto texts =
        textsOfLinesOverHeads({"In reply to Cara Lind", "In reply to Ada Quill", "In reply to Ben Okoro"});
    ASSERT_EQ(texts.size(), 12u);
    for (std::size_t i = 0; i < 12; ++i) EXPECT_EQ(texts[i], "Text of message " + std::to_string(i));
}

TEST(ChatSurroundings, BarsPartTimeWriterAndText) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i)
        page.line("2023-10-24 14:0" + std::to_string(i) + ":05 UTC | " +
                  (i % 2 ? "ben.okoro (U02ABQ1)" : "ada (U01XZ77)") + " | Text: number " + std::to_string(i));
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[1].from, "ben.okoro (U02ABQ1)");
    EXPECT_EQ(got.messages[1].body, "Text: number 1");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01:05+00:00");
}

TEST(ChatSurroundings, WordsThatEveryWriterEndsWithAreNoName) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i)
        page.line(std::string(kWriters[i % 3]) + " added a comment - 24/Oct/23 2:0" + std::to_string(i) + " PM")
            .line("Text of message " + std::to_string(i))
            .space();
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01");
}

TEST(ChatSurroundings, ASurnameThatAllShareIsOfTheName) {
    const char* const family[] = {"ada quill", "bob quill", "tom quill"};
    for (const bool isClosed : {true, false}) {
        PageDrawing page;
        for (int i = 0; i < 9; ++i) {
            const std::string time = "2023-10-24 14:0" + std::to_string(i),
                              text = "Text of message " + std::to_string(i);
            if (isClosed)
                page.line("[" + time + "] " + family[i % 3] + ": " + text);
            else
                page.line(std::string(family[i % 3]) + " wrote a note - " + time).line(text).space();
        }
        const auto got = extractMessages({page.done()});
        ASSERT_EQ(got.messages.size(), 9u);
        for (int i = 0; i < 9; ++i) EXPECT_EQ(got.messages[static_cast<std::size_t>(i)].from, family[i % 3]);
    }
}

TEST(ChatSurroundings, WritersInLowerCaseWhoWriteOnceAreKnownByTheOthers) {
    const char* const writers[] = {"ada quill", "bob quill", "ada quill", "tom quill", "bob quill"};
    PageDrawing page;
    for (int i = 0; i < 5; ++i)
        page.line("[2023-10-24 10:1" + std::to_string(i) + "] " + writers[i] + ": text of " + writers[i]);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 5u);
    EXPECT_EQ(got.messages[3].from, "tom quill");
    EXPECT_EQ(got.messages[3].body, "text of tom quill");
}

TEST(ChatSurroundings, FirmsInSquareBracketsBelongToTheWriter) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i)
        page.line("24 Oct 2023 14:0" + std::to_string(i) + ":00 GMT " +
                  (i % 3 ? "Ben Okoro [Haldane]" : "Piet van Dongen [Meridian Capital]") + ": Text " +
                  std::to_string(i));
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[3].body, "Text 3");
}

TEST(ChatSurroundings, DelimitersPartTimeWriterAndText) {
    PageDrawing page;
    page.line("timestamp,author,text");
    for (int i = 0; i < 9; ++i)
        page.line("2023-10-24T14:0" + std::to_string(i) + ":05.000Z," + (i % 2 ? "ben.okoro" : "ada") +
                  ",\"Text: number " + std::to_string(i) + ", as sent\"");
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[1].from, "ben.okoro");
    EXPECT_EQ(got.messages[1].body, "\"Text: number 1, as sent\"");
}

TEST(ChatSurroundings, WritersTooLongForTheirLineGoOnBeneathIt) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i) {
        page.line("[24/10/2023 14:0" + std::to_string(i) + ":00] " +
                  (i % 3 ? "Okoro, Ben:" : "Quill-Vandersteen, Alexandrina (Global Affairs of"));
        if (i % 3 == 0) page.line("Rotterdam):");
        page.line("Text of message " + std::to_string(i));
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[3].from, "Quill-Vandersteen, Alexandrina (Global Affairs of Rotterdam)");
    EXPECT_EQ(got.messages[3].body, "Text of message 3");
    EXPECT_EQ(got.messages[4].from, "Okoro, Ben");
}

TEST(ChatSurroundings, WordsBehindEveryTimeAreNoWriter) {
    PageDrawing page;
    for (int i = 0; i < 9; ++i)
        page.line(kWriters[i % 3])
            .line("Text of message " + std::to_string(i))
            .line("24 Oct 2023, 14:0" + std::to_string(i) + " \u00b7 Reply \u00b7 Like")
            .space();
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 9u);
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].body, "Text of message 1");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01");
}

TEST(ChatSurroundings, NamesThatOpenTheTextsOverTheirTimesAreTheWriters) {
    PageDrawing page;
    page.line("Chat with Ben Okoro");
    for (int i = 0; i < 10; ++i)
        page.space(14)
            .line(std::string(kWriters[i % 2]) + ": Text of message " + std::to_string(i), i % 2 ? 60 : 200)
            .line("24/10/2023 14:0" + std::to_string(i), i % 2 ? 320 : 460);
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 10u);
    EXPECT_EQ(got.messages[0].from, "Ada Quill");
    EXPECT_EQ(got.messages[0].body, "Text of message 0");
    EXPECT_EQ(got.messages[1].from, "Ben Okoro");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01");
}

TEST(ChatSurroundings, RulesAroundADayMayBeMisread) {
    PageDrawing page(1, 0.004);
    for (int i = 0; i < 12; ++i) {
        if (i % 4 == 0)
            page.line("nmeemenncemn mene " +
                      std::string(i == 0   ? "Tuesday, October 24, 2023"
                                  : i == 4 ? "Wednesday, October 25, 2023"
                                           : "Thursday, October 26, 2023") +
                      " ---------------");
        page.line("(" + std::string(kWriters[i % 2]) + "] [2:" + std::to_string(10 + i) + " PM] Text " +
                  std::to_string(i));
    }
    const auto got = extractMessages({page.done()});
    ASSERT_EQ(got.messages.size(), 12u);
    EXPECT_EQ(got.messages[5].from, "Ben Okoro");
    EXPECT_EQ(got.messages[5].sent.text, "2023-10-25T14:15");
    EXPECT_EQ(got.messages[11].sent.text, "2023-10-26T14:21");
    EXPECT_EQ(got.messages[7].body, "Text 7");
}

}  // namespace
}  // namespace redwell::messages
