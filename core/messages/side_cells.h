// Rows whose left cell holds who and, beneath it, when, and whose right cell holds the text. Line by line, name and
// time stand in the midst of the text; set above it, they are a head like others.
#pragma once

#include "messages/text_line.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// The lines with each left cell set above its text. Empty when nearly all left cells are not such pairs.
std::optional<std::vector<TextLine>> withSideCellsAbove(const std::vector<TextLine>& lines);

}  // namespace redwell::messages
