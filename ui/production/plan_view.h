// A production before it is written: what goes out, what is withheld, what conflicts.
#pragma once

#include "production/plan.h"

#include <QWidget>

class QLabel;
class QTabWidget;
class QTreeWidget;

namespace redwell::ui {

class PlanView : public QWidget {
    Q_OBJECT
public:
    explicit PlanView(QWidget* parent = nullptr);
    void showPlan(const production::Plan& plan);
    bool isBlocked() const { return m_isBlocked; }

private:
    QTabWidget* m_tabs;
    QTreeWidget *m_out, *m_withheld, *m_conflicts;
    QLabel* m_summary;
    bool m_isBlocked = false;
};

}  // namespace redwell::ui
