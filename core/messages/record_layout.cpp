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
};

// The line's label and value, or its value alone; nothing of a line that keeps to neither edge.
std::optional<Field> fieldOn(const TextLine& line, std::size_t i, const Edges& edges) {
    Field field{i, 0, {}};
    if (std::abs(line.x0 - edges.values) <= 2 * kOff) return field;
    if (std::abs(line.x0 - edges.labels) > 2 * kOff) return std::nullopt;
    while (field.words < line.words.size() && line.words[field.words].x0 < edges.values - 2 * kOff) ++field.words;
    if (field.words > kMostInLabel || line.words[field.words - 1].x1 > edges.values) return std::nullopt;
    if (field.words < line.words.size() && std::abs(line.words[field.words].x0 - edges.values) > 2 * kOff)
        return std::nullopt;
    field.key = fold(line.text.substr(0, line.words[field.words - 1].end));
    while (field.key.ends_with(':') || field.key.ends_with(' ')) field.key.pop_back();
    return field;
}

class Records {
public:
    explicit Records(const std::vector<TextLine>& lines) : m_lines(lines) {
        const auto edges = edgesOf(lines);
        if (!edges) return;
        for (std::size_t i = 0; i < lines.size(); ++i) m_fields.push_back(fieldOn(lines[i], i, *edges));
        for (const auto& field : m_fields)
            if (field && !field->key.empty()) ++m_counts[field->key];
        settle();
    }

    bool areThere() const { return !m_body.empty() && m_hasTime && m_hasSender; }

    // Lines of each record; what is in none goes to loose.
    std::vector<TableRow> rows(std::vector<const TextLine*>& loose) const {
        std::vector<TableRow> rows;
        bool isInside = false;
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const auto& field = m_fields[i];
            const bool isLabel = field && isKnown(field->key);
            if (isLabel && field->key == m_first) {
                rows.push_back({});
                rows.back().line = i;
            }
            isInside = isLabel || (isInside && field && field->key.empty());
            if (isInside && !rows.empty())
                rows.back().lines.push_back(i);
            else
                loose.push_back(&m_lines[i]);
        }
        return rows;
    }

    // Calls use(key, line, value) for each line of a row.
    template <class Use>
    void eachValue(const TableRow& row, Use use) const {
        std::string key;
        for (const auto i : row.lines) {
            const auto& field = *m_fields[i];
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
    bool isKnown(const std::string& key) const {
        const auto found = m_counts.find(key);
        return !key.empty() && found != m_counts.end() && found->second >= kLeastRecords;
    }

    // The label that opens each record, and those that hold its time and its text.
    void settle() {
        std::size_t most = 0;
        for (const auto& [key, count] : m_counts) most = std::max(most, meaningOf(key) ? count : 0);
        if (most < kLeastRecords) return;
        for (const auto& field : m_fields) {
            if (!field || !isKnown(field->key) || m_counts.at(field->key) * 10 < most * 9) continue;
            if (m_first.empty()) m_first = field->key;
            const auto told = meaningOf(field->key);
            if (told == LabelMeaning::Body && m_body.empty()) m_body = field->key;
            if (told == LabelMeaning::Time && (m_time.empty() || tellsOfSending(field->key))) m_time = field->key;
            m_hasTime = m_hasTime || told == LabelMeaning::Time || told == LabelMeaning::Date;
            m_hasSender = m_hasSender || told == LabelMeaning::From || told == LabelMeaning::Party;
        }
    }

    static bool tellsOfSending(std::string_view key) { return key.find("sent") != std::string_view::npos; }

    const std::vector<TextLine>& m_lines;
    std::vector<std::optional<Field>> m_fields;
    std::map<std::string, std::size_t> m_counts;
    std::string m_first, m_body, m_time;
    bool m_hasTime = false, m_hasSender = false;
};

}  // namespace

std::optional<Extraction> readRecords(const std::vector<TextLine>& lines, const std::vector<TextLine>& running) {
    const Records records(lines);
    if (!records.areThere()) return std::nullopt;
    std::vector<const TextLine*> loose;
    auto rows = records.rows(loose);
    if (rows.size() < kLeastRecords) return std::nullopt;
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
                if (!value.words.empty()) builder.addBody(line, value.text, &value);
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

}  // namespace redwell::messages
