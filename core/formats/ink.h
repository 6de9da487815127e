// Whether a page shows something that its text does not account for. Decided on a coarse picture (40 dpi costs a few
// milliseconds) by edges rather than darkness: print is all edges, a coloured panel has them only along its border.
#pragma once

#include "documents/page.h"
#include "documents/raster.h"

#include <cstddef>
#include <vector>

namespace redwell::formats {

struct Ink {
    std::size_t inside = 0;              // edge pixels within the words' boxes
    std::size_t outside = 0;             // and elsewhere
    std::vector<std::size_t> bareWords;  // of the page, with no edge in their box: text that nobody sees
};

constexpr double kInkDpi = 40;

// picture: Gray8 of the page at kInkDpi.
Ink measureInk(const documents::Raster& picture, const documents::Page& page);

// Nothing but specks.
bool isBlank(const Ink& ink);
// Much more print outside the words than within: a stamp on a scan.
bool isMostlyUnread(const Ink& ink);

}  // namespace redwell::formats
