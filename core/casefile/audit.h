// The audit chain: one row a decision, in the decision's own transaction. A row's hash is SHA-256 over the previous
// row's hash and the JSON array [sequence, at, by, action, subject, details].
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "base/time.h"
#include "casefile/database.h"

#include <nlohmann/json_fwd.hpp>

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::casefile {

struct AuditRow {
    std::int64_t sequence = 0;
    Instant at;
    std::string by, action, subject, details;  // details: a JSON object
    Sha256 previous, hash;
};

// Call inside Case::write.
Status appendAudit(Database& database, std::string_view by, std::string_view action, std::string_view subject,
                   const nlohmann::json& details);
Status eachAuditRow(Database& database, const std::function<void(const AuditRow&)>& visit);

// What happened to one document, newest first: decisions on it alone, and those on several that name it.
Result<std::vector<AuditRow>> auditOf(Database& database, std::string_view controlNumber);

struct AuditHead {
    std::int64_t rows = 0;
    Sha256 hash;  // of the last row
};
// Recomputes every hash; Damaged names the first sequence that does not fit.
Result<AuditHead> verifyAudit(Database& database);

}  // namespace redwell::casefile
