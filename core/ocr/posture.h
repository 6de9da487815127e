// How a scanned page lies: which side is up, and by how much it was fed askew. Found from the shapes of letters on a
// reduced picture, some fifty times faster than Tesseract's own detection, which is asked only where this one is
// unsure.
#pragma once

#include "base/geometry.h"
#include "ocr/pix.h"

#include <optional>

namespace redwell::ocr {

struct Posture {
    std::optional<int> rotation;  // degrees clockwise that make it upright; empty when the letters do not tell
    double skew = 0;              // degrees clockwise that straighten it, after rotation; 0 when small or unsure
};

// gray: 8 bits at dpi.
Posture postureOf(Pix& gray, double dpi, bool findRotation);

// Turns a picture by quarter turns clockwise.
PixPointer quarterTurned(PixPointer pix, int degrees);

// Straightens a picture by degrees clockwise about its middle, white where nothing was; its size stays.
PixPointer straightened(Pix& gray, double degrees);

// Where a box of the straightened picture (width by height) stood before.
Box unstraightened(const Box& box, double degrees, double width, double height);

}  // namespace redwell::ocr
