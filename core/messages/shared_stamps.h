// Chats where one time stands over several texts that open with their writers' names: "24 October 2023, 14:03", then
// "Ada Quill: On it." and "Ben Okoro: Thanks." until the next time.
#pragma once

#include "messages/chat_layout.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// Empty unless times on lines of their own stand over named texts, more texts than times, by few writers who come back;
// and for a record of a hearing, an interview's running time, or what is planned for full quarters.
std::optional<ChatReading> readSharedStamps(const std::vector<TextLine>& lines);

}  // namespace redwell::messages
