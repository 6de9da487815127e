#include "review/undo_chain.h"

#include <string>

namespace redwell::review {

Result<bool> tookBack(casefile::Database& database, std::string_view events, std::int64_t change) {
    REDWELL_TRY(const auto steps, database.integer("WITH RECURSIVE chain(change_id, steps) AS (SELECT :change, 0 UNION "
                                                   "SELECT e.undoes, c.steps + 1 FROM chain c JOIN " +
                                                       std::string(events) +
                                                       " e ON e.change_id = c.change_id WHERE e.undoes IS NOT NULL) "
                                                       "SELECT max(steps) FROM chain",
                                                   {{":change", change}}));
    return steps % 2 == 1;
}

}  // namespace redwell::review
