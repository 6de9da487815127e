#include "messages/chat_days.h"

#include "base/text.h"

#include <algorithm>
#include <array>
#include <map>

namespace redwell::messages {
namespace {

bool isLetter(char c) { return (c | 0x20) >= 'a' && (c | 0x20) <= 'z'; }

// The letters of a line but for its date.
std::string besides(std::string_view text, const TimeExpression& time) {
    std::string rest;
    for (std::size_t i = 0; i < text.size(); ++i)
        if ((i < time.begin || i >= time.end) && isLetter(text[i])) rest += static_cast<char>(text[i] | 0x20);
    return rest;
}

std::optional<TimeExpression> onlyDayIn(std::string_view text) {
    if (text.size() > 80) return std::nullopt;
    const auto times = findTimes(text);
    if (times.size() != 1 || !times.front().hasDate || times.front().hasClock) return std::nullopt;
    return times.front();
}

// The day of printing is not the day of what is printed.
bool tellsOfPrinting(std::string_view text) {
    static constexpr std::array<std::string_view, 14> kWords = {"print",    "export", "generat", "creat",   "download",
                                                                "report",   "captur", "produc",  "retriev", "extract",
                                                                "gedruckt", "imprim", "impres",  "as of"};
    const std::string folded = fold(text.substr(0, 200));
    return std::any_of(kWords.begin(), kWords.end(),
                       [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

}  // namespace

std::optional<TimeExpression> dayDividerOf(std::string_view text) {
    const auto day = onlyDayIn(text);
    return day && besides(text, *day).size() <= 5 ? day : std::nullopt;
}

std::vector<std::size_t> dividersOf(const std::vector<TextLine>& lines, const std::vector<bool>& used) {
    std::vector<std::size_t> found;
    std::map<std::string, std::vector<std::size_t>> worded;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (used[i]) continue;
        if (dayDividerOf(lines[i].text) || relativeDayOf(lines[i].text)) {
            found.push_back(i);
        } else if (const auto day = onlyDayIn(lines[i].text)) {
            const auto rest = besides(lines[i].text, *day);
            if (rest.size() <= 25 && !tellsOfPrinting(lines[i].text)) worded[rest].push_back(i);
        }
    }
    for (const auto& [rest, at] : worded) {
        const bool isMarked = std::all_of(at.begin(), at.end(), [&](std::size_t i) {
            return std::string_view("-=*#").find(lines[i].text.front()) != std::string_view::npos;
        });
        if (at.size() >= 2 || isMarked) found.insert(found.end(), at.begin(), at.end());
    }
    std::sort(found.begin(), found.end());
    return found;
}

ChatDays::ChatDays(const std::vector<TextLine>& lines, const std::vector<TextLine>& running, const ChatReading& chat) {
    std::vector<TimeExpression> times;
    for (const auto& start : chat.starts) times.push_back(start.time);
    const auto look = [this](const TextLine& line, bool isHead) {
        const auto found = findTimes(line.text);
        for (const auto& time : found) {
            if (!time.hasDate) continue;
            if (tellsOfPrinting(line.text) || !isHead) {
                if (!m_printed && time.year) m_printed = time;
            } else if (found.size() == 1) {
                m_before = time;
            }
        }
    };
    for (std::size_t i = 0; i < chat.starts.front().line; ++i) look(lines[i], true);
    for (std::size_t i = chat.starts.back().line + 1; i < lines.size(); ++i)
        if (tellsOfPrinting(lines[i].text)) look(lines[i], true);
    for (const auto& line : running) look(line, false);
    if (m_before) times.push_back(*m_before);
    if (m_printed) times.push_back(*m_printed);
    for (const auto i : chat.dividers)
        if (const auto day = onlyDayIn(lines[i].text)) times.push_back(*day);
    m_order = dateOrderOf(times);
    for (const auto i : chat.dividers) {
        if (const auto day = onlyDayIn(lines[i].text))
            m_dividers.emplace_back(i, *day);
        else if (const auto named = relativeDayOf(lines[i].text))
            m_dividers.emplace_back(i, m_printed ? resolved(*named, *m_printed, m_order) : TimeExpression{});
    }
    for (const auto& time : times)
        if (time.hasDate && time.year) {
            m_year = time.year;
            break;
        }
}

StatedTime ChatDays::sent(const ChatStart& start) const {
    if (start.time.isRelative()) {
        const auto anchor = m_printed ? m_printed : m_before;
        if (start.time.daysBack >= 0 || m_dividers.empty())
            return anchor ? statedTimeOf(resolved(start.time, *anchor, m_order), nullptr, m_order, m_year)
                          : StatedTime{};
    }
    const auto after =
        std::partition_point(m_dividers.begin(), m_dividers.end(), [&](const auto& d) { return d.first < start.line; });
    const TimeExpression* day = after != m_dividers.begin() ? &std::prev(after)->second
                                : m_before                  ? &*m_before
                                                            : nullptr;
    return statedTimeOf(start.time, day, m_order, m_year);
}

std::vector<std::size_t> ChatDays::taken(const std::vector<ChatStart>& starts) const {
    std::vector<std::size_t> found;
    for (std::size_t d = 0; d < m_dividers.size(); ++d) {
        const auto& [line, day] = m_dividers[d];
        if (!day.hasDate) continue;
        const auto start = std::ranges::find_if(starts, [line](const ChatStart& s) { return s.line > line; });
        if (start == starts.end() || (d + 1 < m_dividers.size() && m_dividers[d + 1].first < start->line)) continue;
        const auto said = sent(*start).text;
        TimeExpression noon = day;
        noon.hour = 12;
        noon.minute = 0;
        noon.hasClock = true;
        if (!said.empty() && said.substr(0, 10) == statedTimeOf(noon, nullptr, m_order, m_year).text.substr(0, 10))
            found.push_back(line);
    }
    return found;
}

}  // namespace redwell::messages
