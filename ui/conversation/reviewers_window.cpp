#include "ui/conversation/reviewers_window.h"

#include "documents/document_store.h"
#include "messages/message_store.h"
#include "ui/conversation/sealed_view.h"
#include "ui/elided_combo.h"
#include "ui/reading/empty_state.h"
#include "ui/review/call_text.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/undo/message_changes.h"
#include "ui/undo/undo_keys.h"
#include "ui/window_focus.h"

#include <QCheckBox>
#include <QComboBox>
#include <QCursor>
#include <QHBoxLayout>
#include <QInputDialog>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLabel>
#include <QLocale>
#include <QMenu>
#include <QPushButton>
#include <QShortcut>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace redwell::ui {
namespace {

QComboBox* chooser(const char* name, const QString& accessible) {
    auto* combo = new ElidedCombo;
    combo->setObjectName(QString::fromLatin1(name));
    combo->setAccessibleName(accessible);
    combo->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    return combo;
}

}  // namespace

ReviewersWindow::ReviewersWindow(CaseSession* session, DocumentId document, const std::string& conversation,
                                 QWidget* parent)
    : QDialog(parent, Qt::Window), m_session(session), m_document(document), m_conversation(conversation) {
    setObjectName(QStringLiteral("reviewersWindow"));
    setWindowTitle(tr("Two reviewers"));
    WindowFocus::standBeside(this);
    setAttribute(Qt::WA_DeleteOnClose);
    resize(1180, 800);
    m_first = chooser("firstReviewer", tr("First reviewer"));
    m_second = chooser("secondReviewer", tr("Second reviewer"));
    m_scope = chooser("reviewersScope", tr("What is compared"));
    if (document) m_scope->addItem(tr("This document"), 0);
    if (!conversation.empty()) m_scope->addItem(tr("This chat"), 1);
    m_scope->addItem(tr("The whole case"), 2);
    m_scope->setCurrentIndex(m_scope->count() - 1);
    m_onlyOpen = new QCheckBox(tr("Only disagreements"));
    m_onlyOpen->setObjectName(QStringLiteral("onlyDisagreements"));
    m_count = new QLabel;
    m_count->setObjectName(QStringLiteral("disagreementCount"));
    m_count->setTextFormat(Qt::PlainText);
    m_count->setProperty("role", QStringLiteral("muted"));
    m_previous = new QPushButton(Theme::icon(QStringLiteral("previous")), tr("Previous"));
    m_next = new QPushButton(Theme::icon(QStringLiteral("next")), tr("Next disagreement"));
    m_previous->setToolTip(tr("The disagreement before (Shift+F3)"));
    m_next->setToolTip(tr("The next disagreement (F3)"));
    for (auto* button : {m_previous, m_next}) button->setAutoDefault(false);
    m_view = new SealedView(tr("Calls of both reviewers"));
    auto* options = new QHBoxLayout;
    options->setContentsMargins(12, 10, 12, 10);
    options->setSpacing(8);
    auto* against = new QLabel(tr("and"));
    for (QWidget* one : std::initializer_list<QWidget*>{m_first, against, m_second, m_scope, m_onlyOpen})
        options->addWidget(one);
    options->addWidget(m_count, 1);
    options->addWidget(m_previous);
    options->addWidget(m_next);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(options);
    m_empty = new EmptyState;
    m_whole = new QStackedWidget;
    m_whole->addWidget(m_empty);
    m_whole->addWidget(m_view);
    column->addWidget(m_whole, 1);

    m_soon.setSingleShot(true);
    m_soon.setInterval(30);
    connect(&m_soon, &QTimer::timeout, this, [this] { m_first->count() < 2 ? loadReviewers() : load(); });
    for (auto* combo : {m_first, m_second, m_scope})
        connect(combo, &QComboBox::currentIndexChanged, this, [this] { m_soon.start(); });
    connect(m_onlyOpen, &QCheckBox::toggled, this, &ReviewersWindow::showCalls);
    connect(m_previous, &QPushButton::clicked, this, [this] { goToDisagreement(-1); });
    connect(m_next, &QPushButton::clicked, this, [this] { goToDisagreement(1); });
    connect(new QShortcut(QKeySequence(Qt::Key_F3), this), &QShortcut::activated, this,
            [this] { goToDisagreement(1); });
    connect(new QShortcut(QKeySequence(Qt::SHIFT | Qt::Key_F3), this), &QShortcut::activated, this,
            [this] { goToDisagreement(-1); });
    addUndoKeys(this, session);
    connect(&Theme::instance(), &Theme::changed, this, &ReviewersWindow::showCalls);
    for (auto signal : {&CaseSession::callsChanged, &CaseSession::peopleChanged})
        connect(session, signal, this, [this] { m_soon.start(); });
    connect(session, &CaseSession::annotationsChanged, this, [this] { m_soon.start(); });
    connect(m_view, &SealedView::linkClicked, this, [this](const QString& path) {
        const MessageId id{path.section(QLatin1Char('/'), 1, 1).toLongLong()};
        const auto found = m_found.messages.find(id);
        if (found == m_found.messages.end()) return;
        if (path.startsWith(QLatin1String("settle/")))
            settle(id, path.section(QLatin1Char('/'), 2, 2).toInt());
        else
            emit messageChosen(found->second.document, id);
    });
    loadReviewers();
}

