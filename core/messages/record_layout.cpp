#include "messages/record_layout.h"

#include "base/text.h"
#include "messages/date_order.h"
#include "messages/document_owner.h"
#include "messages/message_builder.h"
#include "messages/sender.h"
#include "messages/table_cells.h"
#include "messages/table_rows.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastRecords = 3, kMostInLabel = 6;  // words
constexpr double kLane = 0.8, kOff = 3;                     // heights of a line, points

// Where labels and their values begin.
struct Edges {
    double labels = 0, values = 0;
    bool isRunIn = false;  // values follow their labels' colons
};

std::optional<Edges> edgesOf(const std::vector<TextLine>& lines) {
    std::map<std::pair<long, long>, std::size_t> counts;
    for (const auto& line : lines)
        for (std::size_t w = 1; w < std::min(line.words.size(), kMostInLabel + 1); ++w)
            if (line.words[w].x0 - line.words[w - 1].x1 > kLane * line.height()) {
                ++counts[{std::lround(line.x0 / kOff), std::lround(line.words[w].x0 / kOff)}];
                break;
            }
    const auto most =
        std::ranges::max_element(counts, [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == counts.end() || most->second < 3 * kLeastRecords) return std::nullopt;
    return Edges{static_cast<double>(most->first.first) * kOff, static_cast<double>(most->first.second) * kOff};
}

struct Field {
    std::size_t line = 0, words = 0;  // of the label
    std::string key;                  // folded label; empty: the line goes on with the value above
    bool isParted = false;            // white between label and value, or a colon
    bool isPlaced = true;             // keeps to one of the edges
};

// Where the label of a line ends that its value follows behind a colon: "From: Ada Quill"; 0 without one.
std::size_t runInLabel(const TextLine& line) {
    for (std::size_t w = 0; w < std::min(line.words.size(), kMostInLabel); ++w)
        if (line.text[line.words[w].end - 1] == ':') return w + 1;
    return 0;
}

// The edge of labels that such lines keep to, most of which mean something in a message.
std::optional<Edges> runInEdgeOf(const std::vector<TextLine>& lines) {
    std::map<long, std::size_t> counts;
    for (const auto& line : lines)
        if (const auto words = runInLabel(line);
            words > 0 && meaningOf(fold(line.text.substr(0, line.words[words - 1].end - 1))))
            ++counts[std::lround(line.x0 / kOff)];
    const auto most =
        std::ranges::max_element(counts, [](const auto& a, const auto& b) { return a.second < b.second; });
    if (most == counts.end() || most->second < 3 * kLeastRecords) return std::nullopt;
    return Edges{static_cast<double>(most->first) * kOff, 0, true};
}

// The line's label and value, or its value alone. What keeps to neither edge goes on with the value above.
Field fieldOn(const TextLine& line, std::size_t i, const Edges& edges) {
    Field field{i, 0, {}};
    if (edges.isRunIn) {
        field.words = std::abs(line.x0 - edges.labels) <= 2 * kOff ? runInLabel(line) : 0;
        if (field.words > 0) field.key = fold(line.text.substr(0, line.words[field.words - 1].end - 1));
        field.isParted = field.words > 0;
        return field;
    }
    if (std::abs(line.x0 - edges.values) <= 2 * kOff) return field;
    const Field loose{i, 0, {}, false, false};
    if (std::abs(line.x0 - edges.labels) > 2 * kOff) return loose;
    while (field.words < line.words.size() && line.words[field.words].x0 < edges.values - 2 * kOff) ++field.words;
    const bool hasValue = field.words < line.words.size();
    const auto& last = line.words[field.words - 1];
    if (field.words > kMostInLabel || last.x1 > edges.values) return loose;
    if (hasValue && std::abs(line.words[field.words].x0 - edges.values) > 2 * kOff) return loose;
    field.key = fold(line.text.substr(0, last.end));
    field.isParted =
        field.key.ends_with(':') || (hasValue && line.words[field.words].x0 - last.x1 > kLane * line.height());
    while (field.key.ends_with(':') || field.key.ends_with(' ')) field.key.pop_back();
    if (field.key.empty()) return loose;
    return field;
}

class Records {
public:
    Records(const std::vector<TextLine>& lines, bool isRunIn) : m_lines(lines) {
        const auto edges = isRunIn ? runInEdgeOf(lines) : edgesOf(lines);
        if (!edges) return;
        for (std::size_t i = 0; i < lines.size(); ++i) m_fields.push_back(fieldOn(lines[i], i, *edges));
        for (const auto& field : m_fields)
            if (!field.key.empty()) ++m_counts[field.key];
        // A label that comes once or twice is one where a value stands beside it; a text may begin at its edge.
        for (auto& field : m_fields)
            if (!field.key.empty() && !isKnown(field.key) && !(field.isParted && hasValue(field)))
                field = {field.line, 0, {}, false, false};
        if (isRunIn) keepToUsual();
        settle();
    }

    bool areThere() const { return !m_body.empty() && m_hasTime && m_hasSender; }

    // Lines of each record; what stands before them and between them goes to loose.
    std::vector<TableRow> rows(std::vector<const TextLine*>& loose) const {
        const auto starts = startsOf();
        std::vector<TableRow> rows;
        std::vector<bool> isLoose(m_lines.size(), false);
        for (const auto& zone : starts) {
            for (std::size_t i = zone.loose; i < zone.line; ++i) isLoose[i] = true;
            rows.push_back({});
            rows.back().line = zone.line;
        }
        for (const auto i : numbersOf(starts)) isLoose[i] = true;
        std::size_t next = 0;
        bool isOver = false;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (next < rows.size() && rows[next].line == i) ++next;
            isOver = isOver || (next == rows.size() && isBehindLast(i));
            if (next == 0 || isLoose[i] || isOver)
                loose.push_back(&m_lines[i]);
            else
                rows[next - 1].lines.push_back(i);
        }
        return rows;
    }

    // The share of lines within records that keep to their edges.
    double share(const std::vector<TableRow>& rows) const {
        std::size_t placed = 0;
        for (const auto& row : rows)
            placed += static_cast<std::size_t>(
                std::ranges::count_if(row.lines, [&](std::size_t i) { return m_fields[i].isPlaced; }));
        return m_lines.empty() ? 0 : static_cast<double>(placed) / static_cast<double>(m_lines.size());
    }

    // No white inside a record, as there is between a mail's head and its text.
    bool areClose(const std::vector<TableRow>& rows) const {
        constexpr double kNoWhite = 0.6;
        return std::ranges::all_of(rows, [&](const TableRow& row) {
            return std::ranges::all_of(row.lines, [&](std::size_t i) {
                return i == row.line || m_lines[i].gapAbove < kNoWhite || m_lines[i].gapAbove >= kStartsPage;
            });
        });
    }

    // Calls use(key, line, value) for each line of a row.
    template <class Use>
    void eachValue(const TableRow& row, Use use) const {
        std::string key;
        for (const auto i : row.lines) {
            const auto& field = m_fields[i];
            if (!field.key.empty()) key = field.key;
            use(key, m_lines[i], partOf(m_lines[i], field.words, m_lines[i].words.size()));
        }
    }

    std::optional<LabelMeaning> meaning(const std::string& key) const {
        if (key == m_body) return LabelMeaning::Body;
        if (key == m_time) return LabelMeaning::Time;
        const auto told = meaningOf(key);
        const bool isOther = told == LabelMeaning::Body || told == LabelMeaning::Time;
        return isOther ? std::nullopt : told;
    }

private:
    // Where a record begins. Fields between the last of the record above and the line may be of either; those from
    // loose on cannot be told.
    struct Start {
        std::size_t line = 0, loose = 0;
    };

    // What a writer puts before a colon is no label: those come in nearly every record, right behind one another.
    void keepToUsual() {
        for (const auto& [key, count] : m_counts) m_most = std::max(m_most, meaningOf(key) ? count : 0);
        for (auto& field : m_fields)
            if (!field.key.empty() && !isUsual(field.key)) field = {field.line, 0, {}};
        keepInOrder();
    }

    // Labels in the order of most records, from the first on.
    std::vector<std::string> usualOrder() const {
        std::map<std::string, std::map<std::string, std::size_t>> followers;
        std::string first, above;
        for (const auto& field : m_fields) {
            if (field.key.empty()) continue;
            if (first.empty()) first = field.key;
            if (!above.empty()) ++followers[above][field.key];
            above = field.key;
        }
        std::vector<std::string> order;
        for (std::string key = first; !key.empty() && std::ranges::find(order, key) == order.end();) {
            order.push_back(key);
            const auto& next = followers[key];
            const auto most =
                std::ranges::max_element(next, [](const auto& a, const auto& b) { return a.second < b.second; });
            key = most == next.end() ? std::string() : most->first;
        }
        return order;
    }

    // Nor is what stands out of the records' order: "To: be sure, ..." in a text.
    void keepInOrder() {
        const auto order = usualOrder();
        const auto placeOf = [&](const Field* field) {
            return static_cast<std::size_t>(std::ranges::find(order, field->key) - order.begin());
        };
        const auto body = static_cast<std::size_t>(
            std::ranges::find_if(order, [](const auto& key) { return meaningOf(key) == LabelMeaning::Body; }) -
            order.begin());
        std::vector<Field*> labels;
        for (auto& field : m_fields)
            if (!field.key.empty()) labels.push_back(&field);
        const auto leadsToBody = [&](std::size_t k) {
            std::size_t n = k + 1;
            while (n < labels.size() && placeOf(labels[n]) != 0 && placeOf(labels[n]) != body) ++n;
            return body == 0 ? n > k + 1 : n < labels.size() && placeOf(labels[n]) == body;
        };
        for (std::size_t k = 0, above = 0; k < labels.size(); ++k) {
            const auto place = placeOf(labels[k]), next = k + 1 < labels.size() ? placeOf(labels[k + 1]) : 0;
            if (place == order.size()) continue;
            bool isInOrder = k == 0 || place > above || (place == 0 && (next == 1 || leadsToBody(k)));
            for (std::size_t n = k + 1; isInOrder && place > 0 && n < labels.size(); ++n) {
                const auto other = placeOf(labels[n]);
                if (other == 0) break;
                isInOrder = other >= place || other <= above;  // one that belongs before it comes yet
            }
            if (isInOrder)
                above = place;
            else
                *labels[k] = {labels[k]->line, 0, {}};
        }
    }

    bool hasValue(const Field& field) const { return field.words < m_lines[field.line].words.size(); }

    bool isUsual(const std::string& key) const { return isKnown(key) && m_counts.at(key) * 10 >= m_most * 9; }

    // A field that not every record has ("Subject") may stand above the first that all have: white above it tells so.
    std::vector<Start> startsOf() const {
        std::vector<Start> starts;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (m_fields[i].key != m_first) continue;
            std::size_t above = i;  // the first of the fields that not every record has
            for (std::size_t k = i; k > 0 && !isUsual(m_fields[k - 1].key) && !m_fields[k - 1].key.empty(); --k)
                above = k - 1;
            starts.push_back(startAmong(above, i));
        }
        return starts;
    }

    Start startAmong(std::size_t above, std::size_t line) const {
        constexpr double kMoreWhite = 0.3;
        std::size_t widest = above;
        double most = -1, second = -1;
        for (std::size_t k = above; k <= line; ++k) {
            const double gap = m_lines[k].gapAbove >= kStartsPage ? 0 : m_lines[k].gapAbove;
            if (gap > most) {
                second = most;
                most = gap;
                widest = k;
            } else {
                second = std::max(second, gap);
            }
        }
        const bool isFirst = above == 0 || above == line;
        if (isFirst || most > second + kMoreWhite) return {widest, widest};
        return {line, above};
    }

    // "Record 12" above each record.
    std::vector<std::size_t> numbersOf(const std::vector<Start>& starts) const {
        std::map<std::string, std::vector<std::size_t>> alike;
        for (const auto& start : starts) {
            if (start.line == 0 || !m_fields[start.line - 1].key.empty()) continue;
            const auto& text = m_lines[start.line - 1].text;
            std::string shape;
            for (const char c : text)
                if (c < '0' || c > '9') shape += c;
            if (shape.size() < text.size()) alike[shape].push_back(start.line - 1);
        }
        std::vector<std::size_t> numbers;
        for (const auto& [shape, at] : alike)
            if (at.size() >= kLeastRecords && at.size() * 10 >= starts.size() * 6)
                numbers.insert(numbers.end(), at.begin(), at.end());
        return numbers;
    }

    // Far beneath the last record and at neither edge.
    bool isBehindLast(std::size_t i) const {
        constexpr double kFar = 2.5;
        return !m_fields[i].isPlaced && m_lines[i].gapAbove > kFar && m_lines[i].gapAbove < kStartsPage;
    }

    bool isKnown(const std::string& key) const {
        const auto found = m_counts.find(key);
        return !key.empty() && found != m_counts.end() && found->second >= kLeastRecords;
    }

    // The label that opens each record, and those that hold its time and its text.
    void settle() {
        for (const auto& [key, count] : m_counts) m_most = std::max(m_most, meaningOf(key) ? count : 0);
        if (m_most < kLeastRecords) return;
        for (const auto& field : m_fields) {
            if (field.key.empty() || !isUsual(field.key)) continue;
            if (m_first.empty()) m_first = field.key;
            const auto told = meaningOf(field.key);
            if (told == LabelMeaning::Body && m_body.empty()) m_body = field.key;
            if (told == LabelMeaning::Time && (m_time.empty() || tellsOfSending(field.key))) m_time = field.key;
            m_hasTime = m_hasTime || told == LabelMeaning::Time || told == LabelMeaning::Date;
            m_hasSender = m_hasSender || told == LabelMeaning::From || told == LabelMeaning::Party;
        }
    }

    static bool tellsOfSending(std::string_view key) { return key.find("sent") != std::string_view::npos; }

    const std::vector<TextLine>& m_lines;
    std::vector<Field> m_fields;
    std::map<std::string, std::size_t> m_counts;
    std::size_t m_most = 0;  // times that a label comes
    std::string m_first, m_body, m_time;
    bool m_hasTime = false, m_hasSender = false;
};

