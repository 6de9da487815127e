// What the shape that won leaves behind: heads that break over two lines, lost colons, lines of the system, and later
// texts of a sender that carry only a time in the margin. Found now that the senders and the columns are known.
#pragma once

#include "messages/chat_hypothesis.h"

#include <vector>

namespace redwell::messages {

// Adds to reading; used marks the lines that are heads already. Starts stay unsorted.
void rescueHeads(const std::vector<TextLine>& lines, const Hypothesis& hypothesis, Shape shape, ChatReading& reading,
                 std::vector<bool>& used);

// "joined", "added ...": something that the system tells.
bool isEvent(std::string_view text);

}  // namespace redwell::messages
