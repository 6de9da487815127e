// Leptonica's pictures behind one owner.
#pragma once

#include <leptonica/allheaders.h>

#include <memory>

namespace redwell::ocr {

struct PixDeleter {
    void operator()(Pix* pix) const { pixDestroy(&pix); }
};
using PixPointer = std::unique_ptr<Pix, PixDeleter>;

}  // namespace redwell::ocr
