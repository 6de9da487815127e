// Search by who was copied: cc: and bcc:, on messages and documents.
#pragma once

#include "base/result.h"
#include "casefile/database.h"

#include <string>
#include <string_view>

namespace redwell::search {

// Messages, as a JSON list of their ids, that name such a person in this role ("cc", "bcc"), without regard to case and
// accents. match: what finds those among whose recipients of any kind it stands, for the index.
Result<std::string> messagesByCopy(casefile::Database& database, std::string_view role, std::string_view match,
                                   std::string_view text, bool isPrefix);

// Documents, as a JSON list of their ids, whose suppressed copies name such a person in blind copy: those copies and
// what is kept of them. Empty text: anybody.
Result<std::string> documentsByBlindCopy(casefile::Database& database, std::string_view text, bool isPrefix);

}  // namespace redwell::search
