// One message: who wrote what to whom, when, and where it stands on which page. The value that extraction yields and
// that reviewers code, annotate and redact.
#pragma once

#include "base/geometry.h"
#include "base/strong_id.h"
#include "base/time.h"

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::documents {

struct Region {
    int page = 1;  // from 1
    Box box;       // points on that page
    bool operator==(const Region&) const = default;
};

// What an event of a conversation is; the words of RSMF 2.0.
enum class MessageKind { Message, Join, Leave, Disclaimer, History, Unknown };
std::string_view name(MessageKind kind);  // "message", "join" ...
MessageKind messageKindFromName(std::string_view name);

// What stood before a change of the text, and what stands since.
struct Edit {
    std::string by;
    StatedTime at;
    std::string previous, next;
    bool operator==(const Edit&) const = default;
};

struct Reaction {
    std::string value;  // an emoji or a :shortcode:
    int count = 0;      // 0: not stated
    std::vector<std::string> by;
    bool operator==(const Reaction&) const = default;
};

struct MessageAttachment {
    std::string name;        // as people see it
    std::string fileName;    // of the family's member that holds it; empty when nobody delivered it
    std::int64_t size = -1;  // bytes as stated; -1: not stated
    bool isMissing = false;  // named by the source, not delivered with it
    bool operator==(const MessageAttachment&) const = default;
};

// Who was shown the message, or was sent it, as the source tells.
struct Receipt {
    std::string by;
    StatedTime at;
    std::string action;  // "read", "delivered"
    bool operator==(const Receipt&) const = default;
};

struct Message {
    MessageId id;         // 0 until stored
    DocumentId document;  // 0 until stored
    int ordinal = 0;      // position in the document, from 1
    std::string from;     // as written: a name, an address, or both ("Imogen Vale <ivale@…>")
    std::vector<std::string> to, cc, bcc;
    StatedTime sent;  // as written, with offset where the document has one
    std::string subject;
    std::string body;                 // plain text, lines kept
    int page = 0;                     // where it begins, from 1; 0 when the document has no pages
    std::vector<Region> regions;      // one a block and page, header line included
    double confidence = 1;            // 0 to 1
    std::vector<std::string> doubts;  // why it is below 1: "no_time", "no_sender", "doubtful_sender", "weak_ocr",
                                      // "uncertain_layout", "mended_time"
    int depth = 0;                    // 0: the document's own message; n: quoted n levels down in a chain
    MessageKind kind = MessageKind::Message;
    std::string key;                      // Message-ID without its brackets, or the id of a chat's event; may be empty
    std::string replyTo;                  // key of the message that it answers
    std::vector<std::string> references;  // of a mail: keys of its ancestors, oldest first
    std::string conversation;             // channel or chat as people see it; empty for mail
    bool isDeleted = false;               // taken back by somebody; body is what stood
    std::vector<Edit> edits;              // oldest first; body is the last text
    std::vector<Reaction> reactions;
    std::vector<Receipt> receipts;
    std::string importance;  // "high", "low"; empty: as usual, or not stated
    std::vector<MessageAttachment> attachments;
    bool isCorrected = false;  // a reviewer has mended it or its bounds
    bool operator==(const Message&) const = default;
};

}  // namespace redwell::documents
