// Microsoft Teams as JSON: messages as its programming interface gives them (chatMessage), and the personal export with
// one list of messages a conversation.
#pragma once

#include "base/result.h"
#include "formats/chat/chat_log.h"

#include <string_view>

namespace redwell::formats {

bool looksLikeTeams(std::string_view bytes);
// Errors: Damaged when not one message could be read.
Result<ChatLog> readTeams(std::string_view bytes, std::string_view fileName);

}  // namespace redwell::formats
