#include "ui/dock.h"

#include "ui/session/text.h"

#include <QLabel>
#include <QMainWindow>
#include <QTest>
#include <QTextDocument>
#include <QToolTip>

#include <gtest/gtest.h>

namespace redwell::ui {
namespace {

QString asRead(const QString& tip) {
    QTextDocument document;
    Qt::mightBeRichText(tip) ? document.setHtml(tip) : document.setPlainText(tip);
    return document.toPlainText();
}

TEST(Dock, SaysTheBriefNoteWhereTheWholeOneDoesNotFit) {
    QMainWindow window;
    auto* dock = new Dock(QStringLiteral("d"), QStringLiteral("Messages"), new QWidget, &window);
    window.addDockWidget(Qt::RightDockWidgetArea, dock);
    window.resize(900, 300);
    window.show();
    const auto* note = dock->findChild<QLabel*>(QStringLiteral("dockTitleNote"));
    dock->setNote(QStringLiteral("26 messages, 2 people"), QStringLiteral("26 messages"));
    // As wide as its words at least, whatever the font.
    const auto wide = [&](const QString& text) { return note->fontMetrics().horizontalAdvance(text); };
    const auto fit = [&](int room) {
        const int others = dock->width() - note->width();
        dock->setFixedWidth(room + others);
        return QTest::qWaitFor([&] { return note->width() == room; });
    };
    ASSERT_TRUE(fit(wide(QStringLiteral("26 messages, 2 people")) + 2));
    EXPECT_EQ(note->text().toStdString(), "26 messages, 2 people");
    EXPECT_TRUE(note->toolTip().isEmpty());
    ASSERT_TRUE(fit(wide(QStringLiteral("26 messages")) + 2));
    EXPECT_EQ(note->text().toStdString(), "26 messages");
    EXPECT_EQ(asRead(note->toolTip()).toStdString(), "26 messages, 2 people");
    ASSERT_TRUE(fit(wide(QStringLiteral("26 messages")) - 4));
    EXPECT_EQ(note->text().toStdString(), "26");
}

TEST(ToolTip, ShowsWordsAsTheyAreWritten) {
    for (const char* words : {"R&D budget.pdf", "<img src=x> & more", "two\nlines", "a  b"})
        EXPECT_EQ(asRead(asPlainTip(QString::fromLatin1(words))).toStdString(), words);
    EXPECT_TRUE(asPlainTip({}).isEmpty());
}

}  // namespace
}  // namespace redwell::ui
