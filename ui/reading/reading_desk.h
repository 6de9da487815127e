// Reading one document: its pages or its text in the middle, its messages beside them. Brings what the case holds
// (words, hits, redactions, notes, messages) to the views, and turns what the reviewer does in them into changes to the
// case.
#pragma once

#include "base/geometry.h"
#include "base/strong_id.h"
#include "documents/document.h"

#include <QPointer>
#include <QWidget>

#include <optional>

class QLabel;
class QStackedWidget;

namespace redwell::ui {

class CaseSession;
class ReasonChooser;

class ReadingDesk : public QWidget {
    Q_OBJECT
public:
    explicit ReadingDesk(QWidget* parent = nullptr);

    QWidget* messages() const;       // to be put where the window likes
    QWidget* reasonChooser() const;  // likewise
    void setSession(CaseSession* session);
    void openDocument(DocumentId document);  // 0: none
    void setQuery(const QString& query);     // whose hits are marked
    void showPlace(int page, const Box& box, MessageId message);
    QString reason() const;
    QString selectedText() const;

    void setRedacting(bool on);
    void redactSelection();
    void redactMessage();
    void beginNote();
    void findInDocument();
    void zoom(int steps);
    void fitWidth();
    void fitPage();
    void rotate();
    void goPages(int pages);
    void showThumbnails(bool on);

signals:
    void redactingChanged(bool on);
    void noteWanted(int page, redwell::Box box, redwell::MessageId message, const QString& about);
    void messagesNote(const QString& note);

private:
    QPointer<CaseSession> m_session;
    DocumentId m_document;
    QString m_query;
    ReasonChooser* m_reason;
    QWidget* m_messages;
};

}  // namespace redwell::ui
