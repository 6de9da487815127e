// The columns of a printed table: where they part, and what each holds. Found from a row of labels ("Timestamp From To
// Body"), or from the white lanes that run down the page and what recurs between them.
#pragma once

#include "messages/text_line.h"

#include <optional>
#include <vector>

namespace redwell::messages {

enum class ColumnRole { Time, Date, From, To, Party, Body, Other };

struct TableColumns {
    std::vector<double> lefts;      // straightened x where each column begins
    std::vector<ColumnRole> roles;  // one a column
    std::size_t firstLine = 0;      // of the rows
    bool isLabelled = false;

    bool has(ColumnRole role) const;
    std::size_t columnOf(double x) const;
    // The line's words in columns of this role.
    TextLine cell(const TextLine& line, ColumnRole role) const;
};

// The roles that a row of labels gives; empty for any other line.
std::vector<std::pair<ColumnRole, TextLine>> labelsOf(const TextLine& line);

std::optional<TableColumns> findColumns(const std::vector<TextLine>& lines);

}  // namespace redwell::messages
