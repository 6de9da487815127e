// Which custodians' names redactions hide. A record tells its custodian, so a name that is covered on its pages must
// not stand there; and a name that stands openly nowhere in the volume must stand in no record at all, or one record
// would tell what another hides.
#pragma once

#include "base/result.h"
#include "casefile/database.h"
#include "production/plan.h"

#include <set>
#include <string>
#include <vector>

namespace redwell::production {

class CustodianNames {
public:
    struct Hidden {
        std::string name, firstControlNumber;  // the first document of that custodian that hides it
        int documents = 0;                     // of that custodian that hide it
        bool isHiddenEverywhere = false;
    };
    static Result<CustodianNames> of(casefile::Database& database, const Plan& plan);

    const std::vector<Hidden>& hidden() const { return m_hidden; }  // by name
    bool isHiddenEverywhere(const std::string& name) const { return m_everywhere.contains(name); }

private:
    std::vector<Hidden> m_hidden;
    std::set<std::string> m_everywhere;
};

// The document's own custodian first, then those of its duplicates, by name.
Result<std::vector<std::string>> custodiansOf(casefile::Database& database, const documents::Document& document);

}  // namespace redwell::production
