#include "ui/viewer/redaction_grips.h"

#include <algorithm>
#include <cmath>

namespace redwell::ui {
namespace {

constexpr double kLeast = 2;  // points; less covers nothing

}  // namespace

std::array<Grip, 8> gripsOf() {
    return {{{true, true, false, false},
             {false, true, true, false},
             {false, false, true, true},
             {true, false, false, true},
             {true, false, false, false},
             {false, true, false, false},
             {false, false, true, false},
             {false, false, false, true}}};
}

QPointF placeOf(const Grip& grip, const Box& box) {
    const auto along = [](bool low, bool high, double from, double to) {
        return low == high ? (from + to) / 2 : low ? from : to;
    };
    return {along(grip.left, grip.right, box.x0, box.x1), along(grip.top, grip.bottom, box.y0, box.y1)};
}

std::optional<Grip> gripAt(const Box& box, QPointF screen, const std::function<QPointF(QPointF)>& toScreen) {
    constexpr double kReach = kGripSize / 2 + 2;
    for (const Grip& grip : gripsOf()) {
        const QPointF off = screen - toScreen(placeOf(grip, box));
        if (std::abs(off.x()) <= kReach && std::abs(off.y()) <= kReach) return grip;
    }
    const QRectF whole = QRectF(toScreen({box.x0, box.y0}), toScreen({box.x1, box.y1})).normalized();
    if (whole.contains(screen)) return Grip{true, true, true, true};
    return std::nullopt;
}

Box dragged(const Box& box, const Grip& grip, QPointF by, QSizeF page) {
    Box moved = box;
    if (grip.movesAll()) {
        const double x = std::clamp(by.x(), -box.x0, std::max(-box.x0, page.width() - box.x1));
        const double y = std::clamp(by.y(), -box.y0, std::max(-box.y0, page.height() - box.y1));
        return {box.x0 + x, box.y0 + y, box.x1 + x, box.y1 + y};
    }
    if (grip.left) moved.x0 = std::clamp(box.x0 + by.x(), 0.0, box.x1 - kLeast);
    if (grip.right) moved.x1 = std::clamp(box.x1 + by.x(), box.x0 + kLeast, std::max(box.x0 + kLeast, page.width()));
    if (grip.top) moved.y0 = std::clamp(box.y0 + by.y(), 0.0, box.y1 - kLeast);
    if (grip.bottom) moved.y1 = std::clamp(box.y1 + by.y(), box.y0 + kLeast, std::max(box.y0 + kLeast, page.height()));
    return moved;
}

}  // namespace redwell::ui
