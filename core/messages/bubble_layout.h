// Telephones whose bubbles hold their own times and no names: "9:15 Hello" on the left, "Yes 9:16" on the right. The
// side tells who speaks: the left is whom the page's title names, the right the telephone's owner.
#pragma once

#include "messages/chat_layout.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// running: heads of the pages, which may name the partner. Empty unless nearly all bubbles keep to one of two sides and
// a partner is named.
std::optional<ChatReading> readBubbles(const std::vector<TextLine>& lines, const std::vector<TextLine>& running);

}  // namespace redwell::messages
