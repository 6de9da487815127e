// Production > New: the specification, then what it would do, then the writing, then what came of it. Nothing is
// written before the reviewer has seen the plan; the folder shown at the end is sealed or says why it is not.
#pragma once

#include "production/produce.h"

#include <QDialog>
#include <QPointer>

class QComboBox;
class QLabel;
class QLineEdit;
class QProgressBar;
class QPushButton;
class QStackedWidget;
class QTreeWidget;

namespace redwell::ui {

class CaseSession;
class PlanView;
class SpecificationForm;
class Task;

class ProductionDialog : public QDialog {
    Q_OBJECT
public:
    ProductionDialog(CaseSession* session, QWidget* parent = nullptr);
    void reject() override;

signals:
    void produced(const QString& folder);  // sealed
    void failed(const QString& message);

private:
    enum Step { Specify, Preview, Write, Done };
    QWidget* specifyPage();
    QWidget* previewPage();
    QWidget* writePage();
    QWidget* donePage();
    void go(Step step);
    void next();
    void listSaved();
    void load(const QString& file);
    void save();
    void makePlan();
    void write();
    void written(const Result<production::ProductionReport>& result);

    QPointer<CaseSession> m_session;
    QPointer<Task> m_task;
    production::Specification m_specification;
    Step m_step = Specify;
    QStackedWidget* m_pages;
    QLabel *m_title, *m_lead, *m_problem;
    QComboBox* m_saved;
    SpecificationForm* m_form;
    PlanView* m_plan;
    QLineEdit* m_out;
    QProgressBar* m_bar;
    QLabel *m_writing, *m_line;
    QLabel *m_outcome, *m_figures;
    QTreeWidget* m_findings;
    QPushButton *m_back, *m_next, *m_cancel, *m_openFolder;
    QString m_folder;
};

}  // namespace redwell::ui
