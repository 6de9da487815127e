// The people of the case: who is written how, who may be one with whom, who is an attorney. The list on the left, the
// chosen person on the right, suggestions with their reasons below. Each change is saved at once and can be undone.
#pragma once

#include "messages/people_store.h"
#include "ui/people/people_model.h"

#include <QDialog>
#include <QPointer>

#include <vector>

class QComboBox;
class QLabel;
class QLineEdit;
class QListWidget;
class QPushButton;
class QTableView;
class QTreeWidget;

namespace redwell::ui {

class CaseSession;

class PeopleDialog : public QDialog {
    Q_OBJECT
public:
    PeopleDialog(CaseSession* session, QWidget* parent);

signals:
    void messagesWanted(const QString& query);  // of a person: what he wrote and got

private:
    QWidget* makeDetails();
    QWidget* makeSuggestions();
    void load();
    void showCount();
    void choose(int row);
    void showPerson();
    void showSuggestions();
    void sayDone(int changes);
    void split();
    void mergeSelected();
    void decide(bool isOne);  // on the chosen suggestion
    const messages::Person* current() const;
    std::vector<PersonId> selected() const;

    QPointer<CaseSession> m_session;
    PeopleModel* m_model;
    std::vector<messages::PersonSuggestion> m_suggested;
    QLineEdit *m_words, *m_name, *m_organisation;
    QTableView* m_table;
    QListWidget* m_names;
    QComboBox* m_attorney;
    QLabel *m_reason, *m_count, *m_suggestionTitle, *m_said;
    QTreeWidget* m_suggestions;
    QPushButton *m_merge, *m_split, *m_find, *m_isOne, *m_isTwo;
    QWidget* m_details;
    PersonId m_shown;
    bool m_isFilling = false;
    int m_reads = 0, m_changes = 0;
};

}  // namespace redwell::ui
