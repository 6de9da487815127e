#include "ocr/posture.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace redwell::ocr {
namespace {

// Degrees. Tesseract follows a smaller slope by itself, faster than a page can be turned and read.
constexpr float kLeastSkew = 0.8F, kMostSkew = 8.0F, kSkewConfidence = 3.0F;

// Letters in black and white at about 150 dpi, enough for ascenders and lines.
PixPointer letters(Pix& gray, double dpi) {
    PixPointer reduced;
    if (dpi >= 250)
        reduced.reset(pixScaleAreaMap2(&gray));
    else
        reduced.reset(pixClone(&gray));
    if (!reduced) return nullptr;
    Pix* binary = nullptr;
    const auto width = std::max(32, pixGetWidth(reduced.get())), height = std::max(32, pixGetHeight(reduced.get()));
    pixOtsuAdaptiveThreshold(reduced.get(), width, height, 0, 0, 0.1F, nullptr, &binary);
    return PixPointer(binary);
}

}  // namespace

Posture postureOf(Pix& gray, double dpi, bool findRotation) {
    Posture posture;
    posture.rotation = 0;
    auto binary = letters(gray, dpi);
    if (!binary) return posture;
    if (findRotation) {
        posture.rotation.reset();
        l_float32 up = 0, left = 0;
        l_int32 decision = L_TEXT_ORIENT_UNKNOWN;
        if (pixOrientDetect(binary.get(), &up, &left, 0, 0) == 0) makeOrientDecision(up, left, 0, 0, &decision, 0);
        switch (decision) {
            case L_TEXT_ORIENT_UP: posture.rotation = 0; break;
            case L_TEXT_ORIENT_LEFT: posture.rotation = 90; break;
            case L_TEXT_ORIENT_DOWN: posture.rotation = 180; break;
            case L_TEXT_ORIENT_RIGHT: posture.rotation = 270; break;
            default: break;
        }
        binary = quarterTurned(std::move(binary), posture.rotation.value_or(0));
        if (!binary) return posture;
    }
    l_float32 angle = 0, confidence = 0;
    if (pixFindSkewSweepAndSearch(binary.get(), &angle, &confidence, 4, 2, kMostSkew, 1.0F, 0.02F) == 0 &&
        confidence >= kSkewConfidence && std::abs(angle) >= kLeastSkew && std::abs(angle) < kMostSkew)
        posture.skew = static_cast<double>(angle);
    return posture;
}

PixPointer quarterTurned(PixPointer pix, int degrees) {
    const int quarters = ((degrees / 90) % 4 + 4) % 4;
    return quarters ? PixPointer(pixRotateOrth(pix.get(), quarters)) : std::move(pix);
}

PixPointer straightened(Pix& gray, double degrees) {
    return PixPointer(pixRotateAMGray(&gray, static_cast<l_float32>(degrees * std::numbers::pi / 180), 255));
}

Box unstraightened(const Box& box, double degrees, double width, double height) {
    const double angle = -degrees * std::numbers::pi / 180, cosine = std::cos(angle), sine = std::sin(angle);
    const double cx = width / 2, cy = height / 2;
    Box out{1e9, 1e9, -1e9, -1e9};
    for (const double x : {box.x0, box.x1})
        for (const double y : {box.y0, box.y1}) {
            const double px = cx + (x - cx) * cosine - (y - cy) * sine, py = cy + (x - cx) * sine + (y - cy) * cosine;
            out.x0 = std::min(out.x0, px);
            out.y0 = std::min(out.y0, py);
            out.x1 = std::max(out.x1, px);
            out.y1 = std::max(out.y1, py);
        }
    return {std::clamp(out.x0, 0.0, width), std::clamp(out.y0, 0.0, height), std::clamp(out.x1, 0.0, width),
            std::clamp(out.y1, 0.0, height)};
}

}  // namespace redwell::ocr
