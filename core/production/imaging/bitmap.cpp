#include "production/imaging/bitmap.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstdlib>
#include <cstring>
#include <functional>

namespace redwell::production {

namespace {

using documents::Raster;

constexpr int kCleanThreshold = 180;  // pale grey type (luminance 142 to 175) stays, tints of tables go
constexpr int kTile = 64;             // pixels; about a fifth of an inch at 300 dpi
constexpr double kInkToPaper = 0.7;   // ink is darker than this share of the paper around it
constexpr int kDarkestPaper = 150;    // darker than this it is a picture, not paper
constexpr int kChroma = 48;           // of 255 between the strongest and the weakest channel
constexpr double kChromaticShare = 0.004;

// A page drawn by a program has few grey levels; a scan has all of them.
bool isClean(const Raster& gray) {
    std::array<std::uint32_t, 256> counts{};
    std::uint32_t seen = 0;
    for (int y = 0; y < gray.height; y += 7) {
        const auto* row = gray.line(y);
        for (int x = 0; x < gray.width; x += 3) ++counts[row[x]];
        seen += static_cast<std::uint32_t>((gray.width + 2) / 3);
    }
    std::partial_sort(counts.begin(), counts.begin() + 8, counts.end(), std::greater<>());
    std::uint64_t most = 0;
    for (int i = 0; i < 8; ++i) most += counts[static_cast<std::size_t>(i)];
    return most >= 0.97 * seen;
}

void packRow(const std::uint8_t* row, int from, int to, int threshold, std::uint8_t* out) {
    int x = from;
    for (; x + 8 <= to; x += 8) {
        // A bit a lane, and the lanes summed into the highest byte: eight pixels without a branch.
        std::array<std::uint8_t, 8> lanes;
        for (int i = 0; i < 8; ++i) lanes[static_cast<std::size_t>(i)] = row[x + i] < threshold ? 0x80 >> i : 0;
        out[x >> 3] = static_cast<std::uint8_t>(std::bit_cast<std::uint64_t>(lanes) * 0x0101010101010101U >> 56);
    }
    for (; x < to; ++x)
        if (row[x] < threshold) out[x >> 3] |= static_cast<std::uint8_t>(0x80 >> (x & 7));
}

// The threshold of each tile, from the light tenth of its pixels averaged with its neighbours.
std::vector<std::uint8_t> thresholdsOfTiles(const Raster& gray, int columns, int rows) {
    std::vector<int> paper(static_cast<std::size_t>(columns) * static_cast<std::size_t>(rows));
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            std::array<std::uint16_t, 256> counts{};
            int seen = 0;
            const int right = std::min(gray.width, (c + 1) * kTile), bottom = std::min(gray.height, (r + 1) * kTile);
            for (int y = r * kTile; y < bottom; y += 3)
                for (int x = c * kTile; x < right; x += 3) ++counts[gray.line(y)[x]], ++seen;
            int level = 255, above = 0;
            while (level > 0 && (above += counts[static_cast<std::size_t>(level)]) * 10 < seen) --level;
            paper[static_cast<std::size_t>(r * columns + c)] = std::max(level, kDarkestPaper);
        }
    }
    std::vector<std::uint8_t> thresholds(paper.size());
    for (int r = 0; r < rows; ++r) {
        for (int c = 0; c < columns; ++c) {
            int sum = 0, seen = 0;
            for (int y = std::max(0, r - 1); y <= std::min(rows - 1, r + 1); ++y)
                for (int x = std::max(0, c - 1); x <= std::min(columns - 1, c + 1); ++x)
                    sum += paper[static_cast<std::size_t>(y * columns + x)], ++seen;
            thresholds[static_cast<std::size_t>(r * columns + c)] = static_cast<std::uint8_t>(kInkToPaper * sum / seen);
        }
    }
    return thresholds;
}

}  // namespace

PixelBox PixelBox::clipped(int w, int h) const {
    return {std::clamp(x0, 0, w), std::clamp(y0, 0, h), std::clamp(x1, 0, w), std::clamp(y1, 0, h)};
}

Raster toGray(const Raster& raster) {
    if (raster.format == Raster::Format::Gray8) return raster;
    if (raster.format == Raster::Format::Bits) return toRaster(bitmapOf(raster));
    Raster gray{raster.width, raster.height, Raster::Format::Gray8, {}};
    gray.pixels.resize(gray.bytesPerLine() * static_cast<std::size_t>(gray.height));
    const std::uint8_t* in = raster.pixels.data();
    for (auto& out : gray.pixels) {
        out = static_cast<std::uint8_t>((in[0] * 77 + in[1] * 150 + in[2] * 29) >> 8);
        in += 3;
    }
    return gray;
}

