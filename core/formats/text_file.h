// A plain text file as pages of monospaced lines, the form in which logs and exports were meant to be read.
#pragma once

#include "formats/reader.h"
#include "formats/typesetting.h"

#include <string_view>

namespace redwell::formats {

Result<ReadDocument> readText(std::string_view bytes, std::string_view mimeType);
Result<Rendition> textRendition(std::string_view bytes);

}  // namespace redwell::formats
