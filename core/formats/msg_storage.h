// An Outlook message file (MS-OXMSG): storages of an OLE2 file into the properties that they hold.
#pragma once

#include "base/result.h"
#include "formats/mapi_message.h"

#include <string_view>

namespace redwell::formats {

// Attachments that cannot be read stand with their problem; other parts are left out, and the message says that it is
// damaged. Errors: Damaged when it is no message, TooLarge.
Result<MapiMessage> messageOfMsg(std::string_view bytes);

// The bytes are an OLE2 file with a message in it, whatever its name.
bool looksLikeMsg(std::string_view bytes);

}  // namespace redwell::formats
