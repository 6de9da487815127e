#include "messages/text_line.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <span>

namespace redwell::messages {
namespace {

constexpr std::size_t kSkewSample = 3000;
constexpr double kMaxSlope = 0.06;  // some 3.4 degrees; OCR turns a page that lies worse
constexpr std::size_t kOpenLines = 24;
constexpr double kLeastLetter = 0.6, kMostLetter = 1.4;  // of the words' height

struct Placed {
    const documents::Word* word = nullptr;
    double x0 = 0, x1 = 0, y0 = 0, y1 = 0;
    double middle() const { return (y0 + y1) / 2; }
};

bool isUsable(const documents::Word& word) {
    const Box& b = word.box;
    return std::isfinite(b.x0) && std::isfinite(b.y0) && std::isfinite(b.x1) && std::isfinite(b.y1) && b.x1 >= b.x0 &&
           b.y1 > b.y0 && !trim(word.text).empty();
}

double median(std::vector<double> values) {
    if (values.empty()) return 0;
    const auto half = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), half, values.end());
    return *half;
}

// Table rules and specks that OCR reads as strokes. A thin letter is about as tall as the words around it, whose boxes
// are `height` tall.
bool isStroke(const documents::Word& word, double height) {
    if (word.text.find_first_not_of("|_~'`\"") == std::string::npos || word.text == "\u2014") return true;
    const double tall = word.box.height();
    return word.text.size() <= 3 && tall > 6 * std::max(1.0, word.box.width()) &&
           (tall < kLeastLetter * height || tall > kMostLetter * height);
}

// The slope under which the words' middles fall into the sharpest rows.
double slopeOf(std::span<const documents::Word* const> words, double height) {
    if (words.size() < 12 || height <= 0) return 0;
    const std::size_t step = words.size() / kSkewSample + 1;
    const double bin = std::max(0.5, height / 4);
    double best = 0, bestScore = -1;
    std::vector<double> rows;
    for (int i = 0; i <= 48; ++i) {
        const int k = (i % 2 ? -1 : 1) * ((i + 1) / 2);  // level first, so that a tie keeps it
        const double slope = kMaxSlope * k / 24;
        rows.clear();
        for (std::size_t w = 0; w < words.size(); w += step) {
            const Box& b = words[w]->box;
            rows.push_back(((b.y0 + b.y1) / 2 - slope * (b.x0 + b.x1) / 2) / bin);
        }
        std::sort(rows.begin(), rows.end());
        double score = 0;  // neighbours within a bin of one another
        for (std::size_t r = 1; r < rows.size(); ++r) score += std::max(0.0, 1 - (rows[r] - rows[r - 1]) * 4);
        if (score > bestScore * 1.02 + 1e-9) {
            bestScore = score;
            best = slope;
        }
    }
    return best;
}

struct OpenLine {
    std::vector<Placed> words;
    double y0 = 0, y1 = 0;  // mean of its words
};

double overlap(const OpenLine& line, const Placed& word) {
    const double shared = std::min(line.y1, word.y1) - std::max(line.y0, word.y0);
    return shared / std::max(0.1, std::min(line.y1 - line.y0, word.y1 - word.y0));
}

std::vector<OpenLine> clustered(std::vector<Placed> words) {
    std::stable_sort(words.begin(), words.end(),
                     [](const Placed& a, const Placed& b) { return a.middle() < b.middle(); });
    std::vector<OpenLine> lines;
    for (const auto& word : words) {
        OpenLine* best = nullptr;
        double most = 0.5;
        const std::size_t from = lines.size() > kOpenLines ? lines.size() - kOpenLines : 0;
        for (std::size_t i = from; i < lines.size(); ++i)
            if (const double shared = overlap(lines[i], word); shared > most) {
                most = shared;
                best = &lines[i];
            }
        if (!best) {
            lines.push_back({{word}, word.y0, word.y1});
            continue;
        }
        const auto n = static_cast<double>(best->words.size());
        best->y0 = (best->y0 * n + word.y0) / (n + 1);
        best->y1 = (best->y1 * n + word.y1) / (n + 1);
        best->words.push_back(word);
    }
    return lines;
}

