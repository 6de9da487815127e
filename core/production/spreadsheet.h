// One sheet of text cells as XLSX, through libxlsxwriter: no formulas, no links, no properties that tell more than the
// cells.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace redwell::production {

Status writeSpreadsheet(const std::filesystem::path& file, const std::string& sheet,
                        std::span<const std::string> columns, std::span<const std::vector<std::string>> rows);

}  // namespace redwell::production
