// Messages: going through them, what is shown of them, and views that set them side by side.
#include "messages/sender.h"
#include "ui/actions/action_registry.h"
#include "ui/conversation/message_desk.h"
#include "ui/conversation/reviewers_window.h"
#include "ui/conversation/side_by_side_window.h"
#include "ui/dock.h"
#include "ui/documents/document_grid.h"
#include "ui/documents/search_bar.h"
#include "ui/elided_label.h"
#include "ui/main_window.h"
#include "ui/people/people_dialog.h"
#include "ui/reading/reading_desk.h"
#include "ui/review/coding_panel.h"
#include "ui/review/correct_message_dialog.h"
#include "ui/review/message_call_dialog.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/undo/message_changes.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QLabel>
#include <QMenu>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

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
              if (m_pages->currentWidget() != m_alone) m_messagesDock->show();
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
    connect(alone, &QAction::toggled, this, &MainWindow::showMessagesAlone);
    buildAlone(alone);
    c.add({"messages.sideBySide",
           menu,
           tr("&Side by side…"),
           "side-by-side",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)},
           tr("Two conversations beside each other, in step by time"),
           false,
           true},
          [this] { showSideBySide(); });
    c.add({"messages.reviewers",
           menu,
           tr("&Two reviewers…"),
           "reviewers",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_2)},
           tr("Calls and notes of two reviewers on the same messages, what they disagree on, and a third choice")},
          [this] { showReviewers(); });
    c.add({"messages.people",
           menu,
           tr("Peop&le…"),
           "people",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_E)},
           tr("Who is written how, who may be one person, who is an attorney")},
          [this] { showPeople(); });
    c.add({"messages.tag",
           menu,
           tr("Ta&g the message…"),
           "tag",
           {QKeySequence(Qt::CTRL | Qt::Key_T)},
           tr("Your calls on the chosen message, or on the run marked with Shift"),
           false,
           true},
          [this] { callOnMessages(QStringLiteral("issues")); });
    c.add({"messages.privilege",
           menu,
           tr("P&rivilege of the message…"),
           "lock",
           {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_T)},
           tr("Your privilege call on the chosen message, or on the run marked with Shift")},
          [this] { callOnMessages(QStringLiteral("privilege")); });
    c.add({"messages.note",
           menu,
           tr("N&ote on the message…"),
           "annotate",
           {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_N)},
           tr("A note on the chosen message, or on each of the run marked with Shift")},
          [this] { noteOnMessages(); });
    c.add({"messages.correct",
           menu,
           tr("&Correct the message…"),
           "correct",
           {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_M)},
           tr("Mend who wrote it, when, and where it begins and ends")},
          [this] { correctMessage(); });
}

void MainWindow::buildAlone(QAction* alone) {
    m_alone = new QWidget;
    m_alone->setObjectName(QStringLiteral("messagesAlone"));
    m_alone->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Ignored);
    auto* title = new QWidget;
    title->setObjectName(QStringLiteral("dockTitle"));
    title->setAttribute(Qt::WA_StyledBackground);
    auto* name = new QLabel(tr("Messages"));
    name->setObjectName(QStringLiteral("dockTitleText"));
    auto* note = new ElidedLabel;
    note->setObjectName(QStringLiteral("dockTitleNote"));
    connect(m_desk, &ReadingDesk::messagesNote, note, &QLabel::setText);
    auto* back = new QToolButton;
    back->setObjectName(QStringLiteral("showPages"));
    back->setText(tr("Show the pages"));
    back->setToolTip(tr("The pages again, with the panels as they were (F8)"));
    connect(back, &QToolButton::clicked, alone, [alone] { alone->setChecked(false); });
    auto* row = new QHBoxLayout(title);
    row->setContentsMargins(10, 3, 4, 3);
    row->setSpacing(8);
    row->addWidget(name);
    row->addWidget(note, 1);
    row->addWidget(back);
    auto* column = new QVBoxLayout(m_alone);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(title);
    m_pages->addWidget(m_alone);
}

// The messages move into the pages' place, and back: so the other docks keep their sizes to the pixel.
void MainWindow::showMessagesAlone(bool alone) {
    auto* messages = m_desk->messages();
    if (alone == (m_pages->currentWidget() == m_alone) || (alone && !m_session)) return;
    m_messagesDock->toggleViewAction()->setEnabled(!alone);
    if (alone) {
        m_besidePages = saveState();
        static_cast<QVBoxLayout*>(m_alone->layout())->addWidget(messages, 1);
        m_pages->setCurrentWidget(m_alone);
        const int width = m_codingDock->width();
        m_messagesDock->hide();
        // What becomes free is the messages', not the panel's beside them.
        if (!m_codingDock->isFloating()) resizeDocks({m_codingDock}, {width}, Qt::Horizontal);
    } else {
        m_messagesDock->setWidget(messages);
        m_pages->setCurrentWidget(m_desk);
        restoreState(m_besidePages);
        showIngest();
    }
    messages->setVisible(true);
    messages->setFocus();
}

