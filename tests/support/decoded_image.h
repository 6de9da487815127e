// Produced images decoded by Leptonica, which did not write them.
#pragma once

#include "base/geometry.h"

#include <allheaders.h>

#include <memory>
#include <string>

namespace redwell::support {

class DecodedImage {
public:
    explicit DecodedImage(const std::string& bytes)
        : m_pix(pixReadMem(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size()),
                [](PIX* p) { pixDestroy(&p); }) {}
    explicit operator bool() const { return m_pix != nullptr; }
    int width() const { return pixGetWidth(m_pix.get()); }
    int height() const { return pixGetHeight(m_pix.get()); }
    int depth() const { return pixGetDepth(m_pix.get()); }
    int dpi() const { return pixGetXRes(m_pix.get()); }
    bool isBlack(int x, int y) const {
        l_uint32 value = 0;
        pixGetPixel(m_pix.get(), x, y, &value);
        return depth() == 1 ? value == 1 : (value >> 24) + (value >> 16 & 255) + (value >> 8 & 255) < 120;
    }
    // The share of black pixels in a box in points.
    double blackness(const Box& points) const {
        const double scale = dpi() / 72.0;
        long black = 0, all = 0;
        for (int y = static_cast<int>(points.y0 * scale + 0.5); y < static_cast<int>(points.y1 * scale + 0.5); ++y)
            for (int x = static_cast<int>(points.x0 * scale + 0.5); x < static_cast<int>(points.x1 * scale + 0.5); ++x)
                if (x >= 0 && y >= 0 && x < width() && y < height()) black += isBlack(x, y), ++all;
        return all == 0 ? 0 : static_cast<double>(black) / static_cast<double>(all);
    }

private:
    std::unique_ptr<PIX, void (*)(PIX*)> m_pix;
};

}  // namespace redwell::support
