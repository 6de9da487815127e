// Every command by typing a part of its name (Ctrl+Shift+P).
#pragma once

#include "ui/actions/action_registry.h"

#include <QDialog>

class QLineEdit;
class QListWidget;

namespace redwell::ui {

class CommandPalette : public QDialog {
    Q_OBJECT
public:
    CommandPalette(const ActionRegistry& registry, QWidget* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void filter(const QString& words);
    void runCurrent();

    const ActionRegistry& m_registry;
    QLineEdit* m_words;
    QListWidget* m_list;
};

}  // namespace redwell::ui
