// What has been produced, as people ask for it: which volumes there are, which numbers a document left under, and what
// the next volume would be called and begin with. Reads the Bates ledger and changes nothing.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "casefile/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

namespace redwell::production {

struct Volume {
    ProductionId id;
    std::string name, state;            // state: "writing", "failed", "sealed"
    std::string firstBates, lastBates;  // empty where nothing left
    std::string folder, by, specification;
    int documents = 0, withheld = 0;  // that left, and that stayed back
    Instant at;                       // sealed, else begun
};

// One document in one sealed volume.
struct Leaving {
    std::string volume, beginBates, endBates, treatment, by;
    Instant at;
};

class Volumes {
public:
    explicit Volumes(casefile::Database& database) : m_database(database) {}

    Result<std::vector<Volume>> all();  // newest first
    Result<bool> isAnySealed();
    // Oldest first; withheld ones are not among them.
    Result<std::map<DocumentId, std::vector<Leaving>>> leavingsOf(std::span<const DocumentId> documents);
    // Of the production made last, sealed or not; empty when there is none.
    Result<std::string> lastSpecification();
    // The number after the highest that left under the prefix; 1 when none did.
    Result<std::int64_t> nextNumber(const std::string& prefix);
    // The name counted on until no sealed volume has it: VOL001 gives VOL002. A name that none has is kept.
    Result<std::string> nextName(const std::string& volume);

private:
    casefile::Database& m_database;
};

}  // namespace redwell::production
