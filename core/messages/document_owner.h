// Who a telephone or an account belongs to, and with whom its conversation is, where the print says so. The owner's own
// messages often carry no name.
#pragma once

#include "messages/text_line.h"

#include <string>
#include <vector>

namespace redwell::messages {

struct Sides {
    std::string owner;    // "Me" where nobody is named
    std::string partner;  // empty where nobody is named
};

// Looks at the first lines, up to the first message, and at heads that pages repeat.
Sides sidesOf(const std::vector<TextLine>& lines, std::size_t firstMessage, const std::vector<TextLine>& running = {});

}  // namespace redwell::messages
