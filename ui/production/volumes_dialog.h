// Production > Volumes: what was produced, under which numbers and where it lies. A volume can be read back again at
// any time, with what the case knows must not be in it.
#pragma once

#include "production/verify.h"
#include "production/volumes.h"

#include <QDialog>
#include <QPointer>

#include <vector>

class QLabel;
class QProgressBar;
class QPushButton;
class QTreeWidget;

namespace redwell::ui {

class CaseSession;
class Task;

class VolumesDialog : public QDialog {
    Q_OBJECT
public:
    VolumesDialog(CaseSession* session, QWidget* parent = nullptr);
    ~VolumesDialog() override;

signals:
    void documentsWanted(const QString& query);  // of a volume

private:
    void load();
    void choose();
    void verifyAgain();
    void verified(const Result<production::Verification>& result);
    void say(const QString& text, const char* role);
    const production::Volume* current() const;

    QPointer<CaseSession> m_session;
    QPointer<Task> m_task;
    std::vector<production::Volume> m_volumes;
    QTreeWidget *m_list, *m_findings;
    QLabel* m_about;
    QProgressBar* m_bar;
    QPushButton *m_verify, *m_open, *m_show;
};

}  // namespace redwell::ui
