#include "casefile/migrations.h"

#include "base/files.h"

#include <array>

namespace redwell::casefile {
namespace {
constexpr const char* kSchemaVersions[] = {
#include "schema_versions.inc"
};
}  // namespace

int currentSchemaVersion() { return static_cast<int>(std::size(kSchemaVersions)); }

Status checkVersion(Database& database) {
    REDWELL_TRY(const auto application, database.integer("PRAGMA application_id"));
    REDWELL_TRY(const auto version, database.integer("PRAGMA user_version"));
    if (application != kApplicationId && !(application == 0 && version == 0))
        return Error{ErrorKind::Damaged, "is not a Redwell case", {}, "Choose a folder whose name ends in .redwell."};
    if (version > currentSchemaVersion())
        return Error{ErrorKind::NewerVersion, "was written by a newer Redwell (case version " + std::to_string(version) +
                     ", this program knows up to " + std::to_string(currentSchemaVersion()) + ")", {},
                     "Install the newer Redwell; nothing in the case was changed."};
    return {};
}

Status migrate(Database& database, const std::filesystem::path& backups) {
    REDWELL_CHECK(checkVersion(database));
    REDWELL_TRY(const auto version, database.integer("PRAGMA user_version"));
    if (version > 0 && version < currentSchemaVersion()) {
        REDWELL_CHECK(makeFolders(backups));
        const auto copy = backups / ("case-before-version-" + std::to_string(currentSchemaVersion()) + ".db");
        std::error_code code;
        if (!std::filesystem::exists(copy, code)) REDWELL_CHECK(database.copyTo(copy));
    }
    for (auto next = version; next < currentSchemaVersion(); ++next) {
        REDWELL_CHECK(database.script("BEGIN IMMEDIATE"));
        auto applied = database.changeSchema(std::string(kSchemaVersions[next]) + "; PRAGMA application_id=" + std::to_string(kApplicationId) +
                                       "; PRAGMA user_version=" + std::to_string(next + 1) + "; COMMIT;");
        if (!applied) {
            (void)database.script("ROLLBACK");
            return applied;
        }
    }
    return {};
}

}  // namespace redwell::casefile
