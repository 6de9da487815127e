// A mailbox as a container: its mails come out as documents of their own, in batches, and a page says how many there
// are and from when to when.
#pragma once

#include "formats/reader.h"
#include "formats/typesetting.h"

#include <string_view>

namespace redwell::formats {

Result<ReadDocument> readMailbox(std::string_view bytes, const ReadOptions& options);
Result<Rendition> mailboxRendition(std::string_view bytes);

}  // namespace redwell::formats
