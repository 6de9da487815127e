#include "ui/reading/empty_state.h"

#include "ui/theme/theme.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

namespace redwell::ui {

EmptyState::EmptyState(QWidget* parent) : QWidget(parent) {
    setObjectName(QStringLiteral("surface"));
    setAttribute(Qt::WA_StyledBackground);
    m_icon = new QLabel;
    m_icon->setAlignment(Qt::AlignCenter);
    m_title = new QLabel;
    m_title->setObjectName(QStringLiteral("emptyTitle"));
    m_title->setProperty("role", "title");
    m_text = new QLabel;
    m_text->setObjectName(QStringLiteral("emptyText"));
    m_text->setProperty("role", "muted");
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    for (auto* label : {m_title, m_text}) {
        label->setTextFormat(Qt::PlainText);
        label->setWordWrap(true);
        label->setAlignment(Qt::AlignCenter);
        label->setMinimumWidth(200);
        label->setMaximumWidth(460);
        label->setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);
    }
    m_action = new QPushButton;
    m_action->setObjectName(QStringLiteral("emptyAction"));
    connect(m_action, &QPushButton::clicked, this, [this] {
        if (m_act) m_act();
    });
    auto* column = new QVBoxLayout;
    column->setSpacing(8);
    column->addStretch(2);
    column->addWidget(m_icon);
    column->addSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_text);
    column->addSpacing(8);
    column->addWidget(m_action, 0, Qt::AlignHCenter);
    column->addStretch(3);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(24, 24, 24, 24);
    row->addStretch(1);
    row->addLayout(column, 4);
    row->addStretch(1);
    connect(&Theme::instance(), &Theme::changed, this, &EmptyState::dress);
}

void EmptyState::say(const QString& icon, const QString& title, const QString& text, const QString& action,
                     std::function<void()> act) {
    m_iconName = icon;
    m_title->setText(title);
    m_text->setText(text);
    m_text->setVisible(!text.isEmpty());
    m_action->setText(QString(action).replace('&', QStringLiteral("&&")));
    m_action->setVisible(!action.isEmpty());
    m_act = std::move(act);
    setAccessibleName(title);
    setAccessibleDescription(text);
    dress();
}

void EmptyState::dress() {
    m_icon->setPixmap(Theme::icon(m_iconName, QStringLiteral("faint")).pixmap(QSize(40, 40), devicePixelRatioF()));
}

}  // namespace redwell::ui
