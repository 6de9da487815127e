// Where the coding keys work, what they say, and that no key goes into a window that nobody looks at.
#include "desktop.h"
#include "review/coding.h"
#include "ui/actions/action_registry.h"
#include "ui/conversation/message_desk.h"
#include "ui/documents/document_table_model.h"
#include "ui/review/coding_panel.h"

#include <QDockWidget>
#include <QPlainTextEdit>
#include <QSettings>
#include <QStatusBar>
#include <QTabWidget>
#include <QToolBar>
#include <QToolButton>

namespace redwell::ui {
namespace {

class Keys : public Desktop {
protected:
    void process() {
        const QByteArray talk =
            "[2024-01-16 22:20:25] Dario Okonjo: did you see the mail\n"
            "[2024-01-16 22:21:03] Imogen Vale: the marigold one, yes\n";
        write(QStringLiteral("Okonjo/a_chat.txt"), talk);
        write(QStringLiteral("Okonjo/b_copy.txt"), talk);
        write(QStringLiteral("Okonjo/c_note.txt"), "Three steps, then a review in the summer.\n");
        makeCase();
        addEvidence();
        ASSERT_TRUE(wait([&] {
            return find<QLabel>(QStringLiteral("ingestTitle"))->text() == QStringLiteral("Evidence processed") &&
                   documents().rowCount() == 3 && content().pageCount() > 0;
        }));
        ASSERT_TRUE(wait([&] { return !window->findChild<CodingPanel*>()->fields().empty(); }));
    }
    std::string coded(DocumentId document, const std::string& field = "responsiveness") {
        auto values = read(
            [&](casefile::Database& database) { return review::CodingStore(database).values(std::vector{document}); });
        return values[document][field];
    }
    std::size_t decisions() {
        return read([&](casefile::Database& database) -> Result<std::size_t> {
            std::size_t count = 0;
            for (const auto id : documents().ids()) {
                REDWELL_TRY(const auto events, review::CodingStore(database).history(id));
                count += events.size();
            }
            return count;
        });
    }
    void focus(QWidget* widget) {
        activate();
        widget->setFocus();
        ASSERT_TRUE(QTest::qWaitFor([&] { return QApplication::focusWidget() != nullptr; }, 5000));
    }
    QTabWidget* tabs() { return find<QTabWidget>(QStringLiteral("reviewTabs")); }
    QString said() { return window->statusBar()->currentMessage(); }
    QAction* command(const char* id) { return window->commands().action(QString::fromLatin1(id)); }
};

TEST_F(Keys, CodeOnlyWhereTheReviewerReadsAndSayWhatTheyDid) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    tabs()->setCurrentIndex(1);
    auto* add = find<QPushButton>(QStringLiteral("addNote"));
    focus(add);
    for (const char letter : std::string("Whole doc note")) QTest::keyClick(add, letter);
    QTest::qWait(300);
    EXPECT_EQ(decisions(), 0u) << "whoever is at the notes does not code";

    focus(&grid());
    const auto open = grid().current();
    key(Qt::Key_R);
    ASSERT_TRUE(wait([&] { return coded(open) == "responsive"; }));
    ASSERT_TRUE(wait([&] { return !said().isEmpty(); }));
    EXPECT_EQ(said().toStdString(), std::string("RW000001 coded: Responsiveness: Responsive. Ctrl+Z takes it back."));
    focus(&pages());
    key(Qt::Key_N);
    EXPECT_TRUE(wait([&] { return coded(open) == "not_responsive"; }));
    picture(QStringLiteral("keys-said"));
}

TEST_F(Keys, WorkAsSoonAsACaseIsOpen) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    const QString folder = window->session()->folder();
    window.reset();
    QSettings().remove(QStringLiteral("window"));  // as on the first day
    openWindow();
    window->openCase(folder);
    ASSERT_TRUE(wait([&] {
        return window->session() && documents().rowCount() > 0 && !window->findChild<CodingPanel*>()->fields().empty();
    }));
    QTest::qWait(300);  // panels are put to their places
    EXPECT_EQ(window->focusWidget(), &grid());
}

