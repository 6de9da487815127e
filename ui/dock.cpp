#include "ui/dock.h"

#include "ui/elided_label.h"
#include "ui/session/text.h"
#include "ui/theme/theme.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
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
    auto* tools = new QHBoxLayout;  // close together: the note needs the room
    tools->setSpacing(0);
    layout->addLayout(tools);
    const auto button = [&](const char* icon, const QString& about) {
        auto* tool = new QToolButton;
        tool->setIcon(Theme::icon(QString::fromLatin1(icon)));
        tool->setIconSize({14, 14});
        tool->setAutoRaise(true);
        tool->setFocusPolicy(Qt::NoFocus);
        tool->setToolTip(about);
        tool->setAccessibleName(about);
        tools->addWidget(tool);
        return tool;
    };
    auto* apart = button("float", tr("Show in a window of its own"));
    auto* shut = button("close", tr("Hide (View > Panels brings it back)"));
    connect(apart, &QToolButton::clicked, this, [this] { setFloating(!isFloating()); });
    connect(shut, &QToolButton::clicked, this, &QDockWidget::close);
    m_note->installEventFilter(this);
    setTitleBarWidget(bar);
}

void Dock::setNote(const QString& note, const QString& brief) {
    m_wholeNote = note;
    m_briefNote = brief.isEmpty() ? note : brief;
    fitNote();
}

void Dock::fitNote() {
    const auto metrics = m_note->fontMetrics();
    const bool isWhole = metrics.horizontalAdvance(m_wholeNote) <= m_note->width();
    QString fitting = isWhole ? m_wholeNote : m_briefNote;
    // Of "26 messages" the number says more than "26 mess…".
    static const QRegularExpression counted(QStringLiteral("^(\\d\\S*) \\D+$"));
    const auto match = counted.match(fitting);
    if (metrics.horizontalAdvance(fitting) > m_note->width() && match.hasMatch()) fitting = match.captured(1);
    fitting = metrics.elidedText(fitting, Qt::ElideRight, m_note->width());
    m_note->setText(fitting);
    m_note->setToolTip(asPlainTip(isWhole ? QString() : m_wholeNote));
}

bool Dock::eventFilter(QObject* watched, QEvent* event) {
    if (watched == m_note && event->type() == QEvent::Resize) fitNote();
    return QDockWidget::eventFilter(watched, event);
}

}  // namespace redwell::ui
