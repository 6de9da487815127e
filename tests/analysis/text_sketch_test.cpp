#include "analysis/text_sketch.h"

#include <gtest/gtest.h>

namespace redwell::analysis {
namespace {

TEST(TextSketch, LettersAreWhatAScanLeavesOfThem) {
    EXPECT_EQ(lettersOf("> Pay 10 Lamps,\n> now!"), "payioiampsnow");
    EXPECT_EQ(lettersOf("Burn, MODERN, r-n"), "bummodemm");
    EXPECT_EQ(lettersOf(""), "");
    EXPECT_EQ(lettersOf("-- \n ..."), "");
}

TEST(TextSketch, LettersBeyondAsciiAreFoldedWhateverBecomesOfTheirNumber) {
    EXPECT_EQ(lettersOf("R\u00e9sum\u00e9"), "resume");
    EXPECT_EQ(lettersOf("\ufb03 a"), "ffia") << "a ligature is three";
    const auto longer = lettersOf("a \ufdfa b");
    EXPECT_TRUE(longer.starts_with("a") && longer.ends_with("b"));
    EXPECT_GT(longer.size(), 10u) << "one sign that stands for four words";
    EXPECT_EQ(lettersOf("\u4e66 1"), "\u4e66i");
}

TEST(TextSketch, SketchesOfOneTextAreAlikeHoweverItIsSet) {
    const auto a = sketchOf(lettersOf("The old mix was not good: too much crawl, too little long-form text in it."));
    const auto b =
        sketchOf(lettersOf("> The old mix was not good:\n> too much crawl, too little\n> long-form text in it"));
    const auto c = sketchOf(lettersOf("Can we talk about the licence question offline before anybody signs?"));
    EXPECT_EQ(likeness(a, b), 1);
    EXPECT_LT(likeness(a, c), 0.2);
}

}  // namespace
}  // namespace redwell::analysis
