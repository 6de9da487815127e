// A page made a little smaller on its own sheet, so that an endorsement finds an empty strip.
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

}  // namespace redwell::production
