// Tables of messages, as phone extractions and exports print them: one row a message, one column each for time, sender,
// recipient and text. Columns are found from a row of labels, or without one from the edges that recur; a row begins
// where its time does.
#pragma once

#include "messages/extraction.h"
#include "messages/text_line.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// running: heads and feet of the pages, for the years of days that have none.
std::optional<Extraction> readTable(const std::vector<TextLine>& lines, const std::vector<TextLine>& running);

}  // namespace redwell::messages
