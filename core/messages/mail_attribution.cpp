#include "messages/mail_attribution.h"

#include "base/text.h"
#include "messages/calendar_words.h"
#include "messages/sender.h"

#include <algorithm>
#include <functional>
#include <iterator>
#include <numeric>

namespace redwell::messages {
namespace {

constexpr std::size_t kMostLines = 4, kLongest = 400;

bool hasAddress(std::string_view text) { return text.find('@') != std::string_view::npos; }

std::string bare(std::string_view word) { return foldToAlphanumeric(word); }

// isOcr: one letter may be another, as the accented ones often are ("escribid").
bool isVerb(const std::string& word, bool isOcr = false) {
    static constexpr std::string_view kVerbs[] = {
        "wrote", "writes", "schrieb", "ecrit", "escribio", "scritto", "escreveu", "skrev", "schreef",
        // Polish, Czech, Finnish, Hungarian, Turkish, Russian
        "napisa\u0142", "napisa\u0142a", "pisze", "napsal", "napsala", "kirjoitti", "irta", "yazd\u0131",
        "\u043f\u0438\u0441\u0430\u043b", "\u043f\u0438\u0448\u0435\u0442",
        "\u043d\u0430\u043f\u0438\u0441\u0430\u043b"};
    constexpr std::size_t kLeastMisread = 5;
    return std::ranges::any_of(kVerbs, [&](std::string_view verb) {
        if (word == verb) return true;
        if (!isOcr || word.size() != verb.size() || word.size() < kLeastMisread) return false;
        return std::transform_reduce(word.begin(), word.end(), verb.begin(), 0, std::plus<>(), std::not_equal_to<>()) ==
               1;
    });
}

// Words that join time, name and verb.
bool isJoint(const std::string& word) {
    static constexpr std::string_view kJoints[] = {
        "on",    "am",   "le",   "el",  "op",      "il",       "giorno",  "em",       "den",       "in",       "a",
        "dated", "at",   "um",   "las", "alle",    "ore",      "om",      "kl",       "message",   "ha",       "uhr",
        "time",  "h",    "the",  "dia", "eastern", "pacific",  "central", "mountain", "daylight",  "standard", "de",
        "w",     "dniu", "dnia", "o",   "godz",    "godzinie", "uur",     "v",        "odesilatel"};
    return word.empty() || std::find(std::begin(kJoints), std::end(kJoints), word) != std::end(kJoints);
}

// "torsdag", "segunda-feira," before a date.
bool isWeekday(std::string_view word) {
    if (word.find(' ') != std::string_view::npos) return false;
    const auto name = fold(word.substr(0, word.find_first_of("-.,")));
    return name.size() >= 2 && weekdayNamed(name).has_value();
}

// The day's name in a language that is not known: "ke", "po".
bool isShortWord(std::string_view word) {
    while (word.ends_with('.') || word.ends_with(',')) word.remove_suffix(1);
    const bool isSmall = toLower(word) == word;
    return isSmall && codePointCount(word) <= 4 && word.find_first_of(" @0123456789") == std::string_view::npos;
}

// "V.", "W": of a name, though a joint may be written so too.
bool isInitial(std::string_view word) {
    if (word.ends_with(',')) word.remove_suffix(1);
    return codePointCount(word) <= 2 && bare(word).size() == 1 && (word.ends_with('.') || toLower(word) != word);
}

// "W" of "W dniu", which has no name beside it.
bool isLoneJoint(std::string_view word) { return word.size() == 1 && isJoint(bare(word)); }

// What is left of a part when joints, verbs and marks are taken off both its ends. isBeforeTime: the time follows.
std::string_view kernelOf(std::string_view part, bool isBeforeTime, bool isOcr, bool* hasVerb) {
    bool isBehindName = false;  // "Priya v wrote:"
    const auto strip = [&](std::string_view word) {
        const auto key = bare(word);
        const bool isVerbHere = isVerb(key, isOcr);
        *hasVerb = *hasVerb || isVerbHere;
        const bool isLastOfName = isBehindName && !isBeforeTime && (key == "v" || key == "w" || key == "o");
        return isVerbHere || (isJoint(key) && !isInitial(word) && !isLastOfName);
    };
    for (part = trim(part); !part.empty(); part = trim(part)) {
        const auto end = std::min(part.find(' '), part.size());
        if (!strip(part.substr(0, end))) break;
        part.remove_prefix(end);
    }
    isBehindName = true;
    for (part = trim(part); !part.empty(); part = trim(part)) {
        const auto begin = part.rfind(' ') == std::string_view::npos ? 0 : part.rfind(' ') + 1;
        if (!strip(part.substr(begin))) break;
        part.remove_suffix(part.size() - begin);
    }
    while (!part.empty() && std::string_view(",:;-(").find(part.front()) != std::string_view::npos)
        part = trim(part.substr(1));
    while (!part.empty() && std::string_view(",:;").find(part.back()) != std::string_view::npos)
        part = trim(part.substr(0, part.size() - 1));
    return isLoneJoint(part) ? std::string_view() : part;
}

// One of the words that attributions begin with, or their day.
bool opensAttribution(std::string_view text) {
    constexpr std::size_t kLongestWeekday = 16;
    const auto times = findTimes(text);
    if (!times.empty() && times.front().hasDate && times.front().begin <= kLongestWeekday) return true;
    for (const std::string_view word : {"On ", "Am ", "Le ", "El ", "Op ", "Il ", "Em ", "Den ", "In a message"})
        if (startsWithIgnoringCase(text, word)) return true;
    return false;
}

// Breaks off at a hyphen or a full stop within an address, which goes on beneath.
bool endsInAddress(std::string_view text) {
    if (text.empty() || std::string_view("-.@_").find(text.back()) == std::string_view::npos) return false;
    const auto space = text.rfind(' ');
    return text.find('@', space == std::string_view::npos ? 0 : space) != std::string_view::npos;
}

// "Quoting Ada Quill <ada@lab.example>:", "Ada Quill <ada@lab.example> wrote:": whose it is and not of when.
std::optional<MailHead> readUndated(std::string_view text) {
    text = trim(text);
    if (!text.ends_with(':')) return std::nullopt;
    text.remove_suffix(1);
    bool isQuoting = false;
    for (const std::string_view word : {"Quoting ", "Zitat von ", "Citando a ", "Citando "})
        if (!isQuoting && startsWithIgnoringCase(text, word)) {
            text.remove_prefix(word.size());
            isQuoting = true;
        }
    const auto who = kernelOf(text, false, false, &isQuoting);
    if (!isQuoting || !hasAddress(who) || who.find(':') != std::string_view::npos ||
        nameLikeness(displayName(who)) < 0.5)
        return std::nullopt;
    MailHead head;
    head.isAttribution = true;
    head.from = who;
    head.confidence = 0.7;
    return head;
}

// "Imogen. Vale": the full stop behind a word that is no abbreviation is a speck on the paper.
std::string withoutStrayStops(std::string_view who) {
    constexpr std::size_t kLongestAbbreviation = 4;
    std::string clean;
    for (auto word : split(who, ' ')) {
        const bool isAddress = hasAddress(word);
        while (!isAddress && word.size() > kLongestAbbreviation && word.ends_with('.')) word.pop_back();
        clean += (clean.empty() ? "" : " ") + word;
    }
    return clean;
}

// "---- On Mon, 3 Mar 2025 09:12:00 +0100 Ada Quill wrote ----", as Zoho sets it between rules.
std::string_view withoutRules(std::string_view text) {
    const auto begin = text.find_first_not_of('-'), end = text.find_last_not_of('-');
    if (begin == std::string_view::npos || begin < 3 || text[begin] != ' ' || end + 4 > text.size()) return text;
    return trim(text.substr(begin, end + 1 - begin));
}

// isFramed: three marks stand before it too, as GroupWise sets them.
std::optional<MailHead> readAttribution(std::string_view text, bool isFramed, bool isOcr) {
    text = withoutRules(trim(text));
    const bool isPointed = text.ends_with(">>>");
    if (isPointed) text.remove_suffix(3);
    const bool isClosed = isPointed || text.ends_with(':') || text.ends_with(';') || text.ends_with('.') ||
                          isVerb(bare(text.substr(text.rfind(' ') == std::string_view::npos ? 0 : text.rfind(' '))));
    if (!isClosed) return std::nullopt;
    const auto times = findTimes(text);
    const auto time = std::find_if(times.begin(), times.end(), [](const TimeExpression& t) { return t.hasDate; });
    if (time == times.end()) return std::nullopt;
    bool hasVerb = false;
    auto before = kernelOf(text.substr(0, time->begin), true, isOcr, &hasVerb);
    const auto after = kernelOf(text.substr(time->end), false, isOcr, &hasVerb);
    if (!after.empty() && (isWeekday(before) || (hasAddress(after) && isShortWord(before)))) before = {};
    if (before.empty() == after.empty()) return std::nullopt;
    const std::string clean = isOcr ? withoutStrayStops(before.empty() ? after : before) : std::string();
    const auto who = isOcr ? std::string_view(clean) : before.empty() ? after : before;
    if (!hasAddress(who) && nameLikeness(who.substr(0, who.find('/'))) < 0.4) return std::nullopt;
    const bool isGroupWise = isFramed && isPointed && time->hasClock;
    if (!hasVerb && !isGroupWise && !(hasAddress(who) && time->hasClock && (isPointed || text.ends_with(">:"))))
        return std::nullopt;
    MailHead head;
    head.isAttribution = true;
    head.from = who;
    if (time->hasClock) head.sent = *time;
    head.confidence = hasAddress(who) ? 0.9 : 0.75;
    return head;
}

}  // namespace

std::optional<MailHead> attributionAt(const std::vector<TextLine>& lines, std::size_t at) {
    int depth = 0;
    std::string joined(unquoted(lines[at].text, &depth));
    if (joined.size() > 300) return std::nullopt;
    const auto worded = joined.find_first_not_of('-');
    const bool isRuled = worded != std::string::npos && worded >= 3;
    const bool opens =
        opensAttribution(isRuled ? trim(std::string_view(joined).substr(worded)) : joined) || hasAddress(joined);
    if (!opens && findTimes(joined).empty() && joined.find("wrote") == std::string::npos) return std::nullopt;
    for (std::size_t last = at; last < std::min(lines.size(), at + kMostLines); ++last) {
        if (last > at) {
            int lineDepth = 0;
            const auto next = unquoted(lines[last].text, &lineDepth);
            if ((lineDepth != depth && lineDepth != 0) || !opens ||
                (lines[last].gapAbove > 0.6 && lines[last].gapAbove < kStartsPage))
                return std::nullopt;
            if (!endsInAddress(joined)) joined += ' ';
            joined += next;
        }
        if (joined.size() > kLongest) return std::nullopt;
        auto head = readAttribution(joined, lines[at].text.starts_with(">>>"), lines[at].isOcr);
        if (!head && last + 1 < lines.size()) {
            int below = 0;
            unquoted(lines[last + 1].text, &below);
            if (below > depth) head = readUndated(joined);
        }
        if (head) {
            head->line = at;
            head->lastLine = last;
            return head;
        }
    }
    return std::nullopt;
}

}  // namespace redwell::messages
