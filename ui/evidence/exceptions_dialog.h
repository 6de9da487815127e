// The work list of files that could not be read: each with its reason and what to do; passwords are given here, and
// what may go better a second time is processed again.
#pragma once

#include "documents/document.h"

#include <QDialog>
#include <QPointer>

#include <vector>

class QLabel;
class QLineEdit;
class QPushButton;
class QTreeWidget;

namespace redwell::ui {

class CaseSession;

class ExceptionsDialog : public QDialog {
    Q_OBJECT
public:
    ExceptionsDialog(CaseSession* session, QWidget* parent = nullptr);

signals:
    void documentChosen(redwell::DocumentId document);
    void retried();  // exceptions are back in the queue

private:
    void load();
    void addPassword();
    void retry(std::vector<std::string> kinds);

    QPointer<CaseSession> m_session;
    std::vector<documents::Document> m_documents;
    QTreeWidget* m_list;
    QLabel* m_about;
    QLineEdit* m_password;
    QPushButton *m_add, *m_retry;
};

}  // namespace redwell::ui
