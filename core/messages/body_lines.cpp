#include "messages/body_lines.h"

#include "base/text.h"
#include "messages/chat_marks.h"
#include "messages/time_expression.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

constexpr double kParagraphGap = 0.35;    // in lines; those of a paragraph stand closer
constexpr double kNarrowest = 8;          // of a column, in heights of a line
constexpr double kNearlyWidest = 0.7;     // of the widest column: a column of a single text must be so wide
constexpr std::size_t kSureColumn = 3;    // wrapped lines that make its edge known
constexpr double kSpace = 0.2;            // in heights
constexpr std::size_t kOutliersPer = 40;  // lines of which one may stand out of its column

bool isLower(std::string_view text) { return !text.empty() && text.front() >= 'a' && text.front() <= 'z'; }

bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80);
}

bool isDigit(char c) { return c >= '0' && c <= '9'; }

// "- ", "2. ", "(b) ", a bullet.
bool opensItem(std::string_view text) {
    static constexpr std::array<std::string_view, 11> kMarks = {
        "-", "*", "+", "o", ">", "\u2022", "\u2023", "\u25AA", "\u2013", "\u2014", "\u00B7"};
    const auto space = text.find(' ');
    const auto word = text.substr(0, space);
    if (word.starts_with('>')) return true;
    if (space == std::string_view::npos || word.size() > 5) return false;
    if (std::find(kMarks.begin(), kMarks.end(), word) != kMarks.end()) return true;
    if (word.back() != '.' && word.back() != ')') return false;
    auto number = word.substr(0, word.size() - 1);
    if (number.starts_with('(')) number.remove_prefix(1);
    if (number.empty()) return false;
    return std::all_of(number.begin(), number.end(), isDigit) || (number.size() == 1 && isLetter(number[0])) ||
           number.find_first_not_of("ivx") == std::string_view::npos;
}

bool isCode(std::string_view text) {
    return text.ends_with('{') || text.ends_with('}') || text.ends_with(';') || text.starts_with('{') ||
           text.starts_with('}') || text.starts_with("//") || text.starts_with("$ ");
}

// The head of a message that was not seen as one; a reviewer may have to divide there.
bool mayBeHead(std::string_view text) {
    for (const auto& time : findTimes(text))
        if (time.hasClock && (time.hasDate || time.begin <= 1)) return true;
    return false;
}

bool isWithinParagraph(const BodyLine& next) { return next.gapAbove <= kParagraphGap || next.gapAbove >= kStartsPage; }

bool fits(const BodyLine& line, const BodyLine& next, double right) {
    const double slack = (line.isOcr ? 0.6 : 0.05) * line.height;
    return line.x1 + kSpace * line.height + next.firstWord <= right - slack;
}

double leftOf(const std::vector<BodyLine>& body, std::size_t first, std::size_t last) {
    double left = 1e9;
    for (auto i = first; i < last; ++i)
        if (!body[i].followsHead || last == first + 1) left = std::min(left, body[i].x0);
    return left;
}

// Calls visit(first, last) for the lines of each page.
template <class Visit>
void eachBlock(const std::vector<BodyLine>& body, Visit visit) {
    for (std::size_t first = 0, last = 0; first < body.size(); first = last) {
        while (last < body.size() && body[last].page == body[first].page) ++last;
        if (body[first].page != 0) visit(first, last);
    }
}

}  // namespace

BodyLine bodyLine(const TextLine& line, std::string_view text) {
    BodyLine body{
        std::string(trim(text)), line.page, line.gapAbove, line.isOcr, false, line.x0, line.x1, 0, line.height()};
    std::size_t first = 0, last = line.words.size();
    const bool isPart = text.data() >= line.text.data() && text.data() <= line.text.data() + line.text.size();
    if (isPart && !body.text.empty()) {
        const auto begin = static_cast<std::size_t>(trim(text).data() - line.text.data());
        first = wordAt(line, begin);
        last = std::min(last, wordAt(line, begin + body.text.size() - 1) + 1);
    }
    if (first < last) {
        body.followsHead = first > 0 && line.words[first].begin > 0 && line.text[0] != '>';
        body.x0 = line.words[first].x0;
        body.x1 = line.words[last - 1].x1;
        body.firstWord = line.words[first].x1 - line.words[first].x0;
    }
    return body;
}

