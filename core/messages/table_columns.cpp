#include "messages/table_columns.h"

#include "base/text.h"
#include "messages/label_words.h"
#include "messages/sender.h"
#include "messages/table_rows.h"
#include "messages/time_expression.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <span>

namespace redwell::messages {
namespace {

constexpr double kLabelGap = 0.55, kLaneWidth = 0.55;  // in heights of a line
constexpr double kMuchWider = 1.2;                     // than the other spaces of a label
constexpr std::size_t kLeastRows = 4;
constexpr double kAligned = 0.7;  // the share of rows that keep to their labels' columns
constexpr std::size_t kSampledLines = 4000;
constexpr std::size_t kSpokenPer = 5;  // cells of texts, of which one is more than a word
constexpr std::size_t kWidest = 4000;  // points

// Words that a column of directions or of states holds, so that it is no column of names.
bool isDirection(std::string_view text) {
    const std::string word = foldToAlphanumeric(text);
    for (const std::string_view known : {"incoming", "outgoing", "inbox", "outbox", "received", "in", "out", "missed"})
        if (word == known) return true;
    return false;
}
bool isState(std::string_view text) {
    const std::string word = foldToAlphanumeric(text);
    for (const std::string_view known : {"read", "unread", "sent", "delivered", "failed", "draft", "seen", "yes", "no",
                                         "sms", "mms", "imessage", "intact", "deleted", "chat", "text"})
        if (word == known) return true;
    return false;
}

// Words of letters in any script, what a column of numbers or amounts does not hold: two of them, or as much in a
// script that parts no words.
bool isSpoken(std::string_view text) {
    std::size_t worded = 0;
    for (const auto& word : split(text, ' ')) {
        const auto letters = std::ranges::count_if(word, [](char c) {
            return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80);
        });
        const bool isForeign = std::ranges::all_of(word, [](char c) { return static_cast<unsigned char>(c) & 0x80; });
        worded += letters >= 2 && static_cast<std::size_t>(letters) + 1 >= word.size();
        worded += isForeign && word.size() >= 6;
    }
    return worded >= 2;
}

// How many sampled words lie over each point of the page's width.
std::vector<int> coverageOf(const std::vector<const TextLine*>& lines) {
    std::vector<int> cover(kWidest + 1, 0);
    const std::size_t step = lines.size() / kSampledLines + 1;
    for (std::size_t i = 0; i < lines.size(); i += step)
        for (const auto& word : lines[i]->words) {
            const auto from = static_cast<std::size_t>(std::clamp(word.x0, 0.0, double(kWidest)));
            const auto to = static_cast<std::size_t>(std::clamp(word.x1, 0.0, double(kWidest)));
            if (to - from > kWidest / 2) continue;
            for (std::size_t x = from; x <= to; ++x) ++cover[x];
        }
    return cover;
}

// The lane between two columns: the emptiest run of x in (low, high), nearest to where the next label begins.
double laneBefore(const std::vector<int>& cover, double low, double high, double label) {
    const auto from = static_cast<std::size_t>(std::clamp(low, 0.0, double(kWidest))),
               to = static_cast<std::size_t>(std::clamp(high, 0.0, double(kWidest)));
    if (to <= from + 1) return label - 2;
    const int least = *std::min_element(cover.begin() + static_cast<std::ptrdiff_t>(from),
                                        cover.begin() + static_cast<std::ptrdiff_t>(to));
    double best = label - 2, nearest = 1e9;
    for (std::size_t x = from; x < to;) {
        if (cover[x] != least) {
            ++x;
            continue;
        }
        std::size_t end = x;
        while (end < to && cover[end] == least) ++end;
        const double middle = static_cast<double>(x + end) / 2;
        const double off = label >= double(x) && label <= double(end) + 3
                               ? 0
                               : std::min(std::abs(label - double(x)), std::abs(label - double(end)));
        if (off < nearest) {
            nearest = off;
            best = std::min(middle, label + 40);
        }
        x = end;
    }
    return best;
}

// A column begins at its label or left of it; only where text runs over that, further in.
double leftOf(const TextLine& label, const TextLine& before, const std::vector<int>& cover, std::size_t rows) {
    const double low = before.x0 + 4;
    for (auto x = static_cast<std::size_t>(std::clamp(label.x0, 0.0, double(kWidest) - 4)), n = std::size_t{0};
         static_cast<double>(x) > low && n < 12; --x, ++n)
        if (cover[x] * 25 <= static_cast<int>(rows)) return laneBefore(cover, low, label.x0 + 3, label.x0);
    return laneBefore(cover, low, label.x1 - 2, label.x0);
}

// "Date/Time (UTC-5)"
std::optional<int> zoneIn(std::string_view label) {
    const auto bracket = label.find('(');
    if (bracket == std::string_view::npos) return std::nullopt;
    const auto times = findTimes("00:00 " + std::string(label.substr(bracket)));
    return times.empty() ? std::nullopt : times.front().offsetMinutes;
}

// "Type" over cells that say "Sent" and "Received" tells the direction.
void findDirections(const std::vector<TextLine>& lines, TableColumns& columns) {
    if (columns.has(LabelMeaning::Direction) || !columns.has(LabelMeaning::Party)) return;
    std::vector<std::size_t> filled(columns.roles.size()), directions(columns.roles.size());
    for (std::size_t i = columns.firstLine; i < lines.size(); ++i) {
        std::vector<std::string> cells(columns.roles.size());
        for (const auto& word : lines[i].words)
            appendToCell(cells[columns.columnOf(word.x0)], lines[i].text.substr(word.begin, word.end - word.begin));
        for (std::size_t c = 0; c < cells.size(); ++c) {
            filled[c] += !cells[c].empty();
            directions[c] += isDirection(cells[c]) || foldToAlphanumeric(cells[c]) == "sent";
        }
    }
    for (std::size_t c = 0; c < columns.roles.size(); ++c)
        if (columns.roles[c] == LabelMeaning::Other && directions[c] >= kLeastRows &&
            directions[c] * 10 >= filled[c] * 8) {
            columns.roles[c] = LabelMeaning::Direction;
            return;
        }
}

std::optional<TableColumns> labelledColumns(const std::vector<TextLine>& lines) {
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const auto labels = labelsOf(lines[i]);
        if (labels.empty()) continue;
        std::vector<const TextLine*> rows;
        for (std::size_t k = i + 1; k < lines.size(); ++k) rows.push_back(&lines[k]);
        const auto cover = coverageOf(rows);
        TableColumns columns;
        columns.isLabelled = true;
        columns.firstLine = i + 1;
        for (std::size_t l = 0; l < labels.size(); ++l) {
            if (labels[l].first == LabelMeaning::Time || labels[l].first == LabelMeaning::Date)
                if (const auto zone = zoneIn(labels[l].second.text)) columns.offsetMinutes = zone;
            columns.roles.push_back(labels[l].first);
            columns.lefts.push_back(l == 0 ? -1e9 : leftOf(labels[l].second, labels[l - 1].second, cover, rows.size()));
        }
        findDirections(lines, columns);
        return columns;
    }
    return std::nullopt;
}

