// Exports that set the initials of a sender in a disc before the name and let further texts follow without a name, each
// with its time in the column of times ("AQ  Ada Quill  09:03 / text / second text  09:10").
#pragma once

#include "messages/chat_layout.h"

#include <vector>

namespace redwell::messages {

// Takes the initials off the names and gives texts beside a time to the name above. Nothing changes without initials.
void takeTextsBesideTimes(const std::vector<TextLine>& lines, ChatReading& reading);

}  // namespace redwell::messages
