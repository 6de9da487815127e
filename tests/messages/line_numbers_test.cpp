#include "messages/line_numbers.h"

#include "messages/extraction.h"
#include "page_drawing.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

using drawing::PageDrawing;

// Pleading paper: the numbers stand a little off their lines, as a ruled form prints them.
PageDrawing pleading(int number) {
    PageDrawing page(number);
    for (int i = 0; i < 28; ++i) page.at(i < 9 ? 45 : 40, 73 + 24 * i, std::to_string(i + 1));
    page.at(240, 69, number == 1 ? "October 24, 2023" : "October 25, 2023");
    for (int i = 0; i < 12; ++i) {
        const auto who = i % 2 ? "MR. OKONJO" : "MS. BRANDT";
        page.at(70, 93 + 48 * i, std::string(who) + " (2:0" + std::to_string(i % 10) + " PM): The text of line");
        page.at(70, 117 + 48 * i, "number " + std::to_string(i) + " goes on here");
    }
    return page;
}

TEST(LineNumbers, OfPleadingPaperAreNoPartOfTheTexts) {
    const auto got = extractMessages({pleading(1).done(), pleading(2).done()});
    ASSERT_EQ(got.messages.size(), 24u);
    EXPECT_EQ(got.messages[1].from, "MR. OKONJO");
    EXPECT_EQ(got.messages[1].body, "The text of line number 1 goes on here");
    EXPECT_EQ(got.messages[1].sent.text, "2023-10-24T14:01");
    EXPECT_EQ(got.messages[13].sent.text, "2023-10-25T14:01");
    EXPECT_EQ(got.messages[13].page, 2);
}

TEST(LineNumbers, StandApartAmongTheRunningMatter) {
    const auto numbered = withoutLineNumbers(pleading(1).done());
    ASSERT_TRUE(numbered);
    EXPECT_LT(numbered->numbers.x1, 60);
    EXPECT_EQ(numbered->page.words.size(), pleading(1).done().words.size() - 28);
}

TEST(LineNumbers, AreNotTheRowsOfATable) {
    PageDrawing page;
    double y = 80;
    for (int i = 0; i < 20; ++i) {
        page.at(40, y, std::to_string(i + 1)).at(70, y, "A row").at(70, y + 12, i % 3 ? "" : "of two lines");
        y += i % 3 ? 16 : 40;
    }
    EXPECT_FALSE(withoutLineNumbers(page.done()));
    PageDrawing goesOn(2);
    for (int i = 0; i < 20; ++i) goesOn.at(40, 80 + 20 * i, std::to_string(i + 21)).at(70, 80 + 20 * i, "A row");
    EXPECT_FALSE(withoutLineNumbers(goesOn.done()));
}

}  // namespace
}  // namespace redwell::messages