void append(TextLine& line, const Placed& placed) {
    if (!line.text.empty()) line.text += ' ';
    LineWord word;
    word.begin = line.text.size();
    line.text += trim(placed.word->text);
    word.end = line.text.size();
    word.box = placed.word->box;
    word.x0 = placed.x0;
    word.x1 = placed.x1;
    word.confidence = placed.word->confidence;
    line.box = line.words.empty() ? word.box : line.box.united(word.box);
    line.words.push_back(word);
}

// In pitches, since boxes of scanned words hug the letters while embedded ones are as tall as the font.
void measureGaps(std::vector<TextLine>& lines) {
    std::vector<double> heights, steps;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        heights.push_back(lines[i].height());
        if (i > 0) steps.push_back((lines[i].y0 + lines[i].y1 - lines[i - 1].y0 - lines[i - 1].y1) / 2);
    }
    const double height = std::max(1.0, median(heights));
    std::erase_if(steps, [height](double step) { return step < 0.6 * height; });
    double pitch = 1.25 * height;
    if (steps.size() >= 3) {
        const auto third = steps.begin() + static_cast<std::ptrdiff_t>(steps.size() / 3);
        std::nth_element(steps.begin(), third, steps.end());
        pitch = std::clamp(*third, 0.9 * height, 3 * height);
    }
    for (std::size_t i = 0; i < lines.size(); ++i)
        lines[i].gapAbove =
            i == 0 ? kStartsPage
                   : std::max(0.0, (lines[i].y0 + lines[i].y1 - lines[i - 1].y0 - lines[i - 1].y1) / 2 / pitch - 1);
}

}  // namespace

std::vector<TextLine> linesOf(const documents::Page& page) {
    const bool isOcr = page.textSource == documents::TextSource::Ocr;
    std::vector<const documents::Word*> words;
    std::vector<double> heights;
    for (const auto& word : page.words) {
        if (!isUsable(word)) continue;
        words.push_back(&word);
        heights.push_back(word.box.height());
    }
    const double height = median(heights);
    if (isOcr) std::erase_if(words, [height](const auto* word) { return isStroke(*word, height); });
    const double slope = slopeOf(words, height);
    std::vector<Placed> placed, tall;
    for (const auto* word : words) {
        const Box& b = word->box;
        const double cx = (b.x0 + b.x1) / 2, cy = (b.y0 + b.y1) / 2;
        // A box around slanted text is taller than the text; take that out again.
        const double half = std::max(0.2 * b.height(), (b.height() - std::abs(slope) * b.width()) / 2);
        const double y = cy - slope * cx;
        Placed p{word, b.x0 + slope * cy, b.x1 + slope * cy, y - half, y + half};
        (b.height() > 2.5 * height && word->text.size() <= 2 ? tall : placed).push_back(p);
    }
    std::vector<TextLine> lines;
    for (auto& open : clustered(std::move(placed))) {
        std::stable_sort(open.words.begin(), open.words.end(),
                         [](const Placed& a, const Placed& b) { return a.x0 < b.x0; });
        TextLine line;
        line.page = page.number;
        line.pageHeight = page.height;
        line.pageWidth = page.width;
        line.isOcr = isOcr;
        for (const auto& word : open.words) append(line, word);
        line.x0 = open.words.front().x0;
        line.x1 = open.words.front().x1;
        for (const auto& word : open.words) line.x1 = std::max(line.x1, word.x1);
        line.y0 = open.y0;
        line.y1 = open.y1;
        lines.push_back(std::move(line));
    }
    std::stable_sort(lines.begin(), lines.end(),
                     [](const TextLine& a, const TextLine& b) { return a.y0 + a.y1 < b.y0 + b.y1; });
    measureGaps(lines);
    return lines;
}

