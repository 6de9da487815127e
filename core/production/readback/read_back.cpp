#include "production/readback/read_back.h"

#include "base/text.h"
#include "production/readback/gathered.h"
#include "production/readback/image_walk.h"
#include "production/readback/pdf_check.h"
#include "production/readback/pixels.h"
#include "production/readback/solid_boxes.h"

#include <exception>

namespace redwell::production {

namespace {

void checkPicture(std::string_view bytes, const WalkedImage& walked, const ReadBackRequest& request,
                  ocr::Engine* engine, Gathered& gathered) {
    gathered.setPageCount(walked.pages);
    const auto expected = std::max<std::size_t>(1, request.pages.size());
    if (walked.pages > 0 && static_cast<std::size_t>(walked.pages) != expected)
        gathered.find("page_count", 0,
                      "has " + std::to_string(walked.pages) + " pages instead of " + std::to_string(expected));
    if (!walked.isDecodable) return;
    const auto pixels = decodedPixels(bytes, walked.width, walked.height);
    if (!pixels) return gathered.find("unreadable", 1, "the picture cannot be decoded");
    if (!request.pages.empty()) {
        checkSize(pixels->width, pixels->height, request.pages[0], request.dpi, 1, gathered);
        checkBoxes(*pixels, request.pages[0], walked.isBilevel, 1, gathered);
    }
    if (request.ocr) readPixels(*pixels, request.dpi, 1, engine, gathered);
}

}  // namespace

Result<ReadBack> readBack(std::string_view bytes, const ReadBackRequest& request, ocr::Engine* engine) {
    if (request.dpi < 36 || request.dpi > 1200)
        return Error{ErrorKind::Usage, "the resolution is not between 36 and 1200 dpi", request.fileName,
                     "Verify with the resolution of the production."};
    if (request.ocr && engine == nullptr)
        return Error{ErrorKind::Usage, "reading the pixels back needs an OCR model, and none is loaded",
                     request.fileName, "Install tesseract-ocr-eng."};
    const auto dot = request.fileName.rfind('.');
    const auto extension = dot == std::string::npos ? std::string() : toLower(request.fileName.substr(dot + 1));
    Gathered gathered;
    try {
        if (bytes.size() > 4 * kMostStreamBytes) {
            gathered.find("unreadable", 0, "is larger than 1 GB");
        } else if (extension == "tif" || extension == "tiff") {
            checkPicture(bytes, walkTiff(bytes, gathered), request, engine, gathered);
        } else if (extension == "jpg" || extension == "jpeg") {
            checkPicture(bytes, walkJpeg(bytes, 0, gathered), request, engine, gathered);
        } else if (extension == "pdf") {
            walkPdfBytes(bytes, gathered);
            const auto pictures = checkPdfObjects(bytes, gathered);
            checkPdfPages(bytes, pictures, request, engine, gathered);
        } else {
            return Error{ErrorKind::Unsupported, "is neither a TIFF, a JPEG nor a PDF", request.fileName,
                         "Only produced pages are read back."};
        }
    } catch (const std::exception& e) {
        gathered.find("unreadable", 0, std::string("reading broke off: ") + e.what());
    }
    return std::move(gathered).take();
}

}  // namespace redwell::production
