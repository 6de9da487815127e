// Who takes part in a message, kept beside it under the key of each name or address. A name or address that the case
// has not seen makes a person of its own, or joins one that is certainly the same: an address belongs to one person,
// and a name that stands beside an address goes with it. People that the team has touched gain no address by a rule.
// One word alone ("Mike") names somebody only where it stands: its key holds its conversation, or its document where
// there is none, so that strangers of one first name stay apart until the team or an address beside the name says
// otherwise.
#pragma once

#include "base/result.h"
#include "casefile/case.h"
#include "documents/message.h"

#include <string>
#include <unordered_map>

namespace redwell::messages {

// Lives no longer than the transaction it writes in.
class Participants {
public:
    explicit Participants(casefile::Database& database) : m_database(database) {}
    // Makes these the participants of a message that has none yet. Part of storing a message, inside Case::write.
    Status note(MessageId id, const documents::Message& message);

private:
    casefile::Database& m_database;
    std::unordered_map<std::string, std::string> m_keys;  // of those noted since people last changed, with their place
};
Status forgetParticipants(casefile::Database& database, MessageId id);

// For messages that were stored before people were kept.
Status noteMissingParticipants(casefile::Case& target);

}  // namespace redwell::messages
