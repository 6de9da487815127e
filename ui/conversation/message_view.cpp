#include "ui/conversation/message_view.h"

#include "messages/sender.h"
#include "ui/conversation/request_guard.h"
#include "ui/session/task.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QLabel>
#include <QMenu>
#include <QStackedLayout>
#include <QTimer>
#include <QVBoxLayout>
#include <QWebEngineHistory>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineView>

#include <functional>

namespace redwell::ui {
namespace {

constexpr qsizetype kShownAtOnce = 3000;

// Takes the page's own links and follows none.
class SealedPage : public QWebEnginePage {
public:
    SealedPage(QWebEngineProfile* profile, std::function<void(const QUrl&)> follow, QObject* parent)
        : QWebEnginePage(profile, parent), m_follow(std::move(follow)) {}

protected:
    bool acceptNavigationRequest(const QUrl& url, NavigationType type, bool isMainFrame) override {
        if (isMainFrame && url.scheme() == QLatin1String("redwell-view"))
            return type != NavigationTypeLinkClicked && type != NavigationTypeFormSubmitted;
        if (isMainFrame && type == NavigationTypeLinkClicked && url.scheme() == QLatin1String("redwell")) m_follow(url);
        return false;
    }
    QWebEnginePage* createWindow(WebWindowType) override { return nullptr; }
    void javaScriptConsoleMessage(JavaScriptConsoleMessageLevel, const QString&, int, const QString&) override {}

private:
    std::function<void(const QUrl&)> m_follow;
};

QString themeColors() {
    QString css;
    for (const char* token :
         {"panel", "raised", "sunken", "border", "strong_border", "text", "muted", "faint", "accent", "accent_soft",
          "hover", "hit", "mark", "warn", "warn_soft", "info", "info_soft", "focus"})
        css += QStringLiteral("--%1:%2;")
                   .arg(QString::fromLatin1(token).replace(QLatin1Char('_'), QLatin1Char('-')),
                        Theme::instance().color(QString::fromLatin1(token)).name());
    return css + QStringLiteral("--size:%1pt;--font:\"%2\";")
                     .arg(Theme::instance().pointSize())
                     .arg(QGuiApplication::font().family());
}

}  // namespace

MessageView::MessageView(QWidget* parent)
    : QWidget(parent),
      m_pages(new QStackedLayout(this)),
      m_empty(new QWidget),
      m_emptyTitle(new QLabel),
      m_emptyLine(new QLabel),
      m_soon(new QTimer(this)) {
    setAccessibleName(tr("Messages"));
    setFocusPolicy(Qt::StrongFocus);
    setMinimumWidth(180);
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
    m_soon->setSingleShot(true);
    m_soon->setInterval(0);
    connect(m_soon, &QTimer::timeout, this, &MessageView::draw);
    connect(&Theme::instance(), &Theme::changed, this, &MessageView::schedule);
    clear();
}

MessageView::~MessageView() {
    // The page must go before its profile.
    delete m_view;
}

void MessageView::makeView() {
    if (m_view) return;
    m_server = new PageServer(this);
    m_guard = new RequestGuard(this);
    auto* profile = makeSealedProfile(m_server, m_guard, this);
    m_view = new QWebEngineView;
    auto* page = new SealedPage(
        profile, [this](const QUrl& link) { follow(link); }, m_view);
    page->setBackgroundColor(Theme::instance().color(QStringLiteral("panel")));
    m_view->setPage(page);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAcceptDrops(false);
    m_view->setAccessibleName(tr("Messages of the document"));
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { showMenu(m_view->mapToGlobal(at)); });
    connect(m_view, &QWebEngineView::loadFinished, this, [this](bool loaded) {
        // A link that is not followed also ends in a load, a failed one; the page stands as before.
        if (loaded) m_isLoaded = true;
        // Chromium's own input widget is another one after each load.
        if (auto* proxy = m_view->focusProxy()) proxy->installEventFilter(this);
        goToCurrent();
    });
    m_pages->addWidget(m_view);
}

void MessageView::setZone(const QString& timeZone) { m_conversation.zone = timeZone; }

void MessageView::show(const QString& title, const QList<Shown>& messages) {
    Q_UNUSED(title);
    if (messages.isEmpty()) return clear();
    bool sameDocument = !m_conversation.messages.isEmpty() && m_conversation.messages.first().id == messages.first().id;
    m_conversation.messages = messages;
    if (!sameDocument) {
        m_conversation.limit = messages.size() > kShownAtOnce ? kShownAtOnce : -1;
        m_current = {};
    }
    schedule();
}

void MessageView::clear() {
    m_conversation.messages.clear();
    m_current = {};
    ++m_edition;
    m_soon->stop();
    m_emptyTitle->setText(tr("No messages"));
    m_emptyLine->setText(
        tr("Chats and mails that are found on a document's pages are listed here: who wrote what to whom, and when."));
    m_pages->setCurrentWidget(m_empty);
}

void MessageView::markWords(const QStringList& foldedWords) {
    if (m_conversation.words == foldedWords) return;
    m_conversation.words = foldedWords;
    if (!m_conversation.messages.isEmpty()) schedule();
}

void MessageView::schedule() {
    if (!m_conversation.messages.isEmpty()) m_soon->start();
}

