#include "documents/index_text.h"

#include <gtest/gtest.h>

namespace redwell::documents {
namespace {

std::string added(const std::string& text, Divided divided = Divided::AtLineEnds) {
    const auto whole = indexText(text, divided);
    EXPECT_TRUE(whole.starts_with(text)) << "what stands there stays there";
    return whole.substr(text.size());
}

TEST(IndexText, LeavesTextWithoutDividedWordsAsItIs) {
    for (const char* text : {"", "two words\nand more", "a well-known name", "- an item\n- another", "5 -\n6", "-\nx",
                             "dash \u2014\nline", "ends with one-"})
        EXPECT_EQ(added(text), "") << text;
}

TEST(IndexText, PutsADividedWordInOnceMoreAmongItsNeighbours) {
    EXPECT_EQ(added("of the trans-\nmission of power"), "\n\uE000\nof the transmission of power");
    EXPECT_EQ(added("the trans-\n\nmission"), "\n\uE000\nthe transmission");
    EXPECT_EQ(added("the trans-\fmission"), "\n\uE000\nthe transmission") << "across pages";
    EXPECT_EQ(added("sehr gr\u00f6\u00df\u2010\r\nerer Teil"), "\n\uE000\nsehr gr\u00f6\u00dferer Teil");
    EXPECT_EQ(added("soft\u00ad\nened"), "\n\uE000\nsoftened");
}

TEST(IndexText, TakesNeighboursInOnePieceAndDistantOnesApart) {
    EXPECT_EQ(added("the trans-\nmission of elec-\ntric power"), "\n\uE000\nthe transmission of electric power");
    std::string between;
    for (int i = 0; i < 40; ++i) between += " word";
    EXPECT_EQ(added("trans-\nmission" + between + " elec-\ntric"),
              "\n\uE000\ntransmission word word word word word word word word"
              "\n\uE000\nword word word word word word word word electric");
}

TEST(IndexText, TakesHyphensInWordsWhereLineEndsAreLost) {
    EXPECT_EQ(added("the trans-mission of power"), "");
    EXPECT_EQ(added("the trans-mission of power", Divided::InWords), "\n\uE000\nthe transmission of power");
}

}  // namespace
}  // namespace redwell::documents
