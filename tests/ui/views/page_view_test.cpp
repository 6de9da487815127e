#include "ui/viewer/page_view.h"

#include "drawn_pages.h"
#include "ui/viewer/page_cache.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QScrollBar>
#include <QSignalSpy>
#include <QTest>

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

class PageViewTest : public testing::Test {
protected:
    void SetUp() override {
        view.resize(700, 900);
        view.show();
        documents::Document document;
        document.id = {7};
        content.setDocument(document, {},
                            std::make_shared<const std::vector<documents::Page>>(std::vector{
                                pageOf(1, {"one two three", "four five six"}), pageOf(2, {"seven eight"})}));
        view.setZoom(1);
        view.goToPage(1);
    }

    QPoint at(int page, double x, double y) const {
        PageArrangement arrangement;
        arrangement.arrange(content.pages(), view.zoom() * view.logicalDpiX() / 72.0, 0, view.viewport()->width());
        return arrangement.toSheet(page - 1, {x, y}).toPoint() -
               QPoint(view.horizontalScrollBar()->value(), view.verticalScrollBar()->value());
    }
    void drag(QPoint from, QPoint to) {
        QTest::mousePress(view.viewport(), Qt::LeftButton, {}, from);
        QMouseEvent move(QEvent::MouseMove, to, view.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
        QCoreApplication::sendEvent(view.viewport(), &move);
        QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
    }
    redaction::Redaction black(std::int64_t id, const Box& box) {
        redaction::Redaction redaction;
        redaction.id = {id};
        redaction.document = {7};
        redaction.box = box;
        redaction.reason = "Privileged";
        return redaction;
    }

    PageContent content;
    PageCache cache;
    PageView view{&content, &cache};
};

TEST_F(PageViewTest, DraggingOverWordsSelectsWholeWords) {
    drag(at(1, 140, 79), at(1, 100, 99));
    EXPECT_EQ(view.selectedText(), "two three\nfour");
    QTest::keyClick(&view, Qt::Key_C, Qt::ControlModifier);
    EXPECT_EQ(QGuiApplication::clipboard()->text(), "two three\nfour");
}

TEST_F(PageViewTest, ADoubleClickTakesTheWordAndShiftExtendsIt) {
    QTest::mouseDClick(view.viewport(), Qt::LeftButton, {}, at(1, 80, 79));
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, at(1, 80, 79));
    EXPECT_EQ(view.selectedText(), "one");
    QTest::mouseClick(view.viewport(), Qt::LeftButton, Qt::ShiftModifier, at(1, 80, 99));
    EXPECT_EQ(view.selectedText(), "one two three\nfour");
}

TEST_F(PageViewTest, TheRedactToolDrawsABoxInPoints) {
    QList<QPair<int, Box>> drawn;
    QObject::connect(&view, &PageView::boxDrawn, [&](int page, const Box& box) { drawn.append({page, box}); });
    drag(at(1, 100, 80), at(1, 200, 110));
    EXPECT_TRUE(drawn.isEmpty()) << "without the tool";
    view.setRedacting(true);
    drag(at(1, 200, 110), at(1, 100, 80));
    ASSERT_EQ(drawn.size(), 1);
    EXPECT_EQ(drawn[0].first, 1);
    EXPECT_NEAR(drawn[0].second.x0, 100, 1);
    EXPECT_NEAR(drawn[0].second.y0, 80, 1);
    EXPECT_NEAR(drawn[0].second.x1, 200, 1);
    EXPECT_NEAR(drawn[0].second.y1, 110, 1);
}