TEST_F(Keys, ThatChangeNothingSayIt) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    focus(&grid());
    command("coding.repeat")->trigger();
    EXPECT_EQ(said().toStdString(), std::string("Nothing was coded yet that could be repeated."));
    key(Qt::Key_R);
    ASSERT_TRUE(wait([&] { return said().contains(QStringLiteral("RW000001 coded: Responsiveness: Responsive")); }));
    key(Qt::Key_R);
    EXPECT_TRUE(wait([&] { return said().startsWith(QStringLiteral("RW000001 coded so already")); }))
        << said().toStdString();
    EXPECT_EQ(decisions(), 1u);
}

TEST_F(Keys, UndoneAndRepeatedCodingIsSaidWithItsDocument) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    focus(&grid());
    key(Qt::Key_R);
    ASSERT_TRUE(wait([&] { return command("edit.undo")->isEnabled() && decisions() == 1u; }));
    EXPECT_EQ(command("edit.undo")->text().toStdString(), "&Undo coding (RW000001)");
    command("edit.undo")->trigger();
    EXPECT_EQ(said().toStdString(), "Taken back: coding (RW000001). Ctrl+Y makes it again.");
    ASSERT_TRUE(wait([&] { return coded(documents().idAt(0)).empty(); }));
    command("edit.redo")->trigger();
    EXPECT_EQ(said().toStdString(), "Made again: coding (RW000001). Ctrl+Z takes it back.");
    ASSERT_TRUE(wait([&] { return coded(documents().idAt(0)) == "responsive"; }));
    grid().selectRow(2);
    ASSERT_TRUE(wait([&] { return find<QPushButton>(QStringLiteral("code.responsiveness.responsive"))->isEnabled(); }));
    command("coding.repeat")->trigger();
    EXPECT_TRUE(wait([&] { return said().startsWith(QStringLiteral("RW000003 coded: Responsiveness: Responsive")); }))
        << said().toStdString();
}

TEST_F(Keys, RestWhenSomebodyWritesWhereThereIsNoField) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    focus(&grid());
    const auto document = grid().current();
    QTest::keyClick(&grid(), Qt::Key_A);
    ASSERT_TRUE(wait([&] { return said().contains(QStringLiteral("Attorney-client")); }));
    for (const char letter : std::string("sk counsel")) QTest::keyClick(&grid(), letter);
    QTest::qWait(300);
    EXPECT_EQ(decisions(), 1u) << "the first letter, before it could be known for one of a word";
    const auto* toast = find<QLabel>(QStringLiteral("toastText"));
    EXPECT_TRUE(toast->isVisible());
    EXPECT_TRUE(toast->text().contains(QStringLiteral("The letters before made 1 change: Ctrl+Z takes each back.")))
        << toast->text().toStdString();
    EXPECT_EQ(grid().current(), document);
    // Who pauses may code again; who codes is never stopped.
    QTest::qWait(1700);
    for (const auto coding : {Qt::Key_R, Qt::Key_P, Qt::Key_C}) key(coding);
    EXPECT_TRUE(wait([&] { return decisions() == 4u; })) << decisions();
}

TEST_F(Keys, DoNotCodeWhileAChoiceIsMadeInAList) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    auto* toggle = find<QToolButton>(QStringLiteral("filterToggle"));
    ASSERT_TRUE(wait([&] { return toggle->isVisible(); }));
    command("messages.filter")->trigger();
    auto* person = find<QComboBox>(QStringLiteral("filterPerson"));
    ASSERT_TRUE(wait([&] { return person->isVisible(); }));
    focus(person);
    ASSERT_TRUE(wait([&] { return QApplication::focusWidget() == person; }));
    QTest::keyClick(person, Qt::Key_I);
    QTest::qWait(300);
    EXPECT_EQ(decisions(), 0u);
}

