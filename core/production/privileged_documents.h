// Which documents are privileged: those that a reviewer called so, and every copy of them. Copies have the same bytes,
// or are the same mail in other bytes (a duplicate and the document that stands for it); a call on one of them counts
// for all, since what is withheld here must not leave from there.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/database.h"

#include <map>
#include <string>

namespace redwell::production {

struct PrivilegedDocument {
    std::string controlNumber;
    std::string call;      // "attorney_client" ...
    std::string calledOn;  // control number of the document that the call was made on: its own, or a copy's
    bool isCopy() const { return calledOn != controlNumber; }
};

Result<std::map<DocumentId, PrivilegedDocument>> privilegedDocuments(casefile::Database& database);

// Those of them on which redactions claim a privilege, so that the rest of them may go out; with their control numbers.
Result<std::map<DocumentId, std::string>> redactedForPrivilege(
    casefile::Database& database, const std::map<DocumentId, PrivilegedDocument>& privileged);

// Every document that is one of the seeds or a copy of one, with the control number of that seed. A seed stands for
// itself; of several, the first by control number.
Result<std::map<DocumentId, std::string>> withCopies(casefile::Database& database,
                                                     const std::map<DocumentId, std::string>& seeds);

}  // namespace redwell::production
