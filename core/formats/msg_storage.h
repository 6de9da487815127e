// An Outlook message file (MS-OXMSG): storages of an OLE2 file into the properties that they hold.
#pragma once

#include "base/result.h"
#include "formats/mapi_message.h"

#include <string_view>

namespace redwell::formats {

// Parts that cannot be read are left out of recipients, and stand with their problem among attachments. Errors: Damaged
// when it is no message, TooLarge.
Result<MapiMessage> messageOfMsg(std::string_view bytes);

// The bytes are an OLE2 file with a message in it, whatever its name.
bool looksLikeMsg(std::string_view bytes);

}  // namespace redwell::formats
