// Chats that set a name over several texts, each with its own time before it in a column: "Ada Quill / 08:30 text /
// 08:33 text / Ben Okoro / 08:40 text".
#pragma once

#include "messages/chat_layout.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// Empty unless names stand over nearly all texts.
std::optional<ChatReading> readMargins(const std::vector<TextLine>& lines);

}  // namespace redwell::messages
