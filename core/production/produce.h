// Writes a volume into OUT/VOLUME.partial, reads it back, and only then seals it (rename to OUT/VOLUME). A volume that
// fails its read-back stays .partial with the findings listed. The Bates ledger and the audit trail record what left.
#pragma once

#include "base/progress.h"
#include "processing/worker_pool.h"
#include "production/plan.h"
#include "production/verify.h"

#include <filesystem>
#include <stop_token>

namespace redwell::production {

struct ProductionReport {
    std::filesystem::path folder;  // sealed volume
    std::string manifestSha256;
    int documents = 0, pages = 0, withheld = 0, redacted = 0;
    std::string firstBates, lastBates;
    Verification verification;
};

// progress counts pages. Errors: Conflict (blocking conflicts, Bates taken, folder exists), Leak (verification refused;
// folder stays .partial), DiskFull ...
struct ProduceOptions {
    std::filesystem::path out;
    std::string by;
    bool verify = true;  // only the bench turns it off; then the volume is never sealed
};
// Documents that were read once already may take their time: a long document with redactions is read again page by
// page.
processing::WorkerLimits productionLimits();

Result<ProductionReport> produce(casefile::Case& source, processing::WorkerPool& pool,
                                 const Specification& specification, const ProduceOptions& options, Progress& progress,
                                 std::stop_token stop);

}  // namespace redwell::production
