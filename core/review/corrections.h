// What a reviewer mends in the messages that were read out of a document: who wrote one, to whom, when, and where it
// begins and ends. Every correction keeps what stood before, so that it is one undo; ids stay, so that annotations and
// calls stay on the right message. A document with corrections (or calls) keeps its messages when it is read again.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "casefile/database.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::review {

// What is not set stays as it is. sent: "2023-10-24T14:03[:11][+02:00]", a space for the T is taken too; empty: no
// time.
struct MessageMending {
    std::optional<std::string> from, sent, subject, body;
    std::optional<std::vector<std::string>> to, cc, bcc;
    bool isEmpty() const { return !from && !sent && !subject && !body && !to && !cc && !bcc; }
};

struct CorrectionEvent {
    std::int64_t change = 0;
    std::string what;  // "edit", "split", "merge", "move_lines", "take", "remove": what was made or taken back
    std::string by;
    Instant at;
    bool isUndo = false;
};

class Corrections {
public:
    // zone (IANA) reads times without an offset. Changes go inside Case::write and return the change's id.
    Corrections(casefile::Database& database, std::string zone) : m_database(database), m_zone(std::move(zone)) {}

    Result<std::int64_t> edit(MessageId message, const MessageMending& mending, std::string_view by);
    // Lines of the body count from 1; the new message begins with line (2 or later) and follows at once. It has the
    // first one's sender and time unless second says otherwise, and the first one's calls.
    Result<std::int64_t> splitAt(MessageId message, int line, const MessageMending& second, std::string_view by);
    // The next message's body goes on behind this one's. Conflict where one reviewer's calls on the two differ.
    Result<std::int64_t> mergeWithNext(MessageId message, std::string_view by);
    // Moves this message's end: lines from line on go to the next message's beginning.
    Result<std::int64_t> giveToNext(MessageId message, int line, std::string_view by);
    // Moves this message's beginning: lines before line go to the previous message's end.
    Result<std::int64_t> giveToPrevious(MessageId message, int line, std::string_view by);
    // The text in a box of a page that belongs to no message becomes one.
    Result<std::int64_t> take(DocumentId document, int page, const Box& box, const MessageMending& about,
                              std::string_view by);
    // A false message: its text belongs to none from now on; its annotations stay on the page.
    Result<std::int64_t> remove(MessageId message, std::string_view by);
    // Conflict when the document's messages were corrected again since. Undo what it returns to redo.
    Result<std::int64_t> undo(std::int64_t change, std::string_view by);

    // A change's message that it left or made: the edited one, the new half, the merged one; none for remove.
    Result<std::optional<MessageId>> outcome(std::int64_t change);
    Result<std::vector<CorrectionEvent>> history(DocumentId document);  // newest first

private:
    casefile::Database& m_database;
    std::string m_zone;
};

}  // namespace redwell::review
