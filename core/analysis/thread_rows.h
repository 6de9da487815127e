// Threads as they are stored.
#pragma once

#include "base/result.h"
#include "casefile/database.h"

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace redwell::analysis {

struct ThreadRow {
    std::int64_t id = 0;  // of its oldest message row
    std::string subject;
    std::int64_t messages = 0, gaps = 0;
    std::optional<std::int64_t> begins, ends;  // minutes since 1970
};
struct LinkRow {
    std::int64_t message = 0, thread = 0, parent = 0, sameAs = 0;  // 0: none
    bool isInclusive = false;
    bool operator==(const LinkRow&) const = default;
};
struct GapRow {
    std::int64_t thread = 0;
    std::string key;
    std::int64_t knownFrom = 0, quoted = 0;
};
struct ThreadRows {
    std::vector<ThreadRow> threads;
    std::vector<LinkRow> links;  // by message
    std::vector<GapRow> gaps;
};

// Makes these the case's threads; links that stand already are not written again. Messages gone meanwhile are left out.
Status writeRows(casefile::Database& database, const ThreadRows& rows);

}  // namespace redwell::analysis
