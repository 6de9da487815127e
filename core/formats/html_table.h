// The rows of a web page's tables, for exports that come as one.
#pragma once

#include <string>
#include <string_view>

namespace redwell::formats {

// The rows of the table with most rows as CSV (RFC 4180), cells as readers see them; empty where there is no table of
// two rows. Tables inside its cells are text of the cell.
std::string largestTableAsCsv(std::string_view utf8);

}  // namespace redwell::formats
