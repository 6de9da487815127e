#include "formats/mbox.h"

#include "base/text.h"
#include "formats/mail_header.h"

#include <algorithm>
#include <charconv>

namespace redwell::formats {
namespace {

constexpr std::size_t kSample = std::size_t{64} << 20;
constexpr std::size_t kHeaderRoom = std::size_t{256} * 1024;  // in which a Content-Length is looked for

bool isDigit(char c) { return c >= '0' && c <= '9'; }

std::size_t lineEnd(std::string_view bytes, std::size_t at) {
    const auto feed = bytes.find('\n', at);
    return feed == std::string_view::npos ? bytes.size() : feed + 1;
}

std::string_view lineAt(std::string_view bytes, std::size_t at) {
    auto line = bytes.substr(at, lineEnd(bytes, at) - at);
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
    return line;
}

// "From ivale@meridian.example Tue Oct 24 14:03:11 2023": the time of day is what no sentence has.
bool hasTimeOfDay(std::string_view line) {
    line = line.substr(0, 300);
    for (std::size_t i = 1; i + 2 < line.size(); ++i)
        if (line[i] == ':' && isDigit(line[i - 1]) && isDigit(line[i + 1]) && isDigit(line[i + 2])) return true;
    return false;
}

// "From ada@quill.example Tue Oct 24 ...": a weekday behind one word, as no sentence has it.
bool isEnvelope(std::string_view line) {
    const auto words = split(collapseWhitespace(line.substr(0, 300)), ' ');
    static constexpr std::string_view kDays[] = {"Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"};
    return words.size() >= 6 && std::any_of(std::begin(kDays), std::end(kDays),
                                            [&](std::string_view day) { return words[2].substr(0, 3) == day; });
}

std::size_t quotes(std::string_view line) { return std::min(line.find_first_not_of('>'), line.size()); }

// A line of marks and "From ": how many marks; nothing for other lines.
std::optional<std::size_t> quotedFrom(std::string_view line) {
    const auto depth = quotes(line);
    if (depth == 0 || line.substr(depth, 5) != "From ") return std::nullopt;
    return depth;
}

std::size_t contentLengthIn(std::string_view header) {
    for (std::size_t at = 0; at < header.size(); at = lineEnd(header, at)) {
        const auto line = lineAt(header, at);
        if (!startsWithIgnoringCase(line, "content-length:")) continue;
        const auto digits = trim(line.substr(15));
        std::size_t length = 0;
        const auto [end, failed] = std::from_chars(digits.data(), digits.data() + digits.size(), length);
        if (failed == std::errc() && end == digits.data() + digits.size()) return length;
    }
    return std::string_view::npos;
}

// Where the header that begins here ends: behind its empty line.
std::size_t headerEnd(std::string_view bytes, std::size_t at) {
    while (at < bytes.size()) {
        const auto next = lineEnd(bytes, at);
        if (lineAt(bytes, at).empty()) return next;
        at = next;
    }
    return bytes.size();
}

}  // namespace

std::string_view name(MboxDialect dialect) {
    switch (dialect) {
        case MboxDialect::O: return "mboxo";
        case MboxDialect::Rd: return "mboxrd";
        case MboxDialect::Cl: return "mboxcl";
        case MboxDialect::Cl2: return "mboxcl2";
    }
    return "mboxrd";
}

// A "From " line behind an empty one (or the file's beginning) with a time of day, or before fields that mails have.
// Where a program left the empty line out, both: the text of a mail would have been quoted.
bool Mbox::isSeparator(std::size_t at) const {
    if (m_bytes.substr(at, 5) != "From ") return false;
    const bool isBehindEmpty =
        at == 0 || (m_bytes[at - 1] == '\n' && (at < 2 || m_bytes[at - 2] == '\n' ||
                                                (m_bytes[at - 2] == '\r' && (at < 3 || m_bytes[at - 3] == '\n'))));
    auto next = lineEnd(m_bytes, at);
    for (int twice = 0; twice < 3 && next < m_bytes.size(); ++twice) {  // a second line of the kind
        const auto line = lineAt(m_bytes, next);
        if (line.substr(quotes(line), 5) != "From ") break;
        next = lineEnd(m_bytes, next);
    }
    const auto name = next < m_bytes.size() ? fieldName(lineAt(m_bytes, next)) : std::string();
    const bool hasTime = hasTimeOfDay(lineAt(m_bytes, at));
    if (!isBehindEmpty) {
        const auto feed = at < 2 ? std::string_view::npos : m_bytes.rfind('\n', at - 2);
        const auto before = lineAt(m_bytes, feed == std::string_view::npos ? 0 : feed + 1);
        const bool isSecond = before.substr(quotes(before), 5) == "From ";
        return !isSecond && hasTime && isEnvelope(lineAt(m_bytes, at)) && isMailField(name);
    }
    if (isMailField(name)) return true;
    return hasTime && (!name.empty() || next >= m_bytes.size() || lineAt(m_bytes, next).empty());
}

// Behind the body whose header states its length, when that is true; npos when not.
std::size_t Mbox::endOf(std::size_t body, std::size_t contentLength) const {
    if (contentLength > m_bytes.size() - body) return std::string_view::npos;
    auto at = body + contentLength;
    for (int blank = 0; blank < 3 && at < m_bytes.size() && lineAt(m_bytes, at).empty(); ++blank)
        at = lineEnd(m_bytes, at);
    if (at >= m_bytes.size()) return m_bytes.size();
    const bool startsLine = at == 0 || m_bytes[at - 1] == '\n';
    return startsLine && m_bytes.substr(at, 5) == "From " && hasTimeOfDay(lineAt(m_bytes, at)) ? at
                                                                                               : std::string_view::npos;
}

std::optional<MboxEntry> Mbox::next(std::size_t offset) const {
    while (offset < m_bytes.size() && lineAt(m_bytes, offset).empty()) offset = lineEnd(m_bytes, offset);
    if (offset >= m_bytes.size()) return std::nullopt;
    MboxEntry entry;
    entry.begin = offset;
    auto begin = offset;
    if (m_bytes.substr(begin, 5) == "From ") begin = lineEnd(m_bytes, begin);
    const auto body = headerEnd(m_bytes, begin);
    auto end = std::string_view::npos;
    const auto length = contentLengthIn(m_bytes.substr(begin, std::min(body - begin, kHeaderRoom)));
    if (length != std::string_view::npos) end = endOf(body, length);
    if (end == std::string_view::npos) {
        for (auto at = begin > 0 ? begin - 1 : 0;;) {
            at = m_bytes.find("\nFrom ", at);
            if (at == std::string_view::npos) break;
            if (isSeparator(at + 1)) {
                end = at + 1;
                break;
            }
            ++at;
        }
        end = std::min(end, m_bytes.size());
    }
    entry.end = end;
    auto mail = m_bytes.substr(begin, end > begin ? end - begin : 0);
    if (end < m_bytes.size()) {  // the empty line between two mails
        if (!mail.empty() && mail.back() == '\n') mail.remove_suffix(1);
        if (!mail.empty() && mail.back() == '\r') mail.remove_suffix(1);
    }
    entry.mail = mail;
    return entry;
}

MboxDialect Mbox::dialect() const {
    int stated = 0, mails = 0, amidDeeper = 0, amidShallower = 0;
    bool hasPlain = false;
    for (std::size_t at = 0; at < std::min(kSample, m_bytes.size());) {
        const auto entry = next(at);
        if (!entry) break;
        at = entry->end;
        ++mails;
        const auto body = headerEnd(entry->mail, 0);
        const auto length = contentLengthIn(entry->mail.substr(0, std::min(body, kHeaderRoom)));
        const auto start = static_cast<std::size_t>(entry->mail.data() - m_bytes.data()) + body;
        const bool isTrue = length != std::string_view::npos && endOf(start, length) == entry->end;
        stated += isTrue;
        for (auto from = entry->mail.find("From ", body); from != std::string_view::npos;
             from = entry->mail.find("From ", from + 5)) {
            auto begin = from;
            while (begin > body && entry->mail[begin - 1] == '>') --begin;
            if (begin > 0 && entry->mail[begin - 1] != '\n') continue;
            const auto depth = from - begin;
            if (depth == 0) {
                hasPlain = true;
                continue;
            }
            // How deeply the lines around it are quoted.
            std::size_t around = 0;
            const auto after = lineEnd(entry->mail, begin);
            if (after < entry->mail.size()) around = quotes(lineAt(entry->mail, after));
            if (begin >= 2) {
                const auto feed = entry->mail.rfind('\n', begin - 2);
                around = std::max(around, quotes(lineAt(entry->mail, feed == std::string_view::npos ? 0 : feed + 1)));
            }
            if (depth >= 2 && around == depth)
                ++amidDeeper;
            else if (depth >= 2)
                ++amidShallower;
            else if (around == 1)
                ++amidDeeper;
        }
    }
    if (stated > 0 && stated * 2 >= mails) return hasPlain ? MboxDialect::Cl2 : MboxDialect::Cl;
    return amidDeeper > amidShallower ? MboxDialect::O : MboxDialect::Rd;
}

std::string unquotedMail(std::string_view mail, MboxDialect dialect) {
    if (dialect == MboxDialect::Cl2 || mail.find(">From ") == std::string_view::npos) return std::string(mail);
    std::string out;
    out.reserve(mail.size());
    const auto body = headerEnd(mail, 0);
    out += mail.substr(0, body);
    std::size_t before = 0;  // marks of the line before
    for (auto at = body; at < mail.size();) {
        const auto end = lineEnd(mail, at);
        auto line = mail.substr(at, end - at);
        const auto marks = quotes(line);
        if (const auto depth = quotedFrom(line)) {
            // In mboxo a ">From " within a quotation was quoted by a person, not by the mailbox.
            const bool isOfMailbox = dialect == MboxDialect::Rd || (*depth == 1 && before == 0);
            if (isOfMailbox) line.remove_prefix(1);
        }
        before = marks;
        out += line;
        at = end;
    }
    return out;
}

bool isMailbox(std::string_view bytes, bool isNamed) {
    const auto first = bytes.find_first_not_of("\r\n");
    if (first == std::string_view::npos || bytes.substr(first, 5) != "From ") return false;
    const Mbox mailbox(bytes);
    const auto entry = mailbox.next(0);
    if (!entry) return false;
    const auto head = mailHeader(entry->mail.substr(0, std::size_t{64} * 1024));
    const bool isMail =
        std::any_of(head.fields.begin(), head.fields.end(), [](const auto& field) { return isMailField(field.name); });
    if (isNamed) return isMail || hasTimeOfDay(lineAt(bytes, first));
    return isMail && mailbox.next(entry->end).has_value();
}

}  // namespace redwell::formats
