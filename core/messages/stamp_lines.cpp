#include "messages/stamp_lines.h"

#include "base/text.h"
#include "messages/chat_shapes.h"

#include <unordered_map>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastAlike = 4;

}  // namespace

bool isReceipt(std::string_view text) {
    const std::string folded = foldToAlphanumeric(text.substr(0, 40));
    return folded == "read" || folded == "delivered" || folded == "sent" || folded == "seen" || folded == "gelesen" ||
           folded == "edited" || folded == "lu" || folded == "viasms";
}

std::optional<Stamp> stampOn(const TextLine& line, std::size_t i, std::string_view commonEnd) {
    if (const auto alone = timeAlone(line.text)) return Stamp{i, 0, *alone};
    const auto times = findTimes(line.text);
    if (times.empty() || !times.back().hasClock) return std::nullopt;
    if (times.front().begin <= 1 && !commonEnd.empty() &&
        trim(std::string_view(line.text).substr(times.front().end)) == commonEnd)
        return Stamp{i, 0, times.front()};
    const auto& time = times.back();
    if (trim(std::string_view(line.text).substr(time.end)).size() > 12) return std::nullopt;
    if (times.size() == 1 && isReceipt(std::string_view(line.text).substr(0, time.begin)))
        return Stamp{i, 0, time, true};
    return std::nullopt;
}

std::string commonEndOf(const std::vector<TextLine>& lines) {
    std::unordered_map<std::string, std::size_t> ends;
    std::size_t all = 0;
    for (const auto& line : lines) {
        const auto times = findTimes(line.text);
        if (times.empty() || times.front().begin > 1 || !times.front().hasClock || line.text.size() > 90) continue;
        const auto end = trim(std::string_view(line.text).substr(times.front().end));
        if (end.empty()) return {};
        ++all;
        ++ends[std::string(end)];
    }
    for (const auto& [end, count] : ends)
        if (count >= kLeastAlike && count * 10 >= all * 9) return end;
    return {};
}

}  // namespace redwell::messages