struct Contents {
    std::size_t filled = 0, clocks = 0, dates = 0, names = 0, letters = 0, directions = 0, states = 0, spoken = 0;
    std::set<std::string> distinct;
};

// Lines that hold a row's time among other cells.
std::vector<const TextLine*> anchorsOf(std::span<const TextLine> lines) {
    std::vector<const TextLine*> anchors;
    for (const auto& line : lines) {
        const auto times = findTimes(line.text);
        if (line.words.size() >= 3 && !times.empty() && times.front().begin < 40) anchors.push_back(&line);
    }
    return anchors;
}

// Where the cells of these lines begin, by the white between them.
std::vector<double> lanesOf(const std::vector<const TextLine*>& anchors) {
    const auto cover = coverageOf(anchors);
    const int noise = static_cast<int>(anchors.size() / 25);
    const double lane = std::max(4.0, kLaneWidth * anchors[anchors.size() / 2]->height());
    std::vector<double> lefts;
    bool isInside = false;
    double empty = 1e9;
    for (std::size_t x = 0; x < cover.size(); ++x) {
        if (cover[x] <= noise) {
            empty += 1;
            isInside = false;
        } else if (!isInside) {
            if (empty >= lane && lefts.size() < 12) lefts.push_back(static_cast<double>(x) - 2);
            isInside = true;
            empty = 0;
        }
    }
    if (!lefts.empty()) lefts.front() = -1e9;
    return lefts;
}

