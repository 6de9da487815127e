// The line above a quotation that says whose it is: "On ... Ada Quill wrote:", "Ada Quill schrieb am ...:", "2023-10-24
// 14:03 GMT+2 Ada <ada@lab.example>:", "Ada <ada@lab.example> 10/24/2023 2:03 PM >>>". Known by its parts rather than
// their order: a dated time, somebody, a verb of writing or an address, and nothing else.
#pragma once

#include "messages/mail_head.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// May run over four lines.
std::optional<MailHead> attributionAt(const std::vector<TextLine>& lines, std::size_t at);

}  // namespace redwell::messages
