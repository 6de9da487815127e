// One mail taken apart: who, when, what it says, what hangs on it. GMime behind a wrapper; knows nothing of pages.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "formats/reader.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

struct MailContent {
    std::string from;
    std::vector<std::string> to, cc, bcc;
    std::string subject;
    StatedTime sent;                 // offset where the header states one
    std::string sentHeader;          // the header as it stands
    std::string body;                // UTF-8, line feeds
    std::vector<Child> attachments;  // in order; inline pictures and attached mails too
    bool isEncrypted = false;
    std::map<std::string, std::string> metadata;  // message_id, in_reply_to, references, ...
};

// Errors: Damaged, TooLarge.
Result<MailContent> takeMailApart(std::string_view bytes);

// Paragraphs that format=flowed (RFC 3676) broke into short lines, whole again.
std::string unflowed(std::string_view text, bool deletesSpace);

}  // namespace redwell::formats
