#include "documents/mail_address.h"

#include "base/text.h"

namespace redwell::documents {
namespace {

std::string unquoted(std::string_view name) {
    name = trim(name);
    if (name.size() < 2 || name.front() != name.back() || (name.front() != '"' && name.front() != '\''))
        return std::string(name);
    const bool isQuotedString = name.front() == '"';
    std::string text;
    for (std::size_t i = 1; i + 1 < name.size(); ++i) {
        if (isQuotedString && name[i] == '\\' && i + 2 < name.size()) ++i;
        text += name[i];
    }
    return std::string(trim(text));
}

std::string_view withoutScheme(std::string_view address) {
    address = trim(address);
    if (startsWithIgnoringCase(address, "mailto:")) address.remove_prefix(7);
    if (startsWithIgnoringCase(address, "smtp:")) address.remove_prefix(5);
    return trim(address);
}

}  // namespace

MailAddress mailAddress(std::string_view participant) {
    participant = trim(participant);
    // The last bracket is the address's: a name may hold one of its own in quotation marks.
    for (const auto& [open, close] : {std::pair{'<', '>'}, {'[', ']'}}) {
        const auto begin = participant.rfind(open);
        if (begin == std::string_view::npos) continue;
        const auto end = participant.find(close, begin);
        const auto inside =
            withoutScheme(participant.substr(begin + 1, end == std::string_view::npos ? end : end - begin - 1));
        // "[" opens the address of a print-out ("Imogen Vale [mailto:...]"), but also a literal domain.
        if (open == '[' && inside.find('@') == std::string_view::npos) continue;
        return {unquoted(participant.substr(0, begin)), std::string(inside)};
    }
    const bool isAddress =
        participant.find('@') != std::string_view::npos && participant.find_first_of(" \t") == std::string_view::npos;
    if (isAddress) return {{}, std::string(withoutScheme(participant))};
    return {unquoted(participant), {}};
}

}  // namespace redwell::documents
