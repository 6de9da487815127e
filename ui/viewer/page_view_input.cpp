// What the mouse and the keyboard do on the pages.
#include "ui/session/text.h"
#include "ui/viewer/page_view.h"

#include <QContextMenuEvent>
#include <QHelpEvent>
#include <QMenu>
#include <QMouseEvent>
#include <QScrollBar>
#include <QToolTip>

#include <cmath>

namespace redwell::ui {
namespace {

constexpr double kLeastBox = 3;  // points; a shorter drag was a click

}  // namespace

PageView::Spot PageView::spotAt(QPoint viewPoint) const {
    const QPoint sheet = viewPoint - offset();
    Spot spot;
    spot.page = m_arrangement.pageAt(sheet.y());
    if (spot.page < 0) return spot;
    spot.points = m_arrangement.toPage(spot.page, sheet);
    spot.isInside = m_arrangement.rect(spot.page).contains(sheet);
    return spot;
}

const redaction::Redaction* PageView::redactionAt(const Spot& spot) const {
    if (!spot.isInside) return nullptr;
    const auto& all = m_content->redactions();
    for (auto it = all.rbegin(); it != all.rend(); ++it)
        if (it->page == spot.page + 1 && it->box.contains(spot.points.x(), spot.points.y())) return &*it;
    return nullptr;
}

QString PageView::tipAt(QPoint viewPoint) const {
    const Spot spot = spotAt(viewPoint);
    if (spot.page < 0) return {};
    const PageLook look = lookOf(spot.page);
    for (const auto& [note, rect] : noteMarkers(*m_content, look))
        if (rect.adjusted(-2, -2, 2, 2).contains(viewPoint))
            return tr("%1: %2").arg(shown(note->by), shownLines(note->note));
    if (const auto* redaction = redactionAt(spot))
        return tr("%1, by %2. Click to choose it: then drag to move it, its edges to resize it; Delete removes it.")
            .arg(shown(redaction->reason), shown(redaction->by));
    return {};
}

bool PageView::viewportEvent(QEvent* event) {
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const QString tip = tipAt(help->pos());
        if (tip.isEmpty())
            QToolTip::hideText();
        else
            QToolTip::showText(help->globalPos(), asPlainTip(tip), viewport());
        return true;
    }
    if (event->type() == QEvent::Leave && m_hovered) {
        m_hovered = {};
        viewport()->update();
    }
    return QAbstractScrollArea::viewportEvent(event);
}

void PageView::updateCursor(QPoint viewPoint) {
    const Spot spot = spotAt(viewPoint);
    Qt::CursorShape shape = Qt::ArrowCursor;
    if (m_drag == Drag::Pan)
        shape = Qt::ClosedHandCursor;
    else if (m_tool != Tool::Select)
        shape = spot.isInside ? Qt::CrossCursor : Qt::ArrowCursor;
    else if (spot.isInside && !redactionAt(spot) &&
             wordAt(m_content->pages(), spot.page, spot.points.x(), spot.points.y(), false))
        shape = Qt::IBeamCursor;
    viewport()->setCursor(editCursor(viewPoint, shape));
}

void PageView::wheelEvent(QWheelEvent* event) {
    if (!(event->modifiers() & Qt::ControlModifier)) return QAbstractScrollArea::wheelEvent(event);
    event->accept();
    const double turns = event->angleDelta().y() / 120.0;
    if (turns == 0 || m_arrangement.count() == 0) return;
    m_fit = Fit::None;
    rearrangeAround(event->position().toPoint(), zoom() * std::pow(1.15, turns), m_turn);
}

