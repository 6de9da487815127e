// The window itself: it keeps its shape whatever goes on in it, and says what is the matter where there is nothing.
#include "desktop.h"
#include "ui/actions/action_registry.h"
#include "ui/conversation/message_desk.h"
#include "ui/documents/document_table_model.h"
#include "ui/documents/view_list.h"
#include "ui/elided_label.h"
#include "ui/evidence/ingest_panel.h"
#include "ui/theme/theme.h"

#include <QDockWidget>
#include <QPlainTextEdit>
#include <QToolButton>

#include <map>

namespace redwell::ui {
namespace {

class TheWindow : public Desktop {
protected:
    void drawEvidence() {
        const QByteArray talk =
            "[2024-01-16 22:20:25] Dario Okonjo: did you see the mail\n"
            "[2024-01-16 22:21:03] Imogen Vale: the marigold one, yes\n";
        write(QStringLiteral("Okonjo/a_chat.txt"), talk);
        write(QStringLiteral("Okonjo/b_copy.txt"), talk);
        write(QStringLiteral("Okonjo/c_note.txt"), "Three steps, then a review in the summer.\n");
        write(QStringLiteral("Okonjo/d_broken.pdf"), "%PDF-1.4\nthis is all there is of it\n");
    }
    // Where the docks stand that are not the processing's own.
    std::map<QString, QRect> places() {
        std::map<QString, QRect> all;
        for (const char* name : {"viewsDock", "gridDock", "messagesDock", "codingDock"}) {
            const auto* dock = find<QDockWidget>(QString::fromLatin1(name));
            all[dock->objectName()] = dock->isVisible() ? dock->geometry() : QRect();
        }
        all[QStringLiteral("window")] = window->geometry();
        return all;
    }
    bool settle() {
        // The coding panel takes its width when it knows the fields, and the docks are then arranged once.
        if (!wait([&] { return find<QDockWidget>(QStringLiteral("codingDock"))->minimumSizeHint().width() > 200; }))
            return false;
        return wait([&] {
            const auto now = places();
            QTest::qWait(150);
            return now == places();
        });
    }
    QString textOf(const char* name) { return find<QLabel>(QString::fromLatin1(name))->text(); }
    QPushButton* button(const char* name) { return find<QPushButton>(QString::fromLatin1(name)); }
    QString emptyTitle() {
        return window->findChild<ReadingDesk*>()->findChild<QLabel*>(QStringLiteral("emptyTitle"))->text();
    }
    QPushButton* emptyAction() {
        return window->findChild<ReadingDesk*>()->findChild<QPushButton*>(QStringLiteral("emptyAction"));
    }
    QAction* command(const char* id) { return window->commands().action(QString::fromLatin1(id)); }
    QLineEdit* line() { return find<QLineEdit>(QStringLiteral("searchBox")); }
    void type(const QString& query) {
        activate();
        line()->setFocus();
        line()->setText(query);
        QTest::keyClick(line(), Qt::Key_Return);
    }
    void process() {
        drawEvidence();
        makeCase();
        addEvidence();
        ASSERT_TRUE(wait([&] { return textOf("ingestTitle") == QStringLiteral("Evidence processed"); }));
        ASSERT_TRUE(wait([&] { return documents().rowCount() == 4; }));
    }
};

TEST_F(TheWindow, KeepsItsSizeWhileEvidenceIsProcessedAndSaysWhatCameOfIt) {
    makeCase();
    ASSERT_TRUE(settle());
    const auto before = places();
    auto* panel = window->findChild<IngestPanel*>();
    bool isMoved = false;
    const auto watching =
        QObject::connect(panel, &IngestPanel::stateChanged, panel, [&] { isMoved = isMoved || places() != before; });
    drawEvidence();
    addEvidence();
    ASSERT_TRUE(wait([&] { return textOf("ingestTitle") == QStringLiteral("Evidence processed"); }));
    EXPECT_EQ(textOf("ingestHint"), QStringLiteral("2 documents, 1 exception, 1 duplicate"));
    QTest::qWait(100);
    EXPECT_EQ(window->findChild<ElidedLabel*>(QStringLiteral("ingestHint"))->visibleText(), textOf("ingestHint"))
        << "all of it can be read";
    picture(QStringLiteral("window-summary"));
    find<QLabel>(QStringLiteral("ingestLine"))->setText(QString(400, QLatin1Char('w')));
    find<QLabel>(QStringLiteral("ingestNumbers"))->setText(QString(400, QLatin1Char('w')));
    QTest::qWait(100);
    EXPECT_FALSE(isMoved);
    QObject::disconnect(watching);
    EXPECT_EQ(places(), before);
    EXPECT_LE(panel->minimumSizeHint().width(), window->findChild<ReadingDesk*>()->minimumWidth())
        << "the pages above it need more than it does";
    picture(QStringLiteral("window-processed"));

    press(button("ingestExceptions"));
    auto* dialog = waitFor<QDialog>(QStringLiteral("exceptionsDialog"));
    ASSERT_NE(dialog, nullptr);
    dialog->close();
    press(button("ingestCancel"));
    EXPECT_FALSE(panel->isVisible());
    EXPECT_EQ(places(), before);
}

TEST_F(TheWindow, GoesOnWithTheSameTotalsAfterABreak) {
    constexpr int kFiles = 60;
    writeTalks(kFiles, 120);
    makeCase();
    addEvidence();
    ASSERT_TRUE(wait([&] { return counts().reviewable > 0; }));
    press(button("ingestPause"));
    ASSERT_TRUE(wait([&] { return textOf("ingestTitle") == QStringLiteral("Paused"); }));
    const auto done = counts().reviewable;
    ASSERT_LT(done, kFiles) << "it was paused in the middle";
    EXPECT_FALSE(textOf("ingestNumbers").contains(QStringLiteral("second"))) << "nothing goes on, so there is no rate";
    const auto doneOf = [this] {
        return textOf("ingestNumbers").section(QLatin1Char(' '), 0, 0).remove(QLatin1Char(',')).toInt();
    };
    const int pages = doneOf();
    EXPECT_GE(pages, done);
    int least = pages;
    press(button("ingestPause"));
    EXPECT_EQ(textOf("ingestTitle"), QStringLiteral("Processing"));
    least = std::min(least, doneOf());

    // Stopped, and taken up again by the same button.
    press(button("ingestCancel"));
    ASSERT_TRUE(wait([&] { return textOf("ingestTitle") == QStringLiteral("Stopped"); }));
    least = std::min(least, doneOf());
    EXPECT_TRUE(find<QLabel>(QStringLiteral("ingestHint"))->isVisible());
    QTest::qWait(300);
    for (const char* name : {"ingestPause", "ingestCancel"})
        EXPECT_GE(button(name)->width(), button(name)->sizeHint().width()) << name;
    picture(QStringLiteral("window-stopped"));
    press(button("ingestPause"));
    ASSERT_TRUE(wait([&] {
        if (textOf("ingestTitle") == QStringLiteral("Processing")) least = std::min(least, doneOf());
        return textOf("ingestTitle") == QStringLiteral("Evidence processed");
    }));
    EXPECT_GE(least, pages);
    EXPECT_EQ(textOf("ingestHint"), QStringLiteral("60 documents")) << "of all runs together";
}

TEST_F(TheWindow, PutsTheMessagesInThePlaceOfThePagesAndBack) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    press(button("ingestCancel"));
    ASSERT_TRUE(settle());
    // Not as from the factory, so that what comes back is what the reviewer had.
    window->resizeDocks({find<QDockWidget>(QStringLiteral("viewsDock"))}, {260}, Qt::Horizontal);
    window->resizeDocks({find<QDockWidget>(QStringLiteral("gridDock"))}, {200}, Qt::Vertical);
    ASSERT_TRUE(settle());
    const auto before = places();
    auto* messages = window->findChild<MessageDesk*>();
    const QRect pagesWere(pages().mapTo(window.get(), QPoint()), pages().size());
    command("messages.alone")->trigger();
    ASSERT_TRUE(wait([&] { return messages->isVisible() && !pages().isVisible(); }));
    ASSERT_TRUE(settle());
    EXPECT_TRUE(QRect(messages->mapTo(window.get(), QPoint()), messages->size()).contains(pagesWere.center()));
    EXPECT_GE(messages->width(), pagesWere.width());
    for (const char* name : {"viewsDock", "gridDock", "codingDock"})
        EXPECT_EQ(places()[QString::fromLatin1(name)], before.at(QString::fromLatin1(name))) << name;
    picture(QStringLiteral("window-messages-alone"));
    command("messages.alone")->trigger();
    ASSERT_TRUE(wait([&] { return pages().isVisible() && messages->isVisible(); }));
    EXPECT_TRUE(wait([&] { return places() == before; }));
    // Closing in between leaves no half of it.
    command("messages.alone")->trigger();
    command("case.close")->trigger();
    EXPECT_FALSE(command("messages.alone")->isChecked());
}

TEST_F(TheWindow, MakesTheCaseOnEnter) {
    window->newCase();
    auto* dialog = waitFor<QDialog>(QStringLiteral("newCaseDialog"));
    ASSERT_NE(dialog, nullptr);
    auto* name = find<QLineEdit>(QStringLiteral("caseName"), dialog);
    find<QLineEdit>(QStringLiteral("casePlace"), dialog)->setText(m_folder.path());
    name->setFocus();
    name->setText(QStringLiteral("Marlowe"));
    for (const auto* one : dialog->findChildren<QPushButton*>())
        ASSERT_EQ(one->isDefault(), one->objectName() == QStringLiteral("createCase")) << one->text().toStdString();
    QTest::keyClick(name, Qt::Key_Return);
    ASSERT_TRUE(wait([this] { return window->session() != nullptr; }));

    // And as it is before there is any evidence.
    ASSERT_TRUE(wait([&] { return emptyTitle() == QStringLiteral("No evidence yet"); }));
    EXPECT_TRUE(line()->text().isEmpty());
    picture(QStringLiteral("window-empty"));
    press(emptyAction());
    auto* add = waitFor<QDialog>(QStringLiteral("addEvidenceDialog"));
    ASSERT_NE(add, nullptr);
    for (const auto* one : add->findChildren<QPushButton*>())
        EXPECT_EQ(one->isDefault(), one->objectName() == QStringLiteral("addToCase")) << one->text().toStdString();
    add->close();
}

TEST_F(TheWindow, GoesFromTheSearchToItsFirstResultSoThatKeysCode) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    type(QStringLiteral("summer"));
    ASSERT_TRUE(wait([&] { return documents().rowCount() == 1 && window->focusWidget() == &grid(); }));
    const auto found = documents().idAt(0);
    EXPECT_EQ(grid().current(), found);
    ASSERT_TRUE(wait([&] { return content().document().id == found; }));
    key(Qt::Key_R);
    ASSERT_TRUE(wait([&] {
        auto values = read(
            [&](casefile::Database& database) { return review::CodingStore(database).values(std::vector{found}); });
        return values[found]["responsiveness"] == "responsive";
    }));
    EXPECT_EQ(line()->text(), QStringLiteral("summer")) << "no letter went into the line";

