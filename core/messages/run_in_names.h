// Chats that set time, name and text on one line with nothing but spaces between them ("9:32 AM Ada Quill Fine by me"),
// where a bold face told the reader what it does not tell us. A name ends where many words may follow.
#pragma once

#include "messages/chat_layout.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// Empty unless a few recurring names stand behind nearly all times and sentences begin behind them.
std::optional<ChatReading> readRunIn(const std::vector<TextLine>& lines);

}  // namespace redwell::messages
