// Find and redact: a phrase or a pattern, every place with the words around it, a check box each. Nothing is covered
// that the reviewer has not had the chance to see; all that is covered is one change, undone as one. What could not be
// looked through is said beside what was found, with the way to mend it: silence would be taken for "it stands
// nowhere".
#pragma once

#include "documents/document_store.h"
#include "redaction/finder.h"

#include <QDialog>
#include <QHash>
#include <QPointer>

#include <vector>

class QComboBox;
class QFrame;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace redwell::ui {

class CaseSession;
class ReasonChooser;
class Task;

class FindRedactDialog : public QDialog {
    Q_OBJECT
public:
    FindRedactDialog(CaseSession* session, DocumentId open, std::vector<DocumentId> results, const QString& reason,
                     QWidget* parent);
    ~FindRedactDialog() override;
    void setPhrase(const QString& phrase);
    void setProcessing(bool isOn);  // whether the queue is being worked off

signals:
    void placeChosen(redwell::DocumentId document, int page, const redwell::Box& box);
    void processingWanted();

private:
    struct Places {
        std::vector<redaction::Found> found;
        QHash<qint64, QString> titles;
        std::size_t documents = 0;
        documents::Unread unread;
    };
    void find();
    void showPlaces(Places places);
    void showUnread();
    void setPages();
    QWidget* unreadStrip();
    void count();
    void redactChecked();

    QPointer<CaseSession> m_session;
    DocumentId m_open;
    std::vector<DocumentId> m_results;
    std::vector<redaction::Found> m_found;
    QComboBox *m_what, *m_scope;
    QLineEdit* m_phrase;
    ReasonChooser* m_reason;
    QPushButton *m_find, *m_redact;
    QTreeWidget* m_list;
    QLabel *m_about, *m_unreadText;
    QFrame* m_unreadStrip;
    QPushButton *m_setPages, *m_process;
    documents::Unread m_unread;  // of what was looked through last
    QPointer<Task> m_setting;
    bool m_isFilling = false, m_isProcessing = false;
};

}  // namespace redwell::ui
