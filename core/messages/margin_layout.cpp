#include "messages/margin_layout.h"

#include "messages/chat_days.h"
#include "messages/sender.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastTexts = 4;

// The time that opens the line, with text behind it.
std::optional<TimeExpression> openingTime(const TextLine& line) {
    const auto times = findTimes(line.text);
    if (times.empty() || times.front().begin > 1 || !times.front().hasClock) return std::nullopt;
    return wordAt(line, times.front().end) < line.words.size() ? std::optional(times.front()) : std::nullopt;
}

// The day that opens the line, with a name behind it.
std::optional<TimeExpression> openingDay(const TextLine& line) {
    const auto times = findTimes(line.text);
    const bool opens = times.size() == 1 && times.front().begin <= 1 && times.front().hasDate &&
                       !times.front().hasClock && times.front().end < line.text.size();
    return opens ? std::optional(times.front()) : std::nullopt;
}

// A clock with the day that stands elsewhere.
TimeExpression onDay(TimeExpression day, const TimeExpression& clock) {
    day.hasClock = true;
    day.hasDayHalf = clock.hasDayHalf;
    day.hour = clock.hour;
    day.minute = clock.minute;
    day.clockSecond = clock.clockSecond;
    day.offsetMinutes = clock.offsetMinutes;
    return day;
}

}  // namespace

std::optional<ChatReading> readMargins(const std::vector<TextLine>& lines) {
    std::vector<std::optional<TimeExpression>> opening(lines.size());
    std::size_t texts = 0;
    double bodyX = 0, timeX = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        opening[i] = openingTime(lines[i]);
        if (!opening[i]) continue;
        ++texts;
        bodyX += lines[i].words[wordAt(lines[i], opening[i]->end)].x0;
        timeX += lines[i].x0;
    }
    if (texts < kLeastTexts) return std::nullopt;
    bodyX /= static_cast<double>(texts);
    timeX /= static_cast<double>(texts);
    const auto isLeft = [&](const TextLine& line) { return line.x0 < (timeX + bodyX) / 2; };
    std::vector<std::optional<TimeExpression>> days(lines.size());  // beside the names, "24/10/2023   Ada Quill"
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!opening[i]) days[i] = openingDay(lines[i]);
    const auto nameOn = [&](std::size_t i) {
        const auto name = trimmedSender(std::string_view(lines[i].text).substr(days[i] ? days[i]->end : 0));
        return !opening[i] && isLeft(lines[i]) && lines[i].text.size() <= 60 && nameLikeness(name) >= 0.5
                   ? name
                   : std::string_view();
    };
    std::unordered_map<std::string, int> names;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (const auto name = nameOn(i); !name.empty() && i + 1 < lines.size() && opening[i + 1])
            ++names[senderKey(name)];
    ChatReading chat;
    std::size_t head = lines.size(), named = 0;
    std::string sender;
    std::optional<TimeExpression> day;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const auto name = nameOn(i); !name.empty() && names.contains(senderKey(name))) {
            head = i;
            sender = name;
            day = days[i];
            continue;
        }
        if (!opening[i]) continue;
        if (std::abs(lines[i].words[wordAt(lines[i], opening[i]->end)].x0 - bodyX) > 3 * lines[i].height()) continue;
        ChatStart start;
        start.line = head + 1 == i ? head : i;
        start.lastLine = i;
        start.bodyBegin = opening[i]->end;
        start.sender = sender;
        start.time = day && !opening[i]->hasDate ? onDay(*day, *opening[i]) : *opening[i];
        start.confidence = head + 1 == i ? 0.9 : 0.85;
        named += !sender.empty();
        chat.starts.push_back(std::move(start));
    }
    if (names.size() < 2 || chat.starts.size() < kLeastTexts || named * 10 < chat.starts.size() * 9 ||
        chat.starts.size() * 10 < texts * 8)
        return std::nullopt;
    std::vector<bool> isHead(lines.size(), false);
    for (const auto& start : chat.starts) isHead[start.line] = isHead[start.lastLine] = true;
    chat.dividers = dividersOf(lines, isHead);
    chat.score = static_cast<double>(named);
    return chat;
}

}  // namespace redwell::messages
