// One mail taken apart: who, when, what it says, what hangs on it. Knows nothing of pages.
#pragma once

#include "base/result.h"
#include "base/time.h"
#include "formats/mail_date.h"
#include "formats/reader.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

struct MailAttachment {
    Child file;
    std::string contentId;      // without its brackets; empty without one
    bool isReferenced = false;  // the text shows it in its place ("cid:"): to the mail hash it is no attachment
    std::string dh1;            // mail hash of an attached mail; empty for files
};

// Whatever file it came in (EML, MSG, PST): readers of those fill it, mail_file.h makes a document of it.
struct MailContent {
    std::string mimeType = "message/rfc822";
    std::string from;  // "Imogen Vale <ivale@...>", or what of the two there is; several parted by commas
    std::vector<std::string> to, cc, bcc;
    std::string subject;
    StatedTime sent;                              // offset where the header states one
    std::string sentHeader;                       // the header as it stands
    std::string outsideText;                      // before and behind the parts, where mail programs show nothing
    std::string body;                             // UTF-8, line feeds; plain text, else what HTML or RTF says
    std::string key;                              // Message-ID without its brackets
    std::string replyTo;                          // key of the mail that it answers
    std::vector<std::string> references;          // keys of its ancestors, oldest first
    std::vector<MailAttachment> attachments;      // in order; inline pictures and attached mails too
    std::vector<std::string> flags;               // "encrypted", "attachments_left_out"
    std::map<std::string, std::string> metadata;  // conversation_index, thread_topic, in_reply_to, ...
};

// Errors: Damaged, TooLarge, Password (the whole mail is encrypted). depth: how many mails this one lies in.
Result<MailContent> takeMailApart(std::string_view bytes, int depth = 0);

}  // namespace redwell::formats
