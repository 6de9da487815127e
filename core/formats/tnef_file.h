// winmail.dat as a document: the mail that it carries, with its attachments.
#pragma once

#include "formats/reader.h"
#include "formats/typesetting.h"

#include <string_view>

namespace redwell::formats {

Result<ReadDocument> readTnef(std::string_view bytes);
Result<Rendition> tnefRendition(std::string_view bytes);

}  // namespace redwell::formats
