#include "ui/viewer/thumbnail_strip.h"

#include "ui/session/text.h"
#include "ui/theme/theme.h"
#include "ui/viewer/page_cache.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QScrollBar>
#include <QToolTip>

#include <algorithm>
#include <cmath>

namespace redwell::ui {
namespace {

constexpr int kPaperWidth = 92, kPaperHeight = 119;  // the box a page is fitted into
constexpr int kNumberHeight = 22, kGap = 8;
constexpr int kCell = kPaperHeight + kNumberHeight + kGap;

QColor color(const char* token) { return Theme::instance().color(QString::fromLatin1(token)); }

QSize paperSize(const documents::Page& page) {
    const QSizeF points(std::max(1.0, page.width), std::max(1.0, page.height));
    return points.scaled(kPaperWidth, kPaperHeight, Qt::KeepAspectRatio).toSize();
}

}  // namespace

ThumbnailStrip::ThumbnailStrip(PageContent* content, PageCache* cache, QWidget* parent)
    : QAbstractScrollArea(parent), m_content(content), m_cache(cache) {
    setObjectName(QStringLiteral("thumbnails"));
    setAccessibleName(tr("Small pages"));
    setFrameShape(NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFixedWidth(kPaperWidth + 44);
    setFocusPolicy(Qt::StrongFocus);
    verticalScrollBar()->setSingleStep(kCell / 2);
    connect(m_content, &PageContent::pagesChanged, this, [this] {
        m_current = 1;
        rearrange();
        verticalScrollBar()->setValue(0);
        viewport()->update();
    });
    connect(m_content, &PageContent::marksChanged, viewport(), qOverload<>(&QWidget::update));
    connect(m_cache, &PageCache::arrived, viewport(), qOverload<>(&QWidget::update));
    connect(&Theme::instance(), &Theme::changed, viewport(), qOverload<>(&QWidget::update));
}

void ThumbnailStrip::rearrange() {
    verticalScrollBar()->setPageStep(viewport()->height());
    verticalScrollBar()->setRange(0, std::max(0, m_content->pageCount() * kCell + kGap - viewport()->height()));
}

void ThumbnailStrip::resizeEvent(QResizeEvent*) { rearrange(); }

void ThumbnailStrip::hideEvent(QHideEvent* event) {
    QAbstractScrollArea::hideEvent(event);
    m_cache->want(1, {}, {});
}

QRect ThumbnailStrip::cell(int page) const {
    return {0, kGap + page * kCell - verticalScrollBar()->value(), viewport()->width(), kCell - kGap};
}

int ThumbnailStrip::pageAt(QPoint viewPoint) const {
    const int page = (viewPoint.y() + verticalScrollBar()->value() - kGap / 2) / kCell;
    return page >= 0 && page < m_content->pageCount() ? page : -1;
}

double ThumbnailStrip::dpi(int page) const {
    const auto& points = m_content->page(page);
    return 72 * paperSize(points).width() / std::max(1.0, points.width) * devicePixelRatioF();
}

void ThumbnailStrip::setCurrentPage(int page) {
    if (page == m_current) return;
    m_current = page;
    if (page >= 1 && page <= m_content->pageCount()) {
        const QRect where = cell(page - 1);
        auto* bar = verticalScrollBar();
        if (where.top() < 0) bar->setValue(bar->value() + where.top() - kGap);
        if (where.bottom() > viewport()->height())
            bar->setValue(bar->value() + where.bottom() - viewport()->height() + kGap);
    }
    viewport()->update();
}

void ThumbnailStrip::fetch(int first, int last) {
    const auto& document = m_content->document();
    std::vector<PageWish> wishes;
    for (int page = first; page <= last; ++page)
        wishes.push_back({page + 1, m_content->page(page).rotation, dpi(page)});
    m_cache->want(1, {document.sha256, document.fileName, m_content->passwords()}, wishes);
}

void ThumbnailStrip::paintMarks(QPainter& painter, int page, const QRect& paper) const {
    const double scale = paper.width() / std::max(1.0, m_content->page(page).width);
    const auto place = [&](const redwell::Box& box) {
        const QRectF where(box.x0 * scale, box.y0 * scale, box.width() * scale, box.height() * scale);
        // Never thinner than can be seen.
        return QRectF(where.topLeft(), where.size().expandedTo(QSizeF(2, 1.5))).translated(paper.topLeft());
    };
    painter.setPen(Qt::NoPen);
    bool hasHits = false, hasNotes = false, hasRedactions = false;
    for (const auto& hit : m_content->hits().places) {
        if (hit.page != page + 1) continue;
        hasHits = true;
        painter.setBrush(color("paper_hit"));
        painter.setCompositionMode(QPainter::CompositionMode_Multiply);
        painter.drawRect(place(hit.box.grown(2)));
        painter.setCompositionMode(QPainter::CompositionMode_SourceOver);
    }
    for (const auto& redaction : m_content->redactions()) {
        if (redaction.page != page + 1) continue;
        hasRedactions = true;
        painter.setBrush(Qt::black);
        painter.drawRect(place(redaction.box));
    }
    for (const auto& note : m_content->notes()) hasNotes = hasNotes || m_content->placeOf(note).page == page + 1;

    // A dot each beside the number.
    double x = paper.center().x() + 20;
    const double y = paper.bottom() + 12;
    const auto dot = [&](const QColor& fill) {
        painter.setBrush(fill);
        painter.drawEllipse(QPointF(x, y), 3, 3);
        x += 9;
    };
    if (hasRedactions) dot(color("text"));
    if (hasHits) dot(color("paper_hit_current"));
    if (hasNotes) dot(color("mark"));
}

void ThumbnailStrip::paintEvent(QPaintEvent* event) {
    QPainter painter(viewport());
    painter.setRenderHint(QPainter::Antialiasing);
    painter.fillRect(event->rect(), color("sunken"));
    if (m_content->pageCount() == 0) return;
    const int first = std::max(0, pageAt({0, 0}));
    int last = pageAt({0, viewport()->height()});
    if (last < 0) last = m_content->pageCount() - 1;
    fetch(first, last);
    for (int page = first; page <= last; ++page) {
        const QRect where = cell(page);
        const bool isCurrent = page + 1 == m_current;
        const QSize size = paperSize(m_content->page(page));
        const QRect paper(where.left() + (where.width() - size.width()) / 2, where.top() + kPaperHeight - size.height(),
                          size.width(), size.height());
        painter.fillRect(paper, Qt::white);
        auto image = m_cache->exact(m_content->document().sha256, page + 1, dpi(page));
        if (image.isNull()) image = m_cache->nearest(m_content->document().sha256, page + 1, dpi(page));
        if (!image.isNull()) {
            painter.setRenderHint(QPainter::SmoothPixmapTransform);
            painter.drawImage(QRectF(paper), image);
        }
        paintMarks(painter, page, paper);
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(color(isCurrent ? "accent" : "border"), isCurrent ? 2 : 1));
        painter.drawRect(QRectF(paper).adjusted(-1, -1, 1, 1));
        painter.setPen(color(isCurrent ? "text" : "muted"));
        QFont font = this->font();
        font.setBold(isCurrent);
        painter.setFont(font);
        painter.drawText(QRect(where.left(), paper.bottom() + 3, where.width(), kNumberHeight - 4), Qt::AlignCenter,
                         QLocale().toString(page + 1));
    }
    if (hasFocus()) {
        painter.setPen(QPen(color("focus"), 2));
        painter.setBrush(Qt::NoBrush);
        painter.drawRect(viewport()->rect().adjusted(1, 1, -1, -1));
    }
}

void ThumbnailStrip::mousePressEvent(QMouseEvent* event) {
    if (const int page = pageAt(event->pos()); event->button() == Qt::LeftButton && page >= 0)
        emit pageChosen(page + 1);
}

void ThumbnailStrip::keyPressEvent(QKeyEvent* event) {
    const int last = m_content->pageCount();
    int page = m_current;
    switch (event->key()) {
        case Qt::Key_Up: page -= 1; break;
        case Qt::Key_Down: page += 1; break;
        case Qt::Key_PageUp: page -= std::max(1, viewport()->height() / kCell); break;
        case Qt::Key_PageDown: page += std::max(1, viewport()->height() / kCell); break;
        case Qt::Key_Home: page = 1; break;
        case Qt::Key_End: page = last; break;
        default: return event->ignore();
    }
    if (last > 0) emit pageChosen(std::clamp(page, 1, last));
}

bool ThumbnailStrip::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int page = pageAt(help->pos());
        if (page < 0) return true;
        const auto on = [page](const auto& list) {
            return static_cast<int>(
                std::count_if(list.begin(), list.end(), [page](const auto& one) { return one.page == page + 1; }));
        };
        QStringList parts{tr("Page %1").arg(page + 1)};
        if (const int hits = on(m_content->hits().places)) parts << counted(hits, tr("1 hit"), tr("%1 hits"));
        if (const int redactions = on(m_content->redactions()))
            parts << counted(redactions, tr("1 redaction"), tr("%1 redactions"));
        QToolTip::showText(help->globalPos(), parts.join(QStringLiteral(" · ")), viewport());
        return true;
    }
    return QAbstractScrollArea::viewportEvent(event);
}

}  // namespace redwell::ui
