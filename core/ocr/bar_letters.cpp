#include "ocr/bar_letters.h"

#include "ocr/pix.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace redwell::ocr {

using documents::Word;
using tesseract::ResultIterator;

namespace {

constexpr double kShortest = 0.8, kTallest = 1.15;  // of a capital, as the line has them
constexpr double kOffLine = 0.08;                   // of the line's height, between a letter's foot and the line
constexpr double kLeastOff = 1.5;                   // pixels
constexpr double kAside = 0.2;                      // of the line's height, that a box may lie beside its stroke
constexpr double kSameColumn = 0.3;                 // of a bar's height
constexpr std::size_t kLeastRows = 3;               // that bars which part columns stand on

struct Line {
    double height = 0, capital = 0;  // pixels
    double base = 0;                 // y at the bar
};

std::optional<Line> lineAt(const ResultIterator& at, double x) {
    float height = 0, descenders = 0, ascenders = 0;
    at.RowAttributes(&height, &descenders, &ascenders);
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (!at.Baseline(tesseract::RIL_TEXTLINE, &x0, &y0, &x1, &y1)) return std::nullopt;
    Line line;
    line.height = static_cast<double>(height);
    line.capital = static_cast<double>(height + descenders);  // descenders are below zero
    line.base = x1 > x0 ? y0 + (y1 - y0) * (x - x0) / (x1 - x0) : y0;
    if (line.capital <= 0) return std::nullopt;
    return line;
}

bool hasInk(Pix& page, int y, int x0, int x1) {
    for (int x = std::max(0, x0); x < std::min(pixGetWidth(&page), x1); ++x) {
        l_uint32 ink = 0;
        pixGetPixel(&page, x, y, &ink);
        if (ink) return true;
    }
    return false;
}

// The first row of a stroke through the middle of a line and the row after its last. The boxes of letters are guesses
// where Tesseract could not tell them apart.
std::pair<int, int> strokeRows(Pix& page, const Line& line, int x0, int x1) {
    const int height = pixGetHeight(&page);
    const int middle = std::clamp(static_cast<int>(line.base - line.capital / 2), 0, height - 1);
    const int most = static_cast<int>(2 * line.height);
    int first = middle, last = middle;
    while (first > 0 && middle - first < most && hasInk(page, first - 1, x0, x1)) --first;
    while (last < height && last - middle < most && hasInk(page, last, x0, x1)) ++last;
    return {first, last};
}

bool isCapitalI(Pix& page, const ResultIterator& at) {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    if (!at.BoundingBox(tesseract::RIL_SYMBOL, &x0, &y0, &x1, &y1)) return false;
    const auto line = lineAt(at, (x0 + x1) / 2.0);
    if (!line) return false;
    const int aside = static_cast<int>(kAside * line->height);
    const auto [first, last] = strokeRows(page, *line, x0 - aside, x1 + aside);
    const double height = last - first;
    return height >= kShortest * line->capital && height <= kTallest * line->capital &&
           std::abs(last - line->base) <= std::max(kLeastOff, kOffLine * line->height);
}

// A line of words, [begin, end), and the bars among them that may be letters.
struct BarredLine {
    std::size_t begin = 0, end = 0;
    std::vector<std::size_t> bars;
};

std::vector<BarredLine> linesOf(const std::vector<Word>& words, const std::vector<std::size_t>& bars) {
    std::vector<BarredLine> lines;
    BarredLine line;
    for (std::size_t i = 0; i < words.size(); ++i) {
        if (std::ranges::binary_search(bars, i)) line.bars.push_back(i);
        if (!words[i].endsLine && i + 1 < words.size()) continue;
        line.end = i + 1;
        lines.push_back(std::exchange(line, {i + 1, i + 1, {}}));
    }
    return lines;
}

bool isCapital(char c) { return c >= 'A' && c <= 'Z'; }
bool isSmall(char c) { return c >= 'a' && c <= 'z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }

// "I WILL NOT" rather than "I Filter order I 9:10".
bool goesOnAsText(const std::vector<Word>& words, const BarredLine& line, std::size_t bar) {
    if (bar + 1 == line.end) return bar > line.begin;
    const auto& next = words[bar + 1].text;
    if (!isCapital(next.front()) && !isDigit(next.front())) return true;
    bool hasSmall = false;
    for (auto i = line.begin; i < line.end; ++i) hasSmall = hasSmall || std::ranges::any_of(words[i].text, isSmall);
    return isCapital(next.front()) && !hasSmall;
}

// Lines with a bar above or below this one.
std::size_t barsInColumn(const std::vector<Word>& words, const std::vector<BarredLine>& lines, std::size_t bar) {
    const double x = words[bar].box.x0, near = kSameColumn * words[bar].box.height();
    return static_cast<std::size_t>(std::ranges::count_if(lines, [&](const BarredLine& line) {
        return std::ranges::any_of(line.bars,
                                   [&](std::size_t other) { return std::abs(words[other].box.x0 - x) <= near; });
    }));
}

}  // namespace

ReadWord wordAt(tesseract::TessBaseAPI& api, const ResultIterator& at) {
    const std::unique_ptr<char[]> read(at.GetUTF8Text(tesseract::RIL_WORD));
    if (!read) return {};
    const std::string text = read.get();
    if (text.find('|') == std::string::npos) return {text};
    const PixPointer page(api.GetThresholdedImage());
    if (!page || pixGetDepth(page.get()) != 1) return {text};
    if (text == "|") return {text, isCapitalI(*page, at)};
    std::string mended;
    ResultIterator symbol(at);
    do {
        const std::unique_ptr<char[]> letter(symbol.GetUTF8Text(tesseract::RIL_SYMBOL));
        if (!letter) return {text};
        mended += std::string_view(letter.get()) == "|" && isCapitalI(*page, symbol) ? "I" : letter.get();
    } while (!symbol.IsAtFinalElement(tesseract::RIL_WORD, tesseract::RIL_SYMBOL) &&
             symbol.Next(tesseract::RIL_SYMBOL));
    return {mended};
}

void settleLoneBars(std::vector<Word>& words, const std::vector<std::size_t>& bars) {
    if (bars.empty()) return;
    const auto lines = linesOf(words, bars);
    const auto barred = static_cast<std::size_t>(
        std::ranges::count_if(lines, [](const BarredLine& line) { return !line.bars.empty(); }));
    const bool mayPartColumns = barred >= kLeastRows && barred * 2 > lines.size();
    std::vector<std::size_t> letters;
    for (const auto bar : bars) {
        const auto line = std::ranges::find_if(lines, [bar](const BarredLine& l) { return bar < l.end; });
        if (line == lines.end() || !goesOnAsText(words, *line, bar)) continue;
        if (!mayPartColumns || barsInColumn(words, lines, bar) < kLeastRows) letters.push_back(bar);
    }
    for (const auto letter : letters) words[letter].text = "I";
}

}  // namespace redwell::ocr
