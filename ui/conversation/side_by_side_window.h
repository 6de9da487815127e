// Two conversations beside each other in step by time: what was written in the chat stands beside what was mailed that
// hour. Left and right are chosen from the chats, threads and documents of the case; a click opens the exhibit.
#pragma once

#include "messages/conversations.h"
#include "ui/conversation/conversation_reading.h"

#include <QDialog>
#include <QPointer>

#include <optional>
#include <set>
#include <vector>

class QComboBox;
class QLabel;
class QPushButton;

namespace redwell::ui {

class CaseSession;
class SealedView;

class SideBySideWindow : public QDialog {
    Q_OBJECT
public:
    // left: shown first where it is listed; otherwise the document, whose messages may be a thread of their own.
    SideBySideWindow(CaseSession* session, std::optional<messages::Conversation> left, DocumentId document,
                     QWidget* parent);

signals:
    void messageChosen(redwell::DocumentId document, redwell::MessageId message);
    void shownChanged();  // for tests: a page was handed to the view

private:
    struct Side {
        QComboBox* chooser = nullptr;
        std::optional<ConversationReading> reading;
        QString title;
        int reads = 0;
    };
    struct Offer {
        std::vector<messages::ConversationSummary> list;
        std::size_t first = 0;
        std::set<DocumentId> own;  // documents of the first one: beside it they would be itself
    };
    void fill(Offer offer);
    void choose(Side& side);
    void offerPeople();
    void draw();
    void goToMeeting(int by);
    QList<ShownMessage> messagesOf(const Side& side) const;

    QPointer<CaseSession> m_session;
    std::vector<messages::ConversationSummary> m_list;
    Side m_left, m_right;
    QComboBox *m_person, *m_within;
    QLabel* m_count;
    QPushButton *m_previous, *m_next;
    SealedView* m_view;
    std::vector<qsizetype> m_meetings;  // rows where both sides stand
    qsizetype m_meeting = -1;
    quint64 m_edition = 0;
};

}  // namespace redwell::ui