TEST_F(PageViewTest, TheNoteToolDrawsOnePlaceAndGivesTheMouseBack) {
    QList<QPair<int, Box>> drawn;
    QObject::connect(&view, &PageView::placeDrawn, [&](int page, const Box& box) { drawn.append({page, box}); });
    QSignalSpy redacted(&view, &PageView::boxDrawn), redacting(&view, &PageView::redactingChanged);
    view.setRedacting(true);
    view.setNoting(true);
    EXPECT_FALSE(view.isRedacting()) << "one tool at a time";
    EXPECT_EQ(redacting.size(), 2);
    drag(at(1, 300, 400), at(1, 450, 520));  // where no text is
    ASSERT_EQ(drawn.size(), 1);
    EXPECT_EQ(drawn[0].first, 1);
    EXPECT_NEAR(drawn[0].second.x0, 300, 1);
    EXPECT_NEAR(drawn[0].second.y1, 520, 1);
    EXPECT_TRUE(redacted.isEmpty());
    EXPECT_FALSE(view.isNoting());
    drag(at(1, 140, 79), at(1, 100, 99));
    EXPECT_EQ(view.selectedText(), "two three\nfour");
}

TEST_F(PageViewTest, ThePlaceOfANoteIsDrawnAlsoWhileItIsWritten) {
    const QPoint inside = at(1, 350, 460);
    const auto color = [&] { return view.viewport()->grab().toImage().pixelColor(inside); };
    const QColor paper = color();
    content.setDraft({7}, {1, {300, 400, 450, 520}});
    EXPECT_NE(color(), paper);
    content.setDraft({8}, {1, {300, 400, 450, 520}});
    EXPECT_EQ(color(), paper) << "that is another document's";
    review::Annotation note;
    note.page = 1;
    note.box = {300, 400, 450, 520};
    content.setNotes({note});
    EXPECT_NE(color(), paper);
}

TEST_F(PageViewTest, EscapeLeavesTheRedactTool) {
    QSignalSpy spy(&view, &PageView::redactingChanged);
    view.setRedacting(true);
    QTest::keyClick(&view, Qt::Key_Escape);
    EXPECT_FALSE(view.isRedacting());
    EXPECT_EQ(spy.size(), 2);
}

TEST_F(PageViewTest, DeleteTakesTheChosenRedactionAndNoOther) {
    content.setRedactions({black(11, {70, 70, 130, 90}), black(12, {70, 92, 130, 108})});
    QList<std::int64_t> removed;
    QObject::connect(&view, &PageView::removeWanted, [&](RedactionId id) { removed << id.value; });
    QTest::keyClick(&view, Qt::Key_Delete);
    EXPECT_TRUE(removed.isEmpty());
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at(1, 80, 100));
    QTest::keyClick(&view, Qt::Key_Delete);
    EXPECT_EQ(removed, QList<std::int64_t>{12});
}

TEST_F(PageViewTest, NothingIsRemovedFromAReadOnlyCase) {
    content.setRedactions({black(11, {70, 70, 130, 90})});
    view.setReadOnly(true);
    QSignalSpy removed(&view, &PageView::removeWanted), drawn(&view, &PageView::boxDrawn);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at(1, 80, 80));
    QTest::keyClick(&view, Qt::Key_Delete);
    view.setRedacting(true);
    drag(at(1, 100, 80), at(1, 200, 110));
    EXPECT_EQ(removed.size() + drawn.size(), 0);
}

TEST_F(PageViewTest, AChosenRedactionIsMovedAndResizedByDragging) {
    content.setRedactions({black(11, {100, 200, 200, 240})});
    QList<QPair<std::int64_t, Box>> changed;
    QObject::connect(&view, &PageView::changeWanted, [&](RedactionId id, const Box& box) {
        changed.append({id.value, box});
    });
    drag(at(1, 150, 220), at(1, 180, 250));
    EXPECT_TRUE(changed.isEmpty()) << "the first click chooses it";
    drag(at(1, 150, 220), at(1, 180, 250));
    ASSERT_EQ(changed.size(), 1);
    EXPECT_EQ(changed[0].first, 11);
    EXPECT_NEAR(changed[0].second.x0, 130, 1);
    EXPECT_NEAR(changed[0].second.y1, 270, 1);
    drag(at(1, 200, 240), at(1, 260, 300));
    ASSERT_EQ(changed.size(), 2);
    EXPECT_NEAR(changed[1].second.x0, 100, 0.01);
    EXPECT_NEAR(changed[1].second.x1, 260, 1);
    EXPECT_NEAR(changed[1].second.y1, 300, 1);
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at(1, 150, 220));
    EXPECT_EQ(changed.size(), 2) << "a click changes nothing";
    // Escape in the middle of it leaves all as it was.
    QTest::mousePress(view.viewport(), Qt::LeftButton, {}, at(1, 150, 220));
    const QPoint to = at(1, 250, 320);
    QMouseEvent move(QEvent::MouseMove, to, view.viewport()->mapToGlobal(to), Qt::NoButton, Qt::LeftButton, {});
    QCoreApplication::sendEvent(view.viewport(), &move);
    QTest::keyClick(&view, Qt::Key_Escape);
    QTest::mouseRelease(view.viewport(), Qt::LeftButton, {}, to);
    EXPECT_EQ(changed.size(), 2);
    view.setReadOnly(true);
    drag(at(1, 150, 220), at(1, 180, 250));
    EXPECT_EQ(changed.size(), 2);
}

