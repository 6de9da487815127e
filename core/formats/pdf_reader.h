// A PDF into a document: text where it can be trusted, the pages to read by OCR where not, what else the file carries.
#pragma once

#include "formats/pdf_document.h"
#include "formats/reader.h"

#include <string_view>

namespace redwell::formats {

Result<ReadDocument> readPdf(std::string_view bytes, const ReadOptions& options);

// Traits seen without interpreting the file: names in its bytes and its object streams.
struct PdfTraits {
    bool hasJavaScript = false, hasForm = false;
    bool hasImages = false;
};
PdfTraits pdfTraits(std::string_view bytes);

// Pages, words and texts of an open PDF into document; shared with what Redwell typesets itself.
Status readPages(const PdfDocument& pdf, OcrMode ocr, bool hasImages, ReadDocument& document);

}  // namespace redwell::formats
