// The coding form, built from the fields of the case: single choices and flags as buttons with one key each, issue tags
// with a line to add more, notes. It shows what is on disk for the selected documents and nothing that is not yet.
#pragma once

#include "base/strong_id.h"
#include "casefile/case_template.h"
#include "review/coding.h"

#include <QHash>
#include <QPointer>
#include <QScrollArea>

#include <map>
#include <optional>
#include <vector>

class QLabel;
class QLineEdit;
class QPlainTextEdit;
class QShortcut;
class QTimer;
class QVBoxLayout;

namespace redwell::ui {

class CaseSession;
class ChoiceButton;
class WritingGuard;

class CodingPanel : public QScrollArea {
    Q_OBJECT
public:
    explicit CodingPanel(QWidget* parent = nullptr);
    void setSession(CaseSession* session);
    void setDocuments(const std::vector<DocumentId>& documents);
    const std::vector<casefile::Field>& fields() const { return m_fields; }
    void focusNotes();   // the first field of text; the next one when it is there already
    void focusIssues();  // likewise of tags
    // The keys of choices are for whoever is at one of these places, and for nobody who types elsewhere.
    void setKeyPlaces(QList<QWidget*> places);
    // What was coded last, for "same again".
    void repeat();
    void saveNotes();

signals:
    void coded();  // by a key or a click, saved
    void codedByKey(const std::vector<redwell::DocumentId>& documents, const QString& what);  // it is on disk
    void alreadyCoded(const std::vector<redwell::DocumentId>& documents, const QString& what);  // a key changed nothing
    void nothingToRepeat();                             // "same again", and nothing was coded yet
    void keysRest(const QString& dialog);               // a key was pressed while this dialog is open
    void writingSeen(const QString& letter, int changes);  // see WritingGuard; changes by the keys just before
    void documentWanted(redwell::DocumentId document);  // the original of a duplicate
    void fieldsLoaded();

private:
    struct FieldView {
        casefile::Field field;
        std::vector<std::pair<std::string, ChoiceButton*>> choices;
        QLineEdit* newChoice = nullptr;  // of a field of tags
        QPlainTextEdit* text = nullptr;
        bool isTyped = false;              // and not saved yet
        std::vector<DocumentId> typedFor;  // the documents that it belongs to
    };
    FieldView* viewOf(const std::string& field);
    void loadFields();
    void build();
    void buildChoices(FieldView& view, QVBoxLayout* layout);
    void buildIssues(FieldView& view, QVBoxLayout* layout);
    void buildText(FieldView& view, QVBoxLayout* layout);
    void loadValues();
    void showValues(const std::map<DocumentId, review::CodingValues>& values);
    void choose(const std::string& field, casefile::FieldType type, const std::string& value, bool byKey);
    QString told(const std::string& field, const std::string& value, bool takesOff) const;
    QString told(const std::vector<review::Assignment>& assignments) const;
    void updateKeys();
    // told: what is said of it afterwards, by a key.
    void assign(std::vector<review::Assignment> assignments, const QString& told = {});
    void codeThese(const std::vector<DocumentId>& documents, const std::vector<review::Assignment>& assignments,
                   const QString& told);
    void askWhichCopy(std::vector<review::Assignment> assignments, const QString& told);
    void showOriginal();

    QPointer<CaseSession> m_session;
    std::vector<casefile::Field> m_fields;
    std::vector<FieldView> m_views;
    std::vector<DocumentId> m_documents;
    std::vector<review::Assignment> m_last;
    QLabel* m_about = nullptr;
    QTimer* m_notesSoon;
    QList<QShortcut*> m_keys;
    WritingGuard* m_guard;
    QList<QWidget*> m_keyPlaces;
    QLabel* m_copy = nullptr;
    struct Original {
        DocumentId document;
        QString number, copyNumber;
    };
    std::optional<Original> m_original;  // of the one document, when it is a duplicate
    int m_generation = 0;
};

}  // namespace redwell::ui