void PageView::keyPressEvent(QKeyEvent* event) {
    auto* down = verticalScrollBar();
    auto* across = horizontalScrollBar();
    const int screen = viewport()->height() - 40;
    if (event->matches(QKeySequence::Copy)) return copy();
    if (event->matches(QKeySequence::SelectAll)) {
        m_selection.all(m_content->pages());
        viewport()->update();
        emit selectionChanged();
        return;
    }
    switch (event->key()) {
        case Qt::Key_PageDown:
        case Qt::Key_Space:
            return down->setValue(down->value() + (event->modifiers() & Qt::ShiftModifier ? -screen : screen));
        case Qt::Key_PageUp: return down->setValue(down->value() - screen);
        case Qt::Key_Home: return down->setValue(0);
        case Qt::Key_End: return down->setValue(down->maximum());
        case Qt::Key_Down: return down->setValue(down->value() + down->singleStep());
        case Qt::Key_Up: return down->setValue(down->value() - down->singleStep());
        case Qt::Key_Left: return across->setValue(across->value() - across->singleStep());
        case Qt::Key_Right: return across->setValue(across->value() + across->singleStep());
        case Qt::Key_Plus:
        case Qt::Key_Equal: return zoomBy(1);
        case Qt::Key_Minus: return zoomBy(-1);
        case Qt::Key_X:
            if (event->modifiers() == Qt::NoModifier) return setSeenThrough(!m_isSeenThrough);
            break;
        case Qt::Key_Delete:
        case Qt::Key_Backspace:
            if (m_chosen && !m_isReadOnly) emit removeWanted(std::exchange(m_chosen, {}));
            return;
        case Qt::Key_Escape:
            if (cancelEdit()) return;
            if (m_drag == Drag::Box) {
                m_drag = Drag::None;
                m_box.reset();
                viewport()->update();
                return;
            }
            if (m_tool != Tool::Select) return take(Tool::Select);
            if (m_chosen) {
                m_chosen = {};
                viewport()->update();
                return;
            }
            if (!m_selection.isEmpty()) return clearSelection();
            break;
        default: break;
    }
    event->ignore();
}

void PageView::mousePressEvent(QMouseEvent* event) {
    m_pointer = m_pressed = event->pos();
    m_dragStart = spotAt(event->pos());
    if (event->button() == Qt::MiddleButton) {
        m_drag = Drag::Pan;
        updateCursor(event->pos());
        return;
    }
    if (event->button() != Qt::LeftButton || m_dragStart.page < 0) return;
    const auto* redaction = redactionAt(m_dragStart);
    const RedactionId chosen = redaction ? redaction->id : RedactionId{};
    if (m_tool != Tool::Select) {
        m_chosen = {};
        if (!m_dragStart.isInside || m_isReadOnly) return;
        m_drag = Drag::Box;
        m_box = Box{m_dragStart.points.x(), m_dragStart.points.y(), m_dragStart.points.x(), m_dragStart.points.y()};
        return;
    }
    if (beginEdit(event->pos())) return;
    if (chosen != m_chosen) {
        m_chosen = chosen;
        viewport()->update();
    }
    if (m_chosen) return;
    if (event->modifiers() & Qt::ShiftModifier && !m_selection.isEmpty()) {
        m_drag = Drag::Text;
        return dragTo(event->pos());
    }
    clearSelection();
    m_drag = Drag::Text;
}

void PageView::dragTo(QPoint viewPoint) {
    if (m_drag == Drag::Edit) return editTo(viewPoint);
    if (m_drag == Drag::Pan) {
        const QPoint by = viewPoint - m_pressed;
        m_pressed = viewPoint;
        verticalScrollBar()->setValue(verticalScrollBar()->value() - by.y());
        horizontalScrollBar()->setValue(horizontalScrollBar()->value() - by.x());
        return;
    }
    if (m_drag == Drag::Box) {
        // A box stays on the page on which it began.
        const QPointF to = m_arrangement.toPage(m_dragStart.page, viewPoint - offset());
        const auto& page = m_content->page(m_dragStart.page);
        m_box->x1 = std::clamp(to.x(), 0.0, page.width);
        m_box->y1 = std::clamp(to.y(), 0.0, page.height);
        viewport()->update();
        return;
    }
    if (m_drag != Drag::Text) return;
    if (m_selection.isEmpty()) {
        if ((viewPoint - m_pressed).manhattanLength() < 4) return;
        const auto from =
            wordAt(m_content->pages(), m_dragStart.page, m_dragStart.points.x(), m_dragStart.points.y(), true);
        if (!from) return;
        m_selection.start(*from);
    }
    const Spot spot = spotAt(viewPoint);
    if (const auto to = wordAt(m_content->pages(), spot.page, spot.points.x(), spot.points.y(), true)) {
        m_selection.extend(*to);
        viewport()->update();
        emit selectionChanged();
    }
}