std::optional<TableColumns> unlabelledColumns(std::span<const TextLine> lines) {
    const auto anchors = anchorsOf(lines);
    if (anchors.size() < kLeastRows || anchors.size() * 6 < lines.size()) return std::nullopt;
    TableColumns columns;
    columns.lefts = lanesOf(anchors);
    if (columns.lefts.size() < 3) return std::nullopt;
    columns.roles.assign(columns.lefts.size(), LabelMeaning::Other);
    std::vector<Contents> contents(columns.lefts.size());
    for (const auto* line : anchors) {
        std::vector<std::string> cells(columns.lefts.size());
        for (const auto& word : line->words)
            (cells[columns.columnOf(word.x0)] += line->text.substr(word.begin, word.end - word.begin)) += ' ';
        for (std::size_t c = 0; c < cells.size(); ++c) {
            const auto text = trim(cells[c]);
            if (text.empty()) continue;
            auto& content = contents[c];
            ++content.filled;
            content.letters += text.size();
            content.spoken += isSpoken(text);
            content.directions += isDirection(text);
            content.states += isState(text);
            for (const auto& time : findTimes(text)) {
                content.clocks += time.hasClock;
                content.dates += time.hasDate;
                break;
            }
            if (nameLikeness(text) >= 0.5) {
                ++content.names;
                content.distinct.insert(senderKey(text));
            }
        }
    }
    const std::size_t rows = anchors.size();
    std::size_t clocks = 0, longest = 0, body = columns.lefts.size();
    for (std::size_t c = 0; c < contents.size(); ++c) {
        const auto& k = contents[c];
        if (k.clocks * 10 >= rows * 7) {
            columns.roles[c] = LabelMeaning::Time;
            clocks += k.clocks;
        } else if (k.dates * 10 >= rows * 7) {
            columns.roles[c] = LabelMeaning::Date;
        } else if ((k.directions + k.states) * 10 >= k.filled * 9 && k.filled > 0) {
            if (k.directions * 2 >= k.filled) columns.roles[c] = LabelMeaning::Direction;
        } else if (k.names * 10 >= k.filled * 8 && k.filled * 10 >= rows * 7 && k.distinct.size() * 2 <= rows) {
            const bool isSecond = columns.has(LabelMeaning::From);
            columns.roles[c] = isSecond ? LabelMeaning::To : LabelMeaning::From;
        } else if (k.letters > longest) {
            longest = k.letters;
            body = c;
        }
    }
    if (body == columns.lefts.size() || !columns.has(LabelMeaning::From) || clocks * 10 < rows * 7) return std::nullopt;
    if (contents[body].spoken * kSpokenPer < contents[body].filled) return std::nullopt;
    columns.roles[body] = LabelMeaning::Body;
    for (std::size_t c = body + 1; c < columns.roles.size() && contents[c].states * 2 < contents[c].filled;
         ++c)  // lanes that chance leaves in running text
        if (columns.roles[c] == LabelMeaning::Other) columns.roles[c] = LabelMeaning::Body;
    return columns;
}

}  // namespace

