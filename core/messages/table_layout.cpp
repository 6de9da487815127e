#include "messages/table_layout.h"

#include "base/text.h"
#include "messages/date_order.h"
#include "messages/day_years.h"
#include "messages/document_owner.h"
#include "messages/message_builder.h"
#include "messages/not_talk.h"
#include "messages/sender.h"
#include "messages/table_cells.h"
#include "messages/table_columns.h"
#include "messages/table_rows.h"

#include <algorithm>

namespace redwell::messages {
namespace {

constexpr double kNowhere = 1e9;

Cells cellsOf(const std::vector<TextLine>& lines, const TableRow& row, const TableColumns& columns) {
    Cells cells;
    for (const auto meaning : {LabelMeaning::From, LabelMeaning::To, LabelMeaning::Party, LabelMeaning::Direction,
                               LabelMeaning::Subject, LabelMeaning::Attachments, LabelMeaning::Deleted})
        if (columns.has(meaning))
            for (const auto i : row.lines) appendToCell(*cells.of(meaning), columns.cell(lines[i], meaning).text);
    return cells;
}

void inferRowYears(std::vector<TableRow>& rows, std::vector<Moment>& moments, YearClues clues, DateOrder order) {
    std::vector<TimeExpression*> days;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        if (rows[r].day) days.push_back(&*rows[r].day);
        if (moments[r].date) days.push_back(&*moments[r].date);
    }
    inferYears(days, std::move(clues), order);
    for (auto& moment : moments)
        if (moment.clock && moment.clock->hasDate && moment.date) moment.clock->year = moment.date->year;
}

// Names that fill a column without a label must be names once their rows are whole, and text must stay in its column.
bool isSound(const Extraction& table, const std::vector<TextLine>& lines, const std::vector<TableRow>& rows,
             const TableColumns& columns) {
    std::size_t named = 0, named2 = 0, below = 0, inside = 0;
    for (const auto& m : table.messages) {
        named += !m.from.empty();
        named2 += nameLikeness(m.from) >= 0.5;
    }
    if (named * 10 < rows.size() * 7) return false;
    if (columns.isLabelled) return true;
    double edge = 1e9;
    for (std::size_t c = 0; c < columns.roles.size(); ++c)
        if (columns.roles[c] == LabelMeaning::Body) edge = std::min(edge, columns.lefts[c]);
    for (const auto& row : rows)
        for (const auto i : row.lines)
            if (i != row.line) {
                ++below;
                inside += lines[i].x0 >= edge - lines[i].height() || findTimes(lines[i].text).size() > 0;
            }
    return named2 * 10 >= rows.size() * 7 && inside * 10 >= below * 8;
}

bool isList(const std::vector<TextLine>& lines, const std::vector<TextLine>& running, const std::vector<TableRow>& rows,
            const TableColumns& columns, const std::vector<TimeExpression>& clocks) {
    std::vector<std::string> texts;
    std::vector<PlacedRow> placed;
    for (const auto& row : rows) {
        const auto& line = lines[row.line];
        const auto leftOf = [&](LabelMeaning role) {
            const auto cell = columns.cell(line, role);
            return cell.words.empty() ? std::optional<double>() : std::optional(cell.words.front().x0);
        };
        const auto date = leftOf(LabelMeaning::Date), time = leftOf(LabelMeaning::Time);
        texts.push_back(columns.cell(line, LabelMeaning::Body).text);
        placed.push_back({std::min(date.value_or(kNowhere), time.value_or(kNowhere)),
                          leftOf(LabelMeaning::From).value_or(kNowhere), leftOf(LabelMeaning::Body),
                          columns.cell(line, LabelMeaning::From).text, texts.back()});
    }
    return isSheetOfHours(clocks, texts) || isHeadedAsList(lines, running, placed);
}

}  // namespace

std::optional<Extraction> readTable(const std::vector<TextLine>& lines, const std::vector<TextLine>& running) {
    const auto columns = findColumns(lines);
    if (!columns) return std::nullopt;
    std::vector<const TextLine*> loose, dividers;
    for (std::size_t i = 0; i < columns->firstLine; ++i) loose.push_back(&lines[i]);
    const auto heads = static_cast<std::ptrdiff_t>(loose.size());
    auto rows = rowsOf(lines, *columns, loose, dividers);
    std::vector<Moment> moments;
    std::vector<TimeExpression> times, clocks;
    for (const auto& row : rows) {
        moments.push_back(momentOf(row));
        if (moments.back().clock) clocks.push_back(*moments.back().clock);
        for (const auto& day : {row.day, moments.back().date})
            if (day) times.push_back(*day);
    }
    if (rows.empty() || clocks.size() * 10 < rows.size() * 6) return std::nullopt;
    if (!columns->isLabelled && isList(lines, running, rows, *columns, clocks)) return std::nullopt;
    const DateOrder order = dateOrderOf(times, printedDaysOf(running), lines);
    inferRowYears(rows, moments, yearCluesOf({loose.begin(), loose.begin() + heads}, running, order), order);
    const Sides sides = sidesOf(lines, columns->firstLine, running);
    Extraction out;
    std::vector<MessageBuilder> builders;
    std::optional<TimeExpression> lastDate;
    for (std::size_t r = 0; r < rows.size(); ++r) {
        const auto& row = rows[r];
        auto& builder = builders.emplace_back();
        auto& message = builder.message;
        for (const auto i : row.lines) {
            builder.addHead(lines[i]);
            const TextLine body = columns->cell(lines[i], LabelMeaning::Body);
            if (!body.words.empty()) builder.addBody(i == row.lines.front() ? lines[i] : body, body.text, &body);
        }
        Cells cells = cellsOf(lines, row, *columns);
        nameParties(cells, sides);
        Moment& moment = moments[r];
        if (row.day) lastDate = row.day;
        if (moment.date) lastDate = moment.date;
        if (moment.clock) {
            if (!moment.clock->offsetMinutes) moment.clock->offsetMinutes = columns->offsetMinutes;
            message.sent = statedTimeOf(*moment.clock, lastDate ? &*lastDate : nullptr, order, 0);
            if (message.sent.isEmpty()) message.sent = clockAlone(*moment.clock);
        }
        message.page = lines[row.lines.front()].page;
        putInto(message, cells);
        message.confidence = columns->isLabelled ? 0.95 : 0.8;
    }
    out.messages = takeAll(std::move(builders));
    if (!isSound(out, lines, rows, *columns)) return std::nullopt;
    out.unassigned = blocksOf(loose);
    out.running = blocksOf(dividers);
    return out;
}

}  // namespace redwell::messages