TEST(RedactionGrips, ABoxStaysOnItsPageAndCoversSomething) {
    const Box box{100, 200, 200, 240};
    const QSizeF page(612, 792);
    EXPECT_EQ(dragged(box, {true, true, true, true}, {1000, -1000}, page), (Box{512, 0, 612, 40}));
    EXPECT_EQ(dragged(box, {true, false, false, false}, {500, 0}, page), (Box{198, 200, 200, 240}));
    EXPECT_EQ(dragged(box, {false, false, true, true}, {1000, 1000}, page), (Box{100, 200, 612, 792}));
}

TEST_F(PageViewTest, ARedactionIsSolidBlackUntilTheToolIsOn) {
    content.setRedactions({black(11, {72, 200, 300, 300})});
    // Beside the reason in its middle.
    const QPoint inside = at(1, 90, 290);
    EXPECT_EQ(view.viewport()->grab().toImage().pixelColor(inside), QColor(Qt::black));
    view.setRedacting(true);
    EXPECT_NE(view.viewport()->grab().toImage().pixelColor(inside), QColor(Qt::black));
}

TEST_F(PageViewTest, AClickInsideAMessagePointsToIt) {
    documents::Message outer, inner;
    outer.id = {1};
    outer.regions = {{1, {60, 60, 500, 400}}};
    inner.id = {2};
    inner.regions = {{1, {70, 90, 400, 110}}};
    content.setMessages({outer, inner});
    QList<std::int64_t> pointed;
    QObject::connect(&view, &PageView::messagePointed, [&](MessageId id) { pointed << id.value; });
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at(1, 80, 100));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at(1, 80, 300));
    QTest::mouseClick(view.viewport(), Qt::LeftButton, {}, at(1, 80, 600));
    EXPECT_EQ(pointed, (QList<std::int64_t>{2, 1}));
}

TEST_F(PageViewTest, ThePlaceComesBackAsItWas) {
    view.setZoom(1.5);
    view.goToPage(2);
    const auto position = view.position();
    const int scrolled = view.verticalScrollBar()->value();
    view.fitPage();
    view.goToPage(1);
    view.restore(position);
    EXPECT_NEAR(view.verticalScrollBar()->value(), scrolled, 1);
    EXPECT_NEAR(view.zoom(), 1.5, 0.001);
    EXPECT_EQ(view.currentPage(), 2);
}

TEST_F(PageViewTest, ALargePictureFitsWhole) {
    auto photo = pageOf(1, {"V7 MIX"});
    photo.width = 4032;  // pixels of a camera that states no resolution
    photo.height = 3024;
    documents::Document document;
    document.id = {8};
    content.setDocument(document, {}, std::make_shared<const std::vector<documents::Page>>(std::vector{photo}));
    view.resize(600, 600);
    view.fitWidth();
    EXPECT_EQ(view.horizontalScrollBar()->maximum(), 0) << view.zoom();
}

TEST_F(PageViewTest, ZoomStaysWithinItsBounds) {
    view.setZoom(100);
    EXPECT_NEAR(view.zoom(), PageView::kMostZoom, 0.001);
    view.zoomBy(-40);
    EXPECT_NEAR(view.zoom(), PageView::kLeastZoom, 0.001);
}

}  // namespace
}  // namespace redwell::ui
