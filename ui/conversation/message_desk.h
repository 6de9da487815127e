// The messages beside the exhibit, or alone: those of the open document or of the whole thread or chat that it belongs
// to, filtered. It asks the case and listens to its changes; what is to happen to a message leaves as signals.
#pragma once

#include "ui/conversation/conversation_reading.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <optional>

namespace redwell::ui {

class CaseSession;
class FilterBar;
class MessageView;

class MessageDesk : public QWidget {
    Q_OBJECT
public:
    explicit MessageDesk(QWidget* parent = nullptr);

    void setSession(CaseSession* session);
    void setDocument(DocumentId document);  // 0: none
    void setCurrent(MessageId message);
    void markWords(const QStringList& foldedWords);
    void reload();

    void setWhole(bool on);
    bool isWhole() const { return m_isWhole; }
    void setUnfolded(bool on);
    bool isUnfolded() const;
    bool isEmpty() const { return m_all.isEmpty(); }  // there are no messages here, whatever the filter
    void openFilter();
    void step(int by);
    void stepMatch(int by);

    MessageId current() const;
    QList<MessageId> selected() const;  // the current message or the marked run, in order
    const documents::Message* message(MessageId id) const;
    std::optional<messages::Conversation> conversation() const;  // what the open document belongs to
    MessageView* view() const { return m_view; }

signals:
    void messageChosen(redwell::DocumentId document, redwell::MessageId message);
    void redactWanted(redwell::MessageId message);
    void noteWanted(redwell::MessageId message);
    void documentWanted(redwell::DocumentId document);
    void placeWanted(int page, const redwell::Box& box);
    void takeWanted(redwell::DocumentId document, const redwell::ui::Aside& aside);  // to make a message of it
    void noteChanged(const QString& note, const QString& brief);                     // "12 messages, 3 people"
    void menuWanted(const QPoint& globalPosition, const QString& selectedText);
    void nothingThere(const QString& why);

private:
    void show(ConversationReading reading);
    void filter();
    void openAttachment(MessageId id, int index);
    void openElsewhere(MessageId id);

    QPointer<CaseSession> m_session;
    DocumentId m_document;
    FilterBar* m_bar;
    MessageView* m_view;
    std::optional<ConversationReading> m_reading;
    QList<ShownMessage> m_all;
    QList<Aside> m_asides;
    messages::Conversation m_onScreen;
    MessageId m_wanted;  // to be current once the list is there
    QTimer m_soon;
    bool m_isWhole = false;
    int m_reads = 0;  // answers to earlier questions are dropped
};

}  // namespace redwell::ui
