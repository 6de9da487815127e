// What a copier or a phone makes of a clean page: skew, grain, specks, a grey ground, a shadow along the glass, holes.
// All from a seed, so that the same sources give the same scan.
#pragma once

#include <QImage>
#include <QJsonObject>

#include <cstdint>

namespace redwell::sample {

struct ScanLook {
    int dpi = 200;
    double skew = 1.0;  // degrees, clockwise; pages vary around it
    double grain = 6;   // standard deviation in grey levels
    int specks = 120;   // a page
    int paper = 236;    // grey level of the ground
    double fade = 0;    // 0 to 1: ink lost
    bool isBilevel = false, hasHoles = false, hasEdge = true, isCrumpled = false;
    int quarterTurns = 0;  // the page went through sideways
    int jpegQuality = 55;
};

ScanLook scanLookOf(const QJsonObject& source);

// Grayscale8, or Mono when the look is bilevel.
QImage scanned(const QImage& page, const ScanLook& look, std::uint32_t seed);

// A photograph of the page on a desk.
QImage photographed(const QImage& page, std::uint32_t seed);

}  // namespace redwell::sample
