#include "messages/text_above.h"

#include <algorithm>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastHeads = 4;
constexpr double kCloser = 0.1, kWithin = 0.35;  // in lines

}  // namespace

void takeTextsAbove(const std::vector<TextLine>& lines, ChatReading& reading) {
    auto& starts = reading.starts;
    if (starts.size() < kLeastHeads) return;
    std::vector<bool> isLoose(lines.size(), false);
    for (const auto i : reading.dividers) isLoose[i] = true;
    for (const auto i : reading.notices) isLoose[i] = true;
    std::size_t closer = 0, compared = 0;
    double widest = 0;  // white between a head and the next text
    for (std::size_t s = 0; s < starts.size(); ++s) {
        const auto& start = starts[s];
        if (start.line != start.lastLine || start.bodyBegin != std::string::npos ||
            start.stampLine != std::string::npos || start.line == 0)
            return;
        const std::size_t next = start.line + 1;
        if (s > 0 && starts[s - 1].line + 1 == start.line) return;  // no text between two heads
        if (next == lines.size() || lines[start.line].gapAbove >= kStartsPage || lines[next].gapAbove >= kStartsPage)
            continue;
        ++compared;
        if (s + 1 < starts.size()) widest = std::max(widest, lines[next].gapAbove);
        closer += lines[start.line].gapAbove + kCloser < lines[next].gapAbove;
    }
    const std::size_t last = starts.back().line;
    const bool endsAll = last + 1 == lines.size() || lines[last + 1].gapAbove > widest + 1;
    std::size_t first = starts.front().line;
    if (lines[first].gapAbove > kWithin || !endsAll || compared < kLeastHeads - 1 || closer * 10 < compared * 9) return;
    if (last + 1 < lines.size() && lines.size() - last > 3) return;  // rather one more text
    for (--first; first > 0 && lines[first].gapAbove <= kWithin && !isLoose[first]; --first) {}
    for (std::size_t s = 0; s < starts.size(); ++s) {
        auto& start = starts[s];
        const std::size_t head = start.line;
        std::size_t from = s == 0 ? first : starts[s - 1].stampLine + 1;
        while (from < head && isLoose[from]) ++from;
        if (from == head) continue;
        start.line = start.lastLine = from;
        start.bodyBegin = 0;
        start.stampLine = head;
        start.stampBegin = 0;
        start.time.begin = start.time.end = std::string::npos;  // not on the text's first line
    }
}

}  // namespace redwell::messages
