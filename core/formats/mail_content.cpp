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

// Mail is no older than the clocks of its computers, whose zero is the usual date of one that was never set.
constexpr std::string_view kFirstMail = "1971", kNoMailYet = "2100";

std::string text(const MailHeader& header, std::string_view name) {
    return decodedWords(header.first(name).substr(0, kMaxHeaderText));
}

// What a mail program would not have written, by names that search finds and with the particulars as metadata.
void noteOddities(std::string_view bytes, const MailHeader& header, MailContent& mail) {
    const auto flag = [&](const char* name, std::string particulars) {
        mail.flags.emplace_back(name);
        if (!particulars.empty()) mail.metadata[name] = std::move(particulars);
    };
    std::vector<std::string> twice;
    for (const auto name : kOnce)
        if (header.all(name).size() > 1) twice.emplace_back(name);
    if (!twice.empty()) flag("duplicate_headers", join(twice, ", "));

    std::vector<std::string> large;
    for (const auto& field : header.fields)
        if (field.value.size() > kMaxHeaderText && large.size() < 20)
            large.push_back(elide(field.name, 80) + " (" + std::to_string(field.value.size()) + " bytes)");
    if (header.fieldsLeftOut > 0) large.push_back(std::to_string(header.fieldsLeftOut) + " fields were left out");
    if (mail.metadata.contains("recipients_left_out")) large.emplace_back("recipients were left out");
    if (!large.empty()) flag("oversized_header", join(large, "; "));

    const auto head = bytes.substr(0, bytes.size() - header.body.size());
    if (head.find('\0') != std::string_view::npos) flag("nul_bytes", {});

    const auto& sent = mail.sent.text;
    if (mail.sent.isEmpty()) {
        if (!trim(mail.sentHeader).empty()) flag("unreadable_date", {});
    } else if (sent < kFirstMail || sent >= kNoMailYet) {
        flag("improbable_date", sent);
    }
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
        for (const auto raw : header.all(name))  // of two, the first is the sender, and neither goes unseen
            for (auto& one : participants(raw, 20 - std::min<std::size_t>(senders.size(), 20)))
                if (std::find(senders.begin(), senders.end(), one) == senders.end()) senders.push_back(std::move(one));
    }
    if (!senders.empty()) mail.from = elide(senders.front(), 1000);
    if (senders.size() > 1) mail.metadata["from_all"] = join(senders, "; ");
    list("to", mail.to);
    list("cc", mail.cc);
    list("bcc", mail.bcc);
    mail.subject = text(header, "subject");
    mail.sentHeader = elide(text(header, "date"), 200);
    mail.sent = mailTime(header.first("date"));

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
}

}  // namespace

Result<MailContent> takeMailApart(std::string_view bytes, int depth) {
    initMime();
    const auto header = mailHeader(bytes);
    MailContent mail;
    takeHeader(header, mail);
    noteOddities(bytes, header, mail);
    REDWELL_CHECK(takeParts(header, depth, mail));
    if (mail.body.size() > kMaxTextBytes) return Error{ErrorKind::TooLarge, "holds more than 100 MB of text"};
    return mail;
}

}  // namespace redwell::formats
