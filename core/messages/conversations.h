// What is read as one from beginning to end: a chat by its name, a thread of mails, or one document's own messages. The
// first two go over documents; which messages stand in a thread, and which are the same one seen again, is decided
// where threads are made. Here it is only asked.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "casefile/database.h"
#include "documents/message.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages {

struct Conversation {
    enum class Kind { Document, Chat, Thread };
    Kind kind = Kind::Document;
    DocumentId document;      // of a Document
    std::string name;         // of a Chat
    std::int64_t thread = 0;  // of a Thread
    bool operator==(const Conversation&) const = default;
};

struct ConversationSummary {
    Conversation conversation;
    std::string title;
    std::int64_t messages = 0, documents = 0;
    std::optional<Instant> begins, ends;
};

// A message of a thread that the case does not hold.
struct ThreadGap {
    std::string key;      // its Message-ID; may be empty
    MessageId knownFrom;  // the message that answers or quotes it
    MessageId quotation;  // the quotation that it is known by; 0: a reference alone
};

// What the case knows of one message besides what it says.
struct MessagePlace {
    MessageId parent;   // the message that it answers; 0: none that is known
    MessageId sameAs;   // its first sighting; itself when it is the first
    int sightings = 1;  // how often the case holds it
    bool isInclusive = false;
    bool isCorrected = false;  // a reviewer has mended what was read
};

class ConversationStore {
public:
    explicit ConversationStore(casefile::Database& database) : m_database(database) {}

    // Chats, then threads of at least two messages, then documents with messages; each kind by its beginning, at most
    // limit of a kind. words (may be empty): those whose title holds them, in any case.
    Result<std::vector<ConversationSummary>> list(std::string_view words, int limit);
    // The chat or thread that the document's messages stand in; the document itself where there is none.
    Result<Conversation> around(DocumentId document);
    // A document's in their order; the others' by time, undated ones last, each message once. At most limit.
    Result<std::vector<documents::Message>> messages(const Conversation& conversation, int limit);
    Result<std::vector<ThreadGap>> gaps(const Conversation& conversation);
    Result<std::map<MessageId, MessagePlace>> places(const std::vector<documents::Message>& messages);
    // Regions of a document's pages that belong to no message, in page order.
    Result<std::vector<documents::Region>> unassigned(DocumentId document);

private:
    casefile::Database& m_database;
};

}  // namespace redwell::messages
