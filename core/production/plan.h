// What will go out, what is withheld and what conflicts, before anything is written. Families go out together; a
// document coded privileged (privilege set and not 'none') is withheld, whatever the query says, and so are its copies;
// where the specification says so, one whose redactions claim its privilege goes out redacted instead.
// What came in a withheld document leaves only by a privilege call of its own.
#pragma once

#include "base/result.h"
#include "casefile/case.h"
#include "documents/document.h"
#include "production/specification.h"
#include "review/coding.h"

#include <string>
#include <vector>

namespace redwell::production {

enum class Treatment { Produced, Redacted, SlipSheet, Withheld };
std::string_view name(Treatment treatment);

struct PlannedDocument {
    documents::Document document;
    review::CodingValues coding;
    Treatment treatment = Treatment::Produced;
    int pages = 0;                     // that leave, slip sheet included
    std::string beginBates, endBates;  // empty when withheld
    std::int64_t firstNumber = 0, lastNumber = 0;
    int redactions = 0;
    // Its own file holds others, as a mail's holds its attachments; and whether every member of its family is planned.
    bool holdsOthers = false, isFamilyHere = true;
};

struct PlanConflict {
    std::string kind;  // "needs_review", "not_coded", "exception", "family_split", "withheld_parent",
                       // "duplicate_treatment", "bates_taken", "no_pages", "quoted_privilege",
                       // "privileged_message", "redacted_privilege", "no_basis", "custodian_name", "container"
    std::string controlNumber;
    std::string what;
    bool blocks = false;  // must be settled before producing
};

struct Plan {
    Specification specification;
    std::vector<PlannedDocument> documents;  // in Bates order, withheld ones in place
    std::vector<PlanConflict> conflicts;
    int producedPages = 0, produced = 0, redacted = 0, slipSheets = 0, withheld = 0;
};

Result<Plan> plan(casefile::Case& source, const Specification& specification);

}  // namespace redwell::production
