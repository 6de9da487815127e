// Geometry on a page: PDF points (1/72 inch), origin at the page's top left after rotation, y downwards.
#pragma once

#include <algorithm>

namespace redwell {

struct Box {
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;

    double width() const { return x1 - x0; }
    double height() const { return y1 - y0; }
    double area() const { return isEmpty() ? 0 : width() * height(); }
    bool isEmpty() const { return x1 <= x0 || y1 <= y0; }
    bool contains(double x, double y) const { return x >= x0 && x < x1 && y >= y0 && y < y1; }
    bool intersects(const Box& o) const { return x0 < o.x1 && o.x0 < x1 && y0 < o.y1 && o.y0 < y1; }
    Box intersected(const Box& o) const {
        return {std::max(x0, o.x0), std::max(y0, o.y0), std::min(x1, o.x1), std::min(y1, o.y1)};
    }
    Box united(const Box& o) const {
        if (isEmpty()) return o;
        if (o.isEmpty()) return *this;
        return {std::min(x0, o.x0), std::min(y0, o.y0), std::max(x1, o.x1), std::max(y1, o.y1)};
    }
    Box grown(double by) const { return {x0 - by, y0 - by, x1 + by, y1 + by}; }
    Box normalized() const { return {std::min(x0, x1), std::min(y0, y1), std::max(x0, x1), std::max(y0, y1)}; }
    bool operator==(const Box&) const = default;
};

}  // namespace redwell
