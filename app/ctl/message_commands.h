// Commands on messages that others lead to: "redact --message" is one.
#pragma once

#include "app/ctl/commands.h"

#include <string>

namespace redwell::ctl {

struct MessageRedactArguments {
    std::string document, message, reason, by;
    std::string only;         // numbers of sightings, "1,3"; empty: all
    bool everywhere = false;  // else the message's own place alone
    bool isDry = false;       // list what would be covered
};
Result<int> redactMessages(const Options& options, const MessageRedactArguments& given);

void addMessageCommands(Program& program);  // correct, compare, settle

}  // namespace redwell::ctl
