// A WhatsApp export: lines that begin with date and time in the phone's own form, which the file never names. The form
// and the order of day, month and year are decided by the whole file.
#pragma once

#include "formats/chat/chat_export.h"

#include <optional>
#include <string>
#include <string_view>

namespace redwell::formats {

// Nothing where the text is no such export. fileName gives the conversation's name ("WhatsApp Chat with NAME.txt").
std::optional<ChatLog> readWhatsApp(std::string_view bytes, std::string_view fileName);

// The entry that holds the conversation, where an archive is an export with its media.
std::optional<std::size_t> whatsAppEntry(const Archive& archive);

}  // namespace redwell::formats
