// The stream that Outlook sends as winmail.dat (MS-OXTNEF) into properties, recipients and attachments. Read here
// rather than through libytnef, which drops the recipients' table and leaves messages within it closed.
#pragma once

#include "base/result.h"
#include "formats/mapi_message.h"

#include <string_view>

namespace redwell::formats {

struct TnefMessage {
    MapiMessage message;
    bool isCut = false;  // ends within an attribute: message is what came before
};

// Errors: Damaged, TooLarge.
Result<TnefMessage> messageOfTnef(std::string_view bytes);

}  // namespace redwell::formats
