// Every command of the window, once: id, words, icon, key and a line of help. Menus, the toolbar, the command palette
// and the list of keys are drawn from here, so that none of them can know a command that the others do not.
#pragma once

#include <QAction>
#include <QHash>
#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>

namespace redwell::ui {

struct Command {
    QString id;    // "case.new"
    QString menu;  // title of its menu, translated; "" keeps it out of the menus
    QString text;  // "&New case..."
    QString icon;  // a name of resources/icons, may be empty
    QList<QKeySequence> keys = {};
    QString help = {};
    bool isCheckable = false;
    bool startsGroup = false;  // a separator before it in its menu
};

class ActionRegistry : public QObject {
    Q_OBJECT
public:
    // window: where the keys work.
    explicit ActionRegistry(QWidget* window);

    QAction* add(const Command& command, std::function<void()> run = {});
    QAction* action(const QString& id) const;  // must exist
    const QList<QAction*>& actions() const { return m_order; }
    static QString idOf(const QAction* action) { return action->objectName(); }
    static QString menuOf(const QAction* action) { return action->property("menu").toString(); }
    static bool startsGroup(const QAction* action) { return action->property("startsGroup").toBool(); }
    static QString plainText(const QAction* action);  // without the mnemonic's ampersand and dots

    void setEnabled(const QStringList& ids, bool enabled);

private:
    QWidget* m_window;
    QHash<QString, QAction*> m_actions;
    QList<QAction*> m_order;
};

}  // namespace redwell::ui
