// The parts of a mail: which of them are its text, which hang on it. GMime behind a wrapper.
#pragma once

#include "formats/mail_content.h"
#include "formats/mail_header.h"

namespace redwell::formats {

// Fills body, attachments, flags and what the parts say for metadata. Errors: TooLarge, Password (all of it is
// encrypted).
Status takeParts(const MailHeader& header, int depth, MailContent& mail);

}  // namespace redwell::formats