TEST_F(Keys, TheViewsShowAgainWhatTheGridShows) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    auto* views = window->findChild<QTreeWidget*>(QStringLiteral("viewList"));
    ASSERT_TRUE(wait([&] { return views->topLevelItemCount() > 0; }));
    focus(views);
    QTest::keyClick(views, Qt::Key_R);
    EXPECT_EQ(decisions(), 0u);
    focus(&grid());
    ASSERT_EQ(views->selectedItems().size(), 1);
    EXPECT_EQ(views->selectedItems().first()->text(0), QStringLiteral("All documents"));
}

TEST_F(Keys, AreOffWhileADialogIsOpenWhichHasTheKeyboard) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    focus(&grid());
    command("redact.find")->trigger();
    auto* dialog = waitFor<QDialog>(QStringLiteral("findRedactDialog"));
    ASSERT_NE(dialog, nullptr);
    // On a screen without a window manager nobody else would see to it.
    ASSERT_TRUE(QTest::qWaitForWindowActive(dialog, kPatience));
    EXPECT_TRUE(wait([&] {
        return QApplication::focusWidget() == find<QLineEdit>(QStringLiteral("findPhrase"), dialog);
    })) << QApplication::focusWidget()->objectName().toStdString();
    // A window counts as active while its dialog is: the focus tells.
    window->activateWindow();
    ASSERT_TRUE(wait([&] { return QApplication::focusWidget() == &grid(); }));
    key(Qt::Key_R);
    ASSERT_TRUE(wait([&] { return !said().isEmpty(); }));
    EXPECT_TRUE(said().contains(QStringLiteral("Find and redact"))) << said().toStdString();
    EXPECT_EQ(decisions(), 0u);
    dialog->activateWindow();
    ASSERT_TRUE(QTest::qWaitForWindowActive(dialog, kPatience));
    dialog->close();
    EXPECT_TRUE(QTest::qWaitForWindowActive(window.get(), kPatience)) << "the keyboard comes back";
    focus(&grid());
    key(Qt::Key_R);
    EXPECT_TRUE(wait([&] { return decisions() == 1u; }));
}

TEST_F(Keys, OfADuplicateAskWhetherItsOriginalIsMeant) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    const auto original = documents().idAt(0), copy = documents().idAt(1);
    grid().open(copy);
    auto* link = find<QLabel>(QStringLiteral("codeTheOriginal"));
    ASSERT_TRUE(wait([&] { return (link = find<QLabel>(QStringLiteral("codeTheOriginal"))) && link->isVisible(); }));
    EXPECT_TRUE(link->text().contains(QStringLiteral("Code the original, RW000001"))) << link->text().toStdString();
    focus(&grid());
    key(Qt::Key_R);
    auto* box = waitFor<QMessageBox>(QStringLiteral("whichCopy"));
    ASSERT_NE(box, nullptr);
    EXPECT_EQ(decisions(), 0u) << "nothing is coded before it is answered";
    press(find<QPushButton>(QStringLiteral("codeOriginal"), box));
    ASSERT_TRUE(wait([&] { return coded(original) == "responsive" && grid().current() == original; }));
    EXPECT_EQ(coded(copy), "");
    EXPECT_TRUE(wait([&] { return !find<QLabel>(QStringLiteral("codeTheOriginal"))->isVisible(); }));

    // A copy can be coded by itself, when that is meant.
    grid().open(copy);
    ASSERT_TRUE(wait([&] { return find<QLabel>(QStringLiteral("codeTheOriginal"))->isVisible(); }));
    focus(&grid());
    key(Qt::Key_N);
    box = waitFor<QMessageBox>(QStringLiteral("whichCopy"));
    ASSERT_NE(box, nullptr);
    press(find<QPushButton>(QStringLiteral("codeCopy"), box));
    ASSERT_TRUE(wait([&] { return coded(copy) == "not_responsive"; }));
    EXPECT_EQ(coded(original), "responsive");
}

