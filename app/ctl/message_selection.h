// Which messages a command means: one by its place in a document, a run of them ("3-7").
#pragma once

#include "app/ctl/session.h"
#include "documents/message.h"

#include <string>
#include <vector>

namespace redwell::ctl {

// In their order; NotFound names how many there are.
Result<std::vector<documents::Message>> messagesAt(casefile::Case& opened, const documents::Document& document,
                                                   const std::string& run);
std::vector<MessageId> idsOf(const std::vector<documents::Message>& messages);

}  // namespace redwell::ctl