BodyColumns::BodyColumns(const std::vector<const std::vector<BodyLine>*>& bodies) {
    struct Block {
        const std::vector<BodyLine>* body;
        std::size_t first, last;
        double left;
    };
    std::vector<Block> blocks;
    for (const auto* body : bodies)
        eachBlock(*body, [&](std::size_t first, std::size_t last) {
            blocks.push_back({body, first, last, leftOf(*body, first, last)});
        });
    std::ranges::stable_sort(blocks, {}, &Block::left);
    for (const auto& block : blocks) {
        const double height = (*block.body)[block.first].height;
        if (m_columns.empty() || block.left - m_columns.back().left > height) {
            m_columns.push_back({});
            m_columns.back().left = block.left;
        }
        auto& column = m_columns.back();
        ++column.blocks;
        for (auto i = block.first; i < block.last; ++i) column.ends.push_back((*block.body)[i].x1);
    }
    for (auto& column : m_columns) {
        const auto out = column.ends.size() / kOutliersPer;
        const auto nth = column.ends.begin() + static_cast<std::ptrdiff_t>(out);
        std::nth_element(column.ends.begin(), nth, column.ends.end(), std::greater{});
        column.right = *nth;
        column.ends = {};
        m_widest = std::max(m_widest, column.right - column.left);
    }
    for (const auto& block : blocks) {
        auto& column = m_columns[columnAt(block.left)];
        for (auto i = block.first; i + 1 < block.last; ++i) {
            const auto &line = (*block.body)[i], &next = (*block.body)[i + 1];
            column.wrapped += isWithinParagraph(next) && isLower(next.text) && !fits(line, next, column.right);
        }
    }
}

// The last that begins no further right: what begins within a height of its left edge is its own.
std::size_t BodyColumns::columnAt(double left) const {
    const auto after = std::ranges::upper_bound(m_columns, left, {}, &Column::left);
    return static_cast<std::size_t>(after - m_columns.begin()) - 1;
}

bool BodyColumns::goesOn(const BodyLine& line, const BodyLine& next, const Column& column) const {
    const double width = column.right - column.left;
    if (width < kNarrowest * line.height || (column.blocks < 2 && width < kNearlyWidest * m_widest)) return false;
    if (!isWithinParagraph(next) || fits(line, next, column.right)) return false;
    if (opensItem(next.text) || isCode(line.text) || isCode(next.text) || isReactions(line.text) ||
        isReactions(next.text) || next.text == "Edited" || mayBeHead(next.text))
        return false;
    // Set in, and not beneath the text of an item or of a head.
    if (next.x0 > line.x0 + line.height && !opensItem(line.text) && !line.followsHead && next.page == line.page)
        return false;
    if (isLower(next.text)) return !line.text.ends_with(':');
    return column.wrapped >= kSureColumn;
}

std::string BodyColumns::textOf(const std::vector<BodyLine>& body) const {
    std::string text;
    std::vector<bool> isWrapped(body.size(), false);  // whether the line goes on beneath
    eachBlock(body, [&](std::size_t first, std::size_t last) {
        const auto& column = m_columns[columnAt(leftOf(body, first, last))];
        for (auto i = first; i < last && i + 1 < body.size(); ++i)
            isWrapped[i] = body[i + 1].page != 0 && goesOn(body[i], body[i + 1], column);
    });
    for (std::size_t i = 0; i < body.size(); ++i) {
        const auto& line = body[i];
        if (i > 0 && isWrapped[i - 1]) {
            const bool isDivided = text.size() > 1 && text.back() == '-' && isLetter(text[text.size() - 2]);
            if (!isDivided || !isLetter(line.text.front())) text += ' ';
        } else if (i > 0) {
            text += line.gapAbove > kParagraphGap && line.gapAbove < kStartsPage ? "\n\n" : "\n";
        }
        text += line.text;
    }
    return text;
}

}  // namespace redwell::messages
