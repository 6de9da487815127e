// Of what day a document is that shows messages. The file of a print-out tells when somebody printed or scanned it, not
// when anything was said; a mail or a chat's export tells it itself.
#pragma once

#include "documents/document.h"
#include "documents/message.h"

#include <vector>

namespace redwell::documents {

// When the first of the document's own messages was sent, where that is what the document's date should be; else
// stated, the date that the file gives.
StatedTime dateOf(Kind kind, const StatedTime& stated, const std::vector<Message>& messages);

}  // namespace redwell::documents
