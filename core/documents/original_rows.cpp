#include "documents/original_rows.h"

#include <string>

namespace redwell::documents {

Result<bool> keepOriginal(casefile::Database& database, const FileHashes& hashes) {
    const auto sha = hashes.sha256.hex();
    REDWELL_TRY(const auto known,
                database.integer("SELECT EXISTS(SELECT 1 FROM originals WHERE substr(sha256, 1, 12) = "
                                 "substr(:hash, 1, 12) AND +sha256 = :hash)",
                                 {{":hash", sha}}));
    if (known != 0) return false;
    REDWELL_CHECK(database.run("INSERT INTO originals(sha256, md5, sha1, size) VALUES (:sha, :md5, :sha1, :size)",
                               {{":sha", sha}, {":md5", hashes.md5}, {":sha1", hashes.sha1}, {":size", hashes.size}}));
    return true;
}

}  // namespace redwell::documents
