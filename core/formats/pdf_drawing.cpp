#include "formats/pdf_drawing.h"

#include <poppler-page-renderer.h>
#include <poppler-page.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace redwell::formats {
namespace {

using documents::Raster;

enum class Tones { BlackAndWhite, Gray, Color };

constexpr double kCoarseDpi = 50;

poppler::rotation_enum rotationOf(int degrees) {
    switch ((degrees % 360 + 360) % 360) {
        case 90: return poppler::rotate_90;
        case 180: return poppler::rotate_180;
        case 270: return poppler::rotate_270;
        default: return poppler::rotate_0;
    }
}

bool liesOnItsSide(const poppler::page& page, int rotation) {
    const auto orientation = page.orientation();
    const bool asStored = orientation == poppler::page::landscape || orientation == poppler::page::seascape;
    return asStored != (rotation % 180 != 0);
}

void prepare(poppler::page_renderer& renderer, poppler::image::format_enum format, const RenderOptions& options) {
    renderer.set_image_format(format);
    renderer.set_render_hint(poppler::page_renderer::antialiasing, options.antialias);
    renderer.set_render_hint(poppler::page_renderer::text_antialiasing, options.antialias);
}

Raster drawnWhole(const poppler::page& page, const RenderOptions& options) {
    const bool isGray = options.format == Raster::Format::Gray8;
    poppler::page_renderer renderer;
    prepare(renderer, isGray ? poppler::image::format_gray8 : poppler::image::format_rgb24, options);
    const auto image =
        renderer.render_page(&page, options.dpi, options.dpi, -1, -1, -1, -1, rotationOf(options.rotation));
    Raster raster;
    if (!image.is_valid() || image.width() <= 0 || image.height() <= 0) return raster;
    raster.width = image.width();
    raster.height = image.height();
    raster.format = options.format;
    raster.pixels.resize(raster.bytesPerLine() * static_cast<std::size_t>(raster.height));
    for (int y = 0; y < raster.height; ++y)
        std::memcpy(raster.line(y), image.const_data() + std::ptrdiff_t{image.bytes_per_row()} * y,
                    raster.bytesPerLine());
    return raster;
}

Raster drawnCoarse(const poppler::page& page, int rotation) {
    RenderOptions options;
    options.dpi = kCoarseDpi;
    options.rotation = rotation;
    options.antialias = false;  // what is drawn keeps its tone, and a line a whole pixel
    return drawnWhole(page, options);
}

// A little colour already counts, since it is far more at the full size of a page that a reader would call coloured.
Tones tonesOf(const Raster& coarse) {
    constexpr int kChroma = 24;  // of 255 between the strongest and the weakest channel
    constexpr int kPure = 2;     // of 255 from black or white; Poppler dithers all between in bits
    const std::size_t few = coarse.pixels.size() / 3 / 5000;
    std::size_t colored = 0;
    bool isGray = false;
    for (std::size_t i = 0; i + 2 < coarse.pixels.size(); i += 3) {
        const auto* p = coarse.pixels.data() + i;
        const auto [least, most] = std::minmax({p[0], p[1], p[2]});
        colored += most - least > kChroma;
        isGray = isGray || (most > kPure && least < 255 - kPure);
    }
    return colored > few ? Tones::Color : isGray ? Tones::Gray : Tones::BlackAndWhite;
}

// Poppler's rows of bits end at 32 pixels, but its image counts them by bytes: asked for whole rows, both agree.
Raster drawnInBits(const poppler::page& page, const RenderOptions& options, const Raster& coarse) {
    const auto rect = page.page_rect(poppler::crop_box);
    double across = std::abs(rect.width()), down = std::abs(rect.height());
    if (liesOnItsSide(page, options.rotation)) std::swap(across, down);
    const auto pixels = [](double points, double dpi) { return static_cast<int>(points * dpi / 72 + 0.5); };
    Raster raster{pixels(across, options.dpi), pixels(down, options.dpi), Raster::Format::Bits, {}};
    if (coarse.width != pixels(across, kCoarseDpi) || coarse.height != pixels(down, kCoarseDpi)) return raster;
    const int whole = (raster.width + 31) / 32 * 32;
    poppler::page_renderer renderer;
    prepare(renderer, poppler::image::format_mono, options);
    const auto image =
        renderer.render_page(&page, options.dpi, options.dpi, 0, 0, whole, raster.height, rotationOf(options.rotation));
    if (!image.is_valid() || image.width() != whole || image.height() != raster.height) return raster;
    const auto bytes = raster.bytesPerLine();
    const auto last = static_cast<std::uint8_t>(0xff00 >> ((raster.width - 1) % 8 + 1));
    raster.pixels.resize(bytes * static_cast<std::size_t>(raster.height));
    for (int y = 0; y < raster.height; ++y) {
        const auto* in = image.const_data() + std::ptrdiff_t{image.bytes_per_row()} * y;
        auto* out = raster.line(y);
        for (std::size_t i = 0; i < bytes; ++i) out[i] = static_cast<std::uint8_t>(~in[i]);
        out[bytes - 1] &= last;
    }
    return raster;
}

}  // namespace

Raster drawn(const poppler::page& page, const RenderOptions& options) {
    if (!options.mayBeSimpler || options.antialias || options.dpi < 2 * kCoarseDpi) return drawnWhole(page, options);
    const auto coarse = drawnCoarse(page, options.rotation);
    const auto tones = tonesOf(coarse);
    if (tones == Tones::BlackAndWhite && !coarse.pixels.empty()) {
        auto bits = drawnInBits(page, options, coarse);
        if (!bits.pixels.empty()) return bits;
    }
    RenderOptions asked = options;
    if (tones != Tones::Color) asked.format = Raster::Format::Gray8;
    return drawnWhole(page, asked);
}

}  // namespace redwell::formats
