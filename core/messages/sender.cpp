#include "messages/sender.h"

#include "base/text.h"
#include "messages/label_words.h"
#include "messages/name_marks.h"
#include "messages/person_names.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

constexpr std::size_t kLongestSender = 90;

bool isUpper(char c) { return (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80); }
bool isLower(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

bool isParticle(std::string_view word) {
    static constexpr std::array<std::string_view, 16> kParticles = {
        "de", "da", "di", "van", "von", "der", "den", "la", "le", "al", "bin", "el", "du", "dos", "of", "via"};
    return std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
}

// Words that a sentence or a label has and a name has not.
bool isSentenceWord(std::string_view word) {
    static constexpr std::array<std::string_view, 68> kWords = {
        "the",     "is",       "was",     "are",      "we",       "i",        "you",       "it",       "to",
        "at",      "on",       "in",      "for",      "with",     "that",     "this",      "and",      "or",
        "but",     "not",      "from",    "by",       "re",       "page",     "filed",     "date",     "time",
        "subject", "sent",     "case",    "document", "hours",    "no",       "yes",       "if",       "when",
        "as",      "be",       "has",     "have",     "had",      "will",     "exhibit",   "meeting",  "call",
        "total",   "note",     "updated", "created",  "printed",  "exported", "generated", "modified", "published",
        "posted",  "received", "start",   "end",      "deadline", "due",      "until",     "between",  "after",
        "before",  "last",     "next",    "our",      "my"};
    return std::find(kWords.begin(), kWords.end(), word) != kWords.end();
}

bool isAbbreviation(std::string_view word) {  // "J." "Dr." "Esq." "Jr."
    return word.size() <= 4;
}

// "+1 (415) 555-0132 Ada Quill": the name behind the number.
std::string_view withoutTelephone(std::string_view text) {
    const auto end = std::min(text.find_first_not_of("0123456789+()-. "), text.size());
    const auto digits = std::count_if(text.begin(), text.begin() + static_cast<std::ptrdiff_t>(end), isDigit);
    return digits >= 7 && end < text.size() && text[end - 1] == ' ' ? trim(text.substr(end)) : text;
}

// "(Facebook: 100004411)", "(U02ABQ1)", "(@adaq)", "(owner)": an account's or the device's, where "(Legal)" is a role.
std::string_view withoutAccount(std::string_view name) {
    const auto open = name.rfind('(');
    if (open == std::string_view::npos || open == 0 || name.back() != ')') return name;
    auto inside = trim(name.substr(open + 1, name.size() - open - 2));
    const bool isOwner = toLower(inside) == "owner" || toLower(inside) == "device owner";
    if (const auto colon = inside.find(':'); colon != std::string_view::npos) inside = trim(inside.substr(colon + 1));
    const bool isWord = !inside.empty() && inside.find(' ') == std::string_view::npos;
    const auto digits = std::count_if(inside.begin(), inside.end(), isDigit);
    const bool isNumber = digits >= 4 && std::none_of(inside.begin(), inside.end(), isLower);
    const bool isId = digits >= 2 && inside.size() >= 6 && std::none_of(inside.begin(), inside.end(), isLower);
    const bool isAccount = isWord && (inside.front() == '@' || isNumber || isId);
    return isOwner || isAccount ? trim(name.substr(0, open)) : name;
}

}  // namespace

