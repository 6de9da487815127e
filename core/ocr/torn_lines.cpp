#include "ocr/torn_lines.h"

#include <algorithm>

namespace redwell::ocr {
namespace {

using documents::Word;

constexpr double kSpace = 1.6;             // the widest, in heights of a word; between columns there is more
constexpr double kNarrow = 14;             // heights of a word: what is wider may well be a column of text
constexpr std::size_t kLeastTorn = 6;      // lines of a page
constexpr std::size_t kMostLinesEach = 8;  // one line in so many
constexpr double kWidestMarks = 1.5;       // width to height
constexpr double kReachesInto = 0.25;      // of a word's height
constexpr std::size_t kLeastOnSide = 2;    // words on their side

bool areBeside(const Word& left, const Word& right) {
    const double height = std::max(left.box.height(), right.box.height());
    const double gap = right.box.x0 - left.box.x1;
    const double shared = std::min(left.box.y1, right.box.y1) - std::max(left.box.y0, right.box.y0);
    return gap > -0.3 * height && gap < kSpace * height &&
           shared > 0.5 * std::min(left.box.height(), right.box.height());
}

}  // namespace

std::size_t tornLines(const std::vector<Word>& words) {
    struct Line {
        const Word *first, *last;
        double width() const { return last->box.x1 - first->box.x0; }
    };
    std::vector<Line> lines;
    const Word* begin = nullptr;
    for (const auto& word : words) {
        if (!begin) begin = &word;
        if (!word.endsLine) continue;
        lines.push_back({begin, &word});
        begin = nullptr;
    }
    const auto top = [](const Line& line) { return line.first->box.y0; };
    std::ranges::sort(lines, {}, top);
    std::size_t torn = 0;
    for (const auto& line : lines) {
        const auto& word = *line.last;
        const double reach = 3 * word.box.height();
        auto other = std::ranges::lower_bound(lines, word.box.y0 - reach, {}, top);
        for (; other != lines.end() && top(*other) < word.box.y1 + reach; ++other) {
            const bool isNarrow = std::min(line.width(), other->width()) < kNarrow * word.box.height();
            if (other->first != line.first && isNarrow && areBeside(word, *other->first)) {
                ++torn;
                break;
            }
        }
    }
    return torn;
}

bool hasMarksOnTheirSide(const std::vector<Word>& words) {
    std::vector<const Word*> upright;
    for (const auto& word : words)
        if (word.box.height() <= word.box.width()) upright.push_back(&word);
    std::ranges::sort(upright, {}, [](const Word* word) { return word->box.y0; });
    std::size_t onSide = 0;
    for (const auto& word : words) {
        if (word.text.size() < 2 || word.box.width() > kWidestMarks * word.box.height()) continue;
        const double reach = 3 * word.box.width();  // of a row of marks
        double rowEnd = -1;
        std::size_t rows = 0;  // of words close behind it that it reaches into
        for (const auto* other : upright) {
            if (other->box.y0 > word.box.y1) break;
            const double shared = std::min(other->box.y1, word.box.y1) - std::max(other->box.y0, word.box.y0);
            const bool isBehind = other->box.x0 >= word.box.x1 && other->box.x0 < word.box.x1 + reach;
            if (!isBehind || shared < kReachesInto * other->box.height() || other->box.y0 < rowEnd) continue;
            ++rows;
            rowEnd = other->box.y1;
        }
        onSide += rows >= 2;
    }
    return onSide >= kLeastOnSide;
}

std::size_t uprightLines(const std::vector<Word>& words) {
    return static_cast<std::size_t>(std::ranges::count_if(
        words, [](const Word& word) { return word.endsLine && word.box.width() > word.box.height(); }));
}

bool isTorn(const std::vector<Word>& words) {
    const auto lines = static_cast<std::size_t>(std::ranges::count_if(words, &Word::endsLine));
    const auto torn = tornLines(words);
    return torn >= kLeastTorn && torn * kMostLinesEach >= lines;
}

}  // namespace redwell::ocr
