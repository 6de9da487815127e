// Quote marks that the OCR read as letters.
#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

const char* const kRows[] = {"The first row of it.", "We keep the terms.", "That is all."};

// A mail that quotes another, whose third row begins with these words in place of marks.
documents::Page scanned(std::string_view marks, float confidence) {
    PageDrawing page(1, 0.001);
    page.line("From: Ada Quill <ada@lab.example>").line("Sent: Tuesday, October 24, 2023 2:03 PM");
    page.line("To: Ben Okoro <ben@lab.example>").line("Subject: Terms").space().line("As discussed.").space();
    page.line("On 10/23/2023 9:12 AM, Ben Okoro wrote:");
    const double y = 60 + 6 * 12 + 2 * 9;
    for (int row = 0; row < 3; ++row) {
        page.at(60, y + 12 * row, row == 1 ? marks : ">>");
        page.at(74, y + 12 * row, kRows[row]);
    }
    auto drawn = page.done();
    for (auto& word : drawn.words)
        if (word.text == marks) word.confidence = confidence;
    return drawn;
}

TEST(ScannedMarks, AreMarksWhereTheOcrDoubtsWhatItRead) {
    const auto got = extractMessages({scanned("NG", 34)});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_EQ(got.messages[0].body, "As discussed.");
    EXPECT_EQ(got.messages[1].body, "The first row of it.\nWe keep the terms.\nThat is all.");
}

TEST(ScannedMarks, AreNoneWhereItIsSure) {
    const auto got = extractMessages({scanned("No", 96)});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_NE(got.messages[0].body.find("No We keep"), std::string::npos) << got.messages[0].body;
}

TEST(ScannedMarks, AreNoneWhereTheLetterIsAWord) {
    for (const char* word : {"I", "A"}) {
        const auto got = extractMessages({scanned(word, 34)});
        ASSERT_EQ(got.messages.size(), 2u);
        EXPECT_NE(got.messages[0].body.find(std::string(word) + " We keep"), std::string::npos);
    }
}

TEST(ScannedMarks, AreNoneOnAPageThatWasNotScanned) {
    auto page = scanned("NG", 34);
    page.textSource = documents::TextSource::Embedded;
    const auto got = extractMessages({page});
    ASSERT_EQ(got.messages.size(), 2u);
    EXPECT_NE(got.messages[0].body.find("NG We keep"), std::string::npos) << got.messages[0].body;
}

}  // namespace
}  // namespace redwell::messages
