// Rows of originals, found by the first twelve digits of their hash (schema version 5). The plus signs keep SQLite from
// putting the hash asked for into the indexed expression, which it would not find again then.
#pragma once

#include "base/hash.h"
#include "casefile/database.h"

#include <string_view>

namespace redwell::documents {

// For a query whose documents are "d": their originals as "o".
inline constexpr const char* kJoinOriginals =
    "LEFT JOIN originals o ON substr(o.sha256, 1, 12) = substr(d.sha256, 1, 12) AND +o.sha256 = d.sha256 ";
// Documents of the whole hash :hash; a condition may follow.
inline constexpr std::string_view kIdsByHash =
    "SELECT id FROM documents WHERE substr(sha256, 1, 12) = substr(:hash, 1, 12) AND +sha256 = :hash ";

// Notes that the case keeps these bytes; whether it did not before.
Result<bool> keepOriginal(casefile::Database& database, const FileHashes& hashes);

}  // namespace redwell::documents
