// A produced PDF held against the little that such a file may be: one picture and one invisible text layer a page.
// Three independent readings: the raw bytes, qpdf's objects, and Poppler's pages.
#pragma once

#include "documents/raster.h"
#include "production/readback/gathered.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::production {

// The picture of a page as it lies in the file.
struct PdfPicture {
    bool isBilevel = false;    // Group IV; else JPEG
    bool isDecodable = false;  // sane enough to hand to a decoder
    int width = 0, height = 0;
    std::string data;
};

// Every byte belongs to the header, one object, the one cross-reference table or the one trailer.
void walkPdfBytes(std::string_view bytes, Gathered& gathered);
// Returns the picture of each page.
std::vector<PdfPicture> checkPdfObjects(std::string_view bytes, Gathered& gathered);
void checkPdfPages(std::string_view bytes, const std::vector<PdfPicture>& pictures, const ReadBackRequest& request,
                   ocr::Engine* engine, Gathered& gathered);

}  // namespace redwell::production
