// The Bates ledger: which numbers left in which volume. A number is given once in a matter; only the same volume with
// the same specification may be written again, and then gives the same numbers.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/database.h"
#include "production/plan.h"

#include <string>
#include <vector>

namespace redwell::production {

struct LedgerEntry {
    std::string volume, controlNumber, beginBates, endBates, treatment;
    DocumentId document;
};

struct UnfinishedProduction {
    ProductionId id;
    std::string volume, specification, folder, by;
};

// "MFP-00000003", or "MFP-00000003 to MFP-00000007".
std::string numbersOf(const LedgerEntry& entry);

class Ledger {
public:
    explicit Ledger(casefile::Database& database) : m_database(database) {}

    // Entries of other productions whose numbers fall between first and last, both included; at most ten.
    Result<std::vector<LedgerEntry>> taken(const Specification& specification, std::int64_t first, std::int64_t last);
    // The standing (sealed) production of this volume and specification, 0 when there is none.
    Result<ProductionId> sealedAlready(const Specification& specification);

    // The next three inside Case::write. begin: reserves the plan's numbers, state 'writing'; Conflict when some are
    // taken.
    Result<ProductionId> begin(const Plan& plan, const std::string& folder, std::string_view by);
    Status seal(ProductionId production, const std::string& manifestHash);
    // Gives the numbers back.
    Status abandon(ProductionId production);

    // Begun, and neither sealed nor abandoned; see settleUnfinished.
    Result<std::vector<UnfinishedProduction>> unfinished();
    Result<std::vector<LedgerEntry>> sealedEntries();
    // Of the volume's newest production that holds numbers, being written or sealed.
    Result<std::vector<LedgerEntry>> entriesOf(const std::string& volume);
    // Of that same production, as it was written down; empty when there is none.
    Result<std::string> specificationOf(const std::string& volume);
    // Of the volume's newest production, where that was refused or given up; empty otherwise.
    Result<std::string> refusedSpecificationOf(const std::string& volume);
    // Whether a production of this case was ever written there.
    Result<bool> knowsFolder(const std::string& folder);

private:
    Status checkSameAsBefore(const Plan& plan);
    casefile::Database& m_database;
};

}  // namespace redwell::production
