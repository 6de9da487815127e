// Changing a redaction on its page: moved and made larger or smaller by its grips once it is chosen.
#include "ui/viewer/page_view.h"
#include "ui/viewer/redaction_grips.h"

#include <algorithm>

namespace redwell::ui {
namespace {

constexpr int kSlip = 4;  // pixels; a click is no change

Qt::CursorShape shapeOf(const Grip& grip, int turn) {
    if (grip.movesAll()) return Qt::SizeAllCursor;
    const bool across = grip.left || grip.right, down = grip.top || grip.bottom, isTurned = turn % 2 != 0;
    if (across && down) return (grip.left == grip.top) != isTurned ? Qt::SizeFDiagCursor : Qt::SizeBDiagCursor;
    return across != isTurned ? Qt::SizeHorCursor : Qt::SizeVerCursor;
}

}  // namespace

const redaction::Redaction* PageView::chosenRedaction() const {
    const auto& all = m_content->redactions();
    const auto found =
        std::find_if(all.begin(), all.end(), [this](const redaction::Redaction& one) { return one.id == m_chosen; });
    return m_chosen && found != all.end() ? &*found : nullptr;
}

std::optional<Grip> PageView::chosenGripAt(QPoint viewPoint) const {
    const auto* chosen = chosenRedaction();
    if (!chosen || m_isReadOnly || isRedacting()) return std::nullopt;
    return gripAt(chosen->box, viewPoint, [this, page = chosen->page - 1](QPointF point) {
        return m_arrangement.toSheet(page, point) + QPointF(offset());
    });
}

void PageView::choose(RedactionId redaction) {
    m_chosen = redaction;
    viewport()->update();
}

bool PageView::beginEdit(QPoint viewPoint) {
    const auto grip = chosenGripAt(viewPoint);
    if (!grip) return false;
    const auto* chosen = chosenRedaction();
    m_grip = *grip;
    m_dragStart.page = chosen->page - 1;
    m_dragStart.points = m_arrangement.toPage(m_dragStart.page, viewPoint - offset());
    m_drag = Drag::Edit;
    return true;
}

void PageView::editTo(QPoint viewPoint) {
    const auto* chosen = chosenRedaction();
    if (!chosen || (!m_box && (viewPoint - m_pressed).manhattanLength() < kSlip)) return;
    const auto& page = m_content->page(m_dragStart.page);
    const QPointF to = m_arrangement.toPage(m_dragStart.page, viewPoint - offset());
    m_box = dragged(chosen->box, m_grip, to - m_dragStart.points, {page.width, page.height});
    viewport()->update();
}

void PageView::endEdit() {
    const auto* chosen = chosenRedaction();
    const auto box = std::exchange(m_box, std::nullopt);
    viewport()->update();
    if (chosen && box && *box != chosen->box) emit changeWanted(chosen->id, *box);
}

bool PageView::cancelEdit() {
    if (m_drag != Drag::Edit) return false;
    m_drag = Drag::None;
    m_box.reset();
    viewport()->update();
    return true;
}

Qt::CursorShape PageView::editCursor(QPoint viewPoint, Qt::CursorShape otherwise) const {
    if (m_drag == Drag::Edit) return shapeOf(m_grip, m_turn);
    const auto grip = m_drag == Drag::None ? chosenGripAt(viewPoint) : std::nullopt;
    return grip ? shapeOf(*grip, m_turn) : otherwise;
}

}  // namespace redwell::ui
