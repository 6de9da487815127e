#include "ocr/torn_lines.h"

#include <gtest/gtest.h>

#include <string>

namespace redwell::ocr {
namespace {

using documents::Word;

// A column as it was read: one word a line, from top to bottom.
void addColumn(std::vector<Word>& words, double x, double width, int lines) {
    for (int i = 0; i < lines; ++i) {
        Word word{"09:0" + std::to_string(i % 10), {x, 100.0 + 24 * i, x + width, 116.0 + 24 * i}};
        word.endsLine = true;
        words.push_back(word);
    }
}

TEST(TornLines, AreThoseWithAnotherLineASpaceBesideThem) {
    std::vector<Word> words;
    addColumn(words, 60, 60, 12);
    addColumn(words, 132, 60, 12);
    EXPECT_EQ(tornLines(words), 12U);
    EXPECT_TRUE(isTorn(words));
}

TEST(TornLines, AreNotTheColumnsOfATable) {
    std::vector<Word> words;
    addColumn(words, 60, 60, 12);
    addColumn(words, 160, 60, 12);
    EXPECT_EQ(tornLines(words), 0U);
    EXPECT_FALSE(isTorn(words));
}

TEST(TornLines, AreNotTwoColumnsOfTextSetClose) {
    std::vector<Word> words;
    addColumn(words, 60, 500, 40);
    addColumn(words, 580, 500, 40);
    EXPECT_EQ(tornLines(words), 0U);
    EXPECT_FALSE(isTorn(words));
}

TEST(TornLines, AreNotWordsOfOneLine) {
    std::vector<Word> words;
    for (int i = 0; i < 12; ++i)
        for (int k = 0; k < 4; ++k) {
            Word word{"word", {60.0 + 72 * k, 100.0 + 24 * i, 120.0 + 72 * k, 116.0 + 24 * i}};
            word.endsLine = k == 3;
            words.push_back(word);
        }
    EXPECT_EQ(tornLines(words), 0U);
}

TEST(TornLines, AFewOnALongPageAreLeft) {
    std::vector<Word> words;
    addColumn(words, 60, 60, 60);
    addColumn(words, 132, 60, 5);
    EXPECT_EQ(tornLines(words), 5U);
    EXPECT_FALSE(isTorn(words));
}

// The '>' of quoted lines read as words on their side, which reach over several lines.
TEST(TornLines, MarksOfAQuotationMayLieOnTheirSide) {
    std::vector<Word> words;
    addColumn(words, 95, 60, 12);
    EXPECT_FALSE(hasMarksOnTheirSide(words));
    auto marked = words;
    for (int i = 0; i < 12; ++i) marked.push_back({">", {60, 100.0 + 24 * i, 68, 116.0 + 24 * i}});
    EXPECT_FALSE(hasMarksOnTheirSide(marked));
    auto lying = words;
    for (int i = 0; i < 4; ++i) lying.push_back({"NOM", {60, 100.0 + 72 * i, 76, 160.0 + 72 * i}});
    EXPECT_TRUE(hasMarksOnTheirSide(lying));
    auto small = words;  // words that are short, and taller than wide
    for (int i = 0; i < 4; ++i) small.push_back({"It", {82, 98.0 + 72 * i, 92, 116.0 + 72 * i}});
    EXPECT_FALSE(hasMarksOnTheirSide(small));
    auto margin = words;  // a stamp that really stands on its side, far from the text
    for (int i = 0; i < 4; ++i) margin.push_back({"NOM", {5, 100.0 + 72 * i, 15, 160.0 + 72 * i}});
    EXPECT_FALSE(hasMarksOnTheirSide(margin));
}

}  // namespace
}  // namespace redwell::ocr