    // What cannot be read leaves the results of before, pale; the line keeps the focus.
    type(QStringLiteral("colour:red"));
    ASSERT_TRUE(wait([&] { return documents().isStale(); }));
    EXPECT_EQ(documents().rowCount(), 1);
    EXPECT_EQ(window->focusWidget(), line());
    EXPECT_TRUE(textOf("searchReading").startsWith(QStringLiteral("There is no field")))
        << textOf("searchReading").toStdString();
    picture(QStringLiteral("window-query-error"));

    type(QStringLiteral("nosuchword"));
    ASSERT_TRUE(wait([&] { return emptyTitle() == QStringLiteral("No document matches"); }));
    EXPECT_FALSE(documents().isStale());
    EXPECT_EQ(window->focusWidget(), line()) << "there is no result to go to";
    picture(QStringLiteral("window-no-match"));
    press(emptyAction());
    ASSERT_TRUE(wait([&] { return documents().rowCount() == 4; })) << "with the exception and the duplicate";
    EXPECT_TRUE(line()->text().isEmpty());
}

TEST_F(TheWindow, DressesTheViewsAnewInAnotherTheme) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    auto* views = window->findChild<ViewList*>();
    ASSERT_TRUE(wait([&] { return views->topLevelItemCount() > 0; }));
    const auto first = Theme::instance().choice();
    for (const auto choice : {Theme::Choice::Dark, Theme::Choice::Light}) {
        Theme::instance().choose(choice);
        const QColor muted = Theme::instance().color(QStringLiteral("muted"));
        EXPECT_EQ(views->topLevelItem(0)->foreground(0).color(), muted);
        EXPECT_EQ(views->topLevelItem(0)->child(0)->foreground(1).color(), muted);
        picture(choice == Theme::Choice::Dark ? QStringLiteral("window-dark") : QStringLiteral("window-light"));
    }
    Theme::instance().choose(first);
}

