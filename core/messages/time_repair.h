// Scanned digits misread (8:51 as 3:51), put right by the order of the messages: where nearly all times run one way and
// one does not, the one digit that scanning confuses and that puts it between its neighbours. The message's confidence
// falls, since the order is an inference.
#pragma once

#include "documents/message.h"

#include <functional>
#include <vector>

namespace redwell::messages {

// isScanned tells of a page's number. Leaves alone what no single digit explains, or several do.
void repairTimes(std::vector<documents::Message>& messages, const std::function<bool(int)>& isScanned);

}  // namespace redwell::messages