std::vector<TextLine> linesOfText(std::string_view text) {
    std::vector<TextLine> lines;
    constexpr double kCell = 6, kRow = 12;
    double y = 0;
    for (std::size_t at = 0; at <= text.size(); y += kRow) {
        auto end = text.find('\n', at);
        if (end == std::string_view::npos) end = text.size();
        const auto row = text.substr(at, end - at);
        at = end + 1;
        TextLine line;
        double column = 0;
        for (std::size_t i = 0; i < row.size();) {
            if (row[i] == ' ' || row[i] == '\r' || row[i] == '\t') {
                column = row[i] == '\t' ? (std::floor(column / 8) + 1) * 8 : column + 1;
                ++i;
                continue;
            }
            documents::Word word;
            const double start = column;
            while (i < row.size() && row[i] != ' ' && row[i] != '\t' && row[i] != '\r') {
                if ((static_cast<unsigned char>(row[i]) & 0xC0) != 0x80) ++column;
                word.text += row[i++];
            }
            word.box = {start * kCell, y, column * kCell, y + kRow};
            append(line, {&word, word.box.x0, word.box.x1, y, y + kRow});
        }
        if (line.words.empty()) continue;
        line.x0 = line.box.x0;
        line.x1 = line.box.x1;
        line.y0 = y;
        line.y1 = y + kRow;
        lines.push_back(std::move(line));
    }
    measureGaps(lines);
    return lines;
}

TextLine partOf(const TextLine& line, std::size_t first, std::size_t last) {
    TextLine part = line;
    part.words.assign(line.words.begin() + static_cast<std::ptrdiff_t>(first),
                      line.words.begin() + static_cast<std::ptrdiff_t>(last));
    if (part.words.empty()) {
        part.text.clear();
        return part;
    }
    const std::size_t from = part.words.front().begin;
    part.text = line.text.substr(from, part.words.back().end - from);
    part.box = part.words.front().box;
    part.x0 = part.words.front().x0;
    part.x1 = part.words.back().x1;
    for (auto& word : part.words) {
        word.begin -= from;
        word.end -= from;
        part.box = part.box.united(word.box);
    }
    return part;
}

std::vector<TextLine> segmentsOf(const TextLine& line, double heights) {
    std::vector<TextLine> segments;
    const double wide = heights * std::max(1.0, line.height());
    std::size_t first = 0;
    for (std::size_t i = 1; i <= line.words.size(); ++i)
        if (i == line.words.size() || line.words[i].x0 - line.words[i - 1].x1 > wide) {
            segments.push_back(partOf(line, first, i));
            first = i;
        }
    return segments;
}

bool isWideGap(const TextLine& line, std::size_t w, double heights) {
    if (w == 0 || w >= line.words.size()) return false;
    const double gap = line.words[w].x0 - line.words[w - 1].x1;
    if (gap <= heights * line.height()) return false;
    std::vector<double> gaps;
    for (std::size_t i = 1; i < line.words.size(); ++i) gaps.push_back(line.words[i].x0 - line.words[i - 1].x1);
    return gaps.size() < 4 || gap > 1.8 * median(std::move(gaps));
}

bool isWithinText(const std::vector<TextLine>& lines, std::size_t i) {
    constexpr double kApart = 0.35, kMostWhite = 0.6;  // in lines, in heights of the letters
    const auto& line = lines[i];
    if (line.gapAbove > kApart) return false;
    if (i == 0 || line.isOcr || line.page == 0) return true;
    const auto& above = lines[i - 1];
    const double step = (line.y0 + line.y1 - above.y0 - above.y1) / 2;
    return step <= (1 + kMostWhite) * std::max(line.height(), above.height());
}

std::size_t wordAt(const TextLine& line, std::size_t byte) {
    const auto found =
        std::partition_point(line.words.begin(), line.words.end(), [byte](const LineWord& w) { return w.end <= byte; });
    return static_cast<std::size_t>(found - line.words.begin());
}

}  // namespace redwell::messages
