#include "documents/page.h"

#include <gtest/gtest.h>

#include <cmath>

using namespace redwell;
using namespace redwell::documents;

namespace {
const std::vector<Word> kWords{{"Vale,", {72, 72, 98.5, 84}, 91.5f, false}, {"Imogén", {100, 72, 140, 84}, 80, true}};
}

TEST(PageWords, ComeBackAsTheyWentIn) {
    const auto back = decodeWords(encodeWords(kWords));
    ASSERT_TRUE(back);
    EXPECT_EQ(*back, kWords);
}

TEST(PageWords, RefuseEveryCutLength) {
    const auto bytes = encodeWords(kWords);
    for (std::size_t length = 1; length < bytes.size(); ++length)
        EXPECT_FALSE(decodeWords(std::string_view(bytes).substr(0, length))) << length;
}

TEST(PageWords, RefuseCoordinatesThatAreNoNumbers) {
    auto words = kWords;
    words[1].box.y1 = std::nan("");
    EXPECT_FALSE(decodeWords(encodeWords(words)));
}

TEST(PageWords, ReadAsLines) { EXPECT_EQ(textOf(kWords), "Vale, Imogén\n"); }
