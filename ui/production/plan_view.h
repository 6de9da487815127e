// A production before it is written: what goes out, what is withheld, what conflicts. Each row leads to its document.
#pragma once

#include "production/plan.h"

#include <QWidget>

#include <map>

class QLabel;
class QTabWidget;
class QTreeWidget;
class QTreeWidgetItem;

namespace redwell::ui {

class PlanView : public QWidget {
    Q_OBJECT
public:
    explicit PlanView(QWidget* parent = nullptr);
    // documents: those of the conflicts, by control number. A plan that is shown again keeps the tab and the row.
    void showPlan(const production::Plan& plan, const std::map<std::string, documents::Document>& documents,
                  bool again);
    bool isBlocked() const { return m_isBlocked; }

signals:
    void documentChosen(redwell::DocumentId document);

private:
    void wrapConflicts();
    QTreeWidget* addList(const QStringList& columns, const QString& name, const QString& id);

    QTabWidget* m_tabs;
    QTreeWidget *m_out, *m_withheld, *m_conflicts;
    QLabel* m_summary;
    bool m_isBlocked = false;
};

}  // namespace redwell::ui
