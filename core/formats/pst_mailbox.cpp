#include "formats/pst_mailbox.h"

namespace redwell::formats {

bool isPst(int) { return false; }

Result<ReadDocument> readPst(int, const ReadOptions&) {
    return Error{ErrorKind::Unsupported, "is an Outlook mailbox (PST)"};
}

}  // namespace redwell::formats
