// Messages: going through them, what is shown of them, and views that set them side by side.
#include "messages/sender.h"
#include "ui/actions/action_registry.h"
#include "ui/conversation/message_desk.h"
#include "ui/conversation/side_by_side_window.h"
#include "ui/dock.h"
#include "ui/main_window.h"
#include "ui/reading/reading_desk.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QMenu>
#include <QStackedWidget>

namespace redwell::ui {

void MainWindow::addMessageCommands() {
    const QString menu = tr("&Messages");
    auto& c = *m_commands;
    auto* desk = m_desk->messages();
    c.add({"messages.next",
           menu,
           tr("&Next message"),
           "next",
           {QKeySequence(Qt::ALT | Qt::Key_Down)},
           tr("Go to the message below, and to its place on the page")},
          [desk] { desk->step(1); });
    c.add({"messages.previous",
           menu,
           tr("&Previous message"),
           "previous",
           {QKeySequence(Qt::ALT | Qt::Key_Up)},
           tr("Go to the message above, and to its place on the page")},
          [desk] { desk->step(-1); });
    c.add({"messages.nextMatch",
           menu,
           tr("Ne&xt match"),
           "",
           {QKeySequence(Qt::Key_F6)},
           tr("The next message that the filter finds, or that holds a word of the search")},
          [desk] { desk->stepMatch(1); });
    c.add({"messages.previousMatch",
           menu,
           tr("Pre&vious match"),
           "",
           {QKeySequence(Qt::SHIFT | Qt::Key_F6)},
           tr("The message before that the filter finds, or that holds a word of the search")},
          [desk] { desk->stepMatch(-1); });
    c.add({"messages.filter",
           menu,
           tr("&Filter messages"),
           "filter",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_L)},
           tr("Show only messages of a person, of certain days, with certain words or tags"),
           false,
           true},
          [this, desk] {
              m_messagesDock->show();
              desk->openFilter();
          });
    c.add({"messages.whole",
           menu,
           tr("This document or its &whole conversation"),
           "messages",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_W)},
           tr("The thread or chat that the document belongs to, over all documents, and back")},
          [desk] { desk->setWhole(!desk->isWhole()); });
    c.add({"messages.unfold",
           menu,
           tr("Fold or unfold &quotations"),
           "quote",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Q)},
           tr("Quoted text and what stood before edits, shown or folded")},
          [desk] { desk->setUnfolded(!desk->isUnfolded()); });
    auto* alone = c.add({"messages.alone",
                         menu,
                         tr("Messages &alone"),
                         "",
                         {QKeySequence(Qt::Key_F8)},
                         tr("The messages without the pages beside them"),
                         true});
    connect(alone, &QAction::toggled, this, [this](bool on) {
        m_messagesDock->show();
        m_pages->setVisible(!on);
    });
    c.add({"messages.sideBySide",
           menu,
           tr("&Side by side…"),
           "side-by-side",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
           tr("Two conversations beside each other, in step by time"),
           false,
           true},
          [this] { showSideBySide(); });
}

void MainWindow::showSideBySide() {
    if (!m_session) return;
    auto* window = new SideBySideWindow(m_session.get(), m_desk->messages()->conversation(), this);
    connect(window, &SideBySideWindow::messageChosen, this,
            [this](DocumentId document, MessageId message) { goTo(document, 0, {}, message); });
    connect(this, &MainWindow::caseClosing, window, &QDialog::close);
    window->show();
}

void MainWindow::showMessageMenu(const QPoint& globalPosition, const QString& selectedText) {
    QMenu menu;
    auto* desk = m_desk->messages();
    auto* copy = menu.addAction(Theme::icon(QStringLiteral("copy")), tr("&Copy"), this,
                                [selectedText] { QGuiApplication::clipboard()->setText(selectedText); });
    copy->setEnabled(!selectedText.isEmpty());
    const auto run = desk->selected();
    auto* copyRun = menu.addAction(run.size() > 1 ? tr("Copy %1 &messages").arg(run.size()) : tr("Copy &message"), this,
                                   [desk, run] {
                                       QStringList texts;
                                       for (const auto id : run)
                                           if (const auto* m = desk->message(id))
                                               texts << QStringLiteral("%1, %2\n%3")
                                                            .arg(shown(redwell::messages::displayName(m->from)),
                                                                 plain(m->sent.text), shownLines(m->body));
                                       QGuiApplication::clipboard()->setText(texts.join(QStringLiteral("\n\n")));
                                   });
    copyRun->setEnabled(!run.isEmpty());
    menu.addSeparator();
    for (const char* id : {"redact.message", "note.document"}) {
        auto* action = m_commands->action(QString::fromLatin1(id));
        menu.addAction(action);
    }
    menu.exec(globalPosition);
}

}  // namespace redwell::ui