TEST_F(TheWindow, NotesAPlaceWhereNoTextIs) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    grid().open(documents().idAt(0));
    ASSERT_TRUE(wait([&] { return content().document().id == documents().idAt(0); }));
    command("note.place")->trigger();
    EXPECT_TRUE(pages().isNoting());
    command("redact.box")->trigger();
    EXPECT_FALSE(command("note.place")->isChecked()) << "one tool at a time";
    command("note.place")->trigger();
    const Box place{300, 240, 460, 330};
    drag(placeOf(1, place));
    EXPECT_FALSE(command("note.place")->isChecked());
    auto* note = waitFor<QPlainTextEdit>(QStringLiteral("noteText"));
    ASSERT_NE(note, nullptr);
    QTest::keyClicks(note, QStringLiteral("whose hand is this"));
    EXPECT_EQ(content().draft().page, 1);
    picture(QStringLiteral("window-note-draft"));
    press(find<QPushButton>(QStringLiteral("addNote")));
    ASSERT_TRUE(wait([&] { return content().notes().size() == 1; }));
    const auto& kept = content().notes().front();
    EXPECT_EQ(kept.page, 1);
    EXPECT_FALSE(kept.message);
    EXPECT_NEAR(kept.box.x0, place.x0, 2);
    EXPECT_NEAR(kept.box.y1, place.y1, 2);
    EXPECT_EQ(content().draft().page, 0);
    QTest::qWait(200);
    picture(QStringLiteral("window-note"));
}

TEST_F(TheWindow, ComplainsByTheNameOfTheCase) {
    makeCase();
    const Error broken{ErrorKind::DiskFull, "no room is left", window->session()->folder().toStdString() + "/case.db",
                       "Make room and try again."};
    window->session()->report(broken);
    auto* box = find<QMessageBox>(QStringLiteral("complaint"));
    ASSERT_NE(box, nullptr);
    EXPECT_EQ(box->text(), QStringLiteral("Marlowe: the disk is full"));
    EXPECT_EQ(box->informativeText(), QStringLiteral("No room is left. Make room and try again."));
    for (const auto* one : box->findChildren<QPushButton*>()) EXPECT_TRUE(one->icon().isNull());
    picture(QStringLiteral("window-complaint"));
    delete box;
}

}  // namespace
}  // namespace redwell::ui
