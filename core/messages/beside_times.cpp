#include "messages/beside_times.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastDiscs = 3;
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
    if (named.size() < kLeastDiscs || names.size() < 2) return;
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
