// Outlook's properties as a mail to read: who, to whom, when, what it says and what hangs on it. An appointment, a
// task, a contact or a note has its facts above its text.
#pragma once

#include "base/result.h"
#include "formats/mail_content.h"
#include "formats/mapi_message.h"
#include "formats/reader.h"
#include "formats/typesetting.h"

namespace redwell::formats {

// Takes the attachments' bytes out of the message. mimeType: of the file it came in. Errors: TooLarge, Password (the
// whole mail is encrypted).
Result<MailContent> mailContentOf(MapiMessage message, std::string_view mimeType);

Result<ReadDocument> mapiDocument(MapiMessage message, std::string_view mimeType);
Result<Rendition> mapiRendition(MapiMessage message, std::string_view mimeType);

}  // namespace redwell::formats
