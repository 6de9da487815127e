#include "ui/viewer/page_painter.h"

#include "drawn_pages.h"
#include "ui/theme/theme.h"
#include "ui/viewer/page_arrangement.h"

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

enum class Side { Left, Top, Right, Bottom, None };

// On which side of the message's box, as the page stands unturned, its bar is.
Side barOf(const documents::Page& page, const Box& box, int turn) {
    PageContent content;
    documents::Document document;
    document.id = {7};
    const auto pages = std::make_shared<const std::vector<documents::Page>>(std::vector{page});
    content.setDocument(document, {}, pages);
    documents::Message message;
    message.id = {1};
    message.regions = {{1, box}};
    content.setMessages({message});
    content.setCurrentMessage({1});

    PageArrangement arrangement;
    arrangement.arrange(*pages, 1, turn, 1000);
    PageLook look;
    look.rect = arrangement.rect(0);
    look.transform = arrangement.transform(0);
    QImage image(1000, 1000, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    paintPage(painter, content, look);
    painter.end();
    constexpr double kOff = 3 + 2.5;  // the margin of the mark, and the middle of the bar
    const double x = (box.x0 + box.x1) / 2, y = (box.y0 + box.y1) / 2;
    const std::pair<Side, QPointF> places[] = {{Side::Left, {box.x0 - kOff, y}},
                                               {Side::Top, {x, box.y0 - kOff}},
                                               {Side::Right, {box.x1 + kOff, y}},
                                               {Side::Bottom, {x, box.y1 + kOff}}};
    Side found = Side::None;
    for (const auto& [side, point] : places) {
        const QPoint at = arrangement.toSheet(0, point).toPoint();
        if (image.pixelColor(at).name() != Theme::instance().color(QStringLiteral("mark")).name()) continue;
        EXPECT_EQ(found, Side::None) << "one bar";
        found = side;
    }
    return found;
}

TEST(PagePainter, TheBarStandsWhereTheLinesBeginHoweverThePageIsTurned) {
    const auto page = pageOf(1, {"one two three", "four five six"});
    for (int turn = 0; turn < 4; ++turn) EXPECT_EQ(barOf(page, {72, 72, 234, 106}, turn), Side::Left) << turn;
}

TEST(PagePainter, TheBarOfLinesThatRunUpwardsStandsBelowThem) {
    auto page = pageOf(1, {"one two three", "four five six"});
    for (auto& word : page.words)
        word.box = {word.box.y0, 700 - word.box.x1, word.box.y1, 700 - word.box.x0};  // a quarter turn to the left
    const Box box{72, 700 - 234, 106, 700 - 72};
    for (int turn = 0; turn < 4; ++turn) EXPECT_EQ(barOf(page, box, turn), Side::Bottom) << turn;
}

TEST(PagePainter, APlaceWithoutWordsHasItsBarAtTheLeft) {
    EXPECT_EQ(barOf(pageOf(1, {"one two three"}), {72, 400, 234, 440}, 0), Side::Left);
}

}  // namespace
}  // namespace redwell::ui