void PageView::mouseMoveEvent(QMouseEvent* event) {
    m_pointer = event->pos();
    if (m_drag != Drag::None) {
        dragTo(event->pos());
        const bool isOutside = event->pos().y() < 0 || event->pos().y() > viewport()->height();
        if (m_drag != Drag::Pan && isOutside != m_dragScroll.isActive())
            isOutside ? m_dragScroll.start() : m_dragScroll.stop();
        return;
    }
    const auto* redaction = redactionAt(spotAt(event->pos()));
    const RedactionId hovered = redaction ? redaction->id : RedactionId{};
    if (hovered != m_hovered) {
        m_hovered = hovered;
        viewport()->update();
    }
    updateCursor(event->pos());
}

void PageView::mouseReleaseEvent(QMouseEvent* event) {
    m_dragScroll.stop();
    const Drag drag = std::exchange(m_drag, Drag::None);
    updateCursor(event->pos());
    if (drag == Drag::Edit) return endEdit();
    if (drag == Drag::Box && m_box) {
        const Box box = m_box->normalized();
        m_box.reset();
        viewport()->update();
        if (box.width() < kLeastBox || box.height() < kLeastBox) return;
        if (!isNoting()) return emit boxDrawn(m_dragStart.page + 1, box);
        take(Tool::Select);  // what follows is writing
        return emit placeDrawn(m_dragStart.page + 1, box);
    }
    if (drag == Drag::Text && m_selection.isEmpty() && m_dragStart.isInside)
        if (const MessageId message =
                m_content->messageAt(m_dragStart.page + 1, m_dragStart.points.x(), m_dragStart.points.y()))
            emit messagePointed(message);
}

void PageView::mouseDoubleClickEvent(QMouseEvent* event) {
    if (event->button() != Qt::LeftButton || m_tool != Tool::Select) return mousePressEvent(event);
    const Spot spot = spotAt(event->pos());
    const auto word = wordAt(m_content->pages(), spot.page, spot.points.x(), spot.points.y(), false);
    if (!word) return;
    m_selection.start(*word);
    m_drag = Drag::Text;
    viewport()->update();
    emit selectionChanged();
}

void PageView::contextMenuEvent(QContextMenuEvent* event) {
    if (m_arrangement.count() == 0) return;
    QMenu menu(this);
    const auto* redaction = redactionAt(spotAt(event->pos()));
    auto* copyText = menu.addAction(tr("Copy"), this, &PageView::copy);
    copyText->setShortcut(QKeySequence::Copy);
    copyText->setEnabled(!m_selection.isEmpty());
    menu.addSeparator();
    auto* cover = menu.addAction(tr("Redact the selected text"), this, &PageView::redactSelectionWanted);
    cover->setEnabled(!m_selection.isEmpty() && !m_isReadOnly);
    auto* note = menu.addAction(tr("Add a note here…"), this, [this, spot = spotAt(event->pos())] {
        emit noteWanted(spot.isInside ? spot.page + 1 : 0, spot.points.x(), spot.points.y());
    });
    note->setEnabled(!m_isReadOnly);
    if (redaction && !m_isReadOnly)
        menu.addAction(tr("Remove this redaction"), this, [this, id = redaction->id] { emit removeWanted(id); });
    if (redaction && !m_isReadOnly)
        menu.addAction(tr("Change its reason…"), this, [this, id = redaction->id] { emit reasonWanted(id); });
    menu.addSeparator();
    auto* through = menu.addAction(tr("See under redactions"), this, &PageView::setSeenThrough);
    through->setCheckable(true);
    through->setChecked(m_isSeenThrough);
    through->setShortcut(Qt::Key_X);
    menu.exec(event->globalPos());
}

}  // namespace redwell::ui
