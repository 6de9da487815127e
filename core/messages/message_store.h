// The messages of a case: one row a message, its text in the full-text index, its participants beside it. A document
// read again keeps the ids of its messages by their place in it, since annotations hold on to them; once reviewers have
// corrected or called its messages, a new reading changes them no more.
#pragma once

#include "base/result.h"
#include "casefile/database.h"
#include "documents/message.h"
#include "messages/participants.h"

#include <optional>
#include <string_view>
#include <vector>

namespace redwell::messages {

// Where a message's body is found by its words: in its own row of the index, or in that of its document, whose body is
// the message's and nothing else (documents::DocumentStore::index).
enum class BodyText { Own, OfDocument };

class MessageStore {
public:
    // Calls inside Case::write change; any connection reads.
    explicit MessageStore(casefile::Database& database) : m_database(database), m_participants(database) {}

    // Makes these the document's messages, in order; ordinals are given from 1. zone (IANA) reads times without offset.
    // Annotations of a message that is there no longer stay on its page. How many messages it has now.
    Result<std::int64_t> replace(DocumentId document, const std::vector<documents::Message>& messages,
                                 std::string_view zone);

    // The messages of a document that has none yet and that nobody has seen. A store that adds lives no longer than its
    // transaction.
    Status add(DocumentId document, const std::vector<documents::Message>& messages, std::string_view zone,
               BodyText body = BodyText::Own);

    // Makes these the document's messages, in order, as a reviewer has corrected them. Each has an id (newId for one
    // that is new) and keeps it; what hung on those that are left out must be gone. Only those that differ are written.
    Status arrange(DocumentId document, const std::vector<documents::Message>& messages, std::string_view zone);
    Result<MessageId> newId();  // an id that no message has or had
    // Whether reviewers have corrected or called messages of it, so that a new reading leaves them as they are.
    Result<bool> holdsDecisions(DocumentId document);

    // Where messages that are kept stand on pages that are set by now: those without a place take it from the message
    // of the same sender, time and text.
    Status place(DocumentId document, const std::vector<documents::Message>& shown);

    Result<std::vector<documents::Message>> ofDocument(DocumentId document);
    Result<std::optional<documents::Message>> find(MessageId id);
    Result<std::int64_t> count(DocumentId document);
    // Text of the document that belongs to none of its messages, in page order.
    Result<std::vector<documents::Region>> unassigned(DocumentId document);

private:
    Status put(DocumentId document, int ordinal, const documents::Message& message, std::string_view zone,
               MessageId known, BodyText body = BodyText::Own);
    void writeTextLater(MessageId id, const documents::Message& message, bool mayBeThere, BodyText body);
    Status setPlace(MessageId id, const documents::Message& shown);
    Status keepIdsTaken();
    Status dropAfter(DocumentId document, std::int64_t ordinal);

    casefile::Database& m_database;
    Participants m_participants;
    std::int64_t m_lastAdded = 0;  // the id that the next one's follows; 0 while it has to be asked for
};

}  // namespace redwell::messages