void ReviewersWindow::loadReviewers() {
    m_session->read(
        this, [](casefile::Database& database) { return review::MessageCalls(database).reviewers(); },
        [this](std::vector<std::string> names) {
            for (auto* combo : {m_first, m_second}) {
                const QSignalBlocker quiet(combo);
                combo->clear();
                for (const auto& name : names) combo->addItem(shown(name), plain(name));
            }
            const bool canCompare = names.size() > 1;
            for (QWidget* one : std::initializer_list<QWidget*>{m_first, m_second, m_scope, m_onlyOpen})
                one->setEnabled(canCompare);
            for (auto* button : {m_previous, m_next}) button->setEnabled(false);
            if (!canCompare) return sayWhatIsNeeded(names);
            const QSignalBlocker quiet(m_second);
            m_second->setCurrentIndex(1);
            load();
        });
}

void ReviewersWindow::sayWhatIsNeeded(const std::vector<std::string>& names) {
    const QString next =
        tr("The second person works on the same messages under a name of their own (Case > Your name…). "
           "What both have called is then set side by side here, and what they disagree on is settled.");
    if (names.empty())
        m_empty->say(QStringLiteral("reviewers"), tr("No calls on messages yet"),
                     tr("Two people must have tagged, called or annotated messages of this case.") +
                         QStringLiteral("\n\n") + next);
    else
        m_empty->say(
            QStringLiteral("reviewers"), tr("A second reviewer is needed"),
            tr("So far only %1 has tagged, called or annotated messages of this case.").arg(shown(names.front())) +
                QStringLiteral("\n\n") + next);
    m_whole->setCurrentWidget(m_empty);
}

