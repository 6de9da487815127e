#include "ui/viewer/page_arrangement.h"

#include "drawn_pages.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

std::vector<documents::Page> threePages() {
    std::vector pages{pageOf(1, {"a"}), pageOf(2, {"b"}), pageOf(3, {"c"})};
    pages[1].width = 792;
    pages[1].height = 612;
    return pages;
}

TEST(PageArrangement, PagesLieBelowOneAnotherAndDoNotTouch) {
    PageArrangement arrangement;
    arrangement.arrange(threePages(), 1.5, 0, 1000);
    ASSERT_EQ(arrangement.count(), 3);
    EXPECT_EQ(arrangement.rect(0).size(), QSize(918, 1188));
    EXPECT_EQ(arrangement.rect(1).size(), QSize(1188, 918));
    for (int page = 1; page < 3; ++page)
        EXPECT_EQ(arrangement.rect(page).top() - arrangement.rect(page - 1).bottom() - 1, PageArrangement::kGap);
    EXPECT_GE(arrangement.size().width(), 1188 + 2 * PageArrangement::kMargin);
}

TEST(PageArrangement, APointGoesToTheSheetAndBackAtEveryTurn) {
    for (int turn = 0; turn < 4; ++turn) {
        PageArrangement arrangement;
        arrangement.arrange(threePages(), 0.83, turn, 700);
        for (int page = 0; page < 3; ++page) {
            const QPointF back = arrangement.toPage(page, arrangement.toSheet(page, {100, 250}));
            EXPECT_NEAR(back.x(), 100, 1e-6) << turn;
            EXPECT_NEAR(back.y(), 250, 1e-6) << turn;
            EXPECT_TRUE(arrangement.rect(page).contains(arrangement.toSheet(page, {100, 250}).toPoint())) << turn;
        }
    }
}

TEST(PageArrangement, TurningClockwiseTakesTheTopLeftToTheTopRight) {
    PageArrangement arrangement;
    arrangement.arrange({pageOf(1, {"a"})}, 1, 1, 900);
    EXPECT_EQ(arrangement.rect(0).size(), QSize(792, 612));
    const QPointF corner = arrangement.toSheet(0, {0, 0});
    EXPECT_NEAR(corner.x(), arrangement.rect(0).right() + 1, 1);
    EXPECT_NEAR(corner.y(), arrangement.rect(0).top(), 1);
}

TEST(PageArrangement, KnowsThePagesInAStrip) {
    PageArrangement arrangement;
    arrangement.arrange(threePages(), 1, 0, 900);
    const int second = arrangement.rect(1).top();
    EXPECT_EQ(arrangement.pagesIn(second + 10, second + 20), std::pair(1, 1));
    EXPECT_EQ(arrangement.pagesIn(second - 30, second + 20), std::pair(0, 1));
    EXPECT_EQ(arrangement.pageAt(second + 10), 1);
    EXPECT_EQ(arrangement.pageAt(1'000'000), 2);
    EXPECT_EQ(PageArrangement().pageAt(5), -1);
}

TEST(PageArrangement, FitsTheWidestPage) {
    const auto pages = threePages();
    PageArrangement arrangement;
    arrangement.arrange(pages, PageArrangement::fitWidth(pages, 0, 640), 0, 640);
    EXPECT_LE(arrangement.size().width(), 640);
    EXPECT_NEAR(arrangement.rect(1).width(), 640 - 2 * PageArrangement::kMargin, 1);
}

}  // namespace
}  // namespace redwell::ui
