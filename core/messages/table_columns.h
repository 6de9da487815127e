// The columns of a printed table: where they part, and what each holds. Found from a row of labels ("Timestamp From To
// Body"), or from the white lanes that run down the page and what recurs between them.
#pragma once

#include "messages/label_words.h"
#include "messages/text_line.h"

#include <optional>
#include <vector>

namespace redwell::messages {

struct TableColumns {
    std::vector<double> lefts;        // straightened x where each column begins
    std::vector<LabelMeaning> roles;  // one a column
    std::size_t firstLine = 0;        // of the rows
    bool isLabelled = false;
    std::optional<int> offsetMinutes;  // of a time column headed "(UTC-5)"

    bool has(LabelMeaning role) const;
    std::size_t columnOf(double x) const;
    // The line's words in columns of this role.
    TextLine cell(const TextLine& line, LabelMeaning role) const;
};

// The roles that a row of labels gives; empty for any other line.
std::vector<std::pair<LabelMeaning, TextLine>> labelsOf(const TextLine& line);

std::optional<TableColumns> findColumns(const std::vector<TextLine>& lines);

}  // namespace redwell::messages
