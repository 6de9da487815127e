#include "ui/conversation/message_view.h"

#include "ui/conversation/message_html.h"
#include "ui/conversation/sealed_view.h"
#include "ui/session/task.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QLabel>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>

#include <algorithm>

namespace redwell::ui {
namespace {
constexpr qsizetype kShownAtOnce = 3000;
}

MessageView::MessageView(QWidget* parent)
    : QWidget(parent),
      m_pages(new QStackedLayout(this)),
      m_empty(new QWidget),
      m_emptyTitle(new QLabel),
      m_emptyLine(new QLabel),
      m_sealed(new SealedView(tr("Messages of the document"))),
      m_soon(new QTimer(this)) {
    setAccessibleName(tr("Messages"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumWidth(180);
    m_empty->setObjectName(QStringLiteral("surface"));
    m_empty->setAttribute(Qt::WA_StyledBackground);
    auto* column = new QVBoxLayout(m_empty);
    column->setContentsMargins(24, 24, 24, 24);
    column->setSpacing(6);
    m_emptyTitle->setTextFormat(Qt::PlainText);
    m_emptyTitle->setAlignment(Qt::AlignCenter);
    m_emptyTitle->setProperty("role", QStringLiteral("emptyTitle"));
    m_emptyLine->setTextFormat(Qt::PlainText);
    m_emptyLine->setWordWrap(true);
    m_emptyLine->setAlignment(Qt::AlignCenter);
    m_emptyLine->setProperty("role", QStringLiteral("muted"));
    column->addStretch(1);
    column->addWidget(m_emptyTitle);
    column->addWidget(m_emptyLine);
    column->addStretch(2);
    m_pages->addWidget(m_empty);
    m_pages->addWidget(m_sealed);
    m_sealed->setKeys([this](QKeyEvent* event) { return handle(event); });
    m_soon->setSingleShot(true);
    m_soon->setInterval(0);
    connect(m_soon, &QTimer::timeout, this, &MessageView::draw);
    connect(m_sealed, &SealedView::linkClicked, this, &MessageView::follow);
    connect(m_sealed, &SealedView::menuWanted, this,
            [this](const QPoint& at) { emit menuWanted(at, m_sealed->selectedText()); });
    connect(&Theme::instance(), &Theme::changed, this, &MessageView::schedule);
    clear();
}

void MessageView::hold() { m_sealed->hold(); }
void MessageView::release() { m_sealed->release(); }
QWebEngineView* MessageView::view() const { return m_sealed->view(); }
int MessageView::refusedRequests() const { return m_sealed->refusedRequests(); }
void MessageView::setZone(const QString& timeZone) { m_conversation.zone = timeZone; }

void MessageView::show(const QList<Shown>& messages, const QList<Aside>& asides, bool isSame) {
    if (messages.isEmpty()) return clear();
    m_conversation.messages = messages;
    m_conversation.asides = asides;
    if (!isSame) {
        m_conversation.limit = messages.size() > kShownAtOnce ? kShownAtOnce : -1;
        m_current = m_runFrom = {};
    }
    markRun();
    schedule();
}

void MessageView::clear() {
    clear(
        tr("No messages"),
        tr("Chats and mails that are found on a document's pages are listed here: who wrote what to whom, and when."));
}

void MessageView::clear(const QString& title, const QString& line) {
    m_conversation.messages.clear();
    m_conversation.asides.clear();
    m_current = m_runFrom = {};
    ++m_edition;
    m_soon->stop();
    m_emptyTitle->setText(title);
    m_emptyLine->setText(line);
    m_pages->setCurrentWidget(m_empty);
}

void MessageView::markWords(const QStringList& foldedWords) {
    if (m_conversation.words == foldedWords) return;
    m_conversation.words = foldedWords;
    schedule();
}

void MessageView::setUnfolded(bool on) {
    if (m_conversation.isUnfolded == on) return;
    m_conversation.isUnfolded = on;
    schedule();
}

void MessageView::schedule() {
    if (!m_conversation.messages.isEmpty()) m_soon->start();
}

QString MessageView::fragment() const { return m_current ? QStringLiteral("m%1").arg(m_current.value) : QString(); }

void MessageView::draw() {
    Conversation conversation = m_conversation;
    conversation.isDark = Theme::instance().isDark();
    conversation.colors = SealedView::themeColors();
    const auto edition = ++m_edition;
    Task::start(
        QThreadPool::globalInstance(), this,
        [conversation](Progress&, std::stop_token) -> Result<QByteArray> { return conversationPage(conversation); },
        [this, edition](const Result<QByteArray>& html) {
            if (edition != m_edition || !html) return;
            m_sealed->load(*html, fragment());
            m_pages->setCurrentWidget(m_sealed);
        });
}

qsizetype MessageView::indexOf(MessageId id) const {
    for (qsizetype i = 0; i < m_conversation.messages.size(); ++i)
        if (m_conversation.messages[i].id == id) return i;
    return -1;
}

void MessageView::setCurrent(MessageId id, bool isInView) {
    m_current = id;
    const bool hadRun = m_runFrom != MessageId{};
    m_runFrom = {};
    if (hadRun) {
        markRun();
        schedule();
    }
    if (m_conversation.limit >= 0 && indexOf(id) >= m_conversation.limit) {
        m_conversation.limit = -1;
        return schedule();
    }
    if (m_soon->isActive() || m_conversation.messages.isEmpty()) return;
    // The mark beside a message makes it the current one without a move.
    m_sealed->setTarget(isInView && id ? QStringLiteral("h%1").arg(id.value) : fragment());
}

void MessageView::choose(MessageId id, bool withRun, bool isInView) {
    if (!withRun || !m_current) {
        setCurrent(id, isInView);
    } else {
        if (!m_runFrom) m_runFrom = m_current;
        m_current = id;
        markRun();
        schedule();
    }
    emit messageChosen(id);
}

void MessageView::markRun() {
    const auto run = selected();
    for (auto& shown : m_conversation.messages) shown.isSelected = m_runFrom && run.contains(shown.id);
}

QList<MessageId> MessageView::selected() const {
    QList<MessageId> run;
    const auto current = indexOf(m_current);
    if (current < 0) return run;
    const auto other = m_runFrom ? indexOf(m_runFrom) : current;
    const auto from = other < 0 ? current : other;
    for (auto i = std::min(from, current); i <= std::max(from, current); ++i) run << m_conversation.messages[i].id;
    return run;
}

void MessageView::follow(const QString& path, bool withShift) {
    if (path == QLatin1String("rest")) {
        m_conversation.limit = -1;
        return schedule();
    }
    const auto what = path.section(QLatin1Char('/'), 0, 0);
    const qint64 number = path.section(QLatin1Char('/'), 1, 1).toLongLong();
    const bool isTake = what == QLatin1String("take");
    if (isTake || what == QLatin1String("aside")) {
        if (number < 0 || number >= m_conversation.asides.size()) return;
        const Aside aside = m_conversation.asides[number];
        isTake ? emit takeWanted(aside) : emit asideChosen(aside);
        return;
    }
    const MessageId id{number};
    const auto index = indexOf(id);
    // The answered one may be anywhere.
    if (what == QLatin1String("answered")) index < 0 ? emit elsewhereWanted(id) : choose(id, withShift);
    if (what == QLatin1String("message")) index < 0 ? emit elsewhereWanted(id) : choose(id, withShift, true);
    if (index < 0) return;
    if (what == QLatin1String("redact")) emit redactWanted(id);
    if (what == QLatin1String("note")) emit noteWanted(id);
    if (what == QLatin1String("attachment")) emit attachmentWanted(id, path.section(QLatin1Char('/'), 2, 2).toInt());
}

void MessageView::step(int by, bool withRun) {
    const auto count = m_conversation.messages.size();
    if (count == 0) return;
    const auto at = indexOf(m_current);
    const auto next = at < 0 ? (by > 0 ? 0 : count - 1) : std::clamp<qsizetype>(at + by, 0, count - 1);
    choose(m_conversation.messages[next].id, withRun);
}

bool MessageView::hasWord(const Shown& shown) const {
    if (m_conversation.words.isEmpty()) return true;
    const auto& m = shown.message;
    return holdsWord(m.subject + '\n' + m.body, m_conversation.words) ||
           std::any_of(m.edits.begin(), m.edits.end(),
                       [&](const auto& edit) { return holdsWord(edit.previous, m_conversation.words); });
}

bool MessageView::stepMatch(int by) {
    const auto count = m_conversation.messages.size();
    const auto at = indexOf(m_current);
    for (qsizetype tried = 1; tried <= count; ++tried) {
        const auto start = at < 0 ? (by > 0 ? -1 : count) : at;
        const auto next = ((start + by * tried) % count + count) % count;
        const auto& shown = m_conversation.messages[next];
        if (!shown.isMatch || !hasWord(shown)) continue;
        choose(shown.id, false);
        return true;
    }
    return false;
}

bool MessageView::handle(QKeyEvent* event) {
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
    const bool shift = event->modifiers() & Qt::ShiftModifier;
    const auto all = static_cast<int>(m_conversation.messages.size());
    switch (event->key()) {
        case Qt::Key_Down: step(1, shift); return true;
        case Qt::Key_Up: step(-1, shift); return true;
        case Qt::Key_Home: step(-all, shift); return true;
        case Qt::Key_End: step(all, shift); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current) emit messageChosen(m_current);
            return true;
        default: return false;
    }
}

void MessageView::keyPressEvent(QKeyEvent* event) {
    if (!handle(event)) QWidget::keyPressEvent(event);
}

void MessageView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (m_pages->currentWidget() == m_sealed) m_sealed->setFocus(event->reason());
}

}  // namespace redwell::ui