void ReviewersWindow::load() {
    if (!m_session || m_first->count() < 2) return;
    if (m_first->currentIndex() == m_second->currentIndex()) {
        ++m_reads;
        m_isRead = false;
        m_count->clear();
        for (auto* button : {m_previous, m_next}) button->setEnabled(false);
        m_empty->say(QStringLiteral("reviewers"), tr("Choose two people"),
                     tr("%1 is on both sides. Choose somebody else on one of them.").arg(m_first->currentText()));
        return m_whole->setCurrentWidget(m_empty);
    }
    review::CompareScope scope;
    if (m_scope->currentData().toInt() == 0) scope.document = m_document;
    if (m_scope->currentData().toInt() == 1) scope.conversation = m_conversation;
    m_session->read(
        this,
        [scope, first = utf8(m_first->currentData().toString()),
         second = utf8(m_second->currentData().toString())](casefile::Database& database) -> Result<Found> {
            Found found;
            REDWELL_TRY(found.calls, review::MessageCalls(database).compare(scope, first, second));
            REDWELL_TRY(found.fields, review::CodingStore(database).fields());
            messages::MessageStore store(database);
            documents::DocumentStore documents(database);
            for (const auto& call : found.calls) {
                if (!found.messages.contains(call.message)) {
                    REDWELL_TRY(auto message, store.find(call.message));
                    if (message) found.messages.emplace(call.message, std::move(*message));
                }
                if (!found.numbers.contains(call.document)) {
                    REDWELL_TRY(const auto document, documents.find(call.document));
                    if (document) found.numbers.emplace(call.document, document->controlNumber);
                }
            }
            return found;
        },
        [this, read = ++m_reads](Found found) {
            if (read != m_reads) return;
            m_found = std::move(found);
            m_isRead = true;
            showCalls();
        });
}

void ReviewersWindow::showCalls() {
    if (!m_session || !m_isRead) return;
    m_shown.clear();
    m_callsOf.clear();
    int open = 0, settled = 0;
    ComparedMessage one;
    const auto finish = [&] {
        if (one.message.id && (!m_onlyOpen->isChecked() || one.isOpen())) m_shown << one;
        one = {};
    };
    for (std::size_t i = 0; i < m_found.calls.size(); ++i) {
        const auto& call = m_found.calls[i];
        const auto message = m_found.messages.find(call.message);
        if (message == m_found.messages.end()) continue;
        if (one.message.id != call.message) {
            finish();
            one.message.message = message->second;
            one.message.id = call.message;
            one.message.document = shown(m_found.numbers[call.document]);
        }
        ComparedLine line;
        line.isNote = call.field == review::kAnnotations;
        const auto* field = fieldNamed(m_found.fields, call.field);
        const auto words = [&](const std::string& value) {
            return field && !line.isNote ? callText(*field, value) : shownLines(value);
        };
        line.field = line.isNote ? tr("Note") : field ? shown(field->label) : shown(call.field);
        line.first = words(call.first);
        line.second = words(call.second);
        line.differs = call.differs;
        line.settled = words(call.settled);
        line.settledBy = shown(call.settledBy);
        open += line.isOpen();
        settled += !line.settledBy.isEmpty();
        one.lines << line;
        m_callsOf[call.message].push_back(i);
    }
    finish();
    const QLocale locale;
    if (m_first->count() > 1) {
        QString text = open == 0   ? tr("They disagree on nothing.")
                       : open == 1 ? tr("One disagreement is open.")
                                   : tr("%1 disagreements are open.").arg(locale.toString(open));
        if (settled > 0) text += QLatin1Char(' ') + tr("%1 settled.").arg(locale.toString(settled));
        m_count->setText(text);
    }
    for (auto* button : {m_previous, m_next}) button->setEnabled(open > 0);
    if (m_shown.isEmpty()) {
        m_found.calls.empty()
            ? m_empty->say(QStringLiteral("reviewers"), tr("Nothing to compare here"),
                           tr("Neither of them has tagged, called or annotated a message of what is compared."))
            : m_empty->say(QStringLiteral("reviewers"), tr("No disagreement is open"),
                           tr("Take the check from “Only disagreements” to see what both have called."));
        return m_whole->setCurrentWidget(m_empty);
    }
    m_whole->setCurrentWidget(m_view);
    ReviewersPage page;
    page.first = m_first->currentText();
    page.second = m_second->currentText();
    page.messages = m_shown;
    page.zone = plain(m_session->timeZone());
    page.isDark = Theme::instance().isDark();
    page.colors = SealedView::themeColors();
    const QString target = m_current ? QStringLiteral("c%1").arg(m_current.value) : QString();
    Task::start(
        QThreadPool::globalInstance(), this,
        [page = std::move(page)](Progress&, std::stop_token) -> Result<QByteArray> { return reviewersPage(page); },
        [this, target, edition = ++m_edition](const Result<QByteArray>& html) {
            if (edition == m_edition && html) m_view->load(*html, target);
        });
}

