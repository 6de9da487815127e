// A page in one bit a pixel, as Group IV wants it: rows of whole bytes, the leftmost pixel in the highest bit, 1 is
// ink.
#pragma once

#include "base/geometry.h"
#include "documents/raster.h"

#include <cstdint>
#include <vector>

namespace redwell::production {

// Whole pixels, x1 and y1 excluded.
struct PixelBox {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    int width() const { return x1 - x0; }
    int height() const { return y1 - y0; }
    bool isEmpty() const { return x1 <= x0 || y1 <= y0; }
    bool contains(int x, int y) const { return x >= x0 && x < x1 && y >= y0 && y < y1; }
    bool intersects(const PixelBox& o) const { return x0 < o.x1 && o.x0 < x1 && y0 < o.y1 && o.y0 < y1; }
    PixelBox grown(int by) const { return {x0 - by, y0 - by, x1 + by, y1 + by}; }
    PixelBox clipped(int width, int height) const;
    bool operator==(const PixelBox&) const = default;
};

struct Bitmap {
    int width = 0, height = 0;
    std::vector<std::uint8_t> bits;

    Bitmap() = default;
    Bitmap(int w, int h) : width(w), height(h), bits(bytesPerLine() * static_cast<std::size_t>(h)) {}
    std::size_t bytesPerLine() const { return (static_cast<std::size_t>(width) + 7) / 8; }
    const std::uint8_t* line(int y) const { return bits.data() + bytesPerLine() * static_cast<std::size_t>(y); }
    std::uint8_t* line(int y) { return bits.data() + bytesPerLine() * static_cast<std::size_t>(y); }
    bool isInk(int x, int y) const { return (line(y)[x >> 3] >> (7 - (x & 7)) & 1) != 0; }
    void setInk(int x, int y) { line(y)[x >> 3] |= static_cast<std::uint8_t>(0x80 >> (x & 7)); }
    bool operator==(const Bitmap&) const = default;
};

// Luminance of colour pixels; a copy of grey ones; bits as 0 and 255.
documents::Raster toGray(const documents::Raster& raster);

// True when enough pixels have a hue that a reader would miss it in black and white.
bool isChromatic(const documents::Raster& raster);

// The same bits; of a raster of bits only.
Bitmap bitmapOf(const documents::Raster& bits);

// Ink by a threshold: fixed for clean pages, so that pale grey type stays, and following the paper for scans.
Bitmap toBitmap(const documents::Raster& gray);

// Black and white as grey pixels of 0 and 255.
documents::Raster toRaster(const Bitmap& bitmap);

std::int64_t inkIn(const Bitmap& bitmap, const PixelBox& box);  // pixels

// A page being written on: the same strokes on one bit or on colour.
void fill(Bitmap& page, const PixelBox& box, bool black);
void fill(documents::Raster& page, const PixelBox& box, bool black);
// Puts the ink of a set line down with its top left at x, y, clipped to the page.
void stamp(Bitmap& page, const Bitmap& line, int x, int y, bool black);
void stamp(documents::Raster& page, const Bitmap& line, int x, int y, bool black);

}  // namespace redwell::production
