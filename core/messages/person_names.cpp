#include "messages/person_names.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <vector>

namespace redwell::messages {
namespace {

constexpr std::size_t kLongestName = 200;  // code points; what is longer is no name

template <std::size_t Size>
bool isAmong(const std::array<std::string_view, Size>& words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// Lower-case words of letters and digits.
std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto folded = fold(text);
    for (std::size_t i = 0; i <= folded.size(); ++i) {
        const char c = i < folded.size() ? folded[i] : ' ';
        const bool isLetter =
            (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (static_cast<unsigned char>(c) & 0x80);
        if (isLetter) {
            word += c;
        } else if (!word.empty() && c != '\'' && c != '.') {  // "O'Hara" and "Ph.D." are one word each
            words.push_back(std::move(word));
            word.clear();
        } else if (!word.empty() && c == '.' && (i + 1 >= folded.size() || folded[i + 1] == ' ')) {
            words.push_back(std::move(word));
            word.clear();
        }
    }
    return words;
}

// What stands behind a name after a comma and is no first name.
bool isSuffix(std::string_view part) {
    static constexpr std::array<std::string_view, 25> kSuffixes = {
        "esq", "esquire", "jr",  "sr",  "ii",   "iii",  "iv",  "phd", "md",   "llp", "llc", "inc",     "ltd",
        "cpa", "jd",      "dds", "mba", "gmbh", "corp", "plc", "pc",  "pllc", "rn",  "co",  "attorney"};
    const auto words = wordsOf(part);
    return !words.empty() &&
           std::all_of(words.begin(), words.end(), [](const std::string& w) { return isAmong(kSuffixes, w); });
}

bool isTitle(std::string_view word) {
    static constexpr std::array<std::string_view, 10> kTitles = {"mr",  "mrs",   "ms",  "dr",   "prof",
                                                                 "hon", "judge", "sir", "miss", "professor"};
    return isAmong(kTitles, word);
}

bool isPhone(std::string_view text) {
    const auto digits = std::count_if(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
    return digits >= 7 && digits <= 15 && text.find_first_not_of("0123456789+()-. ") == std::string_view::npos;
}

bool isAddress(std::string_view text) {
    if (const auto at = text.find('@'); at != std::string_view::npos)
        return at > 0 && at + 1 < text.size() && text.find_first_of(" \t\n") == std::string_view::npos;
    return startsWithIgnoringCase(text, "/o=") || isPhone(text);  // Exchange's own form
}

// "Imogen Vale/Legal/Haldane@HALDANE", as Notes writes somebody: behind the '@' stands a domain of Notes, which has no
// full stop. The end of the name, or npos.
std::size_t endOfNotesName(std::string_view text) {
    const auto at = text.rfind('@');
    if (at == std::string_view::npos || at + 1 == text.size()) return std::string_view::npos;
    const auto name = text.substr(0, at);
    const bool isSplit = name.find(' ') < name.find('/') && name.find('/') != std::string_view::npos;
    const bool isPlain = text.substr(at).find_first_of(". <>()[]\"") == std::string_view::npos &&
                         name.find_first_of("<>()[]\"@:,;") == std::string_view::npos;
    return isSplit && isPlain ? at : std::string_view::npos;
}

std::string_view withoutMarks(std::string_view text) {
    for (bool changed = true; changed;) {
        text = trim(text);
        changed = false;
        if (text.size() >= 2 && (text.front() == '"' || text.front() == '\'') && text.back() == text.front()) {
            text = text.substr(1, text.size() - 2);
            changed = true;
        }
        while (!text.empty() && std::string_view(",;:<[").find(text.back()) != std::string_view::npos) {
            text.remove_suffix(1);
            changed = true;
        }
        while (!text.empty() && std::string_view(",;>]").find(text.front()) != std::string_view::npos) {
            text.remove_prefix(1);
            changed = true;
        }
    }
    return text;
}

std::string_view plainAddress(std::string_view text) {
    text = trim(text);
    if (text.size() > 2 && text.front() == '<' && text.back() == '>') text = text.substr(1, text.size() - 2);
    for (const std::string_view scheme : {"mailto:", "smtp:", "tel:"})
        if (startsWithIgnoringCase(text, scheme)) text.remove_prefix(scheme.size());
    return trim(text);
}

// The name in "+1 555 010 0199 Imogen Vale"; empty where there is none.
std::string_view behindPhone(std::string_view text) {
    const auto end = std::min(text.find_first_not_of("0123456789+()-. "), text.size());
    const bool isName = end > 0 && end < text.size() && text[end - 1] == ' ' && isPhone(trim(text.substr(0, end)));
    return isName ? text.substr(end) : std::string_view();
}

std::string unescaped(std::string_view name) {
    std::string out;
    for (std::size_t i = 0; i < name.size(); ++i)
        if (name[i] != '\\' || i + 1 == name.size()) out += name[i];
    return collapseWhitespace(out);
}

WrittenPerson written(std::string_view name, std::string_view address) {
    WrittenPerson person{elide(unescaped(withoutMarks(name)), kLongestName), std::string(address)};
    // "ivale@example.org <ivale@example.org>" has no name.
    if (addressKey(plainAddress(person.name)) == addressKey(address)) person.name.clear();
    return person;
}

// "Imogen Vale +15550100199", "Imogen Vale (+1 555 010 0199)": the name before the number.
std::string_view beforePhone(std::string_view text) {
    const auto plus = text.rfind('+');
    auto begin = plus != std::string_view::npos ? plus : text.find_last_of(' ');
    if (begin == std::string_view::npos || begin < 2) return {};
    if (plus == std::string_view::npos) ++begin;
    if (text[begin - 1] == '(') --begin;
    auto number = text.substr(begin);
    if (number.starts_with('(') && number.ends_with(')')) number = number.substr(1, number.size() - 2);
    const auto name = trim(text.substr(0, begin));
    const bool isName = std::ranges::any_of(name, [](char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; });
    const auto digits = std::ranges::count_if(number, [](char c) { return c >= '0' && c <= '9'; });
    return text[begin - 1] == ' ' && digits >= (plus == std::string_view::npos ? 10 : 7) && isPhone(number) && isName
               ? name
               : std::string_view();
}

}  // namespace

WrittenPerson writtenPerson(std::string_view participant) {
    const auto text = trim(participant);
    if (const auto plain = plainAddress(text); isAddress(plain)) return {"", std::string(plain)};
    if (const auto end = endOfNotesName(text); end != std::string_view::npos)
        return {elide(unescaped(text.substr(0, end)), kLongestName), ""};
    static constexpr std::array<std::array<char, 2>, 3> kBrackets = {{{'<', '>'}, {'[', ']'}, {'(', ')'}}};
    for (const auto& [opens, closes] : kBrackets) {
        const auto open = text.rfind(opens);
        if (open == std::string_view::npos) continue;
        const auto close = std::min(text.find(closes, open), text.size());
        const auto inside = plainAddress(text.substr(open + 1, close - open - 1));
        const auto before = withoutMarks(text.substr(0, open));
        if (isAddress(inside)) return written(before, inside);
        if (opens == '(' && isAddress(plainAddress(before))) return written(inside, plainAddress(before));
    }
    // "15550100199@s.whatsapp.net Imogen Vale", as phone extractions write it
    if (const auto space = text.find(' '); space != std::string_view::npos) {
        const auto first = plainAddress(text.substr(0, space));
        if (first.find('@') != std::string_view::npos && isAddress(first)) return written(text.substr(space), first);
        // "Imogen Vale ivale@example.org", as Apple's mail prints it
        const auto last = plainAddress(text.substr(text.rfind(' ')));
        if (last.find('@') != std::string_view::npos && isAddress(last))
            return written(text.substr(0, text.rfind(' ')), last);
    }
    if (const auto name = behindPhone(text); !name.empty())
        return written(name, trim(text.substr(0, text.size() - name.size())));
    if (const auto name = beforePhone(text); !name.empty()) return written(name, trim(text.substr(name.size())));
    return {elide(unescaped(withoutMarks(text)), kLongestName), ""};
}

std::string addressKey(std::string_view address) {
    address = trim(address);
    if (!isPhone(address)) return elide(toLower(address), kLongestName);
    std::string digits = "+";
    for (const char c : address)
        if (c >= '0' && c <= '9') digits += c;
    return digits;
}

std::string turnedRound(std::string_view name) {
    // "Vale, Imogen (Legal), Esq.": the list's order, with what stands behind kept there
    std::string_view before = name, behind;
    if (const auto open = name.find_first_of("(["); open != std::string_view::npos && open > 0) {
        before = name.substr(0, open);
        behind = name.substr(open);
    }
    auto parts = split(before, ',');
    std::string suffix;
    while (parts.size() > 1 && (isSuffix(parts.back()) || trim(parts.back()).empty())) {
        if (!trim(parts.back()).empty()) suffix = ", " + std::string(trim(parts.back())) + suffix;
        parts.pop_back();
    }
    if (parts.size() != 2) return std::string(name);
    const auto last = collapseWhitespace(parts[0]), first = collapseWhitespace(parts[1]);
    const auto isShort = [](const std::string& part) {
        return !part.empty() && std::count(part.begin(), part.end(), ' ') <= 2 &&
               part.find_first_of("0123456789&/@") == std::string::npos;
    };
    if (!isShort(last) || !isShort(first)) return std::string(name);
    std::string turned = first + " " + last + suffix;
    if (!behind.empty()) turned += " " + std::string(trim(behind));
    return turned;
}

std::string nameKey(std::string_view name) {
    const auto trimmed = trim(name);
    if (trimmed.empty()) return {};
    auto key = join(wordsOf(turnedRound(trimmed)), " ");
    return elide(key.empty() ? fold(trimmed) : key, kLongestName);
}

std::string personKey(std::string_view participant) {
    const auto person = writtenPerson(participant);
    return person.address.empty() ? nameKey(person.name) : addressKey(person.address);
}

bool isOneWord(std::string_view name) {
    const auto words = wordsOf(bareName(name));
    return words.size() == 1 && words.front().size() >= 2 && std::none_of(name.begin(), name.end(), [](char c) {
               const auto byte = static_cast<unsigned char>(c);
               return (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' || c == '#' || byte >= 0xE1;
           });
}

std::string scopedKey(std::string_view name, std::string_view conversation, std::string_view custodian) {
    const auto part = [](std::string_view text) { return join(wordsOf(text), " "); };
    auto key = nameKey(name) + " in " + part(conversation);
    if (const auto whose = part(custodian); !whose.empty()) key += " of " + whose;
    return elide(key, kLongestName);
}

std::string bareName(std::string_view name) {
    std::string plain = turnedRound(trim(name));
    for (const auto& [opens, closes] : {std::pair{'(', ')'}, std::pair{'[', ']'}})
        for (auto open = plain.find(opens); open != std::string::npos; open = plain.find(opens)) {
            const auto close = plain.find(closes, open);
            plain.erase(open, close == std::string::npos ? close : close - open + 1);
        }
    if (const auto dash = plain.find(" - "); dash != std::string::npos && dash > 0) plain.resize(dash);
    if (const auto bar = plain.find('|'); bar != std::string::npos && bar > 0) plain.resize(bar);
    auto parts = split(plain, ',');
    while (parts.size() > 1 && (isSuffix(parts.back()) || trim(parts.back()).empty())) parts.pop_back();
    auto words = split(collapseWhitespace(join(parts, ",")), ' ');
    while (words.size() > 2 && isSuffix(words.back())) words.pop_back();
    while (words.size() > 1 && !wordsOf(words.front()).empty() && isTitle(wordsOf(words.front()).front()))
        words.erase(words.begin());
    return join(words, " ");
}

int writtenQuality(std::string_view name) {
    int quality = 0;
    if (name.find('@') != std::string_view::npos || isPhone(name)) quality -= 8;
    const auto words = split(collapseWhitespace(name), ' ');
    const auto full = std::count_if(words.begin(), words.end(), [](const std::string& w) { return w.size() > 2; });
    if (full >= 2) quality += 6;
    if (words.size() > 4) quality -= 1;
    const bool hasLower = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'a' && c <= 'z'; });
    const bool hasUpper = std::any_of(name.begin(), name.end(), [](char c) { return c >= 'A' && c <= 'Z'; });
    const bool isForeign =
        std::any_of(name.begin(), name.end(), [](char c) { return static_cast<unsigned char>(c) & 0x80; });
    if (!isForeign && hasLower != hasUpper) quality -= 2;
    if (name.find(',') != std::string_view::npos) quality -= 1;
    if (name.find_first_of("([") != std::string_view::npos) quality -= 1;
    if (name.find_first_of("0123456789") != std::string_view::npos) quality -= 2;
    return quality;
}

std::string_view domainOf(std::string_view address) {
    const auto at = address.rfind('@');
    return at == std::string_view::npos ? std::string_view() : address.substr(at + 1);
}

std::string organisationOf(std::string_view domain) {
    static constexpr std::array<std::string_view, 24> kProviders = {
        "gmail",  "googlemail", "yahoo", "ymail", "hotmail",  "outlook", "live",    "msn",
        "aol",    "icloud",     "me",    "mac",   "gmx",      "web",     "mail",    "yandex",
        "proton", "protonmail", "qq",    "163",   "fastmail", "comcast", "verizon", "whatsapp"};
    static constexpr std::array<std::string_view, 7> kSecondLevel = {"co", "com", "org", "net", "ac", "gov", "edu"};
    auto labels = split(domain, '.');
    if (labels.size() < 2) return {};
    const bool isCountry = labels.back().size() == 2;
    labels.pop_back();
    if (isCountry && labels.size() > 1 && isAmong(kSecondLevel, labels.back())) labels.pop_back();
    const auto& label = labels.back();
    if (label.empty() || isAmong(kProviders, label)) return {};
    auto words = split(label, '-');
    for (auto& word : words)
        for (std::size_t i = 0; i < (word.size() <= 3 ? word.size() : 1); ++i)
            if (word[i] >= 'a' && word[i] <= 'z') word[i] = static_cast<char>(word[i] - 'a' + 'A');
    return collapseWhitespace(join(words, " "));
}

}  // namespace redwell::messages
