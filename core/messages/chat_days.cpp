#include "messages/chat_days.h"

#include "base/text.h"
#include "messages/date_order.h"
#include "messages/sender.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace redwell::messages {
namespace {

constexpr double kEdgeGap = 2;   // in heights of a line
constexpr double kSameEdge = 4;  // points
constexpr std::size_t kLongestSession = 180;

bool isLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// The letters of a line but for its date.
std::string besides(std::string_view text, const TimeExpression& time) {
    std::string rest;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((i < time.begin || i >= time.end) && isLetter(text[i])) rest += static_cast<char>(text[i] | 0x20);
    return rest;
}

// Dashes before a day as a scan reads them, those behind it still dashes: "nmeemenn Tuesday, October 24, 2023 -------".
bool isMisreadRule(std::string_view text, std::string_view rest) {
    return text.find("------") != std::string_view::npos &&
           rest.find_first_not_of("acemnorsuw") == std::string_view::npos;
}

std::optional<TimeExpression> onlyDayIn(std::string_view text) {
    if (text.size() > 80) return std::nullopt;
    const auto times = findTimes(text);
    if (times.size() != 1 || !times.front().hasDate || times.front().hasClock) return std::nullopt;
    return times.front();
}

// "operations > printer            Aug 3, 2024": the day set off at the end of a line that names no person.
bool isDayAtEdge(const TextLine& line, const TimeExpression& day) {
    if (day.end < line.text.size() || day.begin < 2) return false;
    const auto word = wordAt(line, day.begin);
    return word > 0 && word < line.words.size() &&
           line.words[word].x0 - line.words[word - 1].x1 > kEdgeGap * line.height() &&
           nameLikeness(std::string_view(line.text).substr(0, day.begin)) < 0.5;
}

// Days at one edge, the first of them above all the heads, each right above a head: a text may end in a day as well.
bool areDaysOfTopics(const std::vector<TextLine>& lines, const std::vector<bool>& used,
                     const std::vector<std::size_t>& at) {
    const auto head = std::ranges::find(used, true);
    if (at.size() < 2 || head == used.end() || static_cast<std::ptrdiff_t>(at.front()) > head - used.begin())
        return false;
    return std::ranges::all_of(at, [&](std::size_t i) {
        return i + 1 < lines.size() && used[i + 1] && std::abs(lines[i].x1 - lines[at.front()].x1) < kSameEdge;
    });
}

// "Session Start (ada:ben): Mon Mar 14 09:15:22 2022": the words that open a line with a whole date and a clock.
std::string sessionOpening(const TextLine& line) {
    if (line.text.size() > kLongestSession || line.words.size() < 4) return {};
    const auto times = findTimes(line.text);
    if (times.size() != 1 || !times.front().hasDate || !times.front().hasClock || times.front().year == 0) return {};
    if (times.front().begin < line.words[1].begin + 1) return {};
    return fold(line.text.substr(0, line.words[1].end));
}

// The day that a divider names, "at 9:15" beside it or not.
std::optional<TimeExpression> dayOn(std::string_view text) {
    if (const auto day = onlyDayIn(text)) return day;
    const auto times = findTimes(text);
    return times.size() == 1 && times.front().hasDate ? std::optional(times.front()) : std::nullopt;
}

}  // namespace

std::optional<TimeExpression> dayDividerOf(std::string_view text) {
    const auto day = onlyDayIn(text);
    if (!day) return std::nullopt;
    const auto rest = besides(text, *day);
    return rest.size() <= 5 || isMisreadRule(text, rest) ? day : std::nullopt;
}

