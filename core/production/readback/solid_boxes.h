// Whether redaction boxes are black in decoded pixels. White is allowed only where a label may stand and only in
// strokes as thin as a label's type: anything thicker is a hole.
#pragma once

#include "documents/raster.h"
#include "production/readback/gathered.h"

namespace redwell::production {

// pixels: Gray8. isExact: written without loss, so that black is black.
void checkSize(int width, int height, const ExpectedPage& page, int dpi, int number, Gathered& gathered);
void checkBoxes(const documents::Raster& pixels, const ExpectedPage& page, bool isExact, int number,
                Gathered& gathered);

}  // namespace redwell::production