TEST_F(Keys, CountsAgreeAndTheViewsLeadToWhereTheyWork) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    const auto* count = find<QLabel>(QStringLiteral("searchCount"));
    EXPECT_EQ(count->text(), QStringLiteral("3 documents, 1 of them a duplicate"));
    auto* views = window->findChild<QTreeWidget*>(QStringLiteral("viewList"));
    const auto item = [&](const QString& name) {
        const auto found = views->findItems(name, Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? nullptr : found.first();
    };
    ASSERT_TRUE(wait([&] { return item(QStringLiteral("Okonjo")) != nullptr; }));
    EXPECT_EQ(item(QStringLiteral("All documents"))->text(1), QStringLiteral("3"));
    EXPECT_EQ(item(QStringLiteral("Okonjo"))->text(1), QStringLiteral("3")) << "custodians add up to all";

    // A view is shown by its name, and what it asks for is at hand where one would change it.
    auto* line = find<QLineEdit>(QStringLiteral("searchBox"));
    emit views->itemActivated(item(QStringLiteral("Privileged")), 0);
    ASSERT_TRUE(wait([&] { return documents().query() == QStringLiteral("is:privileged"); }));
    EXPECT_EQ(line->text(), QStringLiteral("Privileged"));
    EXPECT_TRUE(wait([&] { return QApplication::focusWidget() == &grid(); }));
    focus(line);
    ASSERT_TRUE(wait([&] { return line->text() == QStringLiteral("is:privileged"); }));
    focus(&grid());
    ASSERT_TRUE(wait([&] { return line->text() == QStringLiteral("Privileged"); }));
    emit views->itemActivated(item(QStringLiteral("All documents")), 0);
    ASSERT_TRUE(wait([&] { return documents().rowCount() == 3; }));
    EXPECT_TRUE(line->text().isEmpty());
}

TEST_F(Keys, ThePageHasRoomAndThePanelsKeepTheirWidth) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    window->resize(1400, 900);
    command("view.reset")->trigger();
    QTest::qWait(300);
    EXPECT_GE(window->findChild<ReadingDesk*>()->width(), 600);
    const auto* dock = find<QDockWidget>(QStringLiteral("messagesDock"));
    const int width = dock->width();
    for (int row = 0; row < 3; ++row) {
        grid().selectRow(row);
        QTest::qWait(300);
        EXPECT_EQ(dock->width(), width) << row;
    }
    picture(QStringLiteral("keys-layout"));
}

TEST_F(Keys, AreAllInOneList) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    command("help.keys")->trigger();
    auto* dialog = waitFor<QDialog>(QStringLiteral("shortcutList"));
    ASSERT_NE(dialog, nullptr);
    auto* tree = dialog->findChild<QTreeWidget*>();
    const auto keysOf = [&](const char* name) {
        const auto found = tree->findItems(QString::fromLatin1(name), Qt::MatchExactly | Qt::MatchRecursive);
        return found.isEmpty() ? std::string() : found.first()->text(1).toStdString();
    };
    EXPECT_EQ(keysOf("Responsive"), "R");
    EXPECT_EQ(keysOf("Redact the message"), "Ctrl+Shift+M");
    EXPECT_EQ(keysOf("Mark a run"), "Shift+Up, Shift+Down");
    EXPECT_EQ(keysOf("See under the redactions"), "X");
}

TEST_F(Keys, AllPanelsHaveRoomInASmallWindow) {
    process();
    ASSERT_FALSE(HasFatalFailure());
    // Letters differ in width; the coding panel is as wide as its choices are.
    const int choices = find<QDockWidget>(QStringLiteral("codingDock"))->minimumSizeHint().width();
    window->resize(764 + choices, 700);
    command("view.reset")->trigger();
    QTest::qWait(300);
    EXPECT_EQ(window->width(), 764 + choices);
    EXPECT_EQ(grid().horizontalScrollBar()->maximum(), 0) << "no column is beyond the edge";
    for (const char* name : {"viewsDock", "messagesDock", "codingDock"})
        EXPECT_TRUE(find<QDockWidget>(QString::fromLatin1(name))->isVisible()) << name;
    const auto* toolbar = find<QToolBar>(QStringLiteral("toolbar"));
    EXPECT_TRUE(toolbar->widgetForAction(command("production.new"))->isVisible());
    picture(QStringLiteral("keys-small"));
}

}  // namespace
}  // namespace redwell::ui
