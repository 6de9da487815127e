#include "formats/mail_content.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/chat/chat_time.h"
#include "formats/limits.h"
#include "formats/mail_header.h"
#include "formats/mail_parts.h"
#include "formats/mime.h"

#include <algorithm>
#include <cstdlib>
#include <optional>
#include <regex>
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

// The offset that a Date field states, in minutes: "+0200", "GMT", "EST"; nothing for a bare time or a zone that is
// none.
bool statesZone(std::string_view raw) {
    const auto colon = raw.rfind(':');
    if (colon == std::string_view::npos) return false;
    auto rest = raw.substr(colon + 1);
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1);
    rest = trim(rest);
    rest = rest.substr(0, rest.find_first_of(" ("));
    if (rest.empty()) return false;
    if (rest.front() == '+' || rest.front() == '-') {
        const auto digits = rest.substr(1);
        if (digits.size() != 4 || digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
        const int hours = (digits[0] - '0') * 10 + digits[1] - '0', minutes = (digits[2] - '0') * 10 + digits[3] - '0';
        return hours <= 14 && minutes < 60;
    }
    static constexpr std::string_view kZones[] = {"GMT", "UTC", "UT",  "Z",   "EST", "EDT",
                                                  "CST", "CDT", "MST", "MDT", "PST", "PDT"};
    return std::find(std::begin(kZones), std::end(kZones), rest) != std::end(kZones);
}

// A run of more than two digits is the year; one of another length than four, or 0, is none that a mail was sent in.
bool hasPossibleYear(std::string_view raw) {
    for (std::size_t at = 0; at < raw.size();) {
        const auto begin = raw.find_first_of("0123456789", at);
        if (begin == std::string_view::npos) break;
        const auto end = std::min(raw.find_first_not_of("0123456789", begin), raw.size());
        const bool isZone = begin > 0 && (raw[begin - 1] == '+' || raw[begin - 1] == '-') && raw.find(':') < begin;
        if (end - begin > 2 && !isZone && (end - begin != 4 || raw.substr(begin, 2) < "19")) return false;
        at = end;
    }
    return true;
}

}  // namespace

namespace {

// "2:03:11 PM" as "14:03:11": the library leaves the half of the day out.
void writeInTwentyFourHours(std::string& field) {
    static const std::regex kClock(R"((\d{1,2})(:\d{2}(?::\d{2})?)\s*([AaPp])\.?[Mm]\b\.?)");
    std::smatch found;
    if (!std::regex_search(field, found, kClock)) return;
    int hour = std::stoi(found[1].str());
    if (hour < 1 || hour > 12) return;
    const bool isAfternoon = found[3].str() == "P" || found[3].str() == "p";
    hour = hour % 12 + (isAfternoon ? 12 : 0);
    field =
        found.prefix().str() + (hour < 10 ? "0" : "") + std::to_string(hour) + found[2].str() + found.suffix().str();
}

bool isIso(std::string_view field) {
    return field.size() >= 16 && field[4] == '-' && field[7] == '-' && (field[10] == 'T' || field[10] == ' ') &&
           field[13] == ':';
}

}  // namespace

StatedTime mailTime(std::string_view raw) {
    initMime();
    raw = trim(raw.substr(0, 200));
    if (raw.empty() || !hasPossibleYear(raw.substr(0, raw.find('(')))) return {};
    std::string field(cleanUtf8(raw));
    if (isIso(field)) return chatTime(field).stated;
    writeInTwentyFourHours(field);
    GDateTime* date = g_mime_utils_header_decode_date(field.c_str());
    if (!date) return {};
    std::optional<int> offset;
    if (statesZone(field)) offset = static_cast<int>(g_date_time_get_utc_offset(date) / 60'000'000);
    auto time =
        statedTime(g_date_time_get_year(date), g_date_time_get_month(date), g_date_time_get_day_of_month(date),
                   g_date_time_get_hour(date), g_date_time_get_minute(date), g_date_time_get_second(date), offset);
    g_date_time_unref(date);
    return time;
}

namespace {

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
