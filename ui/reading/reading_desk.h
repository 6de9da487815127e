// Reading one document: its pages or its text in the middle, its messages beside them. Brings what the case holds
// (words, hits, redactions, notes, messages) to the views, and turns what the reviewer does in them into changes to the
// case. Changes are made to the document that is on the screen, never to one that is still being read.
#pragma once

#include "base/geometry.h"
#include "base/strong_id.h"
#include "documents/document.h"
#include "redaction/message_redaction.h"
#include "ui/reading/document_reading.h"
#include "ui/viewer/page_view.h"

#include <QHash>
#include <QPointer>
#include <QSet>
#include <QThreadPool>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <optional>

class QFrame;
class QLabel;
class QStackedWidget;

namespace redwell::ui {

class CaseSession;
class EmptyState;
class FindBar;
class MessageDesk;
class PageBar;
class PageCache;
class PageContent;
class PageSetter;
class ReasonChooser;
class Task;
class TextView;
class ThumbnailStrip;
class Toast;

class ReadingDesk : public QWidget {
    Q_OBJECT
public:
    explicit ReadingDesk(QWidget* parent = nullptr);
    ~ReadingDesk() override;

    void expectCase();               // a case is being opened: its pages will be wanted
    MessageDesk* messages() const;   // to be put where the window likes
    QWidget* reasonChooser() const;  // likewise
    void setSession(CaseSession* session);
    void openDocument(DocumentId document);  // 0: none
    void setQuery(const QString& query);     // whose hits are marked
    enum class Nothing { Chosen, Evidence, ReadYet, Matches, ToReview };
    void setNothing(Nothing nothing);  // why no document is open, and so the next step
    void showPlace(int page, const Box& box, MessageId message);
    QString reason() const;
    QString selectedText() const;

    void setRedacting(bool on);
    void setNoting(bool on);
    void showDraft(DocumentId document, int page, const Box& box);  // of a note that is being written; page 0: none
    void redactSelection();
    void redactMessage();  // the chosen one, or the run that is marked in the list
    void say(const QString& line);
    void warn(const QString& line);  // stays until it is dismissed
    void beginNote();
    void findInDocument();
    void findNext(int by);  // 1 or -1: through what was found, or the hits of the search
    void zoom(int steps);
    void fitWidth();
    void fitPage();
    void rotate();
    void goPages(int pages);
    void showThumbnails(bool on);
    void showText(bool on);

signals:
    void redactingChanged(bool on);
    void notingChanged(bool on);
    void noteWanted(int page, redwell::Box box, redwell::MessageId message, const QString& about);
    void messagesNote(const QString& note, const QString& brief);
    void documentWanted(redwell::DocumentId document);  // a link to another one was clicked
    void messageElsewhere(redwell::DocumentId document, redwell::MessageId message);  // one of another document
    // The messages stand in more places than their own; which of them are covered is to be asked.
    void sightingsFound(const std::vector<redwell::redaction::Sighting>& sightings, bool isTextSearched);
    void exceptionsWanted();  // likewise to the list of exceptions and passwords
    void evidenceWanted();
    void allDocumentsWanted();  // the search is to be cleared

private:
    struct Place {
        int page = 0;
        Box box;
        MessageId message;
    };
    void connectViews();
    void load();
    void shown(std::optional<DocumentReading> reading);
    void explain(const DocumentReading& reading);
    void reload();  // after it was processed further
    QString noticeOn(const DocumentReading& reading) const;
    void loadHits();
    void loadRedactions();
    void loadNotes();
    void loadMessages();  // after they were corrected
    void chooseMessage(MessageId message, bool onPage);
    void redactMessages(const QList<MessageId>& messages);
    void noteOn(MessageId message);
    void noteOn(int page, const Box& box);
    void noteAt(int page, double x, double y);
    void find(const QString& text);
    void showFound(int occurrence);
    void goToPage(int page);
    bool isShowingText() const;
    TextSelection selection() const;
    bool canChange() const;
    void askNewReason(RedactionId redaction);
    void changeRedaction(RedactionId redaction, const std::function<void(redaction::Redaction&)>& change);
    redaction::Redaction redactionOf(int page, const Box& box, const char* origin) const;
    // Asks what must be asked before a redaction; go is called while the same document is on the screen.
    void withReason(std::function<void()> go);
    DocumentId shownDocument() const;
    void showNothing();
    void sayNothing();

    QPointer<CaseSession> m_session;
    DocumentId m_document;  // wanted; the one on the screen is the content's
    QString m_query;
    Nothing m_nothing = Nothing::Chosen;
    PageContent* m_content;
    PageCache* m_cache;
    PageSetter* m_setter;
    ReasonChooser* m_reason;
    MessageDesk* m_messages;
    PageBar* m_bar;
    QFrame* m_notice;
    QLabel* m_noticeText;
    ThumbnailStrip* m_thumbnails;
    PageView* m_pages;
    TextView* m_text;
    FindBar* m_find;
    EmptyState* m_empty;
    QStackedWidget *m_views, *m_whole;
    QWidget* m_reading;
    Toast* m_toast;
    QHash<qint64, PageView::Position> m_positions;
    QSet<QString> m_meant;           // reasons that contradict a coding, and were meant all the same
    std::optional<Place> m_pending;  // to be shown once the document is there
    bool m_isFresh = false;          // opened for the first time: the first hit is shown
    bool m_isUnfinished = false;     // more of it may come from processing
    bool m_awaitsPages = false;      // they are being set
    bool m_isTried = false;          // that was asked for since the document was opened
    int m_reads = 0;                 // answers to earlier questions are dropped
    QTimer m_patience, m_reloading;
    QPointer<Task> m_finding;
    QThreadPool m_finder;  // last: its end waits
};

}  // namespace redwell::ui
