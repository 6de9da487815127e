// What a printed chat adds to a text that is not the text: "(edited)", reactions, "This message was deleted".
#pragma once

#include "documents/message.h"

#include <string_view>

namespace redwell::messages {

// Takes the marks out of the body into the message's own fields. A deletion's notice stays the body: it is what is
// there.
void takeMarks(documents::Message& message);

// A line of reactions and nothing else: ":thumbsup: 2  :eyes: 1", an emoji with a count.
bool isReactions(std::string_view line);

}  // namespace redwell::messages
