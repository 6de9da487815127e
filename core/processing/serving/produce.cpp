#include "processing/serving/document_handler.h"

#include "formats/reader.h"
#include "production/imaging/burn.h"

namespace redwell::serving {
namespace {

production::BurnRequest burnRequest(const wire::ProduceRequest& request, const wire::BurnedPageRequest& page) {
    production::BurnRequest burn;
    burn.pageWidth = page.width;
    burn.pageHeight = page.height;
    burn.dpi = request.dpi;
    burn.color = request.color ? production::ColorMode::Auto : production::ColorMode::Never;
    for (const auto& redaction : page.redactions) burn.redactions.push_back({redaction.box, redaction.label});
    const auto endorsement = [&page](const char* place) {
        const auto found = page.endorsements.find(place);
        return found == page.endorsements.end() ? std::string() : found->second;
    };
    burn.topLeft = endorsement("top_left");
    burn.topCenter = endorsement("top_center");
    burn.topRight = endorsement("top_right");
    burn.bottomLeft = endorsement("bottom_left");
    burn.bottomCenter = endorsement("bottom_center");
    burn.bottomRight = endorsement("bottom_right");
    burn.wantTiff = request.tiff;
    burn.wantPdf = request.pdf;
    burn.readBack = request.readBack;
    if (!request.readBack) burn.words = page.words;
    return burn;
}

Result<production::BurnedPage> burned(const wire::ProduceRequest& request, const wire::BurnedPageRequest& page,
                                      int input, ocr::Engine* engine) {
    const auto burn = burnRequest(request, page);
    if (!request.slipSheet.empty()) return production::slipSheet(request.slipSheet, burn);
    const formats::ReadOptions options{request.fileName, formats::OcrMode::Auto, request.passwords, "UTC", {}};
    formats::RenderOptions pixels;
    pixels.dpi = request.dpi;
    pixels.format = request.color ? documents::Raster::Format::Rgb24 : documents::Raster::Format::Gray8;
    pixels.rotation = page.rotation;
    pixels.antialias = false;
    pixels.mayBeSimpler = true;
    REDWELL_TRY(const auto raster, formats::renderPage(input, options, page.page, pixels));
    return production::burnPage(raster, burn, engine);
}

}  // namespace

Result<wire::Reply> produce(const wire::ProduceRequest& request, int input, SharedEngine& engine) {
    const bool isSlipSheet = !request.slipSheet.empty();
    if (request.pages.empty()) return Error{ErrorKind::Internal, "The reader was asked to produce no page"};
    ocr::Engine* reader = nullptr;
    if (request.readBack && !isSlipSheet) {
        REDWELL_TRY(reader, engine.get(request.languages));
    }
    std::vector<production::BurnedPage> pages;
    for (const auto& page : request.pages) {
        REDWELL_TRY(auto done, burned(request, page, input, reader));
        pages.push_back(std::move(done));
        if (isSlipSheet) break;
    }
    wire::ProduceReply reply;
    if (request.pdf) {
        REDWELL_TRY(reply.pdf, production::composePdf(pages, request.dpi));
    }
    for (auto& page : pages)
        reply.pages.push_back({page.isColor, std::move(page.image), std::move(page.text), std::move(page.covered),
                               page.scale, page.dx, page.dy, page.pageWidth, page.pageHeight});
    return wire::Reply(std::move(reply));
}

}  // namespace redwell::serving
