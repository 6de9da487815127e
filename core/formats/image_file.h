// A picture as a document: every page is pixels, and all its words come from OCR.
#pragma once

#include "formats/file_kind.h"
#include "formats/reader.h"

#include <string_view>

namespace redwell::formats {

Result<ReadDocument> readImage(std::string_view bytes, Family family, const ReadOptions& options);
Result<documents::Raster> renderImage(std::string_view bytes, Family family, int page, const RenderOptions& render);

}  // namespace redwell::formats