std::vector<std::size_t> dividersOf(const std::vector<TextLine>& lines, const std::vector<bool>& used) {
    std::vector<std::size_t> found, atEdge;
    std::map<std::string, std::vector<std::size_t>> worded;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (used[i]) continue;
        if (dayDividerOf(lines[i].text) || relativeDayOf(lines[i].text)) {
            found.push_back(i);
        } else if (const auto day = onlyDayIn(lines[i].text)) {
            const auto rest = besides(lines[i].text, *day);
            if (tellsOfPrinting(lines[i].text)) continue;
            if (rest.size() <= 25)
                worded[rest].push_back(i);
            else if (isDayAtEdge(lines[i], *day))
                atEdge.push_back(i);
        }
    }
    for (const auto& [rest, at] : worded) {
        const bool isMarked = std::all_of(at.begin(), at.end(), [&](std::size_t i) {
            return std::string_view("-=*#").find(lines[i].text.front()) != std::string_view::npos;
        });
        const bool isAtEdge =
            std::ranges::all_of(at, [&](std::size_t i) { return isDayAtEdge(lines[i], *onlyDayIn(lines[i].text)); });
        if (at.size() >= 2 || isMarked) found.insert(found.end(), at.begin(), at.end());
        if (isAtEdge) atEdge.insert(atEdge.end(), at.begin(), at.end());
    }
    std::sort(atEdge.begin(), atEdge.end());
    if (areDaysOfTopics(lines, used, atEdge)) found.insert(found.end(), atEdge.begin(), atEdge.end());
    std::sort(found.begin(), found.end());
    found.erase(std::unique(found.begin(), found.end()), found.end());
    return found;
}

// A text may open so too, so the first stands above all the heads and each right above a head; what closes a session
// stands right above such a line or ends the log.
std::vector<std::size_t> sessionsOf(const std::vector<TextLine>& lines, const std::vector<bool>& used) {
    std::map<std::string, std::vector<std::size_t>> alike;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!used[i])
            if (auto opening = sessionOpening(lines[i]); !opening.empty()) alike[std::move(opening)].push_back(i);
    const auto head = static_cast<std::size_t>(std::ranges::find(used, true) - used.begin());
    const auto isAboveHead = [&](std::size_t i) { return i + 1 < lines.size() && used[i + 1]; };
    std::vector<std::size_t> found, ends;
    std::vector<bool> isOpening(lines.size() + 1, false);
    isOpening[lines.size()] = true;
    for (const auto& [opening, at] : alike) {
        if (at.size() < 2 || at.front() > head || !std::ranges::all_of(at, isAboveHead)) continue;
        found.insert(found.end(), at.begin(), at.end());
        for (const auto i : at) isOpening[i] = true;
    }
    if (found.empty()) return found;
    for (const auto& [opening, at] : alike)
        if (at.size() >= 2 && std::ranges::all_of(at, [&](std::size_t i) { return isOpening[i + 1]; }))
            ends.insert(ends.end(), at.begin(), at.end());
    found.insert(found.end(), ends.begin(), ends.end());
    std::sort(found.begin(), found.end());
    return found;
}

ChatDays::ChatDays(const std::vector<TextLine>& lines, const std::vector<TextLine>& running, const ChatReading& chat) {
    std::vector<const TextLine*> heads;
    for (std::size_t i = 0; i < chat.starts.front().line; ++i) heads.push_back(&lines[i]);
    const auto look = [this](const TextLine& line, bool isRunning) {
        const auto found = findTimes(line.text);
        if (const auto range = dateRangeIn(line.text, m_order); range && !range->isSingle) return;  // no single day
        for (const auto& time : found) {
            if (!time.hasDate) continue;
            if (tellsOfPrinting(line.text) || isRunning) {
                if (!m_printed && time.year) m_printed = time;
            } else if (found.size() == 1) {
                m_before = time;
            }
        }
    };
    for (const auto* line : heads) look(*line, false);
    for (std::size_t i = chat.starts.back().line + 1; i < lines.size(); ++i)
        if (tellsOfPrinting(lines[i].text)) look(lines[i], false);
    for (const auto& line : running) look(line, true);
    std::vector<TimeExpression> times;
    if (m_before) times.push_back(*m_before);
    for (const auto& start : chat.starts) times.push_back(start.time);
    for (const auto i : chat.dividers)
        if (const auto day = dayOn(lines[i].text)) times.push_back(*day);
    auto printed = printedDaysOf(running);
    if (m_printed) printed.push_back(*m_printed);
    m_order = dateOrderOf(times, printed, lines);
    for (const auto i : chat.dividers) {
        if (const auto day = dayOn(lines[i].text))
            m_dividers.emplace_back(i, *day);
        else if (const auto named = relativeDayOf(lines[i].text))
            m_dividers.emplace_back(i, m_printed ? resolved(*named, *m_printed, m_order) : TimeExpression{});
    }
    auto clues = yearCluesOf(heads, running, m_order);
    if (m_printed && !clues.printed)
        clues.printed = calendarDay(m_printed->year, m_printed->month(m_order), m_printed->day(m_order));
    inferMissing(chat, std::move(clues));
}

