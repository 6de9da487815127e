// Stored messages as the command line shows them: what was read, and what the case knows of them beyond that.
#pragma once

#include "app/ctl/session.h"
#include "casefile/database.h"
#include "documents/message.h"

#include <map>
#include <string>
#include <vector>

namespace redwell::ctl {

// {"control_number": "RW000007", "message": 3}; null for none.
class MessageReferences {
public:
    explicit MessageReferences(casefile::Database& database) : m_database(database) {}
    Result<Json> of(MessageId message);
    Result<std::string> numberOf(DocumentId document);

private:
    casefile::Database& m_database;
    std::map<DocumentId, std::string> m_numbers;
};

// One row a message, in the order given.
Result<std::vector<Json>> describeMessages(casefile::Database& database,
                                           const std::vector<documents::Message>& messages);

}  // namespace redwell::ctl
