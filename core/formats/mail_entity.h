// The body of a mail as it is handed to the MIME library, which keeps an object for every part and knows no limit: what
// would harm it is refused, and parts far beyond what a mail may hold are cut off before it sees them.
#pragma once

#include "base/result.h"
#include "formats/mail_header.h"

#include <cstddef>
#include <string>

namespace redwell::formats {

struct MailEntity {
    std::string bytes;         // the fields that say how the body is made, and the body
    std::size_t partsCut = 0;  // that begin behind where the body was cut off
};

// Errors: TooLarge for an attached mail that is made to exhaust the stack.
Result<MailEntity> mailEntity(const MailHeader& header);

}  // namespace redwell::formats