void MessageView::draw() {
    makeView();
    m_view->page()->setBackgroundColor(Theme::instance().color(QStringLiteral("panel")));
    Conversation conversation = m_conversation;
    conversation.isDark = Theme::instance().isDark();
    conversation.colors = themeColors();
    const auto edition = ++m_edition;
    Task::start(
        QThreadPool::globalInstance(), this,
        [conversation](Progress&, std::stop_token) -> Result<QByteArray> { return conversationPage(conversation); },
        [this, edition](const Result<QByteArray>& html) {
            if (edition != m_edition || !html) return;
            m_isLoaded = false;
            m_address = m_server->put(*html);
            auto address = m_address;
            if (m_current) address.setFragment(QStringLiteral("m%1").arg(m_current.value));
            m_view->load(address);
            m_pages->setCurrentWidget(m_view);
        });
}

void MessageView::goToCurrent() {
    if (!m_view || !m_isLoaded || m_conversation.messages.isEmpty()) return;
    auto address = m_address;
    if (m_current) address.setFragment(QStringLiteral("m%1").arg(m_current.value));
    if (m_view->url() != address) m_view->setUrl(address);
}

qsizetype MessageView::indexOf(MessageId id) const {
    for (qsizetype i = 0; i < m_conversation.messages.size(); ++i)
        if (m_conversation.messages[i].id == id) return i;
    return -1;
}

void MessageView::setCurrent(MessageId id) {
    m_current = id;
    if (m_conversation.limit >= 0 && indexOf(id) >= m_conversation.limit) {
        m_conversation.limit = -1;
        return schedule();
    }
    goToCurrent();
}

void MessageView::choose(MessageId id) {
    setCurrent(id);
    emit messageChosen(id);
}

void MessageView::follow(const QUrl& link) {
    const auto path = link.path();
    if (path == QLatin1String("rest")) {
        m_conversation.limit = -1;
        return schedule();
    }
    const MessageId id{path.section(QLatin1Char('/'), 1, 1).toLongLong()};
    if (indexOf(id) < 0) return;
    const auto what = path.section(QLatin1Char('/'), 0, 0);
    // Not from inside Chromium's callback: what follows may open a dialog.
    QTimer::singleShot(0, this, [this, what, id] {
        if (what == QLatin1String("message")) choose(id);
        if (what == QLatin1String("redact")) emit redactWanted(id);
        if (what == QLatin1String("note")) emit noteWanted(id);
    });
}

void MessageView::step(int by) {
    const auto count = m_conversation.messages.size();
    if (count == 0) return;
    const auto at = indexOf(m_current);
    const auto next = at < 0 ? (by > 0 ? 0 : count - 1) : std::clamp<qsizetype>(at + by, 0, count - 1);
    choose(m_conversation.messages[next].id);
}

bool MessageView::handle(QKeyEvent* event) {
    if (event->modifiers() & (Qt::ControlModifier | Qt::AltModifier | Qt::MetaModifier)) return false;
    switch (event->key()) {
        case Qt::Key_Down: step(1); return true;
        case Qt::Key_Up: step(-1); return true;
        case Qt::Key_Home: step(-static_cast<int>(m_conversation.messages.size())); return true;
        case Qt::Key_End: step(static_cast<int>(m_conversation.messages.size())); return true;
        case Qt::Key_Return:
        case Qt::Key_Enter:
            if (m_current) emit messageChosen(m_current);
            return true;
        default: return false;
    }
}

bool MessageView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && handle(static_cast<QKeyEvent*>(event))) return true;
    return QWidget::eventFilter(watched, event);
}

void MessageView::keyPressEvent(QKeyEvent* event) {
    if (!handle(event)) QWidget::keyPressEvent(event);
}

void MessageView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (m_view && m_pages->currentWidget() == m_view) m_view->setFocus(event->reason());
}

void MessageView::showMenu(const QPoint& at) {
    QMenu menu;
    const auto selected = m_view->selectedText();
    auto* copy = menu.addAction(Theme::icon(QStringLiteral("copy")), tr("&Copy"), this,
                                [selected] { QGuiApplication::clipboard()->setText(selected); });
    copy->setEnabled(!selected.isEmpty());
    const auto index = indexOf(m_current);
    auto* copyMessage = menu.addAction(tr("Copy &message"), this, [this, index] {
        const auto& m = m_conversation.messages[index].message;
        QGuiApplication::clipboard()->setText(
            QStringLiteral("%1, %2\n%3")
                .arg(shown(redwell::messages::displayName(m.from)), plain(m.sent.text), shownLines(m.body)));
    });
    menu.addSeparator();
    auto* redact = menu.addAction(Theme::icon(QStringLiteral("redact-message")), tr("&Redact this message"), this,
                                  [this] { emit redactWanted(m_current); });
    auto* note = menu.addAction(Theme::icon(QStringLiteral("annotate")), tr("Add a &note"), this,
                                [this] { emit noteWanted(m_current); });
    for (auto* action : {copyMessage, redact, note}) action->setEnabled(index >= 0);
    menu.exec(at);
}

int MessageView::refusedRequests() const { return m_guard ? m_guard->refused() : 0; }

}  // namespace redwell::ui
