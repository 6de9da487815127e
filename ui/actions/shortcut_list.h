// The list of keys (F1): every command that has one, by menu, and the coding keys of the case.
#pragma once

#include "casefile/case_template.h"
#include "ui/actions/action_registry.h"

#include <QDialog>

#include <vector>

namespace redwell::ui {

class ShortcutList : public QDialog {
    Q_OBJECT
public:
    ShortcutList(const ActionRegistry& registry, const std::vector<casefile::Field>& fields, QWidget* parent);
};

}  // namespace redwell::ui
