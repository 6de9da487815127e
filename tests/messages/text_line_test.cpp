// Lines put together from the words of a page, as OCR reports them.
#include "messages/text_line.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

documents::Page scan(std::vector<documents::Word> words) {
    documents::Page page;
    page.number = 1;
    page.width = 612;
    page.height = 792;
    page.textSource = documents::TextSource::Ocr;
    page.words = std::move(words);
    return page;
}

TEST(LinesOfAScan, KeepThinLettersAndLeaveRulesOut) {
    const auto lines = linesOf(scan({{"I", {60, 100, 61.2, 110}, 90, false},
                                     {"would", {65, 100, 95, 110}, 90, false},
                                     {"not", {99, 100, 115, 110}, 90, true},
                                     {"|", {50, 92, 51, 118}, 90, false},
                                     {"l", {200, 80, 202, 140}, 90, false},
                                     {"go", {60, 115, 72, 125}, 90, false},
                                     {"beyond", {76, 115, 110, 125}, 90, true}}));
    ASSERT_EQ(lines.size(), 2U);
    EXPECT_EQ(lines[0].text, "I would not");
    EXPECT_EQ(lines[1].text, "go beyond");
}

}  // namespace
}  // namespace redwell::messages