std::optional<Extraction> readRecordsSet(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                                         bool hasMails, bool isRunIn) {
    constexpr double kNearlyAll = 0.9, kMost = 0.5;
    const Records records(lines, isRunIn);
    if (!records.areThere()) return std::nullopt;
    std::vector<const TextLine*> loose;
    auto rows = records.rows(loose);
    if (rows.size() < kLeastRecords || records.share(rows) < (hasMails ? kNearlyAll : kMost)) return std::nullopt;
    if (hasMails && !records.areClose(rows)) return std::nullopt;  // mails that quote a form
    const Sides sides = sidesOf(lines, rows.front().line, running);
    std::vector<MessageBuilder> builders;
    std::vector<Moment> moments;
    std::vector<TimeExpression> days;
    std::size_t whole = 0;
    for (auto& row : rows) {
        auto& builder = builders.emplace_back();
        Cells cells;
        bool hasText = false;
        records.eachValue(row, [&](const std::string& key, const TextLine& line, const TextLine& value) {
            builder.addHead(line);
            const auto meaning = records.meaning(key);
            if (!meaning) return;
            if (*meaning == LabelMeaning::Body) {
                if (value.words.empty()) return;
                builder.addBody(line, value.text, &value);
                hasText = true;
            } else if (*meaning == LabelMeaning::Time || *meaning == LabelMeaning::Date) {
                appendToCell(*meaning == LabelMeaning::Time ? row.time : row.date, value.text);
            } else if (auto* cell = cells.of(*meaning)) {
                appendToCell(*cell, value.text);
            }
        });
        nameParties(cells, sides);
        putInto(builder.message, cells);
        builder.message.page = lines[row.line].page;
        builder.message.confidence = 0.95;
        moments.push_back(momentOf(row));
        if (moments.back().date) days.push_back(*moments.back().date);
        whole += hasText && moments.back().clock && !cells.from.empty();
    }
    if (whole * 10 < rows.size() * 8) return std::nullopt;
    const DateOrder order = dateOrderOf(days, printedDaysOf(running), lines);
    for (std::size_t r = 0; r < rows.size(); ++r) {
        auto& message = builders[r].message;
        if (!moments[r].clock) continue;
        message.sent = statedTimeOf(*moments[r].clock, moments[r].date ? &*moments[r].date : nullptr, order, 0);
        if (message.sent.isEmpty()) message.sent = clockAlone(*moments[r].clock);
    }
    Extraction out;
    out.messages = takeAll(std::move(builders));
    out.unassigned = blocksOf(loose);
    return out;
}

}  // namespace

std::optional<Extraction> readRecords(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                                      bool hasMails) {
    for (const bool isRunIn : {false, true})
        if (auto found = readRecordsSet(lines, running, hasMails, isRunIn)) return found;
    return std::nullopt;
}

}  // namespace redwell::messages
