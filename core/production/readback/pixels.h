// Produced pictures decoded by Leptonica, and their words by OCR.
#pragma once

#include "documents/raster.h"
#include "production/readback/gathered.h"
#include "production/readback/pdf_check.h"

#include <optional>
#include <string_view>

namespace redwell::production {

// Gray8; nothing when the bytes are no picture of this size.
std::optional<documents::Raster> decodedPixels(std::string_view bytes, int width, int height);
std::optional<documents::Raster> decodedPixels(const PdfPicture& picture);

void readPixels(const documents::Raster& pixels, int dpi, int number, ocr::Engine* engine, Gathered& gathered);

}  // namespace redwell::production
