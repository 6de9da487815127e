// Heads in two columns, as Notes prints them: who and when at the left, To, cc and Subject with their labels at the
// right.
#pragma once

#include "messages/mail_head.h"

#include <optional>
#include <vector>

namespace redwell::messages {

std::optional<MailHead> sideBySideHeadAt(const std::vector<TextLine>& lines, std::size_t at);

}  // namespace redwell::messages
