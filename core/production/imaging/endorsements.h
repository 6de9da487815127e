// Bates numbers, designations and the like beside the page's content, never over it: they go into the first empty strip
// of the margin, and when the margin has none the page makes room by shrinking.
#pragma once

#include "production/imaging/bitmap.h"
#include "production/imaging/burn.h"
#include "production/imaging/lettering.h"
#include "production/imaging/shrink.h"

#include <array>
#include <optional>
#include <vector>

namespace redwell::production {

// One line of up to three texts at the top or the bottom of the sheet.
struct EndorsementLine {
    std::array<std::string, 3> texts;  // left, centre, right; empty: none
    bool isEmpty() const { return texts[0].empty() && texts[1].empty() && texts[2].empty(); }
};

class EndorsementLayout {
public:
    EndorsementLayout(const BurnRequest& request, int width, int height);

    bool isEmpty() const { return m_top.isEmpty() && m_bottom.isEmpty(); }
    // Finds a strip without ink and without redactions (pixels) for each line; false when a line has none.
    bool findStrips(const Bitmap& ink, const std::vector<PixelBox>& redactions);
    // What must be done to the page so that the outermost strips are free.
    Placement makeRoom();
    // Writes the lines into their strips, in black.
    void draw(Bitmap& page, Lettering& lettering) const { drawOn(page, lettering); }
    void draw(documents::Raster& page, Lettering& lettering) const { drawOn(page, lettering); }

    double typeSize() const { return m_typeSize; }  // points

private:
    template <class Page>
    void drawOn(Page& page, Lettering& lettering) const;
    template <class Page>
    void drawLine(Page& page, Lettering& lettering, const EndorsementLine& line, int top) const;
    std::optional<int> freeStrip(const Bitmap& ink, const std::vector<PixelBox>& redactions, bool isTop) const;

    EndorsementLine m_top, m_bottom;
    int m_width, m_height;  // pixels
    double m_dpi, m_typeSize;
    int m_strip, m_edge, m_side;      // pixels: height of a strip, its distance from the sheet's edge, side margin
    int m_topAt = 0, m_bottomAt = 0;  // pixels: the upper edge of each strip
};

}  // namespace redwell::production
