#include "formats/emlx.h"

#include "base/text.h"
#include "base/time.h"
#include "formats/mail_header.h"

#include <algorithm>
#include <charconv>

namespace redwell::formats {
namespace {

struct Parts {
    std::string_view mail, list;
    bool isLengthTrue = false;
};

// The number on the first line; npos when there is none.
std::size_t statedLength(std::string_view bytes) {
    const auto line = trim(bytes.substr(0, std::min<std::size_t>(bytes.find('\n'), 24)));
    std::size_t length = 0;
    const auto [end, failed] = std::from_chars(line.data(), line.data() + line.size(), length);
    const bool isNumber = !line.empty() && failed == std::errc() && end == line.data() + line.size();
    return isNumber ? length : std::string_view::npos;
}

Parts partsOf(std::string_view bytes) {
    const auto length = statedLength(bytes);
    bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);
    if (length <= bytes.size()) {
        const auto rest = trim(bytes.substr(length));
        if (rest.empty() || rest.front() == '<') return {bytes.substr(0, length), rest, true};
    }
    const auto list = bytes.rfind("<?xml");
    if (list == std::string_view::npos) return {bytes, {}, false};
    return {bytes.substr(0, list), bytes.substr(list), false};
}

// The value of a key of the property list's top: "<key>flags</key><integer>8590195713</integer>".
std::string valueOf(std::string_view list, std::string_view key) {
    const auto mark = "<key>" + std::string(key) + "</key>";
    auto at = list.find(mark);
    if (at == std::string_view::npos) return {};
    at = list.find('<', at + mark.size());
    const auto begin = list.find('>', at);
    if (begin == std::string_view::npos) return {};
    const auto end = std::min(list.find('<', begin), list.size());
    return elide(collapseWhitespace(cleanUtf8(list.substr(begin + 1, end - begin - 1))), 200);
}

}  // namespace

bool isEmlx(std::string_view bytes) {
    if (statedLength(bytes) == std::string_view::npos) return false;
    const auto feed = bytes.find('\n');
    if (feed == std::string_view::npos) return false;
    const auto head = mailHeader(bytes.substr(feed + 1, 64 * 1024));
    return std::any_of(head.fields.begin(), head.fields.end(),
                       [](const auto& field) { return isMailField(field.name); });
}

Result<MailContent> takeEmlxApart(std::string_view bytes) {
    const auto parts = partsOf(bytes);
    REDWELL_TRY(auto mail, takeMailApart(parts.mail));
    if (!parts.isLengthTrue) mail.metadata["emlx_length"] = "wrong: the mail was taken up to its property list";
    const auto flags = valueOf(parts.list, "flags");
    if (!flags.empty()) {
        mail.metadata["emlx_flags"] = flags;
        unsigned long long bits = 0;
        std::from_chars(flags.data(), flags.data() + flags.size(), bits);
        if (bits & 2) mail.flags.emplace_back("deleted");
    }
    if (const auto seconds = valueOf(parts.list, "date-received"); !seconds.empty()) {
        double since1970 = -1;
        std::from_chars(seconds.data(), seconds.data() + seconds.size(), since1970);
        if (since1970 > 0 && since1970 < 4e9)
            mail.metadata["received_at"] = toIso(Instant{static_cast<std::int64_t>(since1970 * 1000)});
    }
    return mail;
}

}  // namespace redwell::formats
