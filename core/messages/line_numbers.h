// The numbers that pleading paper and transcripts set beside their lines, 1 to 25 or 28 on every page, at one distance
// and left of everything else. They are no part of any text, and stand between its lines as often as on them.
#pragma once

#include "documents/page.h"

#include <optional>

namespace redwell::messages {

struct NumberedLines {
    documents::Page page;  // without the numbers
    Box numbers;           // where they stood
};

// Empty for a page whose lines have no numbers. Rows of a table that count themselves stand at odd distances or go on
// from page to page, so that theirs are kept.
std::optional<NumberedLines> withoutLineNumbers(const documents::Page& page);

}  // namespace redwell::messages
