#include "ui/reading/toast.h"

#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

#include <algorithm>

namespace redwell::ui {
namespace {

constexpr int kMargin = 12, kFoot = 22, kWidest = 560;

}  // namespace

Toast::Toast(QWidget* over) : QFrame(over) {
    setObjectName(QStringLiteral("toast"));
    m_text = new QLabel;
    m_text->setObjectName(QStringLiteral("toastText"));
    m_text->setTextFormat(Qt::PlainText);
    m_dismiss = new QToolButton;
    m_dismiss->setObjectName(QStringLiteral("toastDismiss"));
    m_dismiss->setIconSize({14, 14});
    m_dismiss->setToolTip(tr("Dismiss"));
    m_dismiss->setAccessibleName(tr("Dismiss"));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 7, 14, 7);
    row->setSpacing(8);
    row->addWidget(m_text, 1);
    row->addWidget(m_dismiss, 0, Qt::AlignTop);
    dress();
    connect(&Theme::instance(), &Theme::changed, this, &Toast::dress);
    connect(m_dismiss, &QToolButton::clicked, this, &QWidget::hide);
    m_gone.setSingleShot(true);
    m_gone.setInterval(3500);
    connect(&m_gone, &QTimer::timeout, this, &QWidget::hide);
    over->installEventFilter(this);
    hide();
}

void Toast::dress() {
    const auto& theme = Theme::instance();
    setStyleSheet(QStringLiteral("QFrame#toast { background: %1; border-radius: 6px; }"
                                 "QLabel { color: %2; }"
                                 "QToolButton { padding: 1px; } QToolButton:hover { background: %3; }")
                      .arg(theme.color(QStringLiteral("text")).name(), theme.color(QStringLiteral("panel")).name(),
                           theme.color(QStringLiteral("muted")).name()));
    m_dismiss->setIcon(Theme::icon(QStringLiteral("close"), QStringLiteral("panel")));
}

void Toast::say(const QString& text) { put(text, false); }
void Toast::warn(const QString& text) { put(text, true); }
bool Toast::isWarning() const { return isVisible() && !m_gone.isActive(); }

void Toast::put(const QString& text, bool stays) {
    m_text->setText(text);
    m_dismiss->setVisible(stays);
    // What only tells must not take clicks from the page.
    setAttribute(Qt::WA_TransparentForMouseEvents, !stays);
    place();
    show();
    raise();
    stays ? m_gone.stop() : m_gone.start();
}

void Toast::place() {
    const int room = std::max(120, std::min(kWidest, parentWidget()->width() - 2 * kMargin));
    m_text->setWordWrap(false);
    layout()->activate();
    QSize size = sizeHint();
    if (size.width() > room) {
        m_text->setWordWrap(true);
        layout()->activate();
        size = {room, layout()->heightForWidth(room)};
    }
    size.setHeight(std::min(size.height(), std::max(40, parentWidget()->height() - 2 * kMargin)));
    resize(size);
    move((parentWidget()->width() - width()) / 2, std::max(kMargin, parentWidget()->height() - height() - kFoot));
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && isVisible()) place();
    return QFrame::eventFilter(watched, event);
}

}  // namespace redwell::ui
