// A mail that a mailbox shows closed in one row of a conversation: who, how it begins, when.
#pragma once

#include "messages/mail_head.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// "Imogen Vale     I went through the draft last ...     Mar 12, 2024": its beginning is the body. A mailbox's list of
// mails is made of such rows alone, so they count only in a document that has open heads
// without labels, and set off from the rows around them.
std::optional<MailHead> collapsedMailAt(const std::vector<TextLine>& lines, std::size_t at);

}  // namespace redwell::messages
