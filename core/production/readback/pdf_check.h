// A produced PDF held against the little that such a file may be: one picture and one invisible text layer a page.
// Three independent readings: the raw bytes, qpdf's objects, and Poppler's pages.
#pragma once

#include "production/readback/gathered.h"

#include "documents/raster.h"

#include <string_view>

namespace redwell::production {

// Every byte belongs to the header, one object, the one cross-reference table or the one trailer.
void walkPdfBytes(std::string_view bytes, Gathered& gathered);
void checkPdfObjects(std::string_view bytes, Gathered& gathered);
void checkPdfPages(std::string_view bytes, const ReadBackRequest& request, ocr::Engine* engine, Gathered& gathered);

// OCR of one page of pixels, into the gathered text.
void readPixels(const documents::Raster& pixels, int dpi, int number, ocr::Engine* engine, Gathered& gathered);

}  // namespace redwell::production
