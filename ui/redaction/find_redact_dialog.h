// Find and redact: a phrase or a pattern, every place with the words around it, a check box each. Nothing is covered
// that the reviewer has not had the chance to see; all that is covered is one change, undone as one.
#pragma once

#include "redaction/finder.h"

#include <QDialog>
#include <QHash>
#include <QPointer>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QPushButton;
class QRadioButton;
class QTreeWidget;
class QTreeWidgetItem;

namespace redwell::ui {

class CaseSession;
class ReasonChooser;

class FindRedactDialog : public QDialog {
    Q_OBJECT
public:
    FindRedactDialog(CaseSession* session, DocumentId open, std::vector<DocumentId> results, const QString& reason,
                     QWidget* parent);
    void setPhrase(const QString& phrase);

signals:
    void placeChosen(redwell::DocumentId document, int page, const redwell::Box& box);

private:
    struct Places {
        std::vector<redaction::Found> found;
        QHash<qint64, QString> titles;
        std::size_t documents = 0;
    };
    void find();
    void showPlaces(Places places);
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
    QLabel* m_about;
    bool m_isFilling = false;
};

}  // namespace redwell::ui
