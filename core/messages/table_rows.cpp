#include "messages/table_rows.h"

#include "base/text.h"
#include "messages/chat_days.h"

#include <algorithm>
#include <cmath>

namespace redwell::messages {
namespace {

constexpr double kEndOfTableGap = 5;  // in lines

Moment momentIn(const std::string& date, const std::string& time) {
    Moment moment;
    for (const auto& t : findTimes(date.empty() ? time : date + " " + time)) {
        if (t.hasClock && !moment.clock) moment.clock = t;
        if (t.hasDate && !moment.date) moment.date = t;
    }
    return moment;
}

// Whether the line's time begins another row rather than going on with this one.
bool beginsRow(const TableRow* row, const std::string& date, const std::string& time) {
    const Moment now = momentIn(date, time);
    if (!now.clock && !now.date) return false;
    if (!row) return true;
    const Moment before = momentIn(row->date, row->time);
    if (now.date) return before.date || before.clock;
    return before.clock.has_value();
}

// Whether rows carry their own dates; only then is a lone date no divider.
bool datedTimes(const std::vector<TextLine>& lines, const TableColumns& columns) {
    std::size_t dated = 0, clocks = 0;
    for (std::size_t i = columns.firstLine; i < lines.size(); ++i)
        for (const auto& time : findTimes(columns.cell(lines[i], LabelMeaning::Time).text)) {
            dated += time.hasDate;
            clocks += time.hasClock;
        }
    return dated * 2 > clocks;
}

double middleOf(const TextLine& line) { return (line.y0 + line.y1) / 2; }

// Cells aligned to the top: a line goes to the row above it.
void placeBeneath(const std::vector<TextLine>& lines, std::vector<TableRow>& rows,
                  const std::vector<std::size_t>& others, std::vector<const TextLine*>& loose) {
    for (const auto i : others) {
        const auto after =
            std::partition_point(rows.begin(), rows.end(), [i](const TableRow& r) { return r.line < i; });
        if (after == rows.begin())
            loose.push_back(&lines[i]);
        else
            std::prev(after)->lines.push_back(i);
    }
}

// Whether the widest white between two times lies above another line than the time's own: then cells reach above it.
bool partAboveTimes(const std::vector<TextLine>& lines, const std::vector<TableRow>& rows,
                    const std::vector<std::size_t>& others) {
    std::size_t asked = 0, above = 0;
    for (std::size_t r = 1; r < rows.size(); ++r) {
        const std::size_t from = rows[r - 1].line + 1, to = rows[r].line;
        if (to - from > 40 || lines[to].page != lines[from - 1].page) continue;
        double widest = 0;
        for (auto o = std::lower_bound(others.begin(), others.end(), from); o != others.end() && *o < to; ++o)
            widest = std::max(widest, lines[*o].gapAbove);
        const double own = lines[to].gapAbove;
        if (from == to || std::abs(widest - own) < 0.15) continue;
        ++asked;
        above += widest > own;
    }
    return above > 1 && above * 4 > asked;
}

// Cells aligned to the middle reach as far below their row's time as above it.
void placeAround(const std::vector<TextLine>& lines, std::vector<TableRow>& rows,
                 const std::vector<std::size_t>& others, std::vector<const TextLine*>& loose) {
    std::size_t next = 0;
    TableRow* before = nullptr;
    const auto skip = [&] {
        if (before)
            before->lines.push_back(others[next]);
        else
            loose.push_back(&lines[others[next]]);
        ++next;
    };
    for (auto& row : rows) {
        const int page = lines[row.line].page;
        double top = middleOf(lines[row.lines.front()]), bottom = top;
        for (const auto i : row.lines)
            if (lines[i].page == page) bottom = std::max(bottom, middleOf(lines[i]));
        const double center = (top + bottom) / 2;
        while (next < others.size() && lines[others[next]].page < page) skip();
        if (next < others.size() && lines[others[next]].page == page)
            top = std::min(top, middleOf(lines[others[next]]));
        const double reach = center + (center - top) + 0.4 * lines[row.line].height();
        while (next < others.size() && lines[others[next]].page == page && middleOf(lines[others[next]]) <= reach)
            row.lines.push_back(others[next++]);
        before = &row;
    }
    while (next < others.size()) skip();
}

}  // namespace

Moment momentOf(const TableRow& row) { return momentIn(row.date, row.time); }

void appendToCell(std::string& cell, std::string_view text) {
    text = trim(text);
    if (text.empty()) return;
    if (!cell.empty()) cell += ' ';
    cell += text;
}

std::vector<TableRow> rowsOf(const std::vector<TextLine>& lines, const TableColumns& columns,
                             std::vector<const TextLine*>& loose, std::vector<const TextLine*>& dividers) {
    std::vector<TableRow> rows;
    std::vector<std::size_t> others;  // lines of cells without a time
    bool isOver = false;
    std::size_t textOnFirst = 0;
    std::optional<TimeExpression> day;
    const TextLine* dayLine = nullptr;  // until a row takes its day
    const bool dateColumn = columns.has(LabelMeaning::Date) || datedTimes(lines, columns);
    for (std::size_t i = columns.firstLine; i < lines.size(); ++i) {
        if (!labelsOf(lines[i]).empty()) {
            loose.push_back(&lines[i]);
            continue;
        }
        if (const auto divider = dayDividerOf(lines[i].text); divider && lines[i].words.size() < 7 && !dateColumn) {
            if (dayLine) loose.push_back(dayLine);  // a day without a row
            day = divider;
            dayLine = &lines[i];
            continue;
        }
        const std::string time = columns.cell(lines[i], LabelMeaning::Time).text,
                          date = columns.cell(lines[i], LabelMeaning::Date).text;
        TableRow* row = rows.empty() ? nullptr : &rows.back();
        if (beginsRow(row, date, time)) {
            rows.push_back({});
            row = &rows.back();
            row->line = i;
            row->day = day;
            if (dayLine) dividers.push_back(dayLine);
            dayLine = nullptr;
            isOver = false;
            textOnFirst += !columns.cell(lines[i], LabelMeaning::Body).words.empty();
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
        appendToCell(row->time, time);
        appendToCell(row->date, date);
        if (row->line != i && time.empty() && date.empty())
            others.push_back(i);
        else
            row->lines.push_back(i);
    }
    if (dayLine) loose.push_back(dayLine);
    if (textOnFirst * 10 >= rows.size() * 9 && !partAboveTimes(lines, rows, others))
        placeBeneath(lines, rows, others, loose);
    else
        placeAround(lines, rows, others, loose);
    for (auto& row : rows) std::sort(row.lines.begin(), row.lines.end());
    return rows;
}

}  // namespace redwell::messages
