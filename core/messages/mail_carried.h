// Lines above a mail's head that tell how the mail was carried or filed: full headers, fields of an archive, the number
// in a digest. The text of the mail before may end in lines that look so ("Phone:   555 0100", "Item 2"), so fields and
// numbers count only where they stand above the document's first head too, which has no text before it.
#pragma once

#include "messages/mail_head.h"

#include <vector>

namespace redwell::messages {

// Each head takes its lines in: they become the first of it, [carried, carriedEnd).
void takeCarriedLines(const std::vector<TextLine>& lines, std::vector<MailHead>& heads);

}  // namespace redwell::messages