void ReviewersWindow::goToDisagreement(int by) {
    const auto count = m_shown.size();
    if (count == 0) return;
    qsizetype at = by > 0 ? -1 : count;
    for (qsizetype i = 0; i < count; ++i)
        if (m_shown[i].message.id == m_current) at = i;
    for (qsizetype tried = 1; tried <= count; ++tried) {
        const auto next = ((at + by * tried) % count + count) % count;
        if (!m_shown[next].isOpen()) continue;
        m_current = m_shown[next].message.id;
        m_view->setTarget(QStringLiteral("c%1").arg(m_current.value));
        return;
    }
}

void ReviewersWindow::settle(MessageId message, int line) {
    const auto places = m_callsOf.find(message);
    if (places == m_callsOf.end() || line < 0 || line >= static_cast<int>(places->second.size())) return;
    const auto& call = m_found.calls[places->second[static_cast<std::size_t>(line)]];
    const auto* field = fieldNamed(m_found.fields, call.field);
    if (!field || m_session->isReadOnly()) return;
    auto* menu = new QMenu(this);
    menu->setObjectName(QStringLiteral("settleMenu"));
    menu->setAttribute(Qt::WA_DeleteOnClose);
    menu->addAction(shown(field->label).replace(QLatin1Char('&'), QLatin1String("&&")))->setEnabled(false);
    menu->addSeparator();
    const auto offer = [&](const QString& text, const std::string& value) {
        menu->addAction(QString(text).replace(QLatin1Char('&'), QLatin1String("&&")), this,
                        [this, message, name = field->name, value] { settleAs(message, name, value); });
    };
    offer(tr("As %1: %2").arg(m_first->currentText(), callText(*field, call.first)), call.first);
    offer(tr("As %1: %2").arg(m_second->currentText(), callText(*field, call.second)), call.second);
    menu->addSeparator();
    if (field->type == casefile::FieldType::Single)
        for (const auto& choice : field->choices)
            if (choice.value != call.first && choice.value != call.second) offer(shown(choice.label), choice.value);
    if (field->type == casefile::FieldType::Multiple) {
        // Both lists together is what a third choice is most often.
        QStringList both;
        for (const auto* value : {&call.first, &call.second})
            for (const auto& entry : QJsonDocument::fromJson(QByteArray::fromStdString(*value)).array())
                if (!both.contains(entry.toString())) both << entry.toString();
        both.sort();
        const auto json = QJsonDocument(QJsonArray::fromStringList(both)).toJson(QJsonDocument::Compact).toStdString();
        offer(tr("Both: %1").arg(callText(*field, json)), json);
    }
    if (!call.settledBy.empty()) {
        menu->addSeparator();
        menu->addAction(tr("Open the question again"), this,
                        [this, message, name = field->name] { settleAs(message, name, {}); });
    }
    // The pointer may be anywhere when the link was followed by a key.
    const bool isPointed = m_view->rect().contains(m_view->mapFromGlobal(QCursor::pos()));
    menu->popup(isPointed ? QCursor::pos() : m_view->mapToGlobal(m_view->rect().center()));
}

void ReviewersWindow::settleAs(MessageId message, const std::string& field, const std::string& value) {
    if (!m_session) return;
    m_current = message;
    // A list is given with commas, as people type it.
    std::string given = value;
    if (const auto* known = fieldNamed(m_found.fields, field); known && known->type == casefile::FieldType::Multiple) {
        QStringList entries;
        for (const auto& entry : QJsonDocument::fromJson(QByteArray::fromStdString(value)).array())
            entries << entry.toString();
        given = utf8(entries.join(QLatin1Char(',')));
    }
    settleCalls(*m_session, {message}, {{field, given, review::Assignment::How::Set}});
}

}  // namespace redwell::ui
