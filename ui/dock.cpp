#include "ui/dock.h"

#include "ui/elided_label.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QToolButton>

namespace redwell::ui {

Dock::Dock(const QString& id, const QString& title, QWidget* content, QWidget* parent) : QDockWidget(title, parent) {
    setObjectName(id);
    setWidget(content);
    auto* bar = new QWidget;
    bar->setObjectName(QStringLiteral("dockTitle"));
    bar->setAttribute(Qt::WA_StyledBackground);
    auto* layout = new QHBoxLayout(bar);
    layout->setContentsMargins(10, 3, 4, 3);
    layout->setSpacing(8);
    auto* text = new QLabel(title);
    text->setObjectName(QStringLiteral("dockTitleText"));
    m_note = new ElidedLabel;
    m_note->setObjectName(QStringLiteral("dockTitleNote"));
    m_note->setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Preferred);
    layout->addWidget(text);
    layout->addWidget(m_note, 1);
    const auto button = [&](const char* icon, const QString& about) {
        auto* tool = new QToolButton;
        tool->setIcon(Theme::icon(QString::fromLatin1(icon)));
        tool->setIconSize({14, 14});
        tool->setAutoRaise(true);
        tool->setFocusPolicy(Qt::NoFocus);
        tool->setToolTip(about);
        tool->setAccessibleName(about);
        layout->addWidget(tool);
        return tool;
    };
    auto* apart = button("float", tr("Show in a window of its own"));
    auto* shut = button("close", tr("Hide (View > Panels brings it back)"));
    connect(apart, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(shut, &QToolButton::clicked, this, &QDockWidget::close);
    m_note->installEventFilter(this);
    setTitleBarWidget(bar);
}

void Dock::setNote(const QString& note) {
    m_wholeNote = note;
    fitNote();
}

void Dock::fitNote() {
    const QString fitting = m_note->fontMetrics().elidedText(m_wholeNote, Qt::ElideRight, m_note->width());
    m_note->setText(fitting);
    m_note->setToolTip(fitting == m_wholeNote ? QString() : m_wholeNote.toHtmlEscaped());
}

bool Dock::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_note && event->type() == QEvent::Resize) fitNote();
    return QDockWidget::eventFilter(watched, event);
}

}  // namespace redwell::ui
