#include "messages/chat_hypothesis.h"

#include "base/text.h"
#include "messages/sender.h"

#include <algorithm>
#include <cmath>

namespace redwell::messages {

namespace {

bool beginsLower(std::string_view word) { return word.front() >= 'a' && word.front() <= 'z'; }

// How many words nine senders in ten end with alike, in lower case, with a name left in front of them.
std::size_t commonTail(const std::vector<std::vector<std::string>>& senders) {
    for (const auto& pattern : {senders.front(), senders[senders.size() / 2]}) {
        std::size_t length = 0;
        while (length + 1 < pattern.size() && beginsLower(pattern[pattern.size() - 1 - length])) ++length;
        for (; length > 0; --length) {
            const auto alike = std::ranges::count_if(senders, [&](const std::vector<std::string>& words) {
                return words.size() > length &&
                       std::equal(pattern.end() - static_cast<std::ptrdiff_t>(length), pattern.end(),
                                  words.end() - static_cast<std::ptrdiff_t>(length));
            });
            if (static_cast<std::size_t>(alike) * 10 >= senders.size() * 9) return length;
        }
    }
    return 0;
}

}  // namespace

void shedCommonWords(Hypothesis& h) {
    if (h.candidates.size() < 4) return;
    std::vector<std::vector<std::string>> senders;
    for (const auto& c : h.candidates) senders.push_back(split(collapseWhitespace(c.reading.sender), ' '));
    const std::size_t length = commonTail(senders);
    if (length == 0) return;
    std::unordered_map<std::string, int> known;
    for (std::size_t i = 0; i < senders.size(); ++i) {
        if (senders[i].size() > length) senders[i].resize(senders[i].size() - length);
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
    start.confidence = confidence;
    return start;
}

}  // namespace redwell::messages
