// Who was in blind copy of a mail by what a suppressed copy of it says. Recipients' copies of a mail do not name those
// in blind copy, the sender's does; which of them stays as the document is chance, so that the other must not be lost.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/database.h"

#include <string>
#include <vector>

namespace redwell::messages {

struct BlindCopy {
    DocumentId copy, kept;            // the suppressed copy and the document that stands for it
    std::vector<std::string> people;  // in blind copy by the copy and not by the document, as written
    bool operator==(const BlindCopy&) const = default;
};

// Of all suppressed copies that name somebody, by the copy.
Result<std::vector<BlindCopy>> blindCopies(casefile::Database& database);

}  // namespace redwell::messages
