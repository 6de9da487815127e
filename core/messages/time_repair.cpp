#include "messages/time_repair.h"

#include <algorithm>
#include <set>
#include <string>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastMessages = 6;
constexpr double kRepaired = 0.8;             // what such a message is still worth
constexpr std::size_t kMonth = 5, kEnd = 16;  // of "2023-10-24T14:03"

bool areConfused(char a, char b) {
    static constexpr std::string_view kPairs[] = {"08", "06", "09", "38", "56", "17", "14", "58",
                                                  "68", "49", "35", "27", "89", "01", "02"};
    return std::any_of(std::begin(kPairs), std::end(kPairs), [&](std::string_view pair) {
        return (pair[0] == a && pair[1] == b) || (pair[0] == b && pair[1] == a);
    });
}

bool isPossible(const std::string& text) {
    const auto number = [&](std::size_t at) { return (text[at] - '0') * 10 + text[at + 1] - '0'; };
    return number(5) >= 1 && number(5) <= 12 && number(8) >= 1 && number(8) <= 31 && number(11) <= 23 &&
           number(14) <= 59;
}

// Which of the times belong to the longest run that goes one way.
std::vector<bool> longestRun(const std::vector<std::string>& times) {
    std::vector<std::size_t> tails, before(times.size(), times.size());
    for (std::size_t i = 0; i < times.size(); ++i) {
        const auto place = std::upper_bound(tails.begin(), tails.end(), times[i],
                                            [&](const std::string& t, std::size_t k) { return t < times[k]; });
        if (place != tails.begin()) before[i] = *std::prev(place);
        if (place == tails.end())
            tails.push_back(i);
        else
            *place = i;
    }
    std::vector<bool> isIn(times.size(), false);
    for (std::size_t i = tails.empty() ? times.size() : tails.back(); i < times.size(); i = before[i]) isIn[i] = true;
    return isIn;
}

std::string repaired(const std::string& time, const std::string& low, const std::string& high) {
    std::set<std::string> found;
    for (std::size_t at = kMonth; at < kEnd; ++at) {
        if (time[at] < '0' || time[at] > '9') continue;
        for (char digit = '0'; digit <= '9'; ++digit) {
            if (!areConfused(time[at], digit)) continue;
            std::string other = time;
            other[at] = digit;
            if (isPossible(other) && (low.empty() || other >= low) && (high.empty() || other <= high))
                found.insert(other);
        }
    }
    return found.size() == 1 ? *found.begin() : std::string();
}

}  // namespace

void repairTimes(std::vector<documents::Message>& messages, const std::function<bool(int)>& isScanned) {
    std::vector<documents::Message*> timed;
    for (auto& message : messages)
        if (message.sent.text.size() >= kEnd) timed.push_back(&message);
    if (timed.size() < kLeastMessages) return;
    std::vector<std::string> times;
    for (const auto* message : timed) times.push_back(message->sent.text);
    auto isIn = longestRun(times);
    auto inOrder = static_cast<std::size_t>(std::count(isIn.begin(), isIn.end(), true));
    if (inOrder * 2 < times.size()) {  // newest first
        std::reverse(times.begin(), times.end());
        std::reverse(timed.begin(), timed.end());
        isIn = longestRun(times);
        inOrder = static_cast<std::size_t>(std::count(isIn.begin(), isIn.end(), true));
    }
    if (inOrder * 10 < times.size() * 8) return;
    std::string low;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (isIn[i]) {
            low = times[i];
            continue;
        }
        if (!isScanned(timed[i]->page)) continue;
        std::string high;
        for (std::size_t k = i + 1; k < times.size() && high.empty(); ++k)
            if (isIn[k]) high = times[k];
        const auto text = repaired(times[i], low, high);
        if (text.empty()) continue;
        timed[i]->sent.text = text;
        timed[i]->confidence *= kRepaired;
        timed[i]->doubts.emplace_back("mended_time");
        low = text;
    }
}

}  // namespace redwell::messages
