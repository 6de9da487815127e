// `redwellctl inspect`: one file through the worker, as it would be ingested, with nothing kept.
#pragma once

#include "app/ctl/session.h"

#include <filesystem>

namespace redwell::ctl {

Result<int> inspect(const Options& options, const std::filesystem::path& file, const std::string& ocr,
                    const std::string& languages, const std::string& password);

}  // namespace redwell::ctl
