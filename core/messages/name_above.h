// Heads of two lines, a name above and a role or an address with the time beneath ("Ada Quill / VP Operations - 24 Oct
// 2023 at 09:24"). Read line by line, the role passes for the sender; that each name has one role of its own, which
// texts never have, tells the name.
#pragma once

#include "messages/chat_layout.h"

#include <vector>

namespace redwell::messages {

// Moves heads up to the names over them. Nothing changes unless such names stand over nearly all heads.
void takeNamesAbove(const std::vector<TextLine>& lines, ChatReading& reading);

}  // namespace redwell::messages
