// A chat export as one value, whatever program wrote it: who took part, in which conversations, and what happened. Its
// shape is RSMF 2.0's, so that every source passes through one form on its way to becoming documents.
#pragma once

#include "documents/message.h"
#include "formats/chat/chat_time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

struct ChatField {  // a pair that the source adds to what RSMF knows
    std::string name, value;
    bool operator==(const ChatField&) const = default;
};

struct ChatParticipant {
    std::string id;
    std::string display, email, account, avatar;
    std::vector<ChatField> custom;
};

struct ChatConversation {
    std::string id;
    std::string display, platform;
    std::string type;       // "direct", "channel", or empty
    std::string custodian;  // id of a participant
    std::string icon;
    std::vector<std::string> participants;  // ids
    std::vector<ChatField> custom;
};

struct ChatEdit {
    std::string participant;
    ChatTime at;
    std::string previous, next;
};

struct ChatReaction {
    std::string value;
    int count = 0;  // 0: not stated
    std::vector<std::string> participants;
};

struct ChatReceipt {
    std::string participant;
    ChatTime at;
    std::string action;  // "read", "delivered"
};

struct ChatAttachment {
    std::string id;  // in RSMF the name of the entry that holds it
    std::string display;
    std::int64_t size = -1;  // bytes as stated; -1: not stated
    std::string entry;       // path in the archive that came with the log; empty: nobody delivered it
    std::string absence;     // why it is not there, where the source tells
};

struct ChatEvent {
    documents::MessageKind kind = documents::MessageKind::Message;
    std::string id;
    std::string parent;  // id of the event that it answers
    std::string body;
    std::string participant, conversation;  // ids
    ChatTime at;
    bool isDeleted = false, isUrgent = false;
    std::string direction;  // "incoming", "outgoing", or empty
    std::vector<ChatField> custom;
    std::vector<ChatReaction> reactions;
    std::vector<ChatAttachment> attachments;
    std::vector<ChatEdit> edits;
    std::vector<ChatReceipt> receipts;
};

struct ChatLog {
    std::string version;                                        // of RSMF; empty for other sources
    std::string application, generator, custodian, collection;  // as the source states them
    std::vector<ChatParticipant> participants;
    std::vector<ChatConversation> conversations;
    std::vector<ChatEvent> events;
    std::vector<std::string> problems;  // what could not be read or contradicts itself, in people's words
    std::size_t problemCount = 0;       // of which the first are listed

    void report(std::string problem);
    // Ids for events that have none, made from the file and the place, so that they are the same at every reading.
    void nameEvents(std::string_view fileBytes);
};

// Looks participants and conversations up by id; the log must outlive it and stay as it is.
class ChatNames {
public:
    explicit ChatNames(const ChatLog& log);
    std::string name(const std::string& participant) const;    // as shown; the id itself when it is unknown
    std::string sender(const std::string& participant) const;  // "Name <address>" where an address is known
    const ChatParticipant* participant(const std::string& id) const;
    const ChatConversation* conversation(const std::string& id) const;
    std::string conversationName(const std::string& id) const;

private:
    template <class T>
    using Index = std::vector<std::pair<std::string_view, const T*>>;  // sorted
    Index<ChatParticipant> m_participants;
    Index<ChatConversation> m_conversations;
};

}  // namespace redwell::formats
