#include "messages/not_talk.h"

#include "base/text.h"
#include "messages/label_words.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastRound = 6, kLeastLogged = 6;
constexpr std::size_t kLeastLabels = 3, kMostInLabel = 4, kLongestRow = 120, kMostAboveList = 12;
constexpr std::size_t kLeastSilent = 4, kLongestRange = 16, kLongestJoint = 5;
constexpr double kLabelGap = 0.8;  // in heights of a line

bool namesLevel(std::string_view sender) {
    static constexpr std::array<std::string_view, 12> kLevels = {
        "info", "warn", "warning", "error", "debug", "trace", "fatal", "alert", "notice", "severe", "critical", "err"};
    const auto words = split(collapseWhitespace(sender), ' ');
    return std::ranges::any_of(words, [](const std::string& word) {
        return std::ranges::find(kLevels, foldToAlphanumeric(word)) != kLevels.end();
    });
}

bool isMachineLog(const ChatReading& chat) {
    const auto levels = std::ranges::count_if(chat.starts, [](const auto& s) { return namesLevel(s.sender); });
    return chat.starts.size() >= kLeastLogged && static_cast<std::size_t>(levels) * 10 >= chat.starts.size() * 8;
}

// Lines that open with a day and a clock, most of which are no heads.
bool isMostlyOther(const std::vector<TextLine>& lines, const ChatReading& chat) {
    std::vector<bool> isKnown(lines.size(), false);
    std::size_t heads = 0, others = 0;
    for (const auto& start : chat.starts) {
        for (std::size_t i = start.line; i <= start.lastLine; ++i) isKnown[i] = true;
        if (start.stampLine < lines.size()) isKnown[start.stampLine] = true;
        heads += start.time.hasDate;
    }
    for (const auto i : chat.notices) isKnown[i] = true;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (isKnown[i]) continue;
        const auto times = findTimes(lines[i].text);
        others += !times.empty() && times.front().begin <= 1 && times.front().hasDate && times.front().hasClock &&
                  times.front().end + 4 < lines[i].text.size();
    }
    return others >= kLeastLogged && others > heads;
}

// A time that opens its line, with a name and words behind it that no bracket or colon parts, or a time "- 09:45" until
// which it lasts.
bool isPlanned(const TextLine& line, const ChatStart& start) {
    if (start.time.begin > 1 || start.bodyBegin == std::string::npos || start.bodyBegin < start.time.end) return false;
    const auto behind = std::string_view(line.text).substr(start.time.end);
    const auto later = findTimes(behind.substr(0, kLongestRange));
    if (!later.empty() && later.front().hasClock && later.front().begin <= kLongestJoint) return true;
    const auto head = behind.substr(0, std::min(start.bodyBegin - start.time.end, behind.size()));
    return head.find_first_of("])>|:") == std::string_view::npos;
}

// Times round as people plan and bill.
bool isPlan(const std::vector<TextLine>& lines, const ChatReading& chat) {
    std::vector<TimeExpression> times;
    for (const auto& start : chat.starts)
        if (isPlanned(lines[start.line], start)) times.push_back(start.time);
    return times.size() * 10 >= chat.starts.size() * 9 && areRound(times);
}

// Heads with nothing said beneath or behind them.
bool saysNothing(const std::vector<TextLine>& lines, const ChatReading& chat) {
    if (chat.starts.size() < kLeastSilent) return false;
    for (std::size_t s = 0; s < chat.starts.size(); ++s) {
        const auto& start = chat.starts[s];
        const std::size_t next = start.lastLine + 1;
        if (start.bodyBegin != std::string::npos || start.stampLine != std::string::npos) return false;
        if (next >= lines.size() || (s + 1 < chat.starts.size() && chat.starts[s + 1].line == next)) continue;
        const auto times = findTimes(lines[next].text);
        if (times.empty() || times.front().begin > 1) return false;
    }
    return true;
}

bool isRowOfOtherLabels(const TextLine& line) {
    if (line.text.size() > kLongestRow || line.text.find_first_of("0123456789") != std::string::npos) return false;
    const auto cells = segmentsOf(line, kLabelGap);
    if (cells.size() < kLeastLabels) return false;
    std::size_t known = 0, stamped = 0;
    for (const auto& cell : cells) {
        const auto meaning = meaningOf(cell.text);
        if (cell.words.size() > kMostInLabel || meaning == LabelMeaning::Body) return false;
        known += meaning.has_value();
        stamped += meaning && *meaning != LabelMeaning::Other;
    }
    return known >= 2 && known * 2 >= cells.size() && stamped >= 1;
}

}  // namespace

bool areRound(const std::vector<TimeExpression>& times) {
    const auto odd = static_cast<std::size_t>(
        std::ranges::count_if(times, [](const auto& t) { return t.minute % 5 != 0 || t.clockSecond > 0; }));
    return times.size() >= kLeastRound && odd * 20 <= times.size();
}

bool isHeadedAsList(const std::vector<TextLine>& lines, const std::vector<TextLine>& running) {
    const auto first = lines.begin(),
               last = first + static_cast<std::ptrdiff_t>(std::min(lines.size(), kMostAboveList));
    return std::any_of(first, last, isRowOfOtherLabels) || std::ranges::any_of(running, [](const TextLine& line) {
               return line.y0 < line.pageHeight / 2 && isRowOfOtherLabels(line);
           });
}

bool isNoTalk(const std::vector<TextLine>& lines, const ChatReading& chat) {
    return isPlan(lines, chat) || isMachineLog(chat) || isMostlyOther(lines, chat) || saysNothing(lines, chat);
}

}  // namespace redwell::messages
