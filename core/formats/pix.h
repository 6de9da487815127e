// Leptonica's pictures behind one owner, with the few operations that a page needs.
#pragma once

#include "documents/raster.h"

#include <leptonica/allheaders.h>

#include <cstdint>
#include <memory>
#include <vector>

namespace redwell::formats {

struct PixDeleter {
    void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<Pix, PixDeleter>;

// All may return null when memory runs out or the picture is of a kind they cannot treat.
PixPointer pixFromAbgr(const std::vector<std::uint32_t>& pixels, int width, int height);  // transparency on white
PixPointer turned(PixPointer pix, int orientation);     // undoes an EXIF orientation, 1 to 8
PixPointer quarterTurned(PixPointer pix, int degrees);  // clockwise, multiples of 90
PixPointer toDepth(PixPointer pix, documents::Raster::Format format);
PixPointer scaled(PixPointer pix, int width, int height);  // of 8 or 32 bits

documents::Raster rasterOf(Pix& pix, documents::Raster::Format format);  // of the depth that toDepth gave

}  // namespace redwell::formats
