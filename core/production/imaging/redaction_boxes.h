// Where black really goes: a reviewer's box grown over the pieces of ink that it cuts, so that no tail of a covered
// letter sticks out. A piece that is mostly inside pushes a whole side of the box outwards (tails painted one by one
// would draw the outline of the hidden word); a neighbour that the box only grazes is covered for itself, so that the
// line above stays readable; the thin rules of a table are cut, not followed.
#pragma once

#include "production/imaging/bitmap.h"

#include <vector>

namespace redwell::production {

constexpr double kMostGrowth = 6;  // points

// The grown box first, then the pieces covered for themselves. Nothing reaches further than kMostGrowth from the box.
std::vector<PixelBox> grownOverInk(const Bitmap& ink, const PixelBox& box, double pixelsAPoint);

}  // namespace redwell::production
