// Where the pages of a document lie on the long sheet that is scrolled: one below the other, centred, at one scale and
// one turn for all. Pure geometry, in widget pixels from the sheet's top left; pages count from 0.
#pragma once

#include "documents/page.h"

#include <QPointF>
#include <QRect>
#include <QSize>
#include <QTransform>

#include <vector>

namespace redwell::ui {

class PageArrangement {
public:
    static constexpr int kGap = 14;     // between pages
    static constexpr int kMargin = 18;  // around them

    // scale: widget pixels per point; turn: clockwise quarter turns of the view.
    void arrange(const std::vector<documents::Page>& pages, double scale, int turn, int viewWidth);

    QSize size() const { return m_size; }
    double scale() const { return m_scale; }
    int turn() const { return m_turn; }
    int count() const { return static_cast<int>(m_rects.size()); }
    QRect rect(int page) const { return m_rects[static_cast<std::size_t>(page)]; }
    // From points of the page to pixels from the page's own top left.
    QTransform transform(int page) const;

    int pageAt(int y) const;  // the page at this height, or the nearest; -1 without pages
    // Pages that touch the strip [top, bottom).
    std::pair<int, int> pagesIn(int top, int bottom) const;  // first and last; first > last when none
    QPointF toPage(int page, QPointF sheetPoint) const;      // points
    QPointF toSheet(int page, QPointF points) const;

    // The scale at which the page fits the view.
    static double fitWidth(const std::vector<documents::Page>& pages, int turn, int viewWidth);
    static double fitPage(const documents::Page& page, int turn, QSize view);

private:
    std::vector<QRect> m_rects;
    std::vector<QSizeF> m_points;  // before the turn
    QSize m_size;
    double m_scale = 1;
    int m_turn = 0;
};

}  // namespace redwell::ui
