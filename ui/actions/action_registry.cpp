#include "ui/actions/action_registry.h"

#include "ui/theme/theme.h"

#include <QWidget>

namespace redwell::ui {

ActionRegistry::ActionRegistry(QWidget* window) : QObject(window), m_window(window) {}

QAction* ActionRegistry::add(const Command& command, std::function<void()> run) {
    Q_ASSERT(!m_actions.contains(command.id));
    auto* action = new QAction(command.text, m_window);
    action->setObjectName(command.id);
    action->setProperty("menu", command.menu);
    action->setProperty("startsGroup", command.startsGroup);
    action->setCheckable(command.isCheckable);
    if (!command.icon.isEmpty()) action->setIcon(Theme::icon(command.icon));
    action->setShortcuts(command.keys);
    action->setStatusTip(command.help);
    QString tip = plainText(action);
    if (!command.keys.isEmpty())
        tip += QStringLiteral("  (%1)").arg(command.keys.first().toString(QKeySequence::NativeText));
    if (!command.help.isEmpty()) tip += QLatin1Char('\n') + command.help;
    action->setToolTip(tip);
    if (run) connect(action, &QAction::triggered, this, [run = std::move(run)] { run(); });
    m_window->addAction(action);
    m_actions.insert(command.id, action);
    m_order << action;
    return action;
}

QAction* ActionRegistry::action(const QString& id) const {
    Q_ASSERT(m_actions.contains(id));
    return m_actions.value(id);
}

QString ActionRegistry::plainText(const QAction* action) {
    QString text = action->text();
    text.replace(QStringLiteral("&&"), QStringLiteral("\x01"))
        .remove(QLatin1Char('&'))
        .replace(QStringLiteral("\x01"), QStringLiteral("&"));
    while (text.endsWith(QLatin1Char('.')) || text.endsWith(QChar(0x2026))) text.chop(1);
    return text;
}

void ActionRegistry::setEnabled(const QStringList& ids, bool enabled) {
    for (const QString& id : ids) action(id)->setEnabled(enabled);
}

}  // namespace redwell::ui
