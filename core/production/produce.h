// Writes a volume into OUT/VOLUME.partial, reads it back, and only then seals it (rename to OUT/VOLUME). A volume that
// fails its read-back stays .partial with the findings listed, and its numbers are given back. The Bates ledger and the
// audit trail record what left.
#pragma once

#include "base/progress.h"
#include "processing/worker_pool.h"
#include "production/plan.h"
#include "production/verify.h"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace redwell::production {

constexpr const char* kSpecificationName = "specification.json";  // beside the manifest that the case keeps
std::filesystem::path partialOf(std::filesystem::path volume);

struct ProductionReport {
    std::filesystem::path folder;  // of the volume; the one that ends in .partial when it was not sealed
    bool isSealed = false;
    std::string manifestSha256;
    int documents = 0, pages = 0, withheld = 0, redacted = 0;
    std::string firstBates, lastBates;
    std::vector<PlanConflict> conflicts;  // none of them blocks
    Verification verification;            // one that did not pass is why the volume was not sealed
};

struct ProduceOptions {
    std::filesystem::path out;
    std::string by;
    bool verify = true;  // only the bench turns it off; then the volume is never sealed
    // Hears what is going to be written (or refused because of a conflict) before anything is.
    std::function<void(const Plan&)> planned = {};
};
// Documents that were read once already may take their time: a long document with redactions is read again page by
// page.
processing::WorkerLimits productionLimits();

// progress counts pages. Errors: ReadOnly, Conflict (blocking conflicts, Bates taken, folder exists), Cancelled,
// DiskFull
// ...; after one nothing is left of what was written.
Result<ProductionReport> produce(casefile::Case& source, processing::WorkerPool& pool,
                                 const Specification& specification, const ProduceOptions& options, Progress& progress,
                                 std::stop_token stop);

// Inside Case::write: the ledger and the audit trail take note that a volume is sealed.
Status recordSealed(casefile::Database& database, ProductionId production, std::string_view by,
                    const ProductionReport& report);

}  // namespace redwell::production
