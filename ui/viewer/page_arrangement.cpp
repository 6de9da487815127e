#include "ui/viewer/page_arrangement.h"

#include <algorithm>
#include <cmath>

namespace redwell::ui {
namespace {

QSizeF turned(QSizeF size, int turn) { return turn % 2 ? size.transposed() : size; }

QSizeF pointsOf(const documents::Page& page) { return {std::max(1.0, page.width), std::max(1.0, page.height)}; }

}  // namespace

void PageArrangement::arrange(const std::vector<documents::Page>& pages, double scale, int turn, int viewWidth) {
    m_scale = scale;
    m_turn = turn;
    m_rects.clear();
    m_points.clear();
    int widest = 0;
    for (const auto& page : pages) {
        m_points.push_back(pointsOf(page));
        const QSizeF size = turned(m_points.back(), turn) * scale;
        const QSize whole(static_cast<int>(std::lround(size.width())), static_cast<int>(std::lround(size.height())));
        widest = std::max(widest, whole.width());
        m_rects.emplace_back(QPoint(0, 0), whole);
    }
    const int width = std::max(viewWidth, widest + 2 * kMargin);
    int y = kMargin;
    for (auto& rect : m_rects) {
        rect.moveTopLeft({(width - rect.width()) / 2, y});
        y = rect.bottom() + 1 + kGap;
    }
    m_size = {width, m_rects.empty() ? 0 : y - kGap + kMargin};
}

QTransform PageArrangement::transform(int page) const {
    const QSizeF points = m_points[static_cast<std::size_t>(page)];
    const QRect where = rect(page);
    const QSizeF shown = turned(points, m_turn);
    QTransform transform = QTransform::fromScale(where.width() / shown.width(), where.height() / shown.height());
    if (m_turn == 1) transform.translate(points.height(), 0);
    if (m_turn == 2) transform.translate(points.width(), points.height());
    if (m_turn == 3) transform.translate(0, points.width());
    transform.rotate(90.0 * m_turn);
    return transform;
}

int PageArrangement::pageAt(int y) const {
    if (m_rects.empty()) return -1;
    const auto after = std::partition_point(m_rects.begin(), m_rects.end(),
                                            [y](const QRect& rect) { return rect.bottom() + kGap / 2 < y; });
    return std::min(static_cast<int>(after - m_rects.begin()), count() - 1);
}

std::pair<int, int> PageArrangement::pagesIn(int top, int bottom) const {
    const auto first =
        std::partition_point(m_rects.begin(), m_rects.end(), [top](const QRect& rect) { return rect.bottom() < top; });
    const auto past =
        std::partition_point(first, m_rects.end(), [bottom](const QRect& rect) { return rect.top() < bottom; });
    return {static_cast<int>(first - m_rects.begin()), static_cast<int>(past - m_rects.begin()) - 1};
}

QPointF PageArrangement::toPage(int page, QPointF sheetPoint) const {
    return transform(page).inverted().map(sheetPoint - QPointF(rect(page).topLeft()));
}

QPointF PageArrangement::toSheet(int page, QPointF points) const {
    return transform(page).map(points) + QPointF(rect(page).topLeft());
}

double PageArrangement::fitWidth(const std::vector<documents::Page>& pages, int turn, int viewWidth) {
    double widest = 1;
    for (const auto& page : pages) widest = std::max(widest, turned(pointsOf(page), turn).width());
    return std::max(0.05, (viewWidth - 2 * kMargin) / widest);
}

double PageArrangement::fitPage(const documents::Page& page, int turn, QSize view) {
    const QSizeF size = turned(pointsOf(page), turn);
    return std::max(
        0.05, std::min((view.width() - 2 * kMargin) / size.width(), (view.height() - 2 * kMargin) / size.height()));
}

}  // namespace redwell::ui
