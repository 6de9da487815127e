// An Outlook message file (MSG) as a document.
#pragma once

#include "formats/reader.h"
#include "formats/typesetting.h"

#include <string_view>

namespace redwell::formats {

Result<ReadDocument> readMsg(std::string_view bytes);
Result<Rendition> msgRendition(std::string_view bytes);

}  // namespace redwell::formats
