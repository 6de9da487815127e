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
    const auto nameOn = [&](std::size_t i) {
        const auto name = trimmedSender(lines[i].text);
        return !opening[i] && isLeft(lines[i]) && lines[i].text.size() <= 60 && nameLikeness(name) >= 0.5
                   ? name
                   : std::string_view();
    };
    std::unordered_map<std::string, int> names;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (const auto name = nameOn(i); !name.empty() && i + 1 < lines.size() && opening[i + 1])
            ++names[senderKey(name)];
    ChatReading chat;
    chat.dividers = dividersOf(lines, std::vector<bool>(lines.size(), false));
    std::size_t head = lines.size(), named = 0;
    std::string sender;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (const auto name = nameOn(i); !name.empty() && names.contains(senderKey(name))) {
            head = i;
            sender = name;
            continue;
        }
        if (!opening[i]) continue;
        if (std::abs(lines[i].words[wordAt(lines[i], opening[i]->end)].x0 - bodyX) > 3 * lines[i].height()) continue;
        ChatStart start;
        start.line = head + 1 == i ? head : i;
        start.lastLine = i;
        start.bodyBegin = opening[i]->end;
        start.sender = sender;
        start.time = *opening[i];
        start.confidence = head + 1 == i ? 0.9 : 0.85;
        named += !sender.empty();
        chat.starts.push_back(std::move(start));
    }
    if (names.size() < 2 || chat.starts.size() < kLeastTexts || named * 10 < chat.starts.size() * 9 ||
        chat.starts.size() * 10 < texts * 8)
        return std::nullopt;
    chat.score = static_cast<double>(named);
    return chat;
}

}  // namespace redwell::messages
