// A web page as pages of text: what a reader would see, without pictures, styles or scripts. Chat transcripts come so
// from Teams and others; their messages are found on the pages like those of any print-out.
#pragma once

#include "formats/reader.h"
#include "formats/typesetting.h"

#include <string>
#include <string_view>

namespace redwell::formats {

Result<std::string> utf8OfHtml(std::string_view bytes);  // by the character set that the page names
Result<ReadDocument> readHtml(std::string_view bytes);
Result<Rendition> htmlRendition(std::string_view bytes);

}  // namespace redwell::formats
