#include "production/imaging/shrink.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace redwell::production {

namespace {

// Since the scale is between a half and one, each new pixel takes from at most three old ones, with weights of 256.
struct Tap {
    int first = 0;
    int weights[3] = {0, 0, 0};
};

std::vector<Tap> taps(int oldLength, int newLength, double scale) {
    std::vector<Tap> out(static_cast<std::size_t>(newLength));
    for (int i = 0; i < newLength; ++i) {
        const double from = i / scale, to = (i + 1) / scale;
        auto& tap = out[static_cast<std::size_t>(i)];
        tap.first = std::min(static_cast<int>(from), oldLength - 1);
        int sum = 0, heaviest = 0;
        for (int k = 0; k < 3; ++k) {
            const double share = std::min<double>(to, tap.first + k + 1) - std::max<double>(from, tap.first + k);
            const bool isThere = tap.first + k < oldLength && share > 0;
            tap.weights[k] = isThere ? static_cast<int>(std::lround(256 * share * scale)) : 0;
            if (tap.weights[k] > tap.weights[heaviest]) heaviest = k;
            sum += tap.weights[k];
        }
        tap.weights[heaviest] += 256 - sum;
    }
    return out;
}

}  // namespace

documents::Raster shrunk(const documents::Raster& raster, const Placement& placement) {
    const double scale = std::clamp(placement.scale, 0.5, 1.0);
    documents::Raster out{raster.width, raster.height, raster.format, {}};
    out.pixels.assign(raster.pixels.size(), 255);
    const int left = std::max(0, static_cast<int>(std::lround(placement.dx)));
    const int top = std::max(0, static_cast<int>(std::lround(placement.dy)));
    const int width = std::min(static_cast<int>(raster.width * scale), raster.width - left);
    const int height = std::min(static_cast<int>(raster.height * scale), raster.height - top);
    if (width <= 0 || height <= 0) return out;
    const auto across = taps(raster.width, width, scale), down = taps(raster.height, height, scale);
    const auto depth = static_cast<std::size_t>(raster.bytesPerPixel());
    std::vector<int> mixed(raster.bytesPerLine() + 3 * depth);
    for (int y = 0; y < height; ++y) {
        const auto& tap = down[static_cast<std::size_t>(y)];
        const auto* a = raster.line(tap.first);
        const auto* b = raster.line(std::min(tap.first + 1, raster.height - 1));
        const auto* c = raster.line(std::min(tap.first + 2, raster.height - 1));
        for (std::size_t i = 0; i < raster.bytesPerLine(); ++i)
            mixed[i] = tap.weights[0] * a[i] + tap.weights[1] * b[i] + tap.weights[2] * c[i];
        auto* row = out.line(top + y) + static_cast<std::size_t>(left) * depth;
        for (int x = 0; x < width; ++x) {
            const auto& t = across[static_cast<std::size_t>(x)];
            const int* in = mixed.data() + static_cast<std::size_t>(t.first) * depth;
            for (std::size_t channel = 0; channel < depth; ++channel)
                *row++ = static_cast<std::uint8_t>((t.weights[0] * in[channel] + t.weights[1] * in[channel + depth] +
                                                    t.weights[2] * in[channel + 2 * depth] + 32768) >>
                                                   16);
        }
    }
    return out;
}

documents::Raster onSheet(const documents::Raster& raster, int width, int height, int left, int top) {
    documents::Raster out{width, height, raster.format, {}};
    out.pixels.assign(out.bytesPerLine() * static_cast<std::size_t>(height), 255);
    const auto from = static_cast<std::size_t>(left) * static_cast<std::size_t>(raster.bytesPerPixel());
    for (int y = 0; y < raster.height; ++y)
        std::copy_n(raster.line(y), raster.bytesPerLine(), out.line(top + y) + from);
    return out;
}

}  // namespace redwell::production
