// Pixels of a page, top row first, rows packed without padding.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace redwell::documents {

struct Raster {
    enum class Format { Gray8, Rgb24 };
    int width = 0, height = 0;  // pixels; each side at most 20,000
    Format format = Format::Gray8;
    std::vector<std::uint8_t> pixels;

    int bytesPerPixel() const { return format == Format::Gray8 ? 1 : 3; }
    std::size_t bytesPerLine() const { return static_cast<std::size_t>(width) * static_cast<std::size_t>(bytesPerPixel()); }
    const std::uint8_t* line(int y) const { return pixels.data() + bytesPerLine() * static_cast<std::size_t>(y); }
    std::uint8_t* line(int y) { return pixels.data() + bytesPerLine() * static_cast<std::size_t>(y); }
};

constexpr int kMaxPixelsASide = 20'000;

}  // namespace redwell::documents
