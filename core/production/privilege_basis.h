// On which privilege the redactions of a document stand, as its log entry must say: the document's own call, the calls
// on the messages that they cover, the call on what those messages are elsewhere, or a reason that names a basis
// itself.
#pragma once

#include "base/result.h"
#include "casefile/database.h"
#include "production/withheld_messages.h"
#include "redaction/redactions.h"

#include <set>
#include <span>
#include <string>

namespace redwell::production {

struct PrivilegeBasis {
    std::set<std::string> calls;    // values of the field: "attorney_client" ...
    std::set<std::string> reasons;  // of redactions, where they name a basis that no call has
    bool isKnown() const { return !calls.empty() || !reasons.empty(); }
};

// ownCall: the document's, or its copy's; empty when there is none. claims: its redactions that claim a privilege.
Result<PrivilegeBasis> privilegeBasis(casefile::Database& database, DocumentId document, const std::string& ownCall,
                                      std::span<const redaction::Redaction> claims, const WithheldMessages& withheld);
// Of a document's redactions those that claim a privilege.
std::vector<redaction::Redaction> claimsAmong(std::vector<redaction::Redaction> redactions);

}  // namespace redwell::production
