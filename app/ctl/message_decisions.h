// What the team has put on messages, as the command line shows it: calls, notes and redactions.
#pragma once

#include "app/ctl/session.h"
#include "casefile/database.h"
#include "documents/message.h"

#include <map>
#include <vector>

namespace redwell::ctl {

// {"calls": {FIELD: ...}, "notes": [], "redactions": [], "redacted": "none"|"partly"|"whole"} by message. Messages
// on which nothing stands are left out.
Result<std::map<MessageId, Json>> decisionsOn(casefile::Database& database,
                                              const std::vector<documents::Message>& messages);
// The same for one on which nothing stands.
Json noDecisions();

}  // namespace redwell::ctl
