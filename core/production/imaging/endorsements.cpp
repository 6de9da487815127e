#include "production/imaging/endorsements.h"

#include <algorithm>
#include <cmath>

namespace redwell::production {

namespace {

constexpr double kTypeSize = 10.5;  // points, on sheets of at least kFullSizeSheet
constexpr double kSmallestType = 6, kTypeStep = 0.5;
constexpr double kSmallestPage = 0.5;   // of its own size, beside the stamps
constexpr double kFullSizeSheet = 450;  // points wide
constexpr double kStrip = 1.35;         // times the type: the line with a little air
constexpr double kEdge = 18;            // points from the sheet's edge, which printers keep blank
constexpr double kDeepestStrip = 54;    // points from the edge: further in it would read as content
constexpr double kSide = 36;
constexpr int kSpeck = 4;  // pixels of ink that are dust

}  // namespace

EndorsementLayout::EndorsementLayout(const BurnRequest& r, int width, int height)
    : m_top{{r.topLeft, r.topCenter, r.topRight}},
      m_bottom{{r.bottomLeft, r.bottomCenter, r.bottomRight}},
      m_width(width),
      m_height(height),
      m_dpi(width * 72.0 / r.pageWidth) {
    const double sheet = std::min(1.0, std::min(r.pageWidth, r.pageHeight) / kFullSizeSheet);
    const double pixels = m_dpi / 72;
    m_edge = static_cast<int>(kEdge * sheet * pixels);
    m_side = static_cast<int>(kSide * sheet * pixels);
    setType(std::max(kSmallestType, kTypeSize * sheet));
}

void EndorsementLayout::setType(double points) {
    m_typeSize = points;
    m_strip = static_cast<int>(std::ceil(kStrip * m_typeSize * m_dpi / 72));
    m_topAt = m_edge;
    m_bottomAt = m_height - m_edge - m_strip;
}

int EndorsementLayout::gap() const { return static_cast<int>(m_typeSize * m_dpi / 72); }

bool EndorsementLayout::fits(Lettering& lettering, const EndorsementLine& line) const {
    const int room = m_width - 2 * m_side;
    std::array<int, 3> widths{};
    for (std::size_t i = 0; i < 3; ++i)
        if (!line.texts[i].empty())
            widths[i] = lettering.width(line.texts[i], m_typeSize, m_dpi) + (i == 1 ? 0 : gap());
    if (widths[1] > 0) return widths[1] <= room && std::max(widths[0], widths[2]) <= (room - widths[1]) / 2;
    return widths[0] + widths[2] - gap() <= room;
}

bool EndorsementLayout::fit(Lettering& lettering) {
    for (double size = m_typeSize;; size = std::max(kSmallestType, size - kTypeStep)) {
        setType(size);
        if (fits(lettering, m_top) && fits(lettering, m_bottom)) return true;
        if (size <= kSmallestType) return false;
    }
}

std::optional<int> EndorsementLayout::freeStrip(const Bitmap& ink, const std::vector<PixelBox>& redactions,
                                                bool isTop) const {
    const double pixels = m_dpi / 72;
    const int step = std::max(1, static_cast<int>(3 * pixels));
    const int air = static_cast<int>(1.5 * pixels);
    const int deepest = static_cast<int>(kDeepestStrip * m_edge / kEdge);  // m_edge is kEdge for this sheet
    // The usual place first, so that the stamps of a volume stand in one line; then further in, then nearer to the
    // edge.
    std::vector<int> offsets;
    for (int at = m_edge; at + m_strip <= std::max(deepest, m_edge + m_strip); at += step) offsets.push_back(at);
    for (int at = m_edge - step; at >= m_edge / 2; at -= step) offsets.push_back(at);
    for (const int offset : offsets) {
        const int top = isTop ? offset : m_height - offset - m_strip;
        const PixelBox strip{0, top - air, m_width, top + m_strip + air};
        if (strip.y0 < 0 || strip.y1 > m_height || inkIn(ink, strip) > kSpeck) continue;
        if (std::any_of(redactions.begin(), redactions.end(), [&](const PixelBox& b) { return b.intersects(strip); }))
            continue;
        return top;
    }
    return std::nullopt;
}

bool EndorsementLayout::findStrips(const Bitmap& ink, const std::vector<PixelBox>& redactions) {
    if (!m_top.isEmpty()) {
        const auto at = freeStrip(ink, redactions, true);
        if (!at) return false;
        m_topAt = *at;
    }
    if (!m_bottom.isEmpty()) {
        const auto at = freeStrip(ink, redactions, false);
        if (!at) return false;
        m_bottomAt = *at;
    }
    return true;
}

std::optional<Placement> EndorsementLayout::makeRoom() {
    const int air = static_cast<int>(std::ceil(2 * m_dpi / 72));
    // Against the edge of the sheet: the page gives up as little as it can.
    m_topAt = m_edge / 2;
    m_bottomAt = m_height - m_edge / 2 - m_strip;
    const double above = m_top.isEmpty() ? 0 : m_topAt + m_strip + air;
    const double below = m_bottom.isEmpty() ? 0 : m_height - m_bottomAt + air;
    Placement placement;
    placement.scale = (m_height - above - below) / m_height;
    if (placement.scale < kSmallestPage) return std::nullopt;
    placement.dx = std::floor(m_width * (1 - placement.scale) / 2);
    placement.dy = above;
    return placement;
}

template <class Page>
void EndorsementLayout::drawLine(Page& page, Lettering& lettering, const EndorsementLine& line, int top) const {
    for (std::size_t i = 0; i < 3; ++i) {
        if (line.texts[i].empty()) continue;
        const auto set = lettering.line(line.texts[i], m_typeSize, m_dpi);
        const int x = i == 0 ? m_side : i == 1 ? (m_width - set.width) / 2 : m_width - m_side - set.width;
        stamp(page, set, x, top + (m_strip - set.height) / 2, true);
    }
}

template <class Page>
void EndorsementLayout::drawOn(Page& page, Lettering& lettering) const {
    if (!m_top.isEmpty()) drawLine(page, lettering, m_top, m_topAt);
    if (!m_bottom.isEmpty()) drawLine(page, lettering, m_bottom, m_bottomAt);
}

template void EndorsementLayout::drawOn(Bitmap&, Lettering&) const;
template void EndorsementLayout::drawOn(documents::Raster&, Lettering&) const;

}  // namespace redwell::production
