#include "ui/viewer/text_selection.h"

#include "drawn_pages.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

const std::vector kPages{pageOf(1, {"one two three", "four five six"}), pageOf(2, {"seven eight"})};

TEST(TextSelection, ReadsTheSameFromEitherEnd) {
    TextSelection forward, back;
    forward.start({0, 1});
    forward.extend({0, 4});
    back.start({0, 4});
    back.extend({0, 1});
    EXPECT_EQ(forward.text(kPages), "two three\nfour five");
    EXPECT_EQ(back.text(kPages), forward.text(kPages));
}

TEST(TextSelection, RunsAcrossPages) {
    TextSelection selection;
    selection.start({0, 5});
    selection.extend({1, 0});
    EXPECT_EQ(selection.text(kPages), "six\n\nseven");
    EXPECT_EQ(selection.boxes(kPages, 0).size(), 1u);
    EXPECT_EQ(selection.boxes(kPages, 1).size(), 1u);
}

TEST(TextSelection, HasOneBoxALine) {
    TextSelection selection;
    selection.start({0, 1});
    selection.extend({0, 4});
    const auto boxes = selection.boxes(kPages, 0);
    ASSERT_EQ(boxes.size(), 2u);
    EXPECT_EQ(boxes[0], (Box{128, 72, 234, 86}));
    EXPECT_EQ(boxes[1], (Box{72, 92, 178, 106}));
    EXPECT_TRUE(selection.boxes(kPages, 1).empty());
}

TEST(TextSelection, AllIsEveryWord) {
    TextSelection selection;
    selection.all(kPages);
    EXPECT_EQ(selection.text(kPages), "one two three\nfour five six\n\nseven eight");
}

TEST(WordAt, APointBesideALineBelongsToThatLine) {
    EXPECT_EQ(wordAt(kPages, 0, 400, 79, true), (WordPlace{0, 2}));
    EXPECT_EQ(wordAt(kPages, 0, 400, 79, false), std::nullopt);
    EXPECT_EQ(wordAt(kPages, 0, 80, 99, false), (WordPlace{0, 3}));
    EXPECT_EQ(wordAt(kPages, 2, 80, 99, true), std::nullopt);
}

}  // namespace
}  // namespace redwell::ui
