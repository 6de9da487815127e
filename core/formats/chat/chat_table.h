// Messages as a table with a row of names above: CSV or TSV with at least a time, a sender and a text.
#pragma once

#include "formats/chat/chat_log.h"

#include <optional>
#include <string_view>

namespace redwell::formats {

// Nothing where the table's columns are not those of messages.
std::optional<ChatLog> readChatTable(std::string_view bytes, std::string_view fileName);

}  // namespace redwell::formats
