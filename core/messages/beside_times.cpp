#include "messages/beside_times.h"

#include "base/text.h"
#include "messages/sender.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastDiscs = 3, kLeastAtEdge = 4;
constexpr double kSameColumn = 4;  // points

bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool isSameLetter(char a, char b) { return (a | 0x20) == (b | 0x20); }

// The name behind its own initials: "TJ T. J. Okafor", "Pv Piet van Dongen". Empty without them.
std::string behindInitials(const std::string& sender) {
    const auto words = split(sender, ' ');
    if (words.size() < 3 || words[0].size() != 2 || !isCapital(words[0][0])) return {};
    if (words[1].empty() || words[1][0] != words[0][0]) return {};
    const bool isSecond = std::any_of(words.begin() + 2, words.end(), [&](const std::string& w) {
        return !w.empty() && isSameLetter(w[0], words[0][1]);
    });
    return isSecond ? sender.substr(3) : std::string();
}

// A clock at the end of the line, set off from what stands before it.
std::optional<TimeExpression> timeBeside(const TextLine& line) {
    const auto times = findTimes(line.text);
    if (times.empty() || !times.back().hasClock || times.back().begin == 0) return std::nullopt;
    const auto& time = times.back();
    return time.end == line.text.size() && isWideGap(line, wordAt(line, time.begin), 0.8) ? std::optional(time)
                                                                                          : std::nullopt;
}

// Lines that may be heads or first lines of texts: what stands before a time at the edge.
struct Timed {
    std::size_t line = 0;
    TimeExpression time;
    std::string key;
    bool mayBeName = false;
};

std::vector<Timed> timedAt(const std::vector<TextLine>& lines, std::size_t from, double edge) {
    std::vector<Timed> timed;
    for (std::size_t i = from; i < lines.size(); ++i) {
        const auto time = timeBeside(lines[i]);
        if (!time || std::abs(lines[i].x1 - edge) > kSameColumn) continue;
        const auto before = trim(std::string_view(lines[i].text).substr(0, time->begin));
        const bool mayBeName = !before.ends_with(':') && nameLikeness(trimmedSender(before)) >= 0.5;
        timed.push_back({i, *time, senderKey(trimmedSender(before)), mayBeName});
    }
    return timed;
}

// Writers have a text beneath them nearly each time they are named, but for a picture; the first line of a text often
// has none. Empty where one may be either, since a writer taken for a text gives the next texts to somebody else.
std::set<std::string> writersOf(const std::vector<TextLine>& lines, const std::vector<Timed>& timed) {
    struct Count {
        std::size_t all = 0, above = 0;
        bool isFullName = false;
    };
    std::map<std::string, Count> counts;
    for (std::size_t t = 0; t < timed.size(); ++t) {
        const std::size_t next = timed[t].line + 1;
        auto& count = counts[timed[t].key];
        if (!timed[t].mayBeName) continue;
        ++count.all;
        const auto name = std::string_view(lines[timed[t].line].text).substr(0, timed[t].time.begin);
        count.isFullName = nameLikeness(trimmedSender(name)) >= 0.9;
        count.above += next < lines.size() && (t + 1 == timed.size() || timed[t + 1].line != next);
    }
    std::set<std::string> writers;
    for (const auto& [key, count] : counts) {
        if (count.all == 0) continue;
        if (count.above * 10 >= count.all * 9 && (count.all >= 2 || count.isFullName))
            writers.insert(key);
        else if (count.all >= 3 && count.above * 3 >= count.all * 2)
            writers.insert(key);
        else if ((count.all >= 2 && count.above > 0) || count.isFullName)
            return {};
    }
    return writers;
}

