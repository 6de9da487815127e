// A document's messages before or after a correction: those that it changed with what hung on them, so that either
// state can be brought back. Private to corrections.
#pragma once

#include "base/result.h"
#include "casefile/database.h"
#include "documents/message.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>
#include <string>
#include <vector>

namespace redwell::review {

// One reviewer's call, or the settlement of a field, as stored.
struct StoredCall {
    std::int64_t field = 0;
    std::string by, value;
    std::int64_t at = 0;
    bool isSettlement = false;
    bool operator==(const StoredCall&) const = default;
};

struct SnapshotMessage {
    documents::Message message;
    std::vector<StoredCall> calls;
    std::vector<std::int64_t> annotations;
};

struct MessageSnapshot {
    std::string what;                                        // the correction's name
    std::vector<std::int64_t> order;                         // ids of all messages of the document
    std::vector<SnapshotMessage> messages;                   // those that differ from the other side
    std::map<std::int64_t, std::vector<StoredCall>> gained;  // calls that a message has on this side alone
    std::map<std::int64_t, std::int64_t> heirs;  // where the annotations of a message that is not on this side go
    std::optional<std::vector<documents::Region>> unassigned;  // where it differs from the other side

    const SnapshotMessage* find(std::int64_t id) const;
    bool holds(std::int64_t id) const;
};

std::string written(const MessageSnapshot& snapshot);
Result<MessageSnapshot> snapshotFrom(std::string_view text);

Result<std::vector<StoredCall>> callsOf(casefile::Database& database, MessageId message);
Result<std::vector<std::int64_t>> annotationsOf(casefile::Database& database, MessageId message);
Result<std::vector<documents::Region>> unassignedOf(casefile::Database& database, DocumentId document);
Status storeCall(casefile::Database& database, MessageId message, const StoredCall& call);
Status dropCall(casefile::Database& database, MessageId message, const StoredCall& call);

// Brings the document from one side to the other. Conflict where it no longer stands as from says.
Status apply(casefile::Database& database, DocumentId document, const MessageSnapshot& from, const MessageSnapshot& to,
             std::string_view zone);

}  // namespace redwell::review
