#include "messages/side_cells.h"

#include "messages/chat_shapes.h"
#include "messages/sender.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastPairs = 4;
constexpr double kLaneHeights = 0.8, kOff = 3;  // points

bool beginsCell(const TextLine& line, std::size_t w) {
    return w > 0 && line.words[w].x0 - line.words[w - 1].x1 > kLaneHeights * line.height();
}

// Where most right cells begin; 0 without any.
double rightEdge(const std::vector<TextLine>& lines) {
    std::map<long, std::size_t> counts;
    for (const auto& line : lines)
        for (std::size_t w = 1; w < line.words.size(); ++w)
            if (beginsCell(line, w)) {
                ++counts[std::lround(line.words[w].x0)];
                break;
            }
    const auto most = std::max_element(counts.begin(), counts.end(),
                                       [](const auto& a, const auto& b) { return a.second < b.second; });
    return most == counts.end() || most->second < kLeastPairs ? 0 : static_cast<double>(most->first);
}

// How many words of the line stand in the left cell.
std::size_t leftWords(const TextLine& line, double edge) {
    std::size_t w = 0;
    while (w < line.words.size() && line.words[w].x0 < edge - kOff) ++w;
    const bool isParted = w == line.words.size() ? line.x1 < edge
                                                 : w == 0 || (std::abs(line.words[w].x0 - edge) <= kOff &&
                                                              line.words[w].x0 > line.words[w - 1].x1 + kOff);
    return isParted ? w : 0;
}

}  // namespace

std::optional<std::vector<TextLine>> withSideCellsAbove(const std::vector<TextLine>& lines) {
    const double edge = rightEdge(lines);
    if (edge <= 0) return std::nullopt;
    std::vector<std::size_t> left(lines.size());
    for (std::size_t i = 0; i < lines.size(); ++i) left[i] = leftWords(lines[i], edge);
    std::vector<bool> isName(lines.size(), false);
    std::set<std::string> names;
    std::size_t cells = 0, pairs = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        cells += left[i] > 0;
        if (left[i] == 0 || i + 1 == lines.size() || left[i + 1] == 0 || lines[i].page != lines[i + 1].page) continue;
        const auto name = partOf(lines[i], 0, left[i]), time = partOf(lines[i + 1], 0, left[i + 1]);
        // The text begins beside the name; a name alone is a head already.
        isName[i] = left[i] < lines[i].words.size() && nameLikeness(trimmedSender(name.text)) >= 0.5 &&
                    !timeAlone(name.text) && timeAlone(time.text);
        if (!isName[i]) continue;
        ++pairs;
        names.insert(senderKey(trimmedSender(name.text)));
    }
    if (pairs < kLeastPairs || pairs * 2 * 10 < cells * 8 || names.size() < 2 || names.size() * 2 > pairs)
        return std::nullopt;
    std::vector<TextLine> set;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (!isName[i]) {
            set.push_back(lines[i]);
            continue;
        }
        const auto& below = lines[i + 1];
        set.push_back(partOf(lines[i], 0, left[i]));
        set.push_back(partOf(below, 0, left[i + 1]));
        set.push_back(partOf(lines[i], left[i], lines[i].words.size()));
        set.back().gapAbove = 0;
        if (left[i + 1] < below.words.size()) set.push_back(partOf(below, left[i + 1], below.words.size()));
        ++i;
    }
    for (std::size_t i = 0; i < set.size(); ++i) set[i].order = i;
    return set;
}

}  // namespace redwell::messages
