// Taking a change back is itself a change, and taking that back is making the first one again. Which of the two it is
// decides how the audit trail calls it.
#pragma once

#include "base/result.h"
#include "casefile/database.h"

#include <string_view>

namespace redwell::review {

// Whether a change took another one back, and was not the making again of one. events: the table whose change_id and
// undoes tell it.
Result<bool> tookBack(casefile::Database& database, std::string_view events, std::int64_t change);

}  // namespace redwell::review
