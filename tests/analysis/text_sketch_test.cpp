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

TEST(TextSketch, TellsWhichTextsCannotHoldAnother) {
    const std::string said = "Pay the authors before the model is trained on their books, all of them.";
    std::string much;
    for (int i = 0; i < 400; ++i) much += "Sentence " + std::to_string(i * 7919) + " of a long answer. ";
    const auto part = sketchOf(lettersOf(said)),
               other = sketchOf(lettersOf("Can we talk about this on Friday, please?"));
    for (const auto& holder : {said, "So:\n> " + said + "\nAgreed.", much + said + much, said + much}) {
        EXPECT_TRUE(mayContain(sketchOf(lettersOf(holder)), part));
        EXPECT_FALSE(mayContain(part, sketchOf(lettersOf(holder + "!!more"))));
    }
    EXPECT_FALSE(mayContain(sketchOf(lettersOf(much)), part));
    EXPECT_FALSE(mayContain(part, other));
    EXPECT_TRUE(mayContain(part, sketchOf(lettersOf("ok")))) << "too short to be told";
    EXPECT_TRUE(mayContain(sketchOf(std::string(200000, 'a')), part)) << "only its beginning is sketched";
}

}  // namespace
}  // namespace redwell::analysis
