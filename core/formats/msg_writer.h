// A message out of a mailbox, or out of another message, as a file of its own (MS-OXMSG). MSG rather than MIME since
// it holds every property as it was found, and is what Outlook opens when a native is produced. Same message, same
// bytes.
#pragma once

#include "base/result.h"
#include "formats/mapi_message.h"

#include <string>

namespace redwell::formats {

// Errors: TooLarge.
Result<std::string> msgFileOf(const MapiMessage& message);

}  // namespace redwell::formats