// Later texts of a writer, whose times stand at the edge where the heads have theirs.
void takeTextsAtEdge(const std::vector<TextLine>& lines, ChatReading& reading) {
    std::vector<double> edges;
    for (const auto& start : reading.starts)
        if (start.bodyBegin == std::string::npos && !start.time.hasDate && timeBeside(lines[start.lastLine]))
            edges.push_back(lines[start.lastLine].x1);
    if (edges.size() < kLeastAtEdge || edges.size() * 10 < reading.starts.size() * 8) return;
    std::nth_element(edges.begin(), edges.begin() + static_cast<std::ptrdiff_t>(edges.size() / 2), edges.end());
    const auto timed = timedAt(lines, reading.starts.front().line, edges[edges.size() / 2]);
    const auto writers = writersOf(lines, timed);
    const auto isHead = [&](const Timed& t) { return t.mayBeName && writers.contains(t.key); };
    const auto heads = static_cast<std::size_t>(std::ranges::count_if(timed, isHead));
    if (writers.size() < 2 || writers.size() * 2 > heads || heads == timed.size() || heads * 3 < timed.size() ||
        !isHead(timed.front()))
        return;
    std::vector<ChatStart> starts;
    for (const auto& t : timed) {
        ChatStart start;
        start.line = start.lastLine = t.line;
        start.time = t.time;
        start.confidence = 0.85;
        if (isHead(t)) {
            start.sender = trimmedSender(std::string_view(lines[t.line].text).substr(0, t.time.begin));
        } else {
            start.sender = starts.back().sender;
            start.bodyBegin = 0;
            start.bodyEnd = t.time.begin;
        }
        starts.push_back(std::move(start));
    }
    reading.starts = std::move(starts);
}

// The disc with the writer's initials, which is set beside the first line of the text: "AQ" before it.
void leaveOutDiscs(const std::vector<TextLine>& lines, ChatReading& reading) {
    const auto hasDisc = [&](const ChatStart& start) {
        if (start.bodyBegin != std::string::npos || start.lastLine + 1 >= lines.size()) return false;
        const auto& line = lines[start.lastLine + 1];
        const auto words = split(start.sender, ' ');
        if (words.size() < 2) return false;
        const std::string initials = {words.front()[0], words.back()[0]};
        return line.text.substr(0, line.words[0].end) == initials;
    };
    const auto heads = std::ranges::count_if(
        reading.starts, [](const ChatStart& start) { return start.bodyBegin == std::string::npos; });
    const auto discs = std::ranges::count_if(reading.starts, hasDisc);
    if (static_cast<std::size_t>(discs) < kLeastDiscs || discs * 10 < heads * 6) return;
    for (auto& start : reading.starts)
        if (hasDisc(start)) {
            const auto& words = lines[++start.lastLine].words;
            if (words.size() > 1) start.bodyBegin = words[1].begin;
        }
}

}  // namespace

void takeTextsBesideTimes(const std::vector<TextLine>& lines, ChatReading& reading) {
    std::vector<ChatStart> named;
    std::vector<double> edges;
    std::set<std::string> names;
    for (auto start : reading.starts) {
        const auto name = behindInitials(start.sender);
        if (name.empty() || start.bodyBegin != std::string::npos || !timeBeside(lines[start.lastLine])) continue;
        start.sender = name;
        names.insert(name);
        edges.push_back(lines[start.lastLine].x1);
        named.push_back(std::move(start));
    }
    if (named.size() < kLeastDiscs || names.size() < 2) {
        takeTextsAtEdge(lines, reading);
        leaveOutDiscs(lines, reading);
        return;
    }
    std::nth_element(edges.begin(), edges.begin() + static_cast<std::ptrdiff_t>(edges.size() / 2), edges.end());
    const double edge = edges[edges.size() / 2];
    std::vector<ChatStart> starts;
    std::size_t next = 0;
    for (std::size_t i = named.front().line; i < lines.size(); ++i) {
        if (next < named.size() && named[next].line == i) {
            starts.push_back(named[next]);
            i = named[next++].lastLine;
            continue;
        }
        const auto time = timeBeside(lines[i]);
        if (!time || std::abs(lines[i].x1 - edge) > kSameColumn) continue;
        ChatStart start = starts.back();
        start.line = start.lastLine = i;
        start.bodyBegin = 0;
        start.bodyEnd = time->begin;
        start.time = *time;
        starts.push_back(std::move(start));
    }
    reading.starts = std::move(starts);
}

}  // namespace redwell::messages
