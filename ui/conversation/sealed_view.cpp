#include "ui/conversation/sealed_view.h"

#include "ui/conversation/request_guard.h"
#include "ui/theme/theme.h"

#include <QCoreApplication>
#include <QDialog>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QTimer>
#include <QVBoxLayout>
#include <QWebEnginePage>
#include <QWebEngineProfile>
#include <QWebEngineView>

namespace redwell::ui {
namespace {

constexpr int kLongestHold = 1000;  // ms

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

}  // namespace

QString SealedView::themeColors() {
    QString css;
    for (const char* token :
         {"panel",  "raised",      "sunken",    "border",    "strong_border", "text",     "muted", "faint",
          "accent", "accent_soft", "on_accent", "hover",     "hit",           "mark",     "warn",  "warn_soft",
          "info",   "info_soft",   "good",      "good_soft", "bad",           "bad_soft", "focus"})
        css += QStringLiteral("--%1:%2;")
                   .arg(QString::fromLatin1(token).replace(QLatin1Char('_'), QLatin1Char('-')),
                        Theme::instance().color(QString::fromLatin1(token)).name());
    return css + QStringLiteral("--size:%1pt;--font:\"%2\";")
                     .arg(Theme::instance().pointSize())
                     .arg(QGuiApplication::font().family());
}

SealedView::SealedView(const QString& accessibleName, QWidget* parent)
    : QWidget(parent), m_layout(new QVBoxLayout(this)) {
    m_layout->setContentsMargins(0, 0, 0, 0);
    setAccessibleName(accessibleName);
    setFocusPolicy(Qt::StrongFocus);
}

SealedView::~SealedView() {
    // The page must go before its profile.
    delete m_view;
}

void SealedView::makeView() {
    if (m_view) return;
    m_server = new PageServer(this);
    m_guard = new RequestGuard(this);
    auto* profile = makeSealedProfile(m_server, m_guard, this);
    m_view = new QWebEngineView;
    auto* page = new SealedPage(
        profile,
        [this](const QUrl& link) {
            // Not from inside Chromium's callback: what follows may open a dialog.
            QTimer::singleShot(0, this, [this, path = link.path(), shift = std::exchange(m_withShift, false)] {
                emit linkClicked(path, shift);
            });
        },
        m_view);
    m_view->setPage(page);
    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    m_view->setAcceptDrops(false);
    m_view->setAccessibleName(accessibleName());
    connect(m_view, &QWidget::customContextMenuRequested, this,
            [this](const QPoint& at) { emit menuWanted(m_view->mapToGlobal(at)); });
    connect(m_view, &QWebEngineView::loadFinished, this, [this](bool loaded) {
        // A link that is not followed also ends in a load, a failed one; the page stands as before.
        if (loaded) m_isLoaded = true;
        // Chromium's own input widget is another one after each load.
        if (auto* proxy = m_view->focusProxy()) {
            proxy->removeEventFilter(this);
            proxy->installEventFilter(this);
        }
        setTarget(m_target);
        if (window()->focusWidget() == this) m_view->setFocus(Qt::OtherFocusReason);
    });
    m_layout->addWidget(m_view);
}

void SealedView::release() {
    m_isHeld = false;
    if (!m_waiting) return;
    const auto html = *std::exchange(m_waiting, std::nullopt);
    load(html, m_target);
}

void SealedView::load(const QByteArray& html, const QString& fragment) {
    if (m_isHeld) {
        if (!m_waiting) QTimer::singleShot(kLongestHold, this, &SealedView::release);
        m_waiting = html;
        m_target = fragment;
        return;
    }
    makeView();
    // Chromium's input widget goes with the page that it shows: this one keeps the keys until the next is there.
    if (auto* focus = window()->focusWidget(); focus && (focus == m_view || m_view->isAncestorOf(focus))) {
        m_isLoaded = false;
        setFocus(Qt::OtherFocusReason);
    }
    m_view->page()->setBackgroundColor(Theme::instance().color(QStringLiteral("panel")));
    m_isLoaded = false;
    m_target = fragment;
    m_address = m_server->put(html);
    auto address = m_address;
    if (!fragment.isEmpty()) address.setFragment(fragment);
    m_view->load(address);
}

void SealedView::setTarget(const QString& fragment) {
    m_target = fragment;
    if (!m_view || !m_isLoaded) return;
    auto address = m_address;
    if (!fragment.isEmpty()) address.setFragment(fragment);
    if (m_view->url() != address) m_view->setUrl(address);
}

QString SealedView::selectedText() const { return m_view ? m_view->selectedText() : QString(); }
int SealedView::refusedRequests() const { return m_guard ? m_guard->refused() : 0; }

bool SealedView::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::KeyPress && m_keys && m_keys(static_cast<QKeyEvent*>(event))) return true;
    // Chromium keeps every key to itself, that which closes a dialog too.
    if (event->type() == QEvent::KeyPress && static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape)
        if (auto* dialog = qobject_cast<QDialog*>(window())) {
            dialog->reject();
            return true;
        }
    const bool isButton = event->type() == QEvent::MouseButtonPress || event->type() == QEvent::MouseButtonRelease;
    if (isButton && !m_isSending) {
        // Chromium would open a window of its own on a link that is clicked with Shift.
        auto* mouse = static_cast<QMouseEvent*>(event);
        const bool shift = mouse->modifiers() & Qt::ShiftModifier;
        if (event->type() == QEvent::MouseButtonPress) m_withShift = shift;
        if (shift && mouse->button() == Qt::LeftButton) {
            QMouseEvent bare(mouse->type(), mouse->position(), mouse->globalPosition(), mouse->button(),
                             mouse->buttons(), mouse->modifiers() & ~Qt::ShiftModifier);
            m_isSending = true;
            QCoreApplication::sendEvent(watched, &bare);
            m_isSending = false;
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void SealedView::focusInEvent(QFocusEvent* event) {
    QWidget::focusInEvent(event);
    if (m_view && m_isLoaded) m_view->setFocus(event->reason());
}

}  // namespace redwell::ui
