#include "ui/reading/toast.h"

#include "ui/theme/theme.h"

#include <QEvent>

namespace redwell::ui {

Toast::Toast(QWidget* over) : QLabel(over) {
    setObjectName(QStringLiteral("toast"));
    setTextFormat(Qt::PlainText);
    setAttribute(Qt::WA_TransparentForMouseEvents);
    const auto dress = [this] {
        const auto& theme = Theme::instance();
        setStyleSheet(
            QStringLiteral("QLabel#toast { background: %1; color: %2; border-radius: 6px; padding: 7px 14px; }")
                .arg(theme.color(QStringLiteral("text")).name(), theme.color(QStringLiteral("panel")).name()));
    };
    dress();
    connect(&Theme::instance(), &Theme::changed, this, dress);
    m_gone.setSingleShot(true);
    m_gone.setInterval(3500);
    connect(&m_gone, &QTimer::timeout, this, &QWidget::hide);
    over->installEventFilter(this);
    hide();
}

void Toast::say(const QString& text) {
    setText(text);
    place();
    show();
    raise();
    m_gone.start();
}

void Toast::place() {
    adjustSize();
    move((parentWidget()->width() - width()) / 2, parentWidget()->height() - height() - 22);
}

bool Toast::eventFilter(QObject* watched, QEvent* event) {
    if (event->type() == QEvent::Resize && isVisible()) place();
    return QLabel::eventFilter(watched, event);
}

}  // namespace redwell::ui
