#include "messages/table_layout.h"

#include "base/text.h"
#include "messages/chat_layout.h"
#include "messages/message_builder.h"
#include "messages/table_columns.h"
#include "messages/time_expression.h"

#include <algorithm>
#include <cmath>

namespace redwell::messages {
namespace {

constexpr double kEndOfTableGap = 5;  // in lines

struct Row {
    std::size_t line = 0;  // where its time begins
    std::string time, date, from, to, party;
    std::optional<TimeExpression> day;  // of a divider above it
    std::vector<std::size_t> lines;
    double middle = 0;
};

void append(std::string& cell, std::string_view text) {
    text = trim(text);
    if (text.empty()) return;
    if (!cell.empty()) cell += ' ';
    cell += text;
}

struct Moment {
    std::optional<TimeExpression> clock, date;
};

Moment momentOf(const std::string& date, const std::string& time) {
    Moment moment;
    for (const auto& t : findTimes(date.empty() ? time : date + " " + time)) {
        if (t.hasClock && !moment.clock) moment.clock = t;
        if (t.hasDate && !moment.date) moment.date = t;
    }
    return moment;
}

// Whether the line's time begins another row rather than going on with this one.
bool beginsRow(const Row* row, const std::string& date, const std::string& time) {
    const Moment now = momentOf(date, time);
    if (!now.clock && !now.date) return false;
    if (!row) return true;
    const Moment before = momentOf(row->date, row->time);
    if (now.date) return before.date || before.clock;
    return before.clock.has_value();
}

void splitParty(const std::string& party, std::string& from, std::string& to) {
    const auto f = party.find("From:"), t = party.find("To:");
    if (f != std::string::npos)
        append(from,
               std::string_view(party).substr(f + 5, t != std::string::npos && t > f ? t - f - 5 : std::string::npos));
    if (t != std::string::npos)
        append(to,
               std::string_view(party).substr(t + 3, f != std::string::npos && f > t ? f - t - 3 : std::string::npos));
    if (f == std::string::npos && t == std::string::npos) append(from, party);
}

// Whether rows carry their own dates; only then is a lone date no divider.
bool datedTimes(const std::vector<TextLine>& lines, const TableColumns& columns) {
    std::size_t dated = 0, clocks = 0;
    for (std::size_t i = columns.firstLine; i < lines.size(); ++i)
        for (const auto& time : findTimes(columns.cell(lines[i], ColumnRole::Time).text)) {
            dated += time.hasDate;
            clocks += time.hasClock;
        }
    return dated * 2 > clocks;
}

std::vector<Row> rowsOf(const std::vector<TextLine>& lines, const TableColumns& columns,
                        std::vector<const TextLine*>& loose) {
    std::vector<Row> rows;
    std::vector<std::size_t> others;  // lines of cells without a time
    bool isOver = false;
    std::size_t textOnFirst = 0;
    std::optional<TimeExpression> day;
    const bool dateColumn = columns.has(ColumnRole::Date) || datedTimes(lines, columns);
    for (std::size_t i = columns.firstLine; i < lines.size(); ++i) {
        if (!labelsOf(lines[i]).empty()) continue;
        if (const auto divider = dayDividerOf(lines[i].text); divider && lines[i].words.size() < 7 && !dateColumn) {
            day = divider;
            loose.push_back(&lines[i]);
            continue;
        }
        const std::string time = columns.cell(lines[i], ColumnRole::Time).text,
                          date = columns.cell(lines[i], ColumnRole::Date).text;
        Row* row = rows.empty() ? nullptr : &rows.back();
        if (beginsRow(row, date, time)) {
            rows.push_back({});
            row = &rows.back();
            row->line = i;
            row->day = day;
            row->middle = lines[i].y0;
            isOver = false;
            textOnFirst += !columns.cell(lines[i], ColumnRole::Body).words.empty();
        } else if (row && lines[i].gapAbove > kEndOfTableGap && lines[i].gapAbove < kStartsPage && time.empty()) {
            isOver = true;
        }
        if (!row || isOver) {
            if (columns.isLabelled && !row)
                others.push_back(i);
            else
                loose.push_back(&lines[i]);
            continue;
        }
        append(row->time, time);
        append(row->date, date);
        if (row->line != i && time.empty() && date.empty())
            others.push_back(i);
        else
            row->lines.push_back(i);
    }
    // Cells aligned to the middle begin above their row's time; then a line goes to the nearest time.
    const bool isTopAligned = textOnFirst * 5 >= rows.size() * 4;
    for (const auto i : others) {
        if (rows.empty()) {
            loose.push_back(&lines[i]);
            continue;
        }
        auto after = std::partition_point(rows.begin(), rows.end(), [i](const Row& r) { return r.line < i; });
        if (after == rows.begin() && isTopAligned) {
            loose.push_back(&lines[i]);
            continue;
        }
        Row* row = after == rows.begin() ? &*after : &*std::prev(after);
        if (!isTopAligned && after != rows.begin() && after != rows.end() && lines[after->line].page == lines[i].page &&
            (lines[row->line].page != lines[i].page ||
             after->middle - lines[i].y0 < lines[i].y0 - lines[row->lines.back()].y0))
            row = &*after;
        row->lines.push_back(i);
    }
    for (auto& row : rows) std::sort(row.lines.begin(), row.lines.end());
    return rows;
}

}  // namespace

std::optional<Extraction> readTable(const std::vector<TextLine>& lines) {
    const auto columns = findColumns(lines);
    if (!columns) return std::nullopt;
    std::vector<const TextLine*> loose;
    for (std::size_t i = 0; i < columns->firstLine; ++i) loose.push_back(&lines[i]);
    const auto rows = rowsOf(lines, *columns, loose);
    std::vector<TimeExpression> times;
    std::size_t clocks = 0;
    int year = 0;
    for (const auto& row : rows) {
        const Moment moment = momentOf(row.date, row.time);
        if (row.day) times.push_back(*row.day);
        if (row.day && !year) year = row.day->year;
        clocks += moment.clock.has_value();
        if (moment.date) {
            times.push_back(*moment.date);
            if (!year) year = moment.date->year;
        }
    }
    if (rows.empty() || clocks * 10 < rows.size() * 6) return std::nullopt;
    const DateOrder order = dateOrderOf(times);
    Extraction out;
    std::size_t named = 0;
    std::optional<TimeExpression> lastDate;
    for (const auto& row : rows) {
        MessageBuilder builder;
        std::string from, to, party;
        for (const auto i : row.lines) {
            builder.addHead(lines[i]);
            append(from, columns->cell(lines[i], ColumnRole::From).text);
            append(to, columns->cell(lines[i], ColumnRole::To).text);
            append(party, columns->cell(lines[i], ColumnRole::Party).text);
            const TextLine body = columns->cell(lines[i], ColumnRole::Body);
            if (!body.words.empty()) builder.addBody(i == row.lines.front() ? lines[i] : body, body.text);
        }
        if (!party.empty()) splitParty(party, from, to);
        const Moment moment = momentOf(row.date, row.time);
        if (row.day) lastDate = row.day;
        if (moment.date) lastDate = moment.date;
        builder.message.from = from;
        if (!to.empty()) builder.message.to = {to};
        if (moment.clock)
            builder.message.sent = statedTimeOf(*moment.clock, lastDate ? &*lastDate : nullptr, order, year);
        builder.message.confidence = columns->isLabelled ? 0.95 : 0.75;
        named += !from.empty();
        out.messages.push_back(builder.take());
    }
    if (named * 10 < rows.size() * 7) return std::nullopt;
    out.unassigned = blocksOf(loose);
    return out;
}

}  // namespace redwell::messages
