// A document under review: one exhibit, mail or attachment, its place in its family, and how it ended up.
#pragma once

#include "base/hash.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "documents/page.h"

#include <array>
#include <optional>
#include <string>
#include <vector>

namespace redwell::documents {

// A Container (mailbox, chat export, archive) is what documents came in; its contents are documents of their own, each
// the head of its own family.
enum class Kind { Pdf, Image, Mail, Text, Chat, Calendar, Container, Unsupported };
inline constexpr std::array kAllKinds = {Kind::Pdf,  Kind::Image,    Kind::Mail,      Kind::Text,
                                         Kind::Chat, Kind::Calendar, Kind::Container, Kind::Unsupported};
std::string_view name(Kind kind);  // "pdf", "image", "mail", "text", "chat", "calendar", "container", "unsupported"
Kind kindFromName(std::string_view name);

// Every file ends as exactly one of Reviewable, Exception or Duplicate; Queued is the way there.
enum class State { Queued, Reviewable, Exception, Duplicate };
inline constexpr std::array kAllStates = {State::Queued, State::Reviewable, State::Exception, State::Duplicate};
std::string_view name(State state);  // "queued", "reviewable", "exception", "duplicate"
State stateFromName(std::string_view name);

struct Document {
    DocumentId id;
    std::string controlNumber;  // "RW000001"
    Kind kind = Kind::Unsupported;
    State state = State::Queued;
    DocumentId parent;    // the mail that it hangs on, the container that it came in; 0 for neither
    DocumentId family;    // the id of the family's first document (itself when it stands alone)
    int familyOrder = 0;  // 0 for the parent, attachments from 1 in order
    std::string custodian;
    std::string fileName;    // as found, cleaned to UTF-8
    std::string sourcePath;  // where it was found, with container path for attachments
    std::string mimeType;
    std::string title;   // subject of a mail, title of a PDF, else the file name
    std::string author;  // From of a mail, author of a PDF
    std::vector<std::string> recipients;
    StatedTime date;                 // sent, else created, as stated
    std::optional<Instant> dateUtc;  // date read in the case's time zone where it has no offset
    int pageCount = 0;
    bool hasLayout = true;  // false: a mail whose pages are still to be set; its one page is its text
    int messageCount = 0;
    Sha256 sha256;
    std::string md5, sha1;
    std::int64_t size = 0;                              // bytes
    DocumentId duplicateOf;                             // set when state is Duplicate
    std::string exceptionKind, exceptionReason;         // set when state is Exception
    bool isAttachment() const { return family != id; }  // what came in a container is none
    std::vector<std::string>
        flags;  // "ocr", "low_confidence", "encrypted", "hidden_text", "redacted", "annotated", "javascript", ...
};

}  // namespace redwell::documents
