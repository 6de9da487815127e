// What a picture says of itself before its pixels are decoded: size, resolution, which way is up. Read first, so that
// a small file that claims a huge picture is refused before memory is taken.
#pragma once

#include "base/result.h"

#include <string_view>

namespace redwell::formats {

struct ImageHeader {
    int width = 0, height = 0;  // stored pixels
    double dpiX = 0, dpiY = 0;  // 0: not stated
    int orientation = 1;        // 1 to 8 as in EXIF and TIFF 6.0
};

Result<ImageHeader> pngHeader(std::string_view bytes);
Result<ImageHeader> jpegHeader(std::string_view bytes);

// The resolution to take: as stated, where that is believable for a page of so many pixels, else a guess.
double believableDpi(double stated, int width, int height);

}  // namespace redwell::formats
