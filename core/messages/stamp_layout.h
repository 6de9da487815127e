// Chats whose times stand on lines of their own beneath or above the texts: archives (name, text, time) and telephones
// (bubbles left and right, the owner's unnamed). Which of the two it is, the white around the times tells; who speaks,
// a name above that recurs, or the side on which a bubble stands.
#pragma once

#include "messages/chat_layout.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// running: heads of the pages, which may name the partner. Empty when times are no such stamps or too few texts find a
// sender.
std::optional<ChatReading> readStamped(const std::vector<TextLine>& lines, const std::vector<TextLine>& running);

}  // namespace redwell::messages
