// What the shape that won leaves behind: heads that break over two lines, lost colons, lines of the system, and later
// texts of a sender that carry only a time in the margin. Found now that the senders and the columns are known.
#pragma once

#include "messages/chat_hypothesis.h"

#include <vector>

namespace redwell::messages {

// Heads whose sender was too long for its line, by number of the start, with their last lines: "[time] Quill, Ada
// (Global" above "Affairs):". The colon that ends other heads ends them, and the line above was full.
std::vector<std::pair<std::size_t, std::size_t>> wrappedSenders(const std::vector<TextLine>& lines,
                                                                const std::vector<ChatStart>& starts,
                                                                const std::vector<bool>& used);

// Adds to reading; used marks the lines that are heads already. Starts stay unsorted.
void rescueHeads(const std::vector<TextLine>& lines, const Hypothesis& hypothesis, Shape shape, ChatReading& reading,
                 std::vector<bool>& used);

// "joined", "added ...": something that the system tells.
bool isEvent(std::string_view text);

}  // namespace redwell::messages
