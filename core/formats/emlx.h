// A mail as Apple Mail keeps it: a line with its length, the mail, a property list.
#pragma once

#include "base/result.h"
#include "formats/mail_content.h"

#include <string_view>

namespace redwell::formats {

bool isEmlx(std::string_view bytes);
// As takeMailApart; what the property list says (flags, when it was received) becomes metadata.
Result<MailContent> takeEmlxApart(std::string_view bytes);

}  // namespace redwell::formats
