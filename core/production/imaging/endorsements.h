// Bates numbers, designations and the like beside the page's content, never over it: they go into the first empty strip
// of the margin, and when the margin has none the page makes room by shrinking. None is ever cut short: a number
// without its end is another number, and half a designation is none. What does not fit is set smaller; what does not
// fit then needs a larger sheet.
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
    // Takes the largest type in which every text stands in full beside its neighbours; false when there is none.
    bool fit(Lettering& lettering);
    // Finds a strip without ink and without redactions (pixels) for each line; false when a line has none.
    bool findStrips(const Bitmap& ink, const std::vector<PixelBox>& redactions);
    // What must be done to the page so that the outermost strips are free; empty when the page would become too small.
    std::optional<Placement> makeRoom();
    // Writes the lines into their strips, in black. Only what fits.
    void draw(Bitmap& page, Lettering& lettering) const { drawOn(page, lettering); }
    void draw(documents::Raster& page, Lettering& lettering) const { drawOn(page, lettering); }

private:
    void setType(double points);
    bool fits(Lettering& lettering, const EndorsementLine& line) const;
    int gap() const;  // pixels between two texts of a line
    template <class Page>
    void drawOn(Page& page, Lettering& lettering) const;
    template <class Page>
    void drawLine(Page& page, Lettering& lettering, const EndorsementLine& line, int top) const;
    std::optional<int> freeStrip(const Bitmap& ink, const std::vector<PixelBox>& redactions, bool isTop) const;

    EndorsementLine m_top, m_bottom;
    int m_width, m_height;  // pixels
    double m_dpi, m_typeSize = 0;
    int m_strip = 0, m_edge, m_side;  // pixels: height of a strip, its distance from the sheet's edge, side margin
    int m_topAt = 0, m_bottomAt = 0;  // pixels: the upper edge of each strip
};

}  // namespace redwell::production