void MainWindow::showReviewers() {
    if (!m_session) return;
    const auto around = m_desk->messages()->conversation();
    auto* window = new ReviewersWindow(m_session.get(), m_grid->current(), around ? around->name : std::string(), this);
    connect(window, &ReviewersWindow::messageChosen, this,
            [this](DocumentId document, MessageId message) { goTo(document, 0, {}, message); });
    connect(this, &MainWindow::caseClosing, window, &QDialog::close);
    window->show();
}

void MainWindow::showPeople() {
    if (!m_session) return;
    auto* dialog = new PeopleDialog(m_session.get(), this);
    connect(dialog, &PeopleDialog::messagesWanted, m_search,
            [this](const QString& query) { m_search->setQuery(query); });
    connect(this, &MainWindow::caseClosing, dialog, &QDialog::close);
    dialog->show();
}

void MainWindow::callOnMessages(const QString& field) {
    const auto run = m_desk->messages()->selected();
    if (run.isEmpty() || !m_session) return sayChooseMessage();
    const std::vector<MessageId> ids(run.begin(), run.end());
    m_session->read(
        this,
        [ids, by = utf8(CaseSession::reviewer())](casefile::Database& database) -> Result<review::CodingValues> {
            REDWELL_TRY(const auto values, review::MessageCalls(database).valuesOf(ids, by));
            // What is the same on all of them.
            review::CodingValues same;
            for (std::size_t i = 0; i < ids.size(); ++i) {
                const auto found = values.find(ids[i]);
                const auto now = found == values.end() ? review::CodingValues{} : found->second;
                if (i == 0) same = now;
                std::erase_if(same, [&](const auto& entry) {
                    const auto there = now.find(entry.first);
                    return there == now.end() || there->second != entry.second;
                });
            }
            return same;
        },
        [this, ids, field](const review::CodingValues& own) {
            auto* dialog = new MessageCallDialog(m_coding->fields(), own, static_cast<int>(ids.size()), field, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            connect(dialog, &QDialog::accepted, this,
                    [this, dialog, ids] { callMessages(*m_session, ids, dialog->assignments()); });
            dialog->open();
        });
}

void MainWindow::sayChooseMessage() {
    m_desk->say(m_desk->messages()->isEmpty() ? tr("No messages were found in this document.")
                                              : tr("Choose a message first, on its page or in the list of messages."));
}

void MainWindow::noteOnMessages() {
    std::vector<MessagePlaceInDocument> places;
    for (const auto id : m_desk->messages()->selected())
        if (const auto* m = m_desk->messages()->message(id)) places.push_back({m->document, id});
    if (places.empty() || !m_session) return sayChooseMessage();
    auto* dialog = new QInputDialog(this);
    dialog->setObjectName(QStringLiteral("messageNoteDialog"));
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setOption(QInputDialog::UsePlainTextEditForTextInput);
    dialog->setWindowTitle(tr("Note"));
    dialog->setOkButtonText(tr("Save note"));
    dialog->setLabelText(places.size() == 1 ? tr("A note on this message:")
                                            : tr("A note on each of the %1 messages:").arg(places.size()));
    connect(dialog, &QInputDialog::textValueSelected, this, [this, places](const QString& note) {
        if (!note.trimmed().isEmpty() && m_session) annotateMessages(*m_session, places, note.trimmed());
    });
    dialog->open();
}

void MainWindow::correctMessage() {
    const auto* message = m_desk->messages()->message(m_desk->messages()->current());
    if (!message || !m_session) return sayChooseMessage();
    (new CorrectMessageDialog(m_session.get(), *message, this))->open();
}

void MainWindow::showSideBySide() {
    if (!m_session) return;
    auto* window = new SideBySideWindow(m_session.get(), m_desk->messages()->conversation(), m_grid->current(), this);
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
    for (const char* id : {"redact.message", "messages.tag", "messages.privilege", "messages.note", "messages.correct"})
        menu.addAction(m_commands->action(QString::fromLatin1(id)));
    menu.exec(globalPosition);
}

}  // namespace redwell::ui
