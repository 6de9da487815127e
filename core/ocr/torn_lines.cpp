#include "ocr/torn_lines.h"

#include <algorithm>

namespace redwell::ocr {
namespace {

using documents::Word;

constexpr double kSpace = 1.6;             // the widest, in heights of a word; between columns there is more
constexpr std::size_t kLeastTorn = 6;      // lines of a page
constexpr std::size_t kMostLinesEach = 8;  // one line in so many

bool areBeside(const Word& left, const Word& right) {
    const double height = std::max(left.box.height(), right.box.height());
    const double gap = right.box.x0 - left.box.x1;
    const double shared = std::min(left.box.y1, right.box.y1) - std::max(left.box.y0, right.box.y0);
    return gap > -0.3 * height && gap < kSpace * height &&
           shared > 0.5 * std::min(left.box.height(), right.box.height());
}

}  // namespace

std::size_t tornLines(const std::vector<Word>& words) {
    std::vector<const Word*> first;
    for (std::size_t w = 0; w < words.size(); ++w)
        if (w == 0 || words[w - 1].endsLine) first.push_back(&words[w]);
    std::ranges::sort(first, {}, [](const Word* word) { return word->box.y0; });
    std::size_t torn = 0;
    for (const auto& word : words) {
        if (!word.endsLine) continue;
        const double reach = 3 * word.box.height();
        auto other = std::ranges::lower_bound(first, word.box.y0 - reach, {}, [](const Word* w) { return w->box.y0; });
        for (; other != first.end() && (*other)->box.y0 < word.box.y1 + reach; ++other)
            if (*other != &word && areBeside(word, **other)) {
                ++torn;
                break;
            }
    }
    return torn;
}

bool isTorn(const std::vector<Word>& words) {
    const auto lines = static_cast<std::size_t>(std::ranges::count_if(words, &Word::endsLine));
    const auto torn = tornLines(words);
    return torn >= kLeastTorn && torn * kMostLinesEach >= lines;
}

}  // namespace redwell::ocr