bool TableColumns::has(LabelMeaning role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

std::size_t TableColumns::columnOf(double x) const {
    std::size_t column = 0;
    while (column + 1 < lefts.size() && x >= lefts[column + 1]) ++column;
    return column;
}

TextLine TableColumns::cell(const TextLine& line, LabelMeaning role) const {
    TextLine cell = line;
    cell.words.clear();
    cell.text.clear();
    for (const auto& word : line.words) {
        if (roles[columnOf((word.x0 * 3 + word.x1) / 4)] != role) continue;
        if (!cell.text.empty()) cell.text += ' ';
        LineWord copy = word;
        copy.begin = cell.text.size();
        cell.text += line.text.substr(word.begin, word.end - word.begin);
        copy.end = cell.text.size();
        cell.words.push_back(copy);
    }
    return cell;
}

namespace {

// "Time stamp (UTC+1) From": a time's label and another's whose columns lie close together, parted by the widest space.
std::vector<TextLine> labelsWithin(const TextLine& segment) {
    if (segment.words.size() < 3) return {segment};
    double widest = 0, next = 0;
    std::size_t at = 0;
    for (std::size_t w = 1; w < segment.words.size(); ++w) {
        const double gap = segment.words[w].x0 - segment.words[w - 1].x1;
        if (gap > widest) {
            next = widest;
            widest = gap;
            at = w;
        } else {
            next = std::max(next, gap);
        }
    }
    if (widest < kMuchWider * next) return {segment};
    auto left = partOf(segment, 0, at), right = partOf(segment, at, segment.words.size());
    const auto first = meaningOf(left.text), second = meaningOf(right.text);
    const bool isTime = first == LabelMeaning::Time || first == LabelMeaning::Date;
    const bool isPair = isTime && (second == LabelMeaning::From || second == LabelMeaning::To ||
                                   second == LabelMeaning::Party || second == LabelMeaning::Body);
    if (!isPair) return {segment};
    return {std::move(left), std::move(right)};
}

}  // namespace

std::vector<std::pair<LabelMeaning, TextLine>> labelsOf(const TextLine& line) {
    std::vector<std::pair<LabelMeaning, TextLine>> labels;
    if (line.words.size() > 24 || line.text.size() > 200) return labels;
    bool time = false, from = false, body = false;
    std::size_t unknown = 0;
    for (const auto& segment : segmentsOf(line, kLabelGap))
        for (auto& label : labelsWithin(segment)) {
            const auto role = meaningOf(label.text);
            unknown += !role;
            time = time || role == LabelMeaning::Time || role == LabelMeaning::Date;
            from = from || role == LabelMeaning::From || role == LabelMeaning::Party;
            body = body || role == LabelMeaning::Body;
            labels.emplace_back(role.value_or(LabelMeaning::Other), std::move(label));
        }
    if (!time || !from || !body || unknown * 3 > labels.size()) labels.clear();
    return labels;
}

namespace {

bool isSame(const TimeExpression& a, const TimeExpression& b) {
    return a.hasClock == b.hasClock && a.hour == b.hour && a.minute == b.minute && a.clockSecond == b.clockSecond;
}

// The share of rows whose time or day lies whole in the columns that should hold it, and their sender where one should
// stand.
double agreement(const std::vector<TextLine>& lines, const TableColumns& columns) {
    std::size_t whole = 0, named = 0;
    const auto anchors = anchorsOf(std::span(lines).subspan(columns.firstLine));
    for (const auto* line : anchors) {
        const auto cells =
            columns.cell(*line, LabelMeaning::Date).text + ' ' + columns.cell(*line, LabelMeaning::Time).text;
        const auto inCells = findTimes(cells), inLine = findTimes(line->text);
        whole += std::any_of(inCells.begin(), inCells.end(), [&](const TimeExpression& cell) {
            return std::any_of(inLine.begin(), inLine.end(),
                               [&](const TimeExpression& time) { return isSame(cell, time); });
        });
        named += nameLikeness(columns.cell(*line, LabelMeaning::From).text) >= 0.5;
    }
    if (anchors.empty()) return 1;
    if (!columns.has(LabelMeaning::From)) named = whole;
    return static_cast<double>(std::min(whole, named)) / static_cast<double>(anchors.size());
}

// Labels that do not stand over their columns: as many lanes as labels take them in order, else what they hold tells.
std::optional<TableColumns> realigned(const std::vector<TextLine>& lines, const TableColumns& labelled) {
    const auto rows = std::span(lines).subspan(labelled.firstLine);
    const auto anchors = anchorsOf(rows);
    if (anchors.size() < kLeastRows) return std::nullopt;
    TableColumns ordered = labelled;
    ordered.lefts = lanesOf(anchors);
    if (ordered.lefts.size() == ordered.roles.size() && agreement(lines, ordered) >= kAligned) return ordered;
    auto told = unlabelledColumns(rows);
    if (!told) return std::nullopt;
    told->firstLine = labelled.firstLine;
    told->offsetMinutes = labelled.offsetMinutes;
    return told;
}

}  // namespace

std::optional<TableColumns> findColumns(const std::vector<TextLine>& lines) {
    auto columns = labelledColumns(lines);
    if (!columns) return unlabelledColumns(lines);
    const double fit = agreement(lines, *columns);
    if (fit >= kAligned) return columns;
    auto other = realigned(lines, *columns);
    return other && agreement(lines, *other) > fit ? other : columns;
}

}  // namespace redwell::messages
