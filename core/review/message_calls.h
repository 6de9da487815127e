// Calls on messages: the coding fields' values on one message, each reviewer's own, so that two reviewers can be set
// side by side. Where two have called a field differently the message is in conflict until a settlement decides it;
// a reviewer who has said nothing disagrees with nobody, and notes (text fields) never disagree. A call made after a
// settlement that says something else opens the question again. Saved at once, undone as one action, audited.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "casefile/database.h"
#include "review/coding.h"

#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::review {

enum class CallStanding { Agreed, Settled, InConflict };
std::string_view name(CallStanding standing);  // "agreed", "settled", "in_conflict"

struct ReviewerCall {
    std::string by, value;  // value as in coding; a flag is "true" or "false", since a No is a call too
    Instant at;
};

// One field of one message.
struct MessageCall {
    CallStanding standing = CallStanding::Agreed;
    std::string value;                       // settled or agreed; empty while in conflict
    std::vector<ReviewerCall> calls;         // by reviewer's name
    std::optional<ReviewerCall> settlement;  // the one that stands
};
using MessageCallValues = std::map<std::string, MessageCall>;  // by field's name; fields that nobody called are absent

// What two reviewers are compared on: a document, a conversation by its name, or the whole case when both are empty.
struct CompareScope {
    DocumentId document;
    std::string conversation;
};

// One line of the two columns: a message and field that at least one of the two has called.
struct ComparedCall {
    MessageId message;
    DocumentId document;
    int ordinal = 0;
    std::string field;          // or kAnnotations
    std::string first, second;  // empty: no call
    bool differs = false;       // both called, differently
    std::string settled;        // the settlement that stands, empty without one
    std::string settledBy;
    // Still to be settled: they differ and no settlement stands.
    bool isOpen() const { return differs && settledBy.empty(); }
};
// The notes that the two have put on the same message, as rows of the comparison.
constexpr std::string_view kAnnotations = "annotation";

struct Disagreement {
    MessageId message;
    DocumentId document;
    std::string controlNumber;
    int ordinal = 0;
    std::string field;
    std::vector<ReviewerCall> calls;  // by reviewer's name
};

struct MessageCallEvent {
    MessageId message;
    std::string field, oldValue, newValue, by;
    Instant at;
    bool isSettlement = false, isUndo = false;
};

class MessageCalls {
public:
    explicit MessageCalls(casefile::Database& database) : m_database(database) {}

    // Changes; inside Case::write. Each applies all to all as one change and returns its id, 0 when nothing changed.
    // by's own calls. An empty value takes the call back.
    Result<std::int64_t> change(std::span<const MessageId> messages, std::span<const Assignment> assignments,
                                std::string_view by);
    // The third choice where reviewers differ (Conflict where nobody differs and nothing is settled). An empty value
    // opens the question again.
    Result<std::int64_t> settle(std::span<const MessageId> messages, std::span<const Assignment> assignments,
                                std::string_view by);
    // Takes a change or settlement back where its values still stand (Conflict otherwise). Returns the new change's
    // id; undo that to redo.
    Result<std::int64_t> undo(std::int64_t change, std::string_view by);

    // One reviewer's own calls.
    Result<std::map<MessageId, CodingValues>> valuesOf(std::span<const MessageId> messages, std::string_view by);
    // Everybody's, with what counts of them.
    Result<std::map<MessageId, MessageCallValues>> effective(std::span<const MessageId> messages);
    // In the order of document, message and field.
    Result<std::vector<ComparedCall>> compare(const CompareScope& scope, std::string_view first,
                                              std::string_view second);
    Result<std::vector<Disagreement>> disagreements();  // not settled ones, in the same order
    Result<std::vector<std::string>> reviewers();       // who has called or annotated any message, by name
    Result<std::vector<MessageCallEvent>> history(MessageId message);  // newest first

private:
    casefile::Database& m_database;
};

}  // namespace redwell::review
