// What the views of messages need of one conversation, read in one go over a reading lease, and made into what they
// show: notes, redactions, answers, gaps of the thread, text of the pages that belongs to no message.
#pragma once

#include "documents/document.h"
#include "messages/conversations.h"
#include "messages/people_store.h"
#include "redaction/coverage.h"
#include "review/annotations.h"
#include "review/message_calls.h"
#include "ui/conversation/shown_message.h"

#include <map>
#include <string>
#include <vector>

namespace redwell::ui {

struct UnassignedText {
    documents::Region region;
    std::string text;
    int alsoOn = 0;  // further pages that bear the same (a stamp, a heading)
};

struct ConversationReading {
    messages::Conversation conversation;  // what was read
    messages::Conversation around;        // what a document's messages are part of; for the others the same
    std::vector<documents::Message> messages;
    bool isCut = false;  // there are more than a list can hold
    std::map<DocumentId, documents::Document> documents;
    std::map<MessageId, messages::MessagePlace> places;
    std::map<MessageId, documents::Message> elsewhere;  // answered or quoted messages that are not among messages
    std::vector<messages::ThreadGap> gaps;
    std::map<DocumentId, std::vector<review::Annotation>> notes;
    std::map<MessageId, redaction::Coverage> covered;  // those that redactions touch
    std::vector<UnassignedText> unassigned;  // of a document, in page order
    std::map<MessageId, review::MessageCallValues> calls;
    std::vector<casefile::Field> fields;
    std::map<MessageId, PersonId> senders;
};

Result<ConversationReading> readConversation(casefile::Database& database, const messages::Conversation& conversation);

QList<ShownMessage> shownMessages(const ConversationReading& reading);
QList<Aside> asidesOf(const ConversationReading& reading);

}  // namespace redwell::ui
