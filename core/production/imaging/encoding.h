// Pixels to the bytes that leave: Group IV in a TIFF, or JPEG. Only what a decoder needs is written, no dates or names.
#pragma once

#include "base/result.h"
#include "production/imaging/bitmap.h"

#include <string>

namespace redwell::production {

struct EncodedBitmap {
    std::string tiff;       // one page, one strip
    std::string groupFour;  // the strip's own bytes, as a PDF wants them
};

Result<EncodedBitmap> encodeGroupFour(const Bitmap& bitmap, int dpi);

// Quality 90, full resolution of colour so that black boxes keep their edges.
Result<std::string> encodeJpeg(const documents::Raster& raster, int dpi);

}  // namespace redwell::production
