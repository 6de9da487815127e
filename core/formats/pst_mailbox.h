// An Outlook mailbox (PST, OST) as a container: every mail, appointment, contact and note comes out as a message file
// of its own, in batches, with its folder's path. Read here (MS-PST) rather than through libpst, which gives out no
// table of recipients, keeps the whole index in memory, opens by name only, and ends the worker where an item is
// damaged.
#pragma once

#include "formats/reader.h"

namespace redwell::formats {

bool isPst(int fd);

// Never in memory as a whole. Items that cannot be taken out are children with a problem. Errors: Damaged, Unsupported.
Result<ReadDocument> readPst(int fd, const ReadOptions& options);

}  // namespace redwell::formats
