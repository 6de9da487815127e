// The notes on the open document: on the whole of it, on a place, on a message. A click goes there; a note is changed
// in place and taken away with Delete, both with undo. What was written and not added waits for its document to be
// opened again.
#pragma once

#include "review/annotations.h"

#include <QHash>
#include <QPointer>
#include <QWidget>

#include <vector>

class QLabel;
class QListWidget;
class QPlainTextEdit;
class QPushButton;

namespace redwell::ui {

class CaseSession;

class AnnotationList : public QWidget {
    Q_OBJECT
public:
    explicit AnnotationList(QWidget* parent = nullptr);
    void setSession(CaseSession* session);
    void setDocument(DocumentId document);
    // Begins a note on a place or a message of the open document; none of both: on the whole of it.
    void begin(int page, Box box, MessageId message, const QString& about);
    void saveDrafts();  // as notes: the case is closed

signals:
    void placeChosen(int page, redwell::Box box, redwell::MessageId message);
    void countChanged(int notes);
    void wantsToBeSeen();
    void draftMoved(redwell::DocumentId document, int page, const redwell::Box& box);  // page 0: on no place

private:
    struct Draft {
        review::Annotation note;
        QString about, text;
    };
    void load();
    void keepDraft();
    void put(const review::Annotation& next, const QString& about);
    void save();

    QPointer<CaseSession> m_session;
    DocumentId m_document;
    std::vector<review::Annotation> m_notes;
    review::Annotation m_next;
    QString m_nextAbout;
    QHash<qint64, Draft> m_drafts;  // of other documents
    QLabel* m_about;
    QPlainTextEdit* m_text;
    QPushButton *m_add, *m_remove, *m_change, *m_whole;
    QListWidget* m_list;
};

}  // namespace redwell::ui
