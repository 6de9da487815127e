// The grips of a redaction that is chosen: eight at its border that move an edge or a corner, and its inside, which
// moves all of it. Plain geometry on the page (points) and on the screen (pixels).
#pragma once

#include "base/geometry.h"

#include <QPointF>
#include <QRectF>
#include <QSizeF>

#include <array>
#include <functional>
#include <optional>

namespace redwell::ui {

// The edges that follow the pointer.
struct Grip {
    bool left = false, top = false, right = false, bottom = false;
    bool operator==(const Grip&) const = default;
    bool movesAll() const { return left && top && right && bottom; }
};

inline constexpr double kGripSize = 7;  // pixels

std::array<Grip, 8> gripsOf();
// Where a grip stands in the box, points.
QPointF placeOf(const Grip& grip, const Box& box);
// toScreen: points of the page to pixels of the view. Grips that would lie on one another in a small box give way to
// those of its corners. Nothing: the pointer is on none of them, and not inside.
std::optional<Grip> gripAt(const Box& box, QPointF screen, const std::function<QPointF(QPointF)>& toScreen);
// The box once its grip was dragged by so much; it stays on the page and covers something.
Box dragged(const Box& box, const Grip& grip, QPointF by, QSizeF page);

}  // namespace redwell::ui
