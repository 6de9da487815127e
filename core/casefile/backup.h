// A copy of a case that can be opened by itself: the database through SQLite's backup interface, checked, then the
// originals that the target lacks.
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "casefile/case.h"

#include <filesystem>
#include <stop_token>

namespace redwell::casefile {

// Writes folder/NAME-YYYYMMDD-HHMMSS.redwell and returns its path.
Result<std::filesystem::path> backUp(Case& source, const std::filesystem::path& folder, Progress& progress,
                                     std::stop_token stop);

}  // namespace redwell::casefile
