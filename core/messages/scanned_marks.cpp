#include "messages/scanned_marks.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>
#include <string>

namespace redwell::messages {
namespace {

constexpr double kDoubtfulMark = 60;  // confidence
constexpr double kMarkColumn = 3;     // points
constexpr double kSameRows = 0.6;     // white between rows of one quotation, in steps
constexpr std::size_t kMostMisread = 4;

std::string_view textOf(const TextLine& line, std::size_t word) {
    return std::string_view(line.text).substr(line.words[word].begin, line.words[word].end - line.words[word].begin);
}

bool isMark(std::string_view text) { return text.find_first_not_of('>') == std::string_view::npos; }

// "I can." beneath a quotation: a letter that is a word is no mark.
bool isWordItself(std::string_view text) {
    static constexpr std::array<std::string_view, 3> kWords = {"I", "A", "a"};
    return std::ranges::find(kWords, text) != kWords.end();
}

struct QuotedRow {
    std::string marks;               // as they are read
    std::optional<double> textLeft;  // empty where only marks stand
};

std::optional<QuotedRow> quotedRow(const TextLine& line) {
    std::size_t w = 0;
    while (w < line.words.size() && isMark(textOf(line, w))) ++w;
    if (w == 0) return std::nullopt;
    QuotedRow row{line.text.substr(0, line.words[w - 1].end), {}};
    if (w < line.words.size()) row.textLeft = line.words[w].x0;
    return row;
}

// How many of the first words may be marks; at least one of them is no mark as it is read.
std::size_t doubtfulWords(const TextLine& line) {
    std::size_t w = 0;
    bool isMisread = false;
    for (; w < std::min(line.words.size(), kMostMisread); ++w) {
        if (isMark(textOf(line, w))) continue;
        if (line.words[w].confidence >= kDoubtfulMark || isWordItself(textOf(line, w))) break;
        isMisread = true;
    }
    return isMisread ? w : 0;
}

bool fits(const TextLine& line, std::size_t doubtful, const QuotedRow& row) {
    return row.textLeft && doubtful < line.words.size() && line.words[doubtful - 1].x1 < *row.textLeft + kMarkColumn &&
           std::abs(line.words[doubtful].x0 - *row.textLeft) < kMarkColumn;
}

void putMarks(TextLine& line, std::size_t doubtful, const std::string& marks) {
    LineWord mark = line.words.front();
    for (std::size_t w = 0; w < doubtful; ++w) {
        mark.box = mark.box.united(line.words[w].box);
        mark.x1 = std::max(mark.x1, line.words[w].x1);
        mark.confidence = std::min(mark.confidence, line.words[w].confidence);
    }
    const std::size_t from = doubtful < line.words.size() ? line.words[doubtful].begin : line.text.size();
    const std::string rest = line.text.substr(from);
    const std::size_t at = marks.size() + (rest.empty() ? 0 : 1);
    line.text = rest.empty() ? marks : marks + ' ' + rest;
    line.words.erase(line.words.begin(), line.words.begin() + static_cast<std::ptrdiff_t>(doubtful));
    for (auto& word : line.words) {
        word.begin = word.begin - from + at;
        word.end = word.end - from + at;
    }
    mark.begin = 0;
    mark.end = marks.size();
    line.words.insert(line.words.begin(), mark);
}

// leftmost: of the marks on the page.
void mend(std::vector<TextLine>& lines, std::size_t i, double leftmost) {
    auto& line = lines[i];
    const auto doubtful = line.isOcr && !line.words.empty() ? doubtfulWords(line) : 0;
    if (doubtful == 0 || line.words.front().x0 < leftmost - kMarkColumn) return;
    const auto above = i > 0 && line.gapAbove < kSameRows ? quotedRow(lines[i - 1]) : std::nullopt;
    const auto beneath =
        i + 1 < lines.size() && lines[i + 1].gapAbove < kSameRows ? quotedRow(lines[i + 1]) : std::nullopt;
    for (const auto& row : {above, beneath})
        if (row && fits(line, doubtful, *row)) {
            putMarks(line, doubtful, row->marks);
            return;
        }
    // A row of nothing but marks between two rows that are quoted.
    if (doubtful < line.words.size() || !above || !beneath || above->marks != beneath->marks) return;
    const auto textLeft = above->textLeft ? above->textLeft : beneath->textLeft;
    if (textLeft && line.words.back().x1 < *textLeft) putMarks(line, doubtful, above->marks);
}

}  // namespace

void mendQuoteMarks(std::vector<TextLine>& lines) {
    std::optional<double> leftmost;
    for (const auto& line : lines)
        if (line.isOcr && quotedRow(line)) leftmost = std::min(leftmost.value_or(line.x0), line.x0);
    if (!leftmost) return;
    for (std::size_t i = 0; i < lines.size(); ++i) mend(lines, i, *leftmost);
    for (std::size_t i = lines.size(); i > 0; --i) mend(lines, i - 1, *leftmost);
}

}  // namespace redwell::messages
