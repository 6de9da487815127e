#include "processing/serving/document_handler.h"

#include "formats/reader.h"

#include <algorithm>
#include <cmath>

namespace redwell::serving {
namespace {

constexpr double kOcrDpi = 300;
constexpr double kMostOcrPixels = 40e6;  // an A2 sheet at 300 dpi; plans beyond that are read at less
constexpr double kPointsAnInch = 72;

double ocrDpi(double width, double height) {
    const double inches = std::max(width, 1.0) / kPointsAnInch * std::max(height, 1.0) / kPointsAnInch;
    return std::clamp(std::sqrt(kMostOcrPixels / inches), 20.0, kOcrDpi);
}

}  // namespace

Result<wire::Reply> recognize(const wire::OcrRequest& request, int input, SharedEngine& engine) {
    const double dpi = ocrDpi(request.width, request.height);
    const formats::ReadOptions options{request.fileName, formats::OcrMode::Auto, request.passwords, "UTC", {}};
    const formats::RenderOptions pixels{dpi, documents::Raster::Format::Gray8, 0, true};
    REDWELL_TRY(const auto raster, formats::renderPage(input, options, request.page, pixels));
    REDWELL_TRY(auto* reader, engine.get(request.languages));
    REDWELL_TRY(auto recognition, reader->recognize(raster, dpi));
    wire::OcrReply reply;
    auto& page = reply.page;
    page.number = request.page;
    page.rotation = recognition.rotation;
    const bool isTurned = recognition.rotation == 90 || recognition.rotation == 270;
    page.width = isTurned ? request.height : request.width;
    page.height = isTurned ? request.width : request.height;
    page.words = std::move(recognition.words);
    page.text = documents::textOf(page.words);
    page.textSource = page.words.empty() ? documents::TextSource::None : documents::TextSource::Ocr;
    page.confidence = recognition.confidence;
    return wire::Reply(std::move(reply));
}

Result<wire::Reply> render(const wire::RenderRequest& request, int input) {
    const formats::ReadOptions options{request.fileName, formats::OcrMode::Auto, request.passwords, "UTC", {}};
    const auto format = request.gray ? documents::Raster::Format::Gray8 : documents::Raster::Format::Rgb24;
    const formats::RenderOptions pixels{request.dpi, format, request.rotation, true};
    REDWELL_TRY(auto raster, formats::renderPage(input, options, request.page, pixels));
    return wire::Reply(wire::RenderReply{std::move(raster)});
}

}  // namespace redwell::serving
