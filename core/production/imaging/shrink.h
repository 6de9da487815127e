// A page made a little smaller on its own sheet, so that an endorsement finds an empty strip, or put on a larger sheet.
#pragma once

#include "base/geometry.h"
#include "documents/raster.h"

namespace redwell::production {

// Where a point of the original page went: scaled, then moved. In pixels or in points alike, as long as both are.
struct Placement {
    double scale = 1, dx = 0, dy = 0;
    bool isIdentity() const { return scale == 1 && dx == 0 && dy == 0; }
    Box apply(const Box& b) const {
        return {b.x0 * scale + dx, b.y0 * scale + dy, b.x1 * scale + dx, b.y1 * scale + dy};
    }
};

// The pixels averaged by area into a white sheet of the same size; placement in pixels, scale at most 1.
documents::Raster shrunk(const documents::Raster& raster, const Placement& placement);

// The pixels as they are on a white sheet of this size, with their top left at left, top; they must lie within it. Not
// of bits.
documents::Raster onSheet(const documents::Raster& raster, int width, int height, int left, int top);

}  // namespace redwell::production
