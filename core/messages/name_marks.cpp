#include "messages/name_marks.h"

#include "base/text.h"
#include "messages/person_names.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

// "External", "Externer Absender", "Guest": no more than two words, the first of which is one of these.
bool tellsWhere(std::string_view inside) {
    static constexpr std::array<std::string_view, 15> kWhere = {
        "external", "extern",     "externe", "externer", "externo",  "externa", "esterno",  "esterna",
        "guest",    "unverified", "gast",    "invite",   "invitado", "ospite",  "convidado"};
    static constexpr std::array<std::string_view, 8> kWhat = {"sender",   "user",       "email",     "mail",
                                                              "absender", "expediteur", "remitente", "mittente"};
    const auto words = split(collapseWhitespace(fold(inside)), ' ');
    const auto isAmong = [](const auto& known, const std::string& word) {
        return std::ranges::find(known, std::string_view(word)) != known.end();
    };
    if (words.empty() || words.size() > 2) return false;
    return isAmong(kWhere, words.front()) && (words.size() == 1 || isAmong(kWhat, words.back()));
}

// Ends in a legal form, or is called as the domain is.
bool isFirm(std::string_view inside, std::string_view domain) {
    static constexpr std::array<std::string_view, 24> kForms = {
        "llp", "llc", "lp",   "inc", "ltd", "plc", "pllc", "corp", "corporation", "gmbh", "ag",      "kg",
        "sa",  "sas", "sarl", "srl", "spa", "bv",  "nv",   "ab",   "oy",          "co",   "limited", "pc"};
    // Colorado, a deputy AG, a work PC: these count where the domain has the firm's name.
    static constexpr std::array<std::string_view, 6> kUnsure = {"co", "ag", "ab", "nv", "pc", "sa"};
    const auto words = split(collapseWhitespace(fold(inside)), ' ');
    const auto form = words.size() > 1 ? foldToAlphanumeric(words.back()) : std::string();
    const bool isForm = std::ranges::find(kForms, std::string_view(form)) != kForms.end();
    if (isForm && std::ranges::find(kUnsure, std::string_view(form)) == kUnsure.end()) return true;
    const auto firm = foldToAlphanumeric(inside), called = foldToAlphanumeric(organisationOf(domain));
    return firm.size() >= 4 && (firm == called || (isForm && !called.empty() && firm == called + form));
}

}  // namespace

std::string_view withoutNameMarks(std::string_view name, std::string_view domain) {
    constexpr std::size_t kLongestMark = 60;
    const auto whole = trim(name);
    std::string_view left = whole;
    for (bool changed = true; changed && !left.empty();) {
        changed = false;
        for (const auto& [opens, closes] : {std::pair{'(', ')'}, std::pair{'[', ']'}}) {
            if (const auto open = left.rfind(opens); open != std::string_view::npos && open > 0 &&
                                                     left.ends_with(closes) && left.size() - open < kLongestMark) {
                const auto inside = left.substr(open + 1, left.size() - open - 2);
                if (tellsWhere(inside) || (opens == '(' && isFirm(inside, domain))) {
                    left = trim(left.substr(0, open));
                    changed = true;
                }
            }
            if (const auto close = left.find(closes);
                left.starts_with(opens) && close != std::string_view::npos && tellsWhere(left.substr(1, close - 1))) {
                left = trim(left.substr(close + 1));
                changed = true;
            }
        }
    }
    return left.empty() ? whole : left;
}

}  // namespace redwell::messages