double nameLikeness(std::string_view text) {
    text = withoutAccount(withoutTelephone(trim(text)));
    if (isLabelAnywhere(text)) return 0;  // "Timestamp"
    if (text.empty() || text.size() > kLongestSender) return 0;
    if (const auto at = text.find('@');
        at != std::string_view::npos && at > 0 && text.find('.', at) != std::string_view::npos)
        return std::count(text.begin(), text.end(), ' ') <= 6 ? 0.95 : 0.2;
    std::size_t letters = 0, digits = 0;
    for (const char c : text) {
        letters += isUpper(c) || isLower(c);
        digits += isDigit(c);
        if (c == '?' || c == '!' || c == ';' || c == '=' || c == '$' || c == '%' || c == '{' || c == '"') return 0;
    }
    if (letters == 0)
        return digits >= 7 && digits <= 15 && text.find_first_not_of("0123456789+()-. ") == std::string_view::npos
                   ? 0.85
                   : 0;
    if (digits > letters) return 0.1;
    const auto words = split(collapseWhitespace(text), ' ');
    if (words.size() > 7) return 0;
    double capital = 0, counted = 0;
    bool isSentence = false, inParenthesis = false;
    for (std::size_t i = 0; i < words.size(); ++i) {
        const std::string& word = words[i];
        inParenthesis = inParenthesis || word.front() == '(' || (i > 0 && word.front() == '[');
        if (inParenthesis) {
            if (word.back() == ')' || word.back() == ']') inParenthesis = false;
            if (i > 0) continue;
        }
        if (isParticle(word)) continue;
        if (isSentenceWord(toLower(word)) && !(words.size() == 2 && i == 1 && isUpper(word.front()))) isSentence = true;
        if (word.size() > 1 && word.back() == '.' && !isAbbreviation(word)) isSentence = true;
        if (word.back() == ':') isSentence = true;
        ++counted;
        if (isUpper(word.front()) ||
            (word.size() > 2 && (word[0] == '\'' || word[0] == '@' || word[0] == '~' || word[0] == '(') &&
             isUpper(word[1])))
            capital += 1;
    }
    if (isSentence) return 0.1;
    if (counted == 0) return 0.1;
    const double share = capital / counted;
    if (words.size() == 1) return share == 1 ? 0.75 : text.size() <= 24 ? 0.6 : 0.1;
    if (share == 1) return words.size() <= 4 ? 1 : 0.6;
    return share >= 0.5 && words.size() <= 4 ? 0.5 : 0.15;
}

std::string_view trimmedSender(std::string_view text) {
    for (bool changed = true; changed;) {
        changed = false;
        const auto before = text.size();
        text = trim(text);
        while (!text.empty() && std::string_view("[](<>{,-|:;*#").find(text.front()) != std::string_view::npos)
            text.remove_prefix(1);
        while (!text.empty() && std::string_view("[(<>{,-|:;*").find(text.back()) != std::string_view::npos)
            text.remove_suffix(1);
        for (const std::string_view mark :
             {"\u2022", "\u00b7", "\u2014", "\u2013", "\u200e", "\u200f", "\u2019", "\u25cf"}) {
            if (text.starts_with(mark)) text.remove_prefix(mark.size());
            if (text.ends_with(mark)) text.remove_suffix(mark.size());
        }
        if (text.ends_with(']') && text.find('[') == std::string_view::npos) text.remove_suffix(1);  // "(Ada Quill]"
        for (const std::string_view word : {" at", " on", " said", " wrote", " sent", " says", " Says"})
            if (text.ends_with(word)) text.remove_suffix(word.size());
        for (const std::string_view label :
             {"From:", "Sender:", "Author:", "User:", "Sent by ", "Posted by ", "Written by ", "Message from "})
            if (startsWithIgnoringCase(text, label)) text.remove_prefix(label.size());
        changed = text.size() != before;
    }
    return text;
}

std::string senderKey(std::string_view text) {
    std::string key;
    for (const char c : foldToAlphanumeric(text.substr(0, kLongestSender))) {
        const char letter = c == 'l' || c == '1' ? 'i' : c == '0' ? 'o' : c;
        if (letter == 'n' && !key.empty() && key.back() == 'r')
            key.back() = 'm';
        else
            key += letter;
    }
    return key;
}

std::string displayName(std::string_view participant) {
    const auto address = writtenPerson(participant).address;
    const auto plain = [&](std::string_view name) { return withoutNameMarks(name, domainOf(address)); };
    const std::string_view text = plain(participant);
    const auto open = text.find_first_of("<[");
    if (open == std::string_view::npos) {  // the address in round brackets, or beside the name without any
        const auto person = writtenPerson(text);
        const bool isNotes = person.address.empty() && text.starts_with(person.name + '@');
        const bool isBoth = !person.name.empty() && (!person.address.empty() || isNotes);
        return std::string(plain(withoutAccount(isBoth ? std::string_view(person.name) : text)));
    }
    auto name = trim(text.substr(0, open));
    if (name.ends_with('(')) name = trim(name.substr(0, name.size() - 1));
    while (name.size() >= 2 && (name.front() == '"' || name.front() == '\'') && name.back() == name.front())
        name = trim(name.substr(1, name.size() - 2));
    if (!name.empty()) return std::string(plain(name));
    auto only = text.substr(open + 1);
    only = only.substr(0, only.find_first_of(">]"));
    if (startsWithIgnoringCase(only, "mailto:")) only.remove_prefix(7);
    return std::string(trim(only));
}

}  // namespace redwell::messages