bool isChromatic(const Raster& raster) {
    if (raster.format != Raster::Format::Rgb24) return false;
    std::int64_t chromatic = 0, seen = 0;
    for (int y = 0; y < raster.height; y += 3) {
        const auto* row = raster.line(y);
        for (int x = 0; x < raster.width; x += 2) {
            const auto* p = row + 3 * x;
            chromatic += std::max({p[0], p[1], p[2]}) - std::min({p[0], p[1], p[2]}) > kChroma;
        }
        seen += (raster.width + 1) / 2;
    }
    return static_cast<double>(chromatic) > kChromaticShare * static_cast<double>(seen);
}

Bitmap bitmapOf(const Raster& bits) {
    Bitmap bitmap(bits.width, bits.height);
    bitmap.bits = bits.pixels;
    return bitmap;
}

Bitmap toBitmap(const Raster& gray) {
    Bitmap bitmap(gray.width, gray.height);
    if (isClean(gray)) {
        for (int y = 0; y < gray.height; ++y) packRow(gray.line(y), 0, gray.width, kCleanThreshold, bitmap.line(y));
        return bitmap;
    }
    const int columns = (gray.width + kTile - 1) / kTile, rows = (gray.height + kTile - 1) / kTile;
    const auto thresholds = thresholdsOfTiles(gray, columns, rows);
    for (int y = 0; y < gray.height; ++y)
        for (int c = 0; c < columns; ++c)
            packRow(gray.line(y), c * kTile, std::min(gray.width, (c + 1) * kTile),
                    thresholds[static_cast<std::size_t>(y / kTile * columns + c)], bitmap.line(y));
    return bitmap;
}

Raster toRaster(const Bitmap& bitmap) {
    Raster raster{bitmap.width, bitmap.height, Raster::Format::Gray8, {}};
    raster.pixels.resize(raster.bytesPerLine() * static_cast<std::size_t>(raster.height));
    for (int y = 0; y < bitmap.height; ++y) {
        const auto* in = bitmap.line(y);
        auto* out = raster.line(y);
        for (int x = 0; x < bitmap.width; ++x) out[x] = (in[x >> 3] << (x & 7) & 0x80) ? 0 : 255;
    }
    return raster;
}

std::int64_t inkIn(const Bitmap& bitmap, const PixelBox& wanted) {
    const auto box = wanted.clipped(bitmap.width, bitmap.height);
    std::int64_t ink = 0;
    if (box.isEmpty()) return 0;
    const int first = box.x0 >> 3, last = (box.x1 - 1) >> 3;
    const unsigned left = 0xffu >> (box.x0 & 7), right = 0xffu << (7 - ((box.x1 - 1) & 7)) & 0xffu;
    for (int y = box.y0; y < box.y1; ++y) {
        const auto* row = bitmap.line(y);
        if (first == last) {
            ink += std::popcount(row[first] & left & right);
            continue;
        }
        ink += std::popcount(row[first] & left) + std::popcount(row[last] & right);
        for (int i = first + 1; i < last; ++i) ink += std::popcount(row[i]);
    }
    return ink;
}

void fill(Bitmap& page, const PixelBox& wanted, bool black) {
    const auto box = wanted.clipped(page.width, page.height);
    if (box.isEmpty()) return;
    const int first = box.x0 >> 3, last = (box.x1 - 1) >> 3;
    const unsigned left = 0xffu >> (box.x0 & 7), right = 0xffu << (7 - ((box.x1 - 1) & 7)) & 0xffu;
    const auto paint = [black](std::uint8_t& byte, unsigned mask) {
        byte = static_cast<std::uint8_t>(black ? byte | mask : byte & ~mask);
    };
    for (int y = box.y0; y < box.y1; ++y) {
        auto* row = page.line(y);
        if (first == last) {
            paint(row[first], left & right);
            continue;
        }
        paint(row[first], left);
        std::memset(row + first + 1, black ? 0xff : 0, static_cast<std::size_t>(last - first - 1));
        paint(row[last], right);
    }
}

void fill(Raster& page, const PixelBox& wanted, bool black) {
    const auto box = wanted.clipped(page.width, page.height);
    if (box.isEmpty()) return;
    const auto pixel = static_cast<std::size_t>(page.bytesPerPixel());
    for (int y = box.y0; y < box.y1; ++y)
        std::memset(page.line(y) + static_cast<std::size_t>(box.x0) * pixel, black ? 0 : 255,
                    static_cast<std::size_t>(box.width()) * pixel);
}

void stamp(Bitmap& page, const Bitmap& line, int x, int y, bool black) {
    for (int v = std::max(0, -y); v < line.height && y + v < page.height; ++v)
        for (int u = std::max(0, -x); u < line.width && x + u < page.width; ++u)
            if (line.isInk(u, v)) fill(page, {x + u, y + v, x + u + 1, y + v + 1}, black);
}

void stamp(Raster& page, const Bitmap& line, int x, int y, bool black) {
    for (int v = std::max(0, -y); v < line.height && y + v < page.height; ++v)
        for (int u = std::max(0, -x); u < line.width && x + u < page.width; ++u)
            if (line.isInk(u, v)) fill(page, {x + u, y + v, x + u + 1, y + v + 1}, black);
}

}  // namespace redwell::production
