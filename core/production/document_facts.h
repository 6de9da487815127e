// What the case knows of one planned document, as the load file's fields ask for it.
#pragma once

#include "casefile/database.h"
#include "production/load_fields.h"
#include "production/volume_layout.h"

namespace redwell::production {

// The designation as it is stamped: the choice's label in capitals, empty for none.
Result<std::string> designation(casefile::Database& database, const review::CodingValues& coding);

// Rows of the load file, one a place, in order.
Result<std::vector<std::vector<std::string>>> loadFileRows(casefile::Case& source, const Plan& plan,
                                                           const std::vector<DocumentPlace>& places,
                                                           const std::vector<std::string>& columns);

}  // namespace redwell::production
