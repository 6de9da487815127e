#include "ui/viewer/page_view.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/viewer/page_cache.h"

#include <QClipboard>
#include <QGuiApplication>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>

#include <cmath>

namespace redwell::ui {
namespace {

constexpr int kPatience = 200;             // ms before a page says that it is being drawn
constexpr int kTurning = 40;               // ms between two steps of the sign of waiting
constexpr double kMaxPixels = 24e6;        // a page; above that it is enlarged on the screen
constexpr double kCoarseDpi = 45;          // a first look, for pages that take long
constexpr double kCoarseFirstAbove = 130;  // dpi; below, the page itself comes as fast
constexpr double kSteps[] = {0.1,  0.17, 0.25, 0.33, 0.5, 0.67, 0.75, 0.9, 1, 1.1,
                             1.25, 1.5,  1.75, 2,    2.5, 3,    4,    5,   6, 8};

}  // namespace

PageView::PageView(PageContent* content, PageCache* cache, QWidget* parent)
    : QAbstractScrollArea(parent), m_content(content), m_cache(cache) {
    setObjectName(QStringLiteral("pageView"));
    setAccessibleName(tr("Pages of the document"));
    setFrameShape(NoFrame);
    setFocusPolicy(Qt::StrongFocus);
    viewport()->setMouseTracking(true);
    viewport()->setAutoFillBackground(false);
    verticalScrollBar()->setSingleStep(48);
    horizontalScrollBar()->setSingleStep(48);
    m_dragScroll.setInterval(30);
    m_clock.start();
    m_turning.setSingleShot(true);
    connect(&m_dragScroll, &QTimer::timeout, this, [this] {
        const int above = m_pointer.y(), below = m_pointer.y() - viewport()->height();
        const int by = above < 0 ? above / 2 : below > 0 ? below / 2 : 0;
        verticalScrollBar()->setValue(verticalScrollBar()->value() + by);
        dragTo(m_pointer);
    });
    connect(&m_turning, &QTimer::timeout, viewport(), qOverload<>(&QWidget::update));
    connect(m_content, &PageContent::pagesChanged, this, [this] {
        m_selection.clear();
        m_hovered = m_chosen = {};
        m_drag = Drag::None;
        m_lastPage = -1;
        m_waitingSince.clear();
        rearrange();
        emit selectionChanged();
    });
    connect(m_content, &PageContent::marksChanged, viewport(), qOverload<>(&QWidget::update));
    connect(m_content, &PageContent::currentHitChanged, viewport(), qOverload<>(&QWidget::update));
    connect(m_cache, &PageCache::arrived, viewport(), qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

double PageView::pixelsPerPoint() const { return logicalDpiX() / 72.0; }
double PageView::zoom() const { return m_arrangement.scale() / pixelsPerPoint(); }
QPoint PageView::offset() const { return {-horizontalScrollBar()->value(), -verticalScrollBar()->value()}; }

void PageView::rearrange() {
    if (m_isRearranging) return;
    m_isRearranging = true;
    const auto& pages = m_content->pages();
    // With the scroll bar that will be there: fitting must not make it come and go.
    const int bar = verticalScrollBar()->isVisible() ? 0 : verticalScrollBar()->sizeHint().width();
    const QSize view(viewport()->width() - (pages.size() > 1 ? bar : 0), viewport()->height());
    double scale = m_zoom * pixelsPerPoint();
    if (m_fit == Fit::Width && !pages.empty()) scale = PageArrangement::fitWidth(pages, m_turn, view.width());
    if (m_fit == Fit::Page && !pages.empty()) {
        const int page = std::clamp(m_lastPage - 1, 0, static_cast<int>(pages.size()) - 1);
        scale = PageArrangement::fitPage(m_content->page(page), m_turn, view);
    }
    scale = std::clamp(scale, kLeastZoom * pixelsPerPoint(), kMostZoom * pixelsPerPoint());
    m_arrangement.arrange(pages, scale, m_turn, viewport()->width());
    const QSize sheet = m_arrangement.size();
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, sheet.height() - viewport()->height()));
    horizontalScrollBar()->setPageStep(viewport()->width());
    horizontalScrollBar()->setRange(0, std::max(0, sheet.width() - viewport()->width()));
    m_arrangement.arrange(pages, scale, m_turn, viewport()->width());
    m_isRearranging = false;
    scrolled();
    emit zoomChanged();
}

// What is under viewPoint stays under it.
void PageView::rearrangeAround(QPoint viewPoint, double zoom, int turn) {
    const Spot spot = spotAt(viewPoint);
    m_zoom = std::clamp(zoom, kLeastZoom, kMostZoom);
    m_turn = turn;
    rearrange();
    if (spot.page < 0) return;
    const QPointF now = m_arrangement.toSheet(spot.page, spot.points);
    horizontalScrollBar()->setValue(static_cast<int>(std::lround(now.x() - viewPoint.x())));
    verticalScrollBar()->setValue(static_cast<int>(std::lround(now.y() - viewPoint.y())));
}

PageView::Position PageView::position() const {
    Position position{m_fit, zoom(), m_turn};
    const Spot spot = spotAt({0, 0});
    if (spot.page >= 0) {
        position.page = spot.page;
        position.x = spot.points.x();
        position.y = spot.points.y();
    }
    return position;
}

void PageView::restore(const Position& position) {
    m_fit = position.fit;
    m_zoom = position.zoom;
    m_turn = position.turn;
    rearrange();
    if (position.page >= m_arrangement.count()) return;
    const QPointF at = m_arrangement.toSheet(position.page, {position.x, position.y});
    if (m_fit == Fit::None) horizontalScrollBar()->setValue(static_cast<int>(std::lround(at.x())));
    verticalScrollBar()->setValue(static_cast<int>(std::lround(at.y())));
}

int PageView::currentPage() const {
    // The page under the upper third is the one that is read; at the very end it is the last.
    const int y = -offset().y();
    const auto* bar = verticalScrollBar();
    if (bar->maximum() > 0 && y == bar->maximum()) return m_arrangement.pageAt(y + viewport()->height() - 1) + 1;
    return m_arrangement.pageAt(y + viewport()->height() / 3) + 1;
}

void PageView::setZoom(double zoom) {
    m_fit = Fit::None;
    rearrangeAround({viewport()->width() / 2, viewport()->height() / 3}, zoom, m_turn);
}

void PageView::zoomBy(int steps) {
    double wanted = zoom();
    for (; steps > 0; --steps)
        if (const auto* next = std::upper_bound(std::begin(kSteps), std::end(kSteps), wanted + 0.005);
            next != std::end(kSteps))
            wanted = *next;
    for (; steps < 0; ++steps)
        if (const auto* at = std::lower_bound(std::begin(kSteps), std::end(kSteps), wanted - 0.005);
            at != std::begin(kSteps))
            wanted = *std::prev(at);
    setZoom(wanted);
}

void PageView::fitWidth() {
    m_fit = Fit::Width;
    rearrangeAround({viewport()->width() / 2, 0}, m_zoom, m_turn);
}

void PageView::fitPage() {
    const int page = currentPage();
    m_fit = Fit::Page;
    rearrange();
    goToPage(page);
}

void PageView::rotate() {
    const int page = currentPage();
    m_turn = (m_turn + 1) % 4;
    rearrange();
    goToPage(page);
}

void PageView::goToPage(int page) {
    if (m_arrangement.count() == 0) return;
    const QRect rect = m_arrangement.rect(std::clamp(page, 1, m_arrangement.count()) - 1);
    const int room = std::max(0, viewport()->height() - rect.height()) / 2;
    verticalScrollBar()->setValue(rect.top() - std::clamp(room, 8, PageArrangement::kMargin));
}

void PageView::showPlace(int page, const Box& box) {
    if (page < 1 || page > m_arrangement.count()) return;
    if (box.isEmpty()) return goToPage(page);
    const QRectF where = m_arrangement.transform(page - 1)
                             .mapRect(QRectF(box.x0, box.y0, box.width(), box.height()))
                             .translated(m_arrangement.rect(page - 1).topLeft());
    const QRectF seen(QPointF(-offset()), QSizeF(viewport()->size()));
    const bool isTall = where.height() > seen.height() * 0.8;
    if (where.top() < seen.top() + 8 || (isTall ? where.top() : where.bottom()) > seen.bottom() - 8)
        verticalScrollBar()->setValue(static_cast<int>(where.top() - (isTall ? 24 : seen.height() / 4)));
    if (where.left() < seen.left() || where.right() > seen.right())
        horizontalScrollBar()->setValue(static_cast<int>(where.center().x() - seen.width() / 2));
}

void PageView::scrolled() {
    if (const int page = currentPage(); page != m_lastPage) {
        m_lastPage = page;
        emit currentPageChanged(page);
    }
    viewport()->update();
}

double PageView::dpi(int page) const {
    const QSizeF pixels = QSizeF(m_arrangement.rect(page).size()) * devicePixelRatioF();
    const double wanted = m_arrangement.scale() * 72 * devicePixelRatioF();
    return wanted * std::min(1.0, std::sqrt(kMaxPixels / std::max(1.0, pixels.width() * pixels.height())));
}

// Wishes for what is in view, then for a screenful on either side; the rest is forgotten.
void PageView::fetch() {
    const auto& document = m_content->document();
    std::vector<PageWish> wishes;
    const int top = -offset().y(), height = viewport()->height();
    const auto wish = [&](int page, double at) { wishes.push_back({page + 1, m_content->page(page).rotation, at}); };
    const auto [first, last] = m_arrangement.pagesIn(top, top + height);
    for (int page = first; page <= last; ++page)
        if (dpi(page) > kCoarseFirstAbove && m_cache->nearest(document.sha256, page + 1, kCoarseDpi).isNull())
            wish(page, kCoarseDpi);
    for (int page = first; page <= last; ++page) wish(page, dpi(page));
    const auto [before, after] = m_arrangement.pagesIn(top - height, top + 2 * height);
    for (int page = last + 1; page <= after; ++page) wish(page, dpi(page));
    for (int page = first - 1; page >= before; --page) wish(page, dpi(page));
    m_cache->want(0, {document.sha256, document.fileName, m_content->passwords()}, wishes);
}

PageLook PageView::lookOf(int page) const {
    const auto& document = m_content->document();
    PageLook look;
    look.page = page;
    look.rect = m_arrangement.rect(page).translated(offset());
    look.transform = m_arrangement.transform(page);
    look.image = m_cache->exact(document.sha256, page + 1, dpi(page));
    if (look.image.isNull()) look.image = m_cache->nearest(document.sha256, page + 1, dpi(page));
    if (look.image.isNull()) look.problem = m_cache->problem(document.sha256, page + 1);
    look.selection = m_selection.boxes(m_content->pages(), page);
    look.isSeenThrough = isRedacting() || m_isSeenThrough;
    look.hovered = m_hovered;
    look.chosen = m_chosen;
    return look;
}

// A page that is there soon says nothing; one that takes longer turns a sign of waiting.
void PageView::wait(PageLook& look) {
    if (!look.image.isNull() || !look.problem.isEmpty()) {
        m_waitingSince.remove(look.page);
        return;
    }
    const qint64 now = m_clock.elapsed();
    const auto since = m_waitingSince.find(look.page);
    const qint64 waited = since == m_waitingSince.end() ? 0 : now - *since;
    if (since == m_waitingSince.end()) m_waitingSince.insert(look.page, now);
    look.isWaiting = waited >= kPatience;
    look.waitAngle = static_cast<int>(now * 360 / 900 % 360);
    if (!m_turning.isActive())
        m_turning.start(look.isWaiting ? kTurning : static_cast<int>(std::max<qint64>(1, kPatience - waited)));
}

void PageView::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.fillRect(event->rect(), Theme::instance().color(QStringLiteral("canvas")));
    fetch();
    const int top = -offset().y();
    const auto [first, last] = m_arrangement.pagesIn(top, top + viewport()->height());
    for (int page = first; page <= last; ++page) {
        PageLook look = lookOf(page);
        wait(look);
        if (!look.rect.adjusted(-8, -8, 8, 8).intersects(event->rect())) continue;
        paintPage(painter, *m_content, look);
        if (m_box && page == m_dragStart.page) paintDraft(painter, look, m_box->normalized());
    }
    if (hasFocus() && m_arrangement.count() > 0) {
        painter.setPen(QPen(Theme::instance().color(QStringLiteral("focus")), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void PageView::paintDraft(QPainter& painter, const PageLook& look, const Box& box) const {
    if (isNoting()) return paintNotePlace(painter, box, look);
    const QRectF where =
        look.transform.mapRect(QRectF(box.x0, box.y0, box.width(), box.height())).translated(look.rect.topLeft());
    painter.setPen(QPen(Theme::instance().color(QStringLiteral("focus")), 1.5));
    painter.setBrush(QColor(0, 0, 0, 130));
    painter.drawRect(where);
}

void PageView::resizeEvent(QResizeEvent*) {
    const Position position = this->position();
    restore(position);
}

void PageView::scrollContentsBy(int, int) {
    if (!m_isRearranging) scrolled();
}

void PageView::setRedacting(bool on) {
    if (isRedacting() != on) take(on ? Tool::Redact : Tool::Select);
}

void PageView::setNoting(bool on) {
    if (isNoting() != on) take(on ? Tool::Note : Tool::Select);
}

void PageView::take(Tool tool) {
    const Tool before = std::exchange(m_tool, tool);
    m_box.reset();
    m_drag = Drag::None;
    updateCursor(m_pointer);
    viewport()->update();
    for (const Tool changed : {before, tool}) {
        if (changed == Tool::Redact) emit redactingChanged(tool == changed);
        if (changed == Tool::Note) emit notingChanged(tool == changed);
    }
}

void PageView::setSeenThrough(bool on) {
    if (m_isSeenThrough == on) return;
    m_isSeenThrough = on;
    viewport()->update();
    emit seenThroughChanged(on);
}

QString PageView::selectedText() const { return plain(m_selection.text(m_content->pages())); }

void PageView::copy() const {
    if (!m_selection.isEmpty()) QGuiApplication::clipboard()->setText(selectedText());
}

void PageView::clearSelection() {
    if (m_selection.isEmpty()) return;
    m_selection.clear();
    viewport()->update();
    emit selectionChanged();
}

void PageView::focusInEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusInEvent(event);
    viewport()->update();
}

void PageView::focusOutEvent(QFocusEvent* event) {
    QAbstractScrollArea::focusOutEvent(event);
    viewport()->update();
}

}  // namespace redwell::ui
