#include "formats/image_file.h"

#include "formats/image_header.h"
#include "formats/limits.h"
#include "formats/pix.h"
#include "formats/tiff_file.h"

#include <algorithm>
#include <cmath>

namespace redwell::formats {

using documents::Page;
using documents::Raster;

namespace {

Error damagedPicture(Family family) {
    const auto* name = family == Family::Png ? "PNG" : family == Family::Jpeg ? "JPEG" : "TIFF";
    return {ErrorKind::Damaged,
            std::string("is a ") + name + " picture whose pixels are damaged or cut short",
            {},
            "Ask for the file again."};
}

// Size in points of a picture after its orientation is applied.
Page pageOf(const ImageHeader& header, int number) {
    Page page;
    page.number = number;
    const double x = believableDpi(header.dpiX, header.width, header.height);
    double y = believableDpi(header.dpiY, header.width, header.height);
    if (header.dpiX <= 0 || header.dpiY <= 0 || x / y > 3 || y / x > 3) y = x;  // faxes have 204 by 98
    page.width = header.width / x * 72;
    page.height = header.height / y * 72;
    if (header.orientation >= 5) std::swap(page.width, page.height);
    return page;
}

Result<ImageHeader> headerOf(std::string_view bytes, Family family) {
    return family == Family::Png ? pngHeader(bytes) : jpegHeader(bytes);
}

// Upright pixels: 8 bits of grey or 32 of colour.
Result<PixPointer> decode(std::string_view bytes, Family family, int page, ImageHeader& header) {
    setMsgSeverity(L_SEVERITY_NONE);
    PixPointer pix;
    if (family == Family::Tiff) {
        REDWELL_TRY(const auto tiff, TiffFile::open(bytes));
        if (page < 1 || static_cast<std::size_t>(page) > tiff.pages().size())
            return Error{ErrorKind::Usage, "has no page " + std::to_string(page)};
        header = tiff.pages()[static_cast<std::size_t>(page - 1)].image;
        REDWELL_TRY(const auto pixels, tiff.decode(page));
        pix = pixFromAbgr(pixels, header.width, header.height);
        // libtiff undoes flips only: it takes 5 to 8 for 1 to 4, which leaves a transposed picture, along one diagonal
        // for the odd and along the other for the even ones.
        if (pix && header.orientation >= 5) pix = turned(std::move(pix), header.orientation % 2 ? 5 : 7);
    } else {
        if (page != 1) return Error{ErrorKind::Usage, "has no page " + std::to_string(page)};
        REDWELL_TRY(header, headerOf(bytes, family));
        REDWELL_CHECK(checkPixels(header.width, header.height));
        pix.reset(pixReadMem(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size()));
        if (pix && pixGetSpp(pix.get()) == 4) pix.reset(pixRemoveAlpha(pix.get()));
        if (pix) pix = turned(std::move(pix), header.orientation);
    }
    if (!pix) return damagedPicture(family);
    return pix;
}

}  // namespace

Result<ReadDocument> readImage(std::string_view bytes, Family family, const ReadOptions& options) {
    ReadDocument document;
    document.kind = documents::Kind::Image;
    if (family == Family::Tiff) {
        document.mimeType = "image/tiff";
        REDWELL_TRY(const auto tiff, TiffFile::open(bytes));
        bool isAllTorn = true, isAnyTorn = false;
        for (const auto& page : tiff.pages()) {
            const auto number = static_cast<int>(document.pages.size()) + 1;
            if (page.image.width <= 0 || page.image.height <= 0) return damagedPicture(family);
            REDWELL_CHECK(checkPixels(page.image.width, page.image.height));
            document.pages.push_back(pageOf(page.image, number));
            isAnyTorn = isAnyTorn || !page.isComplete;
            isAllTorn = isAllTorn && !page.isComplete;
        }
        if (isAllTorn) return damagedPicture(family);
        if (isAnyTorn) document.flags.emplace_back("damaged_pages");
    } else {
        document.mimeType = family == Family::Png ? "image/png" : "image/jpeg";
        ImageHeader header;
        REDWELL_TRY(const auto pix, decode(bytes, family, 1, header));
        document.pages.push_back(pageOf(header, 1));
    }
    if (options.ocr != OcrMode::Never)
        for (const auto& page : document.pages) document.pagesToOcr.push_back(page.number);
    return document;
}

Result<Raster> renderImage(std::string_view bytes, Family family, int number, const RenderOptions& render) {
    ImageHeader header;
    REDWELL_TRY(auto pix, decode(bytes, family, number, header));
    const Page page = pageOf(header, number);
    const double width = std::max(1.0, std::round(page.width * render.dpi / 72)),
                 height = std::max(1.0, std::round(page.height * render.dpi / 72));
    REDWELL_CHECK(checkPixels(width, height));
    pix = toDepth(std::move(pix), render.format);
    if (pix) pix = scaled(std::move(pix), static_cast<int>(width), static_cast<int>(height));
    if (pix) pix = quarterTurned(std::move(pix), render.rotation);
    if (!pix) return damagedPicture(family);
    return rasterOf(*pix, render.format);
}

}  // namespace redwell::formats
