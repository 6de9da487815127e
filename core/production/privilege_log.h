// The privilege log (FRCP 26(b)(5)(A)): every withheld or redacted-for-privilege document with its basis, as XLSX or
// CSV. Typed text cells, no formulas: a value that starts like a formula is only text.
#pragma once

#include "base/result.h"
#include "casefile/case.h"

#include <filesystem>
#include <string>
#include <vector>

namespace redwell::production {

struct PrivilegeLogEntry {
    int number = 0;
    std::string control, date, kind, author, recipients, cc, bcc, title, basis, description, treatment, custodian,
        family, bates;
    int pages = 0;
};

Result<std::vector<PrivilegeLogEntry>> privilegeLog(casefile::Case& source);
// The file's extension decides: .xlsx or .csv (Usage otherwise).
Status writePrivilegeLog(casefile::Case& source, const std::filesystem::path& file);

}  // namespace redwell::production
