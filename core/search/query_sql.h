// A query tree as an SQL condition. Values are always bound, never written into the SQL.
#pragma once

#include "casefile/database.h"
#include "search/query.h"

#include <deque>
#include <string>
#include <vector>

namespace redwell::search {

struct Condition {
    std::string sql;                // over "documents d" or "messages m"
    std::deque<std::string> texts;  // what the parameters view
    std::deque<std::string> names;
    std::vector<casefile::Parameter> parameters;
};

enum class Target { Documents, Messages };

// database tells the case's coding fields; zone reads dates. Usage errors name the field or value that is not known.
Result<Condition> toSql(casefile::Database& database, const Query& query, Target target, std::string_view zone);

}  // namespace redwell::search
