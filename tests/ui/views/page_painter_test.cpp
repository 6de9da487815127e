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

// Where the marker of a note on the box stands, in points of the page.
QPointF markerOf(const Box& box, int turn, int notes = 1) {
    PageContent content;
    documents::Document document;
    document.id = {7};
    const auto pages = std::make_shared<const std::vector<documents::Page>>(
        std::vector{pageOf(1, {"one two three", "four five six"})});
    content.setDocument(document, {}, pages);
    review::Annotation note;
    note.document = {7};
    note.page = 1;
    note.box = box;
    content.setNotes(std::vector<review::Annotation>(static_cast<std::size_t>(notes), note));
    PageArrangement arrangement;
    arrangement.arrange(*pages, 1, turn, 1000);
    PageLook look;
    look.rect = arrangement.rect(0);
    look.transform = arrangement.transform(0);
    const auto markers = noteMarkers(content, look);
    EXPECT_EQ(markers.size(), static_cast<std::size_t>(notes));
    for (const auto& marker : markers) EXPECT_TRUE(QRectF(look.rect).contains(marker.rect)) << turn;
    return arrangement.toPage(0, markers.back().rect.center());
}

TEST(PagePainter, TheMarkerOfANoteStandsBehindItsLineHoweverThePageIsTurned) {
    for (int turn = 0; turn < 4; ++turn) {
        const auto at = markerOf({72, 72, 234, 86}, turn);
        EXPECT_NEAR(at.x(), 234 + 3 + 7.5, 1.5) << turn;
        EXPECT_NEAR(at.y(), 72 + 7.5, 1.5) << turn;
        EXPECT_NEAR(markerOf({72, 72, 234, 86}, turn, 2).y(), 72 + 7.5 + 18, 1.5) << "the next one below it, " << turn;
        EXPECT_LT(markerOf({72, 72, 610, 86}, turn).x(), 612) << "on the page, " << turn;
    }
}

}  // namespace
}  // namespace redwell::ui
