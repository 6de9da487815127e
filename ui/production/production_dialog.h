// Production > New: the specification, then what it would do, then the writing, then what came of it. Nothing is
// written before the reviewer has seen the plan; the folder shown at the end is sealed or says why it is not. It is
// kept while its case is open: who settles a conflict in the main window comes back to the form as it was left, and to
// a plan that is made anew.
#pragma once

#include "production/produce.h"

#include <QDialog>
#include <QElapsedTimer>
#include <QPointer>
#include <QTimer>

#include <memory>
#include <string>

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
    void documentChosen(redwell::DocumentId document);  // of the plan, to be looked at

protected:
    void showEvent(QShowEvent* event) override;

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
    void proposeNext();    // after the production made last
    void proposeNumber();  // free under the prefix
    void makePlan(bool again);
    void write();
    void showProgress(qint64 done, qint64 known, const QString& line);
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
    bool m_isSealed = false;  // what Done is about
    std::shared_ptr<std::string> m_remains;  // the folder that a failed production could not remove
    QTimer m_stale;                          // runs when the case was changed since the plan was made
    QElapsedTimer m_stepClock;
    QString m_stepLine;
    qint64 m_stepBegan = 0;  // what was done of it by then
    int m_plans = 0;         // answers to earlier questions are dropped
};

}  // namespace redwell::ui
