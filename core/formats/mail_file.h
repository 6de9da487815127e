// A mail as a document: typeset with its header on top, so that it is read, annotated and redacted like any page.
#pragma once

#include "formats/mail_content.h"
#include "formats/reader.h"
#include "formats/typesetting.h"

#include <string_view>

namespace redwell::formats {

// Of a mail taken apart by any reader. Errors: TooLarge.
Result<ReadDocument> mailDocument(MailContent mail);
Result<Rendition> mailRendition(const MailContent& mail);

Result<ReadDocument> readMail(std::string_view bytes);
Result<Rendition> mailRendition(std::string_view bytes);
Result<ReadDocument> readEmlx(std::string_view bytes);
Result<Rendition> emlxRendition(std::string_view bytes);

}  // namespace redwell::formats
