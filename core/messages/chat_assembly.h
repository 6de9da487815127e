// A chat's messages out of its reading: bodies between the heads, days put to the hours, the rest kept as unassigned.
#pragma once

#include "messages/chat_layout.h"
#include "messages/extraction.h"

#include <vector>

namespace redwell::messages {

// running: heads and feet of the pages, for the day of printing.
Extraction assembleChat(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                        const ChatReading& chat);

}  // namespace redwell::messages
