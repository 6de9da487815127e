#include "ui/viewer/page_bar.h"

#include "ui/elided_label.h"
#include "ui/reading/toast.h"
#include "ui/theme/theme.h"

#include <QLabel>
#include <QMenu>
#include <QSignalSpy>
#include <QTest>
#include <QToolButton>

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

class PageBarTest : public testing::Test {
protected:
    void SetUp() override {
        Theme::instance().start();
        bar.setTitle(QStringLiteral("RW000003  driftwood 2023-11.pdf"), QString());
        bar.setPage(1, 3);
        bar.setHasRedactions(true);
        host.resize(1000, 80);
        host.show();
    }
    QList<QToolButton*> tools() { return bar.findChildren<QToolButton*>(QStringLiteral("pageTool")); }
    QToolButton* more() { return bar.findChild<QToolButton*>(QStringLiteral("pageBarMore")); }

    QWidget host;  // a window would not let the bar be narrower than its tools
    PageBar bar{&host};
};

TEST_F(PageBarTest, WhatDoesNotFitIsInTheMenuAtItsEnd) {
    ASSERT_EQ(tools().size(), 5);
    for (const int width : {900, 504, 420, 360}) {
        bar.resize(width, bar.height());
        const auto actions = more()->menu()->actions();
        ASSERT_EQ(actions.size(), 5);
        int hidden = 0;
        for (qsizetype i = 0; i < 5; ++i) {
            const auto* tool = tools()[i];
            EXPECT_NE(tool->isVisible(), actions[i]->isVisible()) << width << ": " << tool->toolTip().toStdString();
            hidden += !tool->isVisible();
            if (tool->isVisible()) {
                EXPECT_LE(tool->mapTo(&bar, QPoint(tool->width(), 0)).x(), width) << "it is not cut off";
            }
        }
        EXPECT_EQ(more()->isVisible(), hidden > 0) << width;
    }
    // As wide as the page is beside the panels: zoom and fit are always there.
    bar.resize(480, bar.height());
    for (qsizetype i = 0; i < 4; ++i) EXPECT_TRUE(tools()[i]->isVisible()) << i;
    bar.resize(900, bar.height());
    EXPECT_FALSE(more()->isVisible());
    bar.resize(360, bar.height());
    EXPECT_TRUE(more()->isVisible());
    QSignalSpy turned(&bar, &PageBar::rotateWanted);
    more()->menu()->actions().last()->trigger();
    EXPECT_EQ(turned.count(), 1);
}

TEST(ElidedLabel, AsksForNoWidthAndCutsWhatDoesNotFit) {
    ElidedLabel label;
    label.setText(QStringLiteral("31 of 39 pages, 8 to go, about forty seconds left"));
    EXPECT_EQ(label.minimumSizeHint().width(), 0);
    label.resize(label.sizeHint());
    EXPECT_EQ(label.visibleText(), label.text());
    label.resize(label.width() / 2, label.height());
    EXPECT_TRUE(label.visibleText().endsWith(QChar(0x2026))) << label.visibleText().toStdString();
    EXPECT_EQ(label.text(), QStringLiteral("31 of 39 pages, 8 to go, about forty seconds left"));
}

TEST(Toast, WrapsWithinTheViewAndStaysWhenItWarns) {
    QWidget view;
    view.resize(420, 300);
    view.show();
    Toast toast(&view);
    const QString warning = QStringLiteral(
        "Covered in 3 documents. Undo takes all of it back. It has no place on a page in RW000012, "
        "RW000013, RW000044: withhold what is listed there. Too short to be looked for elsewhere.");
    toast.warn(warning);
    EXPECT_TRUE(toast.isWarning());
    EXPECT_TRUE(view.rect().contains(toast.geometry()));
    auto* text = toast.findChild<QLabel*>(QStringLiteral("toastText"));
    EXPECT_EQ(text->text(), warning);
    EXPECT_GE(text->height(), text->heightForWidth(text->width())) << "every line of it is seen";
    view.resize(300, 300);
    EXPECT_TRUE(view.rect().contains(toast.geometry()));
    QTest::mouseClick(toast.findChild<QToolButton*>(QStringLiteral("toastDismiss")), Qt::LeftButton);
    EXPECT_FALSE(toast.isVisible());
    toast.say(QStringLiteral("Hit 2 of 9"));
    EXPECT_FALSE(toast.isWarning()) << "it goes by itself";
    EXPECT_TRUE(toast.isVisible());
    EXPECT_LT(toast.height(), 60);
}

}  // namespace
}  // namespace redwell::ui
