// Apple's message store (chat.db of a Mac, sms.db of a phone): an SQLite database, opened from memory, read only, with
// everything switched off that its schema could do.
#pragma once

#include "formats/chat/chat_log.h"

#include "base/result.h"

#include <optional>
#include <string_view>

namespace redwell::formats {

// Nothing where the database is another one. Errors: Damaged, TooLarge.
Result<std::optional<ChatLog>> readMessageStore(std::string_view bytes);

}  // namespace redwell::formats
