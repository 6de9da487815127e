// Threads: which message answers which, over everything the case holds. One message may be seen several times (in a
// mail file, quoted in an answer, on a printout); its sightings are found first, then distinct messages are joined by
// Message-IDs, Outlook's conversation index, a chat's replies and by what quotes what. Messages that nobody delivered,
// known only by a reference or a quotation, are gaps. Made again as a whole whenever messages change: that is simpler
// than keeping it right, and takes a second for 20,000 mails; only what differs is written.
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "casefile/case.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace redwell {
using ThreadId = StrongId<struct ThreadTag>;
}

namespace redwell::analysis {

struct ThreadSummary {
    ThreadId id;                          // stays the same while the thread's oldest row stays
    std::string subject;                  // without Re: and Fwd:
    std::int64_t messages = 0, gaps = 0;  // distinct messages; gaps are not counted among them
    std::optional<Instant> begins, ends;
};

// What threading knows of one stored message.
struct MessageLink {
    MessageId message;
    DocumentId document;
    ThreadId thread;   // 0: stands alone in a chat or on a printout
    MessageId parent;  // the message that it answers (its first sighting); 0 when none is known
    MessageId sameAs;  // the first sighting of the same message; itself when it is the first
    bool isInclusive =
        false;           // no later message of the thread holds its text, its attachments and its quotations in full
    bool isGap = false;  // known by quotations alone
};

// A message of the thread that nobody delivered.
struct ThreadGap {
    std::string key;      // its Message-ID; empty when known by a quotation alone
    MessageId knownFrom;  // the message that refers to it or quotes it
    MessageId quoted;     // the quotation; 0 when only a reference tells of it
};

struct Thread {
    ThreadSummary summary;
    std::vector<MessageLink> messages;  // every sighting, in the order of time
    std::vector<ThreadGap> gaps;
};

class Threads {
public:
    // Call after an ingest and after messages were corrected. Cancelled leaves everything as it was.
    static Status rebuild(casefile::Case& target, Progress& progress, std::stop_token stop);

    explicit Threads(casefile::Database& database) : m_database(database) {}
    Result<std::vector<ThreadSummary>> list();  // by their beginning
    Result<std::optional<Thread>> find(ThreadId id);
    Result<std::vector<ThreadGap>> gaps(ThreadId id);
    // Messages that no rebuild has seen yet are left out.
    Result<std::map<MessageId, MessageLink>> links(std::span<const MessageId> messages);
    Result<std::map<MessageId, MessageLink>> ofDocument(DocumentId document);
    // Every message that is a sighting of the same one, first sighting first; the message itself included.
    Result<std::vector<MessageId>> sightings(MessageId message);

private:
    casefile::Database& m_database;
};

}  // namespace redwell::analysis
