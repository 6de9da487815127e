#include "formats/mail_content.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/limits.h"
#include "formats/mail_date.h"
#include "formats/mail_header.h"
#include "formats/mail_parts.h"
#include "formats/mime.h"

#include <algorithm>
#include <utility>

namespace redwell::formats {
namespace {

// Fields that a mail has once: of two, the first counts and the second is named.
constexpr std::string_view kOnce[] = {"from",
                                      "sender",
                                      "reply-to",
                                      "to",
                                      "cc",
                                      "bcc",
                                      "subject",
                                      "date",
                                      "message-id",
                                      "in-reply-to",
                                      "references",
                                      "content-type",
                                      "content-transfer-encoding"};

std::string text(const MailHeader& header, std::string_view name) {
    return decodedWords(header.first(name).substr(0, kMaxHeaderText));
}

void takeHeader(const MailHeader& header, MailContent& mail) {
    const auto list = [&](std::string_view name, std::vector<std::string>& out) {
        for (const auto raw : header.all(name)) {
            bool isCut = false;
            for (auto& one : participants(raw, kMaxParticipants - std::min(out.size(), kMaxParticipants), &isCut))
                out.push_back(std::move(one));
            if (isCut) mail.metadata["recipients_left_out"] = "more than 10,000 in one list";
        }
    };
    std::vector<std::string> senders;
    for (const auto* name : {"from", "sender"}) {
        if (!senders.empty()) break;
        senders = participants(header.first(name), 20);
    }
    if (!senders.empty()) mail.from = elide(senders.front(), 1000);
    if (senders.size() > 1) mail.metadata["from_all"] = join(senders, "; ");
    list("to", mail.to);
    list("cc", mail.cc);
    list("bcc", mail.bcc);
    mail.subject = text(header, "subject");
    mail.sentHeader = elide(text(header, "date"), 200);
    mail.sent = mailTime(header.first("date"));
    if (mail.sent.isEmpty() && !trim(mail.sentHeader).empty()) mail.flags.emplace_back("unreadable_date");

    const auto own = messageKeys(header.first("message-id"));
    mail.key = own.empty() ? elide(text(header, "message-id"), 200) : own.front();
    mail.references = messageKeys(header.first("references"));
    const auto answered = messageKeys(header.first("in-reply-to"));
    if (!answered.empty())
        mail.replyTo = answered.front();
    else if (!mail.references.empty())
        mail.replyTo = mail.references.back();

    const auto keep = [&](const char* key, std::string value) {
        if (!value.empty()) mail.metadata[key] = std::move(value);
    };
    keep("message_id", mail.key);
    keep("date_header", mail.sentHeader);
    for (const auto& [key, name] : {std::pair{"in_reply_to", "in-reply-to"},
                                    {"references", "references"},
                                    {"conversation_index", "thread-index"},
                                    {"thread_topic", "thread-topic"},
                                    {"importance", "importance"},
                                    {"sensitivity", "sensitivity"},
                                    {"reply_to", "reply-to"},
                                    {"sender", "sender"},
                                    {"x_mailer", "x-mailer"},
                                    {"user_agent", "user-agent"},
                                    {"list_id", "list-id"},
                                    {"labels", "x-gmail-labels"}})
        keep(key, elide(text(header, name), 4000));
    if (const auto received = header.first("received"); received.rfind(';') != std::string_view::npos)
        keep("received_at", mailTime(received.substr(received.rfind(';') + 1)).text);

    std::vector<std::string> twice;
    for (const auto name : kOnce)
        if (header.all(name).size() > 1) twice.emplace_back(name);
    keep("duplicate_headers", join(twice, ", "));
}

}  // namespace

Result<MailContent> takeMailApart(std::string_view bytes, int depth) {
    initMime();
    const auto header = mailHeader(bytes);
    MailContent mail;
    takeHeader(header, mail);
    REDWELL_CHECK(takeParts(header, depth, mail));
    if (mail.body.size() > kMaxTextBytes) return Error{ErrorKind::TooLarge, "holds more than 100 MB of text"};
    return mail;
}

}  // namespace redwell::formats
