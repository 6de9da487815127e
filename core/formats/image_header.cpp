#include "formats/image_header.h"

#include <algorithm>
#include <cstdint>

namespace redwell::formats {
namespace {

std::uint32_t number(std::string_view bytes, std::size_t at, std::size_t count, bool isBigEndian = true) {
    std::uint32_t value = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto offset = isBigEndian ? at + i : at + count - 1 - i;
        value = value << 8 | (offset < bytes.size() ? static_cast<unsigned char>(bytes[offset]) : 0u);
    }
    return value;
}

Error damaged(const char* what) { return {ErrorKind::Damaged, what, {}, "Ask for the file again."}; }

// The orientation tag of an EXIF block (JEITA CP-3451, IFD0); 1 where there is none.
int exifOrientation(std::string_view exif) {
    if (exif.size() < 14 || exif.substr(0, 6) != std::string_view("Exif\0\0", 6)) return 1;
    exif.remove_prefix(6);
    const bool isBig = exif.substr(0, 2) == "MM";
    const auto directory = number(exif, 4, 4, isBig);
    if (directory + 2 > exif.size()) return 1;
    const auto count = number(exif, directory, 2, isBig);
    for (std::uint32_t i = 0; i < count; ++i) {
        const auto entry = directory + 2 + std::size_t{12} * i;
        if (entry + 12 > exif.size()) break;
        if (number(exif, entry, 2, isBig) != 0x0112) continue;
        const auto value = static_cast<int>(number(exif, entry + 8, 2, isBig));
        return value >= 1 && value <= 8 ? value : 1;
    }
    return 1;
}

}  // namespace

Result<ImageHeader> pngHeader(std::string_view bytes) {
    ImageHeader header;
    if (bytes.size() < 33 || bytes.substr(12, 4) != "IHDR") return damaged("is a PNG picture without a header");
    header.width = static_cast<int>(std::min(number(bytes, 16, 4), 0x7fffffffu));
    header.height = static_cast<int>(std::min(number(bytes, 20, 4), 0x7fffffffu));
    for (std::size_t at = 33; at + 12 <= bytes.size();) {
        const auto length = number(bytes, at, 4);
        const auto type = bytes.substr(at + 4, 4);
        if (type == "IDAT" || type == "IEND") break;
        if (type == "pHYs" && length == 9 && number(bytes, at + 16, 1) == 1) {
            header.dpiX = number(bytes, at + 8, 4) * 0.0254;
            header.dpiY = number(bytes, at + 12, 4) * 0.0254;
        }
        if (length > bytes.size()) break;
        at += std::size_t{12} + length;
    }
    if (header.width <= 0 || header.height <= 0) return damaged("is a PNG picture without a size");
    return header;
}

Result<ImageHeader> jpegHeader(std::string_view bytes) {
    ImageHeader header;
    for (std::size_t at = 2; at + 4 <= bytes.size();) {
        if (static_cast<unsigned char>(bytes[at]) != 0xFF) {
            ++at;
            continue;
        }
        const auto marker = static_cast<unsigned char>(bytes[at + 1]);
        if (marker == 0xFF) {
            ++at;
            continue;
        }
        if (marker == 0xD8 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD7)) {
            at += 2;
            continue;
        }
        if (marker == 0xD9 || marker == 0xDA) break;
        const auto length = number(bytes, at + 2, 2);
        const auto segment = bytes.substr(std::min(at + 4, bytes.size()), length >= 2 ? length - 2 : 0);
        if (marker == 0xE0 && segment.substr(0, 4) == "JFIF") {
            const auto unit = number(segment, 7, 1);
            const double scale = unit == 1 ? 1 : unit == 2 ? 2.54 : 0;
            header.dpiX = number(segment, 8, 2) * scale;
            header.dpiY = number(segment, 10, 2) * scale;
        } else if (marker == 0xE1) {
            if (const int found = exifOrientation(segment); found != 1) header.orientation = found;
        } else if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC) {
            header.height = static_cast<int>(number(segment, 1, 2));
            header.width = static_cast<int>(number(segment, 3, 2));
        }
        at += 2 + std::size_t{std::max(length, 2u)};
    }
    if (header.width <= 0 || header.height <= 0) return damaged("is a JPEG picture without a readable header");
    return header;
}

double believableDpi(double stated, int width, int height) {
    const int longSide = std::max(width, height);
    // 72 and 96 are what cameras and screens write without meaning it: nobody scans a four-foot page.
    if (stated >= 60 && stated <= 2400 && longSide / stated <= 30) return stated;
    if (longSide >= 2500) return 300;
    return longSide >= 1600 ? 150 : 96;
}

}  // namespace redwell::formats
