// Heads that stand beneath their texts, as a signature does: "On it." and then "- Ada Quill, 24 October 2023, 14:03".
#pragma once

#include "messages/chat_layout.h"

#include <vector>

namespace redwell::messages {

// Gives each head the text above it where all of the document says so: text right above the first head, none beneath
// the last, and less white above nearly every head than beneath it. Where any of it is in doubt nothing changes.
void takeTextsAbove(const std::vector<TextLine>& lines, ChatReading& reading);

}  // namespace redwell::messages
