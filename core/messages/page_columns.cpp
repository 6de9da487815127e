#include "messages/page_columns.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <map>

namespace redwell::messages {
namespace {

constexpr double kOuterZone = 0.072;  // of the page's height: running heads and feet
constexpr double kOffPlace = 0.04;    // of its width: from the middle, or from a third
constexpr double kLeastLane = 8;      // points
constexpr double kWordGap = 1.5;      // in heights of a line, within a title over several columns
constexpr std::size_t kTitleLines = 3;
constexpr std::size_t kLeastWords = 20;  // in a column, on all pages

bool isOuter(const Box& box, const documents::Page& page) {
    const double middle = (box.y0 + box.y1) / 2;
    return std::min(middle, page.height - middle) < kOuterZone * page.height;
}

bool isSame(const Box& a, const Box& b) { return a.x0 == b.x0 && a.y0 == b.y0 && a.x1 == b.x1 && a.y1 == b.y1; }

// Boxes of the first lines of the first page, which may reach over the columns.
std::vector<Box> titleBoxes(const documents::Page& first) {
    std::vector<Box> boxes;
    const auto lines = linesOf(first);
    std::size_t taken = 0;
    for (const auto& line : lines) {
        if (isOuter(line.box, first)) continue;
        if (++taken > kTitleLines) break;
        for (const auto& word : line.words) boxes.push_back(word.box);
    }
    return boxes;
}

// Of those, the words of lines that reach over a lane with no more white than between words.
std::vector<Box> titlesOver(const documents::Page& first, const std::vector<double>& lanes) {
    std::vector<Box> boxes;
    std::size_t taken = 0;
    for (const auto& line : linesOf(first)) {
        if (isOuter(line.box, first)) continue;
        if (++taken > kTitleLines) break;
        const bool reaches = std::ranges::any_of(lanes, [&](double lane) {
            for (std::size_t w = 0; w < line.words.size(); ++w) {
                const auto& word = line.words[w];
                if (word.box.x0 < lane && word.box.x1 > lane) return true;
                if (w > 0 && line.words[w - 1].box.x1 <= lane && word.box.x0 >= lane &&
                    word.box.x0 - line.words[w - 1].box.x1 < kWordGap * line.height())
                    return true;
            }
            return false;
        });
        if (reaches)
            for (const auto& word : line.words) boxes.push_back(word.box);
    }
    return boxes;
}

bool isAmong(const std::vector<Box>& boxes, const Box& box) {
    return std::ranges::any_of(boxes, [&](const Box& other) { return isSame(other, box); });
}

// Which points of the width some word covers, on any page.
std::vector<bool> coverage(const std::vector<documents::Page>& pages, const std::vector<Box>& title) {
    std::vector<bool> isCovered(static_cast<std::size_t>(pages.front().width) + 1, false);
    for (const auto& page : pages)
        for (const auto& word : page.words) {
            if (!std::isfinite(word.box.x0) || !std::isfinite(word.box.x1) || isOuter(word.box, page)) continue;
            if (&page == &pages.front() && isAmong(title, word.box)) continue;
            const double last = std::min(word.box.x1, static_cast<double>(isCovered.size()) - 1);
            for (double x = std::max(0.0, word.box.x0); x <= last; ++x) isCovered[static_cast<std::size_t>(x)] = true;
        }
    return isCovered;
}

// The middle of the white around x; 0 when something stands there.
double laneNear(const std::vector<bool>& isCovered, double x, double width) {
    double best = 0, widest = kLeastLane;
    const auto from = static_cast<std::size_t>(x - kOffPlace * width),
               to = static_cast<std::size_t>(x + kOffPlace * width);
    for (std::size_t i = from; i <= std::min(to, isCovered.size() - 1); ++i) {
        if (isCovered[i]) continue;
        std::size_t begin = i, end = i;
        while (begin > 0 && !isCovered[begin - 1]) --begin;
        while (end + 1 < isCovered.size() && !isCovered[end + 1]) ++end;
        const auto middle = static_cast<double>(begin + end + 1) / 2;
        const bool isEdge = begin == 0 || end + 1 == isCovered.size();
        const bool isThere = (static_cast<double>(begin) <= x && x <= static_cast<double>(end + 1)) ||
                             std::abs(middle - x) <= kOffPlace * width;
        if (!isEdge && static_cast<double>(end - begin + 1) >= widest && isThere) {
            widest = static_cast<double>(end - begin + 1);
            best = middle;
        }
        i = end;
    }
    return best;
}

std::vector<double> lanesOf(const std::vector<documents::Page>& pages) {
    const double width = pages.front().width;
    const auto isCovered = coverage(pages, titleBoxes(pages.front()));
    for (const int count : {2, 3}) {
        std::vector<double> lanes;
        for (int i = 1; i < count; ++i)
            if (const double lane = laneNear(isCovered, width * i / count, width); lane > 0) lanes.push_back(lane);
        if (std::ssize(lanes) == count - 1) return lanes;
    }
    return {};
}

std::size_t columnAt(const std::vector<double>& lanes, double x) {
    return static_cast<std::size_t>(std::upper_bound(lanes.begin(), lanes.end(), x) - lanes.begin());
}

void move(TextLine& line, double by, double pageWidth) {
    line.x0 += by;
    line.x1 += by;
    for (auto& word : line.words) {
        word.x0 += by;
        word.x1 += by;
    }
    line.pageWidth = pageWidth;
}

// On the hour and at fives past it, which people write at no more than others: a programme in columns.
bool arePlanned(const std::vector<documents::Message>& messages) {
    return std::ranges::all_of(messages, [](const documents::Message& message) {
        const auto& text = message.sent.text;
        const auto clock = message.sent.hasDate() ? text.find('T') + 1 : 0;
        return text.size() < clock + 5 || text[clock + 4] == '0' || text[clock + 4] == '5';
    });
}

}  // namespace

std::optional<PageColumns> columnsOf(const std::vector<documents::Page>& pages) {
    if (pages.empty() || pages.front().width <= 0 || pages.front().height <= 0) return std::nullopt;
    for (const auto& page : pages)
        if (std::abs(page.width - pages.front().width) > 1 || std::abs(page.height - pages.front().height) > 1)
            return std::nullopt;
    PageColumns found;
    found.lanes = lanesOf(pages);
    if (found.lanes.empty()) return std::nullopt;
    const auto title = titlesOver(pages.front(), found.lanes);
    const std::size_t count = found.lanes.size() + 1;
    std::vector<double> left(count, std::numeric_limits<double>::max()), right(count, 0);
    std::vector<std::size_t> words(count, 0);
    for (const auto& page : pages) {
        std::vector<documents::Page> parts(count);
        for (auto& part : parts) {
            part.number = page.number;
            part.width = page.width;
            part.height = page.height;
            part.textSource = page.textSource;
        }
        for (const auto& word : page.words) {
            const bool isTitle = &page == &pages.front() && isAmong(title, word.box);
            const auto c = isTitle ? 0 : columnAt(found.lanes, (word.box.x0 + word.box.x1) / 2);
            parts[c].words.push_back(word);
            if (isTitle || isOuter(word.box, page)) continue;
            left[c] = std::min(left[c], word.box.x0);
            right[c] = std::max(right[c], word.box.x1);
            ++words[c];
        }
        for (const auto& part : parts) found.columns.push_back(linesOf(part));
    }
    if (std::ranges::any_of(words, [](std::size_t n) { return n < kLeastWords; })) return std::nullopt;
    for (std::size_t i = 0; i < found.columns.size(); ++i)
        for (auto& line : found.columns[i]) move(line, left[0] - left[i % count], left[0] + right[0]);
    return found;
}

bool goOnOverColumns(const std::vector<documents::Message>& messages, const PageColumns& columns) {
    if (arePlanned(messages)) return false;
    std::map<int, std::vector<std::size_t>> counts;  // messages in each column, by page
    std::size_t forward = 0, backward = 0, within = 0, withinForward = 0;
    const documents::Message* before = nullptr;
    std::size_t columnBefore = 0;
    for (const auto& message : messages) {
        if (message.regions.empty()) return false;
        const auto& region = message.regions.front();
        const auto column = columnAt(columns.lanes, region.box.x0);
        auto& count = counts[region.page];
        count.resize(columns.lanes.size() + 1);
        ++count[column];
        if (before && before->sent.hasDate() == message.sent.hasDate() && !message.sent.isEmpty()) {
            const int order = message.sent.text.compare(before->sent.text);
            if (before->regions.front().page == region.page && column != columnBefore) {
                forward += order >= 0;
                backward += order < 0;
            } else {
                ++within;
                withinForward += order >= 0;
            }
        }
        before = &message;
        columnBefore = column;
    }
    std::size_t filled = 0;
    for (const auto& [page, count] : counts) filled += std::ranges::all_of(count, [](std::size_t n) { return n >= 2; });
    const bool isForward = withinForward * 10 >= within * 9;
    const bool isBackward = withinForward * 10 <= within;
    return filled > 0 && (filled + 1) * 2 > counts.size() && within >= 2 &&
           ((isForward && forward > 4 * backward) || (isBackward && backward > 4 * forward));
}

}  // namespace redwell::messages
