// Schema versions: numbered SQL files, applied in order, each in a transaction, after a backup of what was there.
#pragma once

#include "base/result.h"
#include "casefile/database.h"

#include <filesystem>

namespace redwell::casefile {

constexpr int kApplicationId = 0x52645731;  // "RdW1"
int currentSchemaVersion();

// Brings an open case to the current version. backups: where the copy of an older version goes.
Status migrate(Database& database, const std::filesystem::path& backups);
// NewerVersion or Damaged when this Redwell cannot read it.
Status checkVersion(Database& database);

}  // namespace redwell::casefile
