#include "messages/chat_hypothesis.h"

#include "base/text.h"
#include "messages/place_zone.h"
#include "messages/sender.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>

namespace redwell::messages {

namespace {

// Words that tell that something was said.
bool tellsOfSaying(std::string_view word) {
    static constexpr std::array<std::string_view, 36> kWords = {
        "said",       "says",     "wrote",       "writes",       "posted",      "added",     "sent",    "commented",
        "replied",    "answered", "shared",      "published",    "updated",     "responded", "schrieb", "sagte",
        "antwortete", "postete",  "geschrieben", "kommentierte", "kommentiert", "dit",       "ecrit",   "repondu",
        "escribio",   "dijo",     "respondio",   "comento",      "scritto",     "scrisse",   "schreef", "zei",
        "skrev",      "escreveu", "disse",       "respondeu"};
    return std::find(kWords.begin(), kWords.end(), fold(word)) != kWords.end();
}

// "has" in front of them.
bool isAuxiliary(std::string_view word) { return word == "has" || word == "hat" || word == "a" || word == "ha"; }

bool beginsLower(std::string_view word) {
    return (word.front() >= 'a' && word.front() <= 'z') ||
           (static_cast<unsigned char>(word.front()) >= 0x80 && tellsOfSaying(word));
}

// The words that nine senders in ten end with alike, in lower case, with a name left in front of them.
std::vector<std::string> commonTail(const std::vector<std::vector<std::string>>& senders) {
    for (const auto& pattern : {senders.front(), senders[senders.size() / 2]}) {
        std::size_t length = 0;
        while (length + 1 < pattern.size() && beginsLower(pattern[pattern.size() - 1 - length])) ++length;
        for (; length > 0; --length) {
            const auto tail = pattern.end() - static_cast<std::ptrdiff_t>(length);
            const auto alike = std::ranges::count_if(senders, [&](const std::vector<std::string>& words) {
                return words.size() > length &&
                       std::equal(tail, pattern.end(), words.end() - static_cast<std::ptrdiff_t>(length));
            });
            if (static_cast<std::size_t>(alike) * 10 >= senders.size() * 9) return {tail, pattern.end()};
        }
    }
    return {};
}

// Of the words that all end with, those that are no part of a name: from one that tells of saying on, or a phrase in
// lower case behind full names that are not. A surname that all share stays.
std::vector<std::string> formTail(const std::vector<std::vector<std::string>>& senders) {
    auto tail = commonTail(senders);
    if (auto said = std::find_if(tail.begin(), tail.end(), tellsOfSaying); said != tail.end()) {
        if (said != tail.begin() && isAuxiliary(said[-1])) --said;
        return {said, tail.end()};
    }
    const auto length = static_cast<std::ptrdiff_t>(tail.size());
    const bool isPhrase =
        length >= 2 && std::ranges::all_of(senders, [length](const std::vector<std::string>& words) {
            return std::ssize(words) >= length + 2 && std::none_of(words.begin(), words.end() - length, beginsLower);
        });
    return isPhrase ? tail : std::vector<std::string>();
}

// "Berlin " of "(UTC+02:00) Berlin Ada Quill", where all writers would be called so. Empty without it.
std::string zonePlaceOf(const Hypothesis& h) {
    const auto words = split(collapseWhitespace(h.candidates.front().reading.sender), ' ');
    std::string place, longest;
    for (std::size_t w = 0; w + 1 < words.size(); ++w) {
        place += words[w];
        if (isZonePlace(place)) longest = place + ' ';
        place += ' ';
    }
    // One writer alone, or whoever is named in front of the zone, may well be called so.
    const bool areAll =
        !longest.empty() && h.senders.size() > 1 && std::ranges::all_of(h.candidates, [&](const auto& c) {
            return c.reading.time.offsetMinutes && c.reading.sender.starts_with(longest) &&
                   c.reading.shape != Shape::SenderTime;
        });
    return areAll ? longest : std::string();
}

// "Acme Corp" of "Ada Quill \u2022 Acme Corp", where a mark parts it from nearly all names in heads that end their
// lines: in front of a text it may be the text's.
void shedSharedCell(Hypothesis& h) {
    if (!std::ranges::all_of(h.candidates, [](const Candidate& c) { return c.reading.bodyBegin == std::string::npos; }))
        return;
    std::map<std::string, std::size_t> cells;
    const auto cellAt = [](const std::string& sender) {
        std::size_t at = std::string::npos;
        for (const std::string_view mark : {" \u2022 ", " \u00b7 ", " | "})
            if (const auto found = sender.rfind(mark); found != std::string::npos && found > 0) at = found;
        return at;
    };
    for (const auto& c : h.candidates)
        if (const auto at = cellAt(c.reading.sender); at != std::string::npos) ++cells[c.reading.sender.substr(at)];
    const auto shared =
        std::ranges::find_if(cells, [&](const auto& cell) { return cell.second * 10 >= h.candidates.size() * 9; });
    if (shared == cells.end() || h.senders.size() < 2) return;
    // What all share may be the name behind other words: "Legal | Ada Quill", "Sales | Ada Quill".
    const double least = nameLikeness(trimmedSender(shared->first));
    std::set<std::string> rests;
    for (const auto& c : h.candidates) {
        const std::string_view sender = c.reading.sender;
        if (!sender.ends_with(shared->first)) continue;
        const auto rest = trimmedSender(sender.substr(0, sender.size() - shared->first.size()));
        if (nameLikeness(rest) < least) return;
        rests.insert(senderKey(rest));
    }
    if (rests.size() < 2) return;
    h.senders.clear();
    for (auto& c : h.candidates) {
        auto& sender = c.reading.sender;
        if (sender.ends_with(shared->first))
            sender = trimmedSender(sender.substr(0, sender.size() - shared->first.size()));
        c.reading.likeness = nameLikeness(sender);
        c.key = senderKey(sender);
        ++h.senders[c.key];
    }
}

void shedZonePlace(Hypothesis& h) {
    const auto place = zonePlaceOf(h);
    if (place.empty()) return;
    h.senders.clear();
    for (auto& c : h.candidates) {
        c.reading.sender = trimmedSender(c.reading.sender.substr(place.size()));
        c.reading.likeness = nameLikeness(c.reading.sender);
        c.key = senderKey(c.reading.sender);
        ++h.senders[c.key];
    }
}

}  // namespace

void shedCommonWords(Hypothesis& h) {
    if (h.candidates.size() < 4) return;
    shedZonePlace(h);
    shedSharedCell(h);
    // A colon or bracket tells where a name ends.
    const auto enclosed = std::ranges::count_if(h.candidates, [](const auto& c) { return c.reading.isEnclosed; });
    if (static_cast<std::size_t>(enclosed) * 2 > h.candidates.size()) return;
    std::vector<std::vector<std::string>> senders;
    for (const auto& c : h.candidates) senders.push_back(split(collapseWhitespace(c.reading.sender), ' '));
    const auto tail = formTail(senders);
    if (tail.empty()) return;
    std::unordered_map<std::string, int> known;
    for (std::size_t i = 0; i < senders.size(); ++i) {
        const bool hasTail =
            senders[i].size() > tail.size() && std::equal(tail.rbegin(), tail.rend(), senders[i].rbegin());
        if (hasTail) senders[i].resize(senders[i].size() - tail.size());
        ++known[senderKey(trimmedSender(join(senders[i], " ")))];
    }
    if (known.size() < 2) return;
    h.senders = std::move(known);
    for (std::size_t i = 0; i < senders.size(); ++i) {
        auto& c = h.candidates[i];
        c.reading.sender = trimmedSender(join(senders[i], " "));
        c.reading.likeness = nameLikeness(c.reading.sender);
        c.key = senderKey(c.reading.sender);
    }
}

int columnCount(const Hypothesis& h, double x) {
    const long column = std::lround(x / kColumn);
    int count = 0;
    for (long c = column - 1; c <= column + 1; ++c)
        if (const auto found = h.columns.find(c); found != h.columns.end()) count += found->second;
    return count;
}

ChatStart startOf(const Candidate& c, double confidence) {
    ChatStart start;
    start.line = c.line;
    start.lastLine = c.lastLine;
    start.bodyBegin = c.reading.bodyBegin;
    start.bodyEnd = c.reading.bodyEnd;
    start.sender = c.reading.sender;
    start.to = c.reading.to;
    start.time = c.reading.time;
    if (c.reading.stampLine != std::string::npos) {
        start.stampLine = c.reading.stampLine;
        start.stampBegin = c.reading.stampBegin;
        start.time.begin = start.time.end = std::string::npos;  // not on the head's line
    }
    start.confidence = confidence;
    return start;
}

}  // namespace redwell::messages
