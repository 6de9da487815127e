// A mail as a document: typeset with its header on top, so that it is read, annotated and redacted like any page.
#pragma once

#include "formats/reader.h"
#include "formats/typesetting.h"

#include <string_view>

namespace redwell::formats {

Result<ReadDocument> readMail(std::string_view bytes);
Result<Rendition> mailRendition(std::string_view bytes);

}  // namespace redwell::formats
