#include "messages/line_numbers.h"

#include <algorithm>
#include <cmath>
#include <string_view>
#include <vector>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastNumbers = 15;     // numbers on a page
constexpr int kMostNumbers = 60;              // lines on a page
constexpr double kLeftPart = 0.25;            // of the page's width that the numbers stand in
constexpr double kAstray = 0.3;               // of the distance from line to line
constexpr std::size_t kInTheWayPerLine = 10;  // numbers to one other word in their column

struct Counted {
    std::size_t word = 0;
    int number = 0;
    double y = 0;
};

int lineNumberOf(std::string_view text) {
    if (text.empty() || text.size() > 2 || text.find_first_not_of("0123456789") != std::string_view::npos) return 0;
    int number = 0;
    for (const char c : text) number = number * 10 + (c - '0');
    return number <= kMostNumbers ? number : 0;
}

double middleValue(std::vector<double> values) {
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

}  // namespace

std::optional<NumberedLines> withoutLineNumbers(const documents::Page& page) {
    std::vector<Counted> counted;
    for (std::size_t w = 0; w < page.words.size(); ++w) {
        const auto& word = page.words[w];
        if (word.box.x1 > kLeftPart * page.width) continue;
        if (const int number = lineNumberOf(word.text); number > 0)
            counted.push_back({w, number, (word.box.y0 + word.box.y1) / 2});
    }
    if (counted.size() < kLeastNumbers) return std::nullopt;
    std::ranges::stable_sort(counted, {}, &Counted::y);
    std::vector<double> steps, tops;
    for (std::size_t i = 1; i < counted.size(); ++i)
        if (counted[i].number == counted[i - 1].number + 1) steps.push_back(counted[i].y - counted[i - 1].y);
    if (steps.size() < kLeastNumbers - 1) return std::nullopt;
    const double step = middleValue(steps);
    if (step <= 0) return std::nullopt;
    for (const auto& c : counted) tops.push_back(c.y - c.number * step);
    const double top = middleValue(tops);
    std::vector<bool> isNumber(page.words.size(), false);
    Box column;
    std::size_t found = 0;
    int least = kMostNumbers, most = 0;
    for (const auto& c : counted) {
        if (std::abs(c.y - top - c.number * step) > kAstray * step) continue;
        const auto& box = page.words[c.word].box;
        column = found == 0 ? box : column.united(box);
        isNumber[c.word] = true;
        least = std::min(least, c.number);
        most = std::max(most, c.number);
        ++found;
    }
    if (found < kLeastNumbers || least > 3 || found * 10 < static_cast<std::size_t>(most) * 7) return std::nullopt;
    std::size_t inTheWay = 0;
    for (std::size_t w = 0; w < page.words.size(); ++w) {
        const auto& box = page.words[w].box;
        if (isNumber[w] || box.x0 >= column.x1 || box.y1 < column.y0 || box.y0 > column.y1) continue;
        const bool isMisread = page.words[w].text.size() <= 2 && box.x1 <= column.x1 + 2;  // a number that a scan lost
        if (isMisread)
            isNumber[w] = true;
        else
            ++inTheWay;
    }
    if (inTheWay * kInTheWayPerLine > found) return std::nullopt;
    NumberedLines numbered{page, column};
    numbered.page.words.clear();
    for (std::size_t w = 0; w < page.words.size(); ++w)
        if (!isNumber[w]) numbered.page.words.push_back(page.words[w]);
    return numbered;
}

}  // namespace redwell::messages
