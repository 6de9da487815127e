// The line that announces the head of a mail beneath it.
#pragma once

#include "messages/text_line.h"

namespace redwell::messages {

// "-----Original Message-----", "Begin forwarded message:", a rule of underscores, Notes' "Ada Quill---10/24/2023
// 02:03:11 PM---We went" at line at, above a head that begins on the next one. Other words between two rules are
// somebody's text.
bool isMailSeparator(const std::vector<TextLine>& lines, std::size_t at);

}  // namespace redwell::messages