void ChatDays::inferMissing(const ChatReading& chat, YearClues clues) {
    std::vector<TimeExpression> heads;  // of messages that write their day
    std::vector<std::size_t> at;
    for (const auto& start : chat.starts)
        if (start.time.hasDate) {
            heads.push_back(start.time);
            at.push_back(start.line);
        }
    std::vector<TimeExpression*> days;
    if (m_before && !m_before->year) days.push_back(&*m_before);
    std::size_t next = 0;
    for (auto& [line, day] : m_dividers) {
        for (; next < at.size() && at[next] < line; ++next) days.push_back(&heads[next]);
        if (day.hasDate) days.push_back(&day);
    }
    for (; next < at.size(); ++next) days.push_back(&heads[next]);
    inferYears(days, std::move(clues), m_order);
    for (std::size_t h = 0; h < heads.size(); ++h) m_years.emplace_back(at[h], heads[h].year);
}

StatedTime ChatDays::dated(const ChatStart& start) const {
    if (start.time.isRelative()) {
        const auto anchor = m_printed ? m_printed : m_before;
        if (start.time.daysBack >= 0 || m_dividers.empty())
            return anchor ? statedTimeOf(resolved(start.time, *anchor, m_order), nullptr, m_order, 0) : StatedTime{};
    }
    const auto year =
        std::partition_point(m_years.begin(), m_years.end(), [&](const auto& y) { return y.first < start.line; });
    const auto after =
        std::partition_point(m_dividers.begin(), m_dividers.end(), [&](const auto& d) { return d.first < start.line; });
    const TimeExpression* day = after != m_dividers.begin() ? &std::prev(after)->second
                                : m_before                  ? &*m_before
                                                            : nullptr;
    return statedTimeOf(start.time, day, m_order, year != m_years.end() && start.time.hasDate ? year->second : 0);
}

StatedTime ChatDays::sent(const ChatStart& start) const {
    auto stated = dated(start);
    return stated.isEmpty() ? clockAlone(start.time) : stated;
}

std::vector<std::size_t> ChatDays::taken(const std::vector<ChatStart>& starts) const {
    std::vector<std::size_t> found;
    for (std::size_t d = 0; d < m_dividers.size(); ++d) {
        const auto& [line, day] = m_dividers[d];
        if (!day.hasDate) continue;
        const auto start = std::ranges::find_if(starts, [line](const ChatStart& s) { return s.line > line; });
        if (start == starts.end() || (d + 1 < m_dividers.size() && m_dividers[d + 1].first < start->line)) continue;
        const auto said = dated(*start).text;
        TimeExpression noon = day;
        noon.hour = 12;
        noon.minute = 0;
        noon.hasClock = true;
        if (!said.empty() && said.substr(0, 10) == statedTimeOf(noon, nullptr, m_order, 0).text.substr(0, 10))
            found.push_back(line);
    }
    return found;
}

}  // namespace redwell::messages
