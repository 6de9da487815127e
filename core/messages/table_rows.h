// The rows of a printed table: a row begins where its time does, and takes the lines of its other cells, whether cells
// are aligned to the top or to the middle of their row.
#pragma once

#include "messages/table_columns.h"
#include "messages/text_line.h"
#include "messages/time_expression.h"

#include <optional>
#include <string>
#include <vector>

namespace redwell::messages {

struct TableRow {
    std::size_t line = 0;  // where its time begins
    std::string time, date;
    std::optional<TimeExpression> day;  // of a divider above it
    std::vector<std::size_t> lines;
};

struct Moment {
    std::optional<TimeExpression> clock, date;
};
Moment momentOf(const TableRow& row);

// Lines that belong to no row go to loose, those whose day a row has taken to dividers.
std::vector<TableRow> rowsOf(const std::vector<TextLine>& lines, const TableColumns& columns,
                             std::vector<const TextLine*>& loose, std::vector<const TextLine*>& dividers);

// Text put behind what a cell holds already.
void appendToCell(std::string& cell, std::string_view text);

}  // namespace redwell::messages
