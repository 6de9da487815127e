// Pixels of a page, top row first, rows packed without padding.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace redwell::documents {

struct Raster {
    // Bits: the leftmost pixel in the highest bit, 1 is ink; only what asks for it is ever given it.
    enum class Format { Gray8, Rgb24, Bits };
    int width = 0, height = 0;  // pixels; each side at most 20,000
    Format format = Format::Gray8;
    std::vector<std::uint8_t> pixels;

    int bytesPerPixel() const { return format == Format::Gray8 ? 1 : 3; }  // not of bits
    std::size_t bytesPerLine() const {
        const auto across = static_cast<std::size_t>(width);
        return format == Format::Bits ? (across + 7) / 8 : across * static_cast<std::size_t>(bytesPerPixel());
    }
    const std::uint8_t* line(int y) const { return pixels.data() + bytesPerLine() * static_cast<std::size_t>(y); }
    std::uint8_t* line(int y) { return pixels.data() + bytesPerLine() * static_cast<std::size_t>(y); }
};

constexpr int kMaxPixelsASide = 20'000;

}  // namespace redwell::documents
