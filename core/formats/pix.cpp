#include "formats/pix.h"

#include <utility>

namespace redwell::formats {

using documents::Raster;

PixPointer pixFromAbgr(const std::vector<std::uint32_t>& pixels, int width, int height) {
    PixPointer pix(pixCreateNoInit(width, height, 32));
    if (!pix) return pix;
    auto* data = pixGetData(pix.get());
    const auto words = static_cast<std::size_t>(pixGetWpl(pix.get()));
    for (std::size_t y = 0, at = 0; y < static_cast<std::size_t>(height); ++y)
        for (std::size_t x = 0; x < static_cast<std::size_t>(width); ++x, ++at) {
            // libtiff's colours are already multiplied by their opacity.
            const auto pixel = pixels[at], white = 255 - (pixel >> 24);
            data[y * words + x] = ((pixel & 0xff) + white) << 24 | ((pixel >> 8 & 0xff) + white) << 16 |
                                  ((pixel >> 16 & 0xff) + white) << 8;
        }
    return pix;
}

PixPointer quarterTurned(PixPointer pix, int degrees) {
    const int quarters = ((degrees / 90) % 4 + 4) % 4;
    return quarters ? PixPointer(pixRotateOrth(pix.get(), quarters)) : std::move(pix);
}

PixPointer turned(PixPointer pix, int orientation) {
    switch (orientation) {
        case 2: return PixPointer(pixFlipLR(nullptr, pix.get()));
        case 3: return quarterTurned(std::move(pix), 180);
        case 4: return PixPointer(pixFlipTB(nullptr, pix.get()));
        case 5: {
            PixPointer flipped(pixFlipLR(nullptr, pix.get()));
            return flipped ? quarterTurned(std::move(flipped), 270) : nullptr;
        }
        case 6: return quarterTurned(std::move(pix), 90);
        case 7: {
            PixPointer flipped(pixFlipLR(nullptr, pix.get()));
            return flipped ? quarterTurned(std::move(flipped), 90) : nullptr;
        }
        case 8: return quarterTurned(std::move(pix), 270);
        default: return pix;
    }
}

PixPointer toDepth(PixPointer pix, Raster::Format format) {
    return PixPointer(format == Raster::Format::Gray8 ? pixConvertTo8(pix.get(), 0) : pixConvertTo32(pix.get()));
}

PixPointer scaled(PixPointer pix, int width, int height) {
    if (pixGetWidth(pix.get()) == width && pixGetHeight(pix.get()) == height) return pix;
    return PixPointer(pixScaleToSize(pix.get(), width, height));
}

Raster rasterOf(Pix& pix, Raster::Format format) {
    Raster raster;
    raster.width = pixGetWidth(&pix);
    raster.height = pixGetHeight(&pix);
    raster.format = format;
    raster.pixels.resize(raster.bytesPerLine() * static_cast<std::size_t>(raster.height));
    const auto words = static_cast<std::ptrdiff_t>(pixGetWpl(&pix));
    for (int y = 0; y < raster.height; ++y) {
        const auto* in = pixGetData(&pix) + words * y;
        auto* out = raster.line(y);
        if (format == Raster::Format::Gray8)
            for (int x = 0; x < raster.width; ++x) out[x] = static_cast<std::uint8_t>(in[x >> 2] >> (24 - 8 * (x & 3)));
        else
            for (int x = 0; x < raster.width; ++x, out += 3) {
                out[0] = static_cast<std::uint8_t>(in[x] >> 24);
                out[1] = static_cast<std::uint8_t>(in[x] >> 16);
                out[2] = static_cast<std::uint8_t>(in[x] >> 8);
            }
    }
    return raster;
}

}  // namespace redwell::formats
