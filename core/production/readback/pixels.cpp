#include "production/readback/pixels.h"

#include "formats/pix.h"

namespace redwell::production {

namespace {

using documents::Raster;

// Group IV data of a PDF in the plainest TIFF around them.
std::string asTiff(const PdfPicture& picture) {
    std::string out("II*\0\10\0\0\0", 8);
    const auto number = [&](std::size_t value, int bytes) {
        for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> 8 * i & 0xff);
    };
    struct Entry {
        std::size_t tag, value;
    };
    const std::size_t start = 8 + 2 + 8 * 12 + 4;
    const auto width = static_cast<std::size_t>(picture.width), height = static_cast<std::size_t>(picture.height);
    // A PDF's Group IV means black by 0 when its DeviceGray picture is shown: photometric "white is zero" of the codes.
    const Entry entries[]{{256, width}, {257, height}, {258, 1},      {259, 4},
                          {262, 0},     {273, start},  {278, height}, {279, picture.data.size()}};
    number(std::size(entries), 2);
    for (const auto& entry : entries) {
        number(entry.tag, 2);
        number(4, 2);
        number(1, 4);
        number(entry.value, 4);
    }
    number(0, 4);
    return out + picture.data;
}

}  // namespace

std::optional<Raster> decodedPixels(std::string_view bytes, int width, int height) {
    setMsgSeverity(L_SEVERITY_NONE);
    const auto* data = reinterpret_cast<const l_uint8*>(bytes.data());
    formats::PixPointer pix;
    if (bytes.starts_with("\xff\xd8")) {
        // A warning means bytes among the pixels that are none: damage, or a place to hide things.
        l_int32 warnings = 0;
        pix.reset(pixReadMemJpeg(data, bytes.size(), 0, 1, &warnings, 0));
        if (warnings > 0) return std::nullopt;
    } else {
        pix.reset(pixReadMem(data, bytes.size()));
    }
    if (!pix || pixGetWidth(pix.get()) != width || pixGetHeight(pix.get()) != height) return std::nullopt;
    pix = formats::toDepth(std::move(pix), Raster::Format::Gray8);
    if (!pix) return std::nullopt;
    return formats::rasterOf(*pix, Raster::Format::Gray8);
}

std::optional<Raster> decodedPixels(const PdfPicture& picture) {
    if (!picture.isDecodable) return std::nullopt;
    return picture.isBilevel ? decodedPixels(asTiff(picture), picture.width, picture.height)
                             : decodedPixels(picture.data, picture.width, picture.height);
}

void readPixels(const Raster& pixels, int dpi, int number, ocr::Engine* engine, Gathered& gathered) {
    if (pixels.width > documents::kMaxPixelsASide || pixels.height > documents::kMaxPixelsASide)
        return gathered.find("unreadable", number, "is too large for OCR");
    auto read = engine->recognize(pixels, dpi, false);
    if (!read) return gathered.find("unreadable", number, "OCR failed: " + read.error().message());
    gathered.addOcrText(documents::textOf(read->words));
}

}  // namespace redwell::production
