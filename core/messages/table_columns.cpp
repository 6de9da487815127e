#include "messages/table_columns.h"

#include "base/text.h"
#include "messages/sender.h"
#include "messages/time_expression.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace redwell::messages {
namespace {

constexpr double kLabelGap = 0.55, kLaneWidth = 0.55;  // in heights of a line
constexpr std::size_t kLeastRows = 4;
constexpr std::size_t kSampledLines = 4000;
constexpr std::size_t kWidest = 4000;  // points

std::optional<ColumnRole> roleNamed(std::string_view text) {
    const std::string word = foldToAlphanumeric(text);
    static const std::pair<std::string_view, ColumnRole> kNames[] = {
        {"timestamp", ColumnRole::Time},    {"time", ColumnRole::Time},
        {"datetime", ColumnRole::Time},     {"dateandtime", ColumnRole::Time},
        {"timesent", ColumnRole::Time},     {"senttime", ColumnRole::Time},
        {"messagetime", ColumnRole::Time},  {"timestamptime", ColumnRole::Time},
        {"datetimeutc", ColumnRole::Time},  {"timeutc", ColumnRole::Time},
        {"timestamputc", ColumnRole::Time}, {"sent", ColumnRole::Time},
        {"when", ColumnRole::Time},         {"date", ColumnRole::Date},
        {"datesent", ColumnRole::Date},     {"timestampdate", ColumnRole::Date},
        {"sentdate", ColumnRole::Date},     {"from", ColumnRole::From},
        {"sender", ColumnRole::From},       {"author", ColumnRole::From},
        {"user", ColumnRole::From},         {"sentby", ColumnRole::From},
        {"sendername", ColumnRole::From},   {"username", ColumnRole::From},
        {"speaker", ColumnRole::From},      {"name", ColumnRole::From},
        {"who", ColumnRole::From},          {"to", ColumnRole::To},
        {"recipient", ColumnRole::To},      {"recipients", ColumnRole::To},
        {"receiver", ColumnRole::To},       {"party", ColumnRole::Party},
        {"parties", ColumnRole::Party},     {"participants", ColumnRole::Party},
        {"body", ColumnRole::Body},         {"message", ColumnRole::Body},
        {"text", ColumnRole::Body},         {"content", ColumnRole::Body},
        {"contents", ColumnRole::Body},     {"messagebody", ColumnRole::Body},
        {"messagetext", ColumnRole::Body},  {"chat", ColumnRole::Body},
        {"comment", ColumnRole::Body},      {"said", ColumnRole::Body},
        {"direction", ColumnRole::Other},   {"type", ColumnRole::Other},
        {"status", ColumnRole::Other},      {"folder", ColumnRole::Other},
        {"no", ColumnRole::Other},          {"id", ColumnRole::Other},
        {"platform", ColumnRole::Other},    {"service", ColumnRole::Other},
        {"deleted", ColumnRole::Other},     {"attachments", ColumnRole::Other},
        {"attachment", ColumnRole::Other},  {"source", ColumnRole::Other},
        {"app", ColumnRole::Other},         {"channel", ColumnRole::Other},
        {"chatid", ColumnRole::Other},      {"read", ColumnRole::Other},
        {"subject", ColumnRole::Other},     {"item", ColumnRole::Other},
        {"tag", ColumnRole::Other},         {"notes", ColumnRole::Other}};
    for (const auto& [name, role] : kNames)
        if (word == name) return role;
    if (word.empty() && !text.empty() && text.size() <= 2) return ColumnRole::Other;  // "#"
    return std::nullopt;
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
            columns.roles.push_back(labels[l].first);
            columns.lefts.push_back(
                l == 0 ? -1e9
                       : laneBefore(cover, labels[l - 1].second.x0 + 4, labels[l].second.x1 - 2, labels[l].second.x0));
        }
        return columns;
    }
    return std::nullopt;
}

struct Contents {
    std::size_t filled = 0, clocks = 0, dates = 0, names = 0, letters = 0;
    std::set<std::string> distinct;
};

std::optional<TableColumns> unlabelledColumns(const std::vector<TextLine>& lines) {
    std::vector<const TextLine*> anchors;
    for (const auto& line : lines) {
        const auto times = findTimes(line.text);
        if (line.words.size() >= 3 && !times.empty() && times.front().begin < 40) anchors.push_back(&line);
    }
    if (anchors.size() < kLeastRows || anchors.size() * 6 < lines.size()) return std::nullopt;
    const auto cover = coverageOf(anchors);
    const int noise = static_cast<int>(anchors.size() / 25);
    const double lane = std::max(4.0, kLaneWidth * anchors[anchors.size() / 2]->height());
    TableColumns columns;
    bool isInside = false;
    double empty = 1e9;
    for (std::size_t x = 0; x < cover.size(); ++x) {
        if (cover[x] <= noise) {
            empty += 1;
            isInside = false;
        } else if (!isInside) {
            if (empty >= lane && columns.lefts.size() < 12) columns.lefts.push_back(static_cast<double>(x) - 2);
            isInside = true;
            empty = 0;
        }
    }
    if (columns.lefts.size() < 3) return std::nullopt;
    columns.lefts.front() = -1e9;
    columns.roles.assign(columns.lefts.size(), ColumnRole::Other);
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
            columns.roles[c] = ColumnRole::Time;
            clocks += k.clocks;
        } else if (k.dates * 10 >= rows * 7) {
            columns.roles[c] = ColumnRole::Date;
        } else if (k.names * 10 >= k.filled * 8 && k.filled * 10 >= rows * 7 && k.distinct.size() * 2 <= rows) {
            const bool isSecond = columns.has(ColumnRole::From);
            columns.roles[c] = isSecond ? ColumnRole::To : ColumnRole::From;
        } else if (k.letters > longest) {
            longest = k.letters;
            body = c;
        }
    }
    if (body == columns.lefts.size() || !columns.has(ColumnRole::From) || clocks * 10 < rows * 7) return std::nullopt;
    for (std::size_t c = body; c < columns.roles.size(); ++c)  // lanes that chance leaves in running text
        if (columns.roles[c] == ColumnRole::Other) columns.roles[c] = ColumnRole::Body;
    return columns;
}

}  // namespace

bool TableColumns::has(ColumnRole role) const { return std::find(roles.begin(), roles.end(), role) != roles.end(); }

std::size_t TableColumns::columnOf(double x) const {
    std::size_t column = 0;
    while (column + 1 < lefts.size() && x >= lefts[column + 1]) ++column;
    return column;
}

TextLine TableColumns::cell(const TextLine& line, ColumnRole role) const {
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

std::vector<std::pair<ColumnRole, TextLine>> labelsOf(const TextLine& line) {
    std::vector<std::pair<ColumnRole, TextLine>> labels;
    if (line.words.size() > 24 || line.text.size() > 200) return labels;
    bool time = false, from = false, body = false;
    std::size_t unknown = 0;
    for (auto& segment : segmentsOf(line, kLabelGap)) {
        const auto role = roleNamed(segment.text);
        unknown += !role;
        time = time || role == ColumnRole::Time || role == ColumnRole::Date;
        from = from || role == ColumnRole::From || role == ColumnRole::Party;
        body = body || role == ColumnRole::Body;
        labels.emplace_back(role.value_or(ColumnRole::Other), std::move(segment));
    }
    if (!time || !from || !body || unknown * 3 > labels.size()) labels.clear();
    return labels;
}

std::optional<TableColumns> findColumns(const std::vector<TextLine>& lines) {
    if (auto columns = labelledColumns(lines)) return columns;
    return unlabelledColumns(lines);
}

}  // namespace redwell::messages
