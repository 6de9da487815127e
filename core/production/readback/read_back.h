// Reads files of a finished volume with other decoders than wrote them (Leptonica for images, Poppler and raw carving
// for PDF), so that a writer's mistake cannot hide from its own reader. Worker only.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "ocr/engine.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::production {

struct ExpectedPage {
    double width = 612, height = 792;  // points
    std::vector<Box> redactions;       // must be solid black (labels allowed), points: BurnedPage::covered
    // Printed on them ("" for those without one): nothing else may be white there. None at all: not known.
    std::vector<std::string> labels;
};

struct ReadBackRequest {
    std::string fileName;  // its extension tells the kind: tif, jpg, pdf
    int dpi = 300;
    std::vector<ExpectedPage> pages;  // one for a single-page image; empty: nothing is known about the pages
    bool ocr = false;                 // also return what OCR reads in the pixels
};

struct Finding {
    std::string kind;  // "page_count", "size", "redaction_not_solid", "text_in_redaction", "structure", "metadata",
                       // "unreadable"
    int page = 0;      // from 1; 0: the file
    std::string detail;
};

struct ReadBack {
    int pageCount = 0;
    std::string text;  // every text any channel of the file yields: text layer, every decoded stream, strings, metadata
    std::string ocrText;  // of the pixels, when asked for
    std::vector<Finding> findings;
};

// bytes: the whole file. Findings are results; an Error means that it could not be checked at all.
Result<ReadBack> readBack(std::string_view bytes, const ReadBackRequest& request, ocr::Engine* engine);

}  // namespace redwell::production
