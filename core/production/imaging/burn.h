// A page on its way out: redactions burned into pixels, stamps set beside the image, encoded from nothing. Worker only.
// Redacted pages are rebuilt from pixels, never edited: that closes every channel of the source at once.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "documents/page.h"
#include "documents/raster.h"
#include "ocr/engine.h"

#include <string>
#include <vector>

namespace redwell::production {

struct BurnBox {
    Box box;            // points
    std::string label;  // the reason, printed white on black when it fits
};

enum class ColorMode { Auto, Never };

struct BurnRequest {
    double pageWidth = 612, pageHeight = 792;  // points, after rotation
    int dpi = 300;
    ColorMode color = ColorMode::Auto;
    std::vector<BurnBox> redactions;
    std::string topLeft, topCenter, topRight, bottomLeft, bottomCenter, bottomRight;  // endorsements; empty: none
    bool wantTiff = true;   // TIFF G4 (or JPEG when the page is in colour)
    bool wantPdf = false;   // one page as a piece of the document's PDF
    bool readBack = false;  // OCR the burned pixels: the page's text and the PDF's text layer come from that
    std::vector<documents::Word> words;  // text layer of a page in a document without redactions
};

struct BurnedPage {
    bool isColor = false;
    int width = 0, height = 0;  // pixels
    double pageWidth = 0,
           pageHeight = 0;  // points: as asked for, or of the sheet that a page too small for its stamps is on
    std::string image;      // TIFF or JPEG bytes; empty unless wantTiff
    std::string pdfImage;   // encoded stream for composePdf (CCITT G4 or JPEG); empty unless wantPdf
    std::vector<documents::Word> words;  // of the burned page, points; endorsements are not among them
    std::string text;
    double scale = 1, dx = 0,
           dy = 0;             // where the page went to make room for its endorsements: scaled, then moved, points
    std::vector<Box> covered;  // what was really painted, points: grown over every piece of ink that a box touches
};

// pixels: the page rendered at request.dpi (Gray8 or Rgb24), empty for a slip sheet with slipText. Usage when an
// endorsement does not fit in full, whatever is done: none is ever cut short.
Result<BurnedPage> burnPage(const documents::Raster& pixels, const BurnRequest& request, ocr::Engine* engine);
Result<BurnedPage> slipSheet(const std::string& text, const BurnRequest& request);

// A searchable PDF of burned pages: one image and one invisible text layer a page, nothing else. Same pages, same
// bytes.
Result<std::string> composePdf(const std::vector<BurnedPage>& pages, int dpi);

}  // namespace redwell::production
