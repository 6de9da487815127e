#include "formats/mail_header.h"

#include "base/text.h"
#include "formats/limits.h"

#include <algorithm>
#include <array>

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

constexpr std::array kKnown = {"from"sv,
                               "to"sv,
                               "cc"sv,
                               "bcc"sv,
                               "subject"sv,
                               "date"sv,
                               "sender"sv,
                               "reply-to"sv,
                               "message-id"sv,
                               "in-reply-to"sv,
                               "references"sv,
                               "received"sv,
                               "return-path"sv,
                               "delivered-to"sv,
                               "mime-version"sv,
                               "dkim-signature"sv,
                               "user-agent"sv,
                               "thread-index"sv,
                               "thread-topic"sv,
                               "importance"sv,
                               "precedence"sv,
                               "status"sv,
                               "authentication-results"sv};

// The next line without its end; rest moves behind it.
std::string_view takeLine(std::string_view& rest) {
    const auto feed = rest.find('\n');
    auto line = rest.substr(0, feed);
    rest.remove_prefix(feed == std::string_view::npos ? rest.size() : feed + 1);
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    return line;
}

bool isMailboxLine(std::string_view line) {
    while (!line.empty() && line.front() == '>') line.remove_prefix(1);
    return line.substr(0, 5) == "From ";
}

// One of the next lines is a field that mails have, before the header ends.
bool goesOnWithFields(std::string_view rest) {
    for (int ahead = 0; ahead < 3 && !rest.empty(); ++ahead) {
        const auto line = takeLine(rest);
        if (line.empty()) return false;
        if (isMailField(fieldName(line))) return true;
    }
    return false;
}

}  // namespace

std::string fieldName(std::string_view line) {
    const auto colon = line.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > 76) return {};
    const auto name = trim(line.substr(0, colon));
    if (name.empty() || name.data() != line.data()) return {};
    std::string low;
    for (const char c : name) {
        if (c <= ' ' || c == 0x7f || static_cast<unsigned char>(c) >= 0x80) return {};
        low += c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
    }
    return low;
}

bool isMailField(std::string_view name) {
    return std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end() || name.substr(0, 8) == "content-" ||
           name.substr(0, 2) == "x-" || name.substr(0, 5) == "list-" || name.substr(0, 7) == "resent-";
}

std::string_view MailHeader::first(std::string_view name) const {
    for (const auto& field : fields)
        if (field.name == name) return field.value;
    return {};
}

std::vector<std::string_view> MailHeader::all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& field : fields)
        if (field.name == name) values.emplace_back(field.value);
    return values;
}

MailHeader mailHeader(std::string_view bytes) {
    MailHeader header;
    if (bytes.substr(0, 3) == "\xef\xbb\xbf") bytes.remove_prefix(3);
    auto rest = bytes;
    bool isKept = false;  // the field that a folded line goes on with
    while (!rest.empty()) {
        const auto before = rest;
        const auto line = takeLine(rest);
        if (line.empty()) {
            if (header.fields.empty()) continue;
            break;
        }
        if (line.front() == ' ' || line.front() == '\t') {
            if (isKept) header.fields.back().value.append(" ").append(trim(line));
            continue;
        }
        if (auto name = fieldName(line); !name.empty()) {
            // Beyond the limit, what mails are known to have still counts.
            const auto limit = name.substr(0, 2) != "x-" && isMailField(name) ? 2 * kMaxHeaderFields : kMaxHeaderFields;
            isKept = header.fields.size() < limit;
            header.fieldsLeftOut += !isKept;
            if (isKept) header.fields.push_back({std::move(name), std::string(trim(line.substr(line.find(':') + 1)))});
            continue;
        }
        if (isMailboxLine(line)) continue;
        if (!header.fields.empty() && goesOnWithFields(rest)) {
            if (isKept) header.fields.back().value.append(" ").append(trim(line));
            continue;
        }
        rest = before;
        break;
    }
    header.body = rest;
    return header;
}

std::vector<std::string> messageKeys(std::string_view text) {
    std::vector<std::string> keys;
    for (std::size_t at = 0; keys.size() < kMaxReferences && (at = text.find('<', at)) != std::string_view::npos;) {
        const auto end = text.find('>', at);
        if (end == std::string_view::npos) break;
        std::string key;
        for (const char c : text.substr(at + 1, end - at - 1))
            if (static_cast<unsigned char>(c) > ' ') key += c;
        if (!key.empty() && key.size() <= kMaxKeyBytes) keys.push_back(cleanUtf8(key));
        at = end + 1;
    }
    return keys;
}

}  // namespace redwell::formats
