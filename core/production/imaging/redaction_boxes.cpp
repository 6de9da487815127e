#include "production/imaging/redaction_boxes.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numeric>

namespace redwell::production {

namespace {

constexpr double kRule = 1.5;                // points; a stroke thinner than this that runs on past the limit is a rule
constexpr double kDeepest = 18;              // points into the box that a piece is followed
constexpr double kShareOfSideToPush = 0.35;  // pieces along this much of a side push the whole side

enum Side { Left, Top, Right, Bottom };

enum : std::uint8_t { kBlank, kInk, kSeen };

// One connected piece of ink that crosses the edge of the box.
struct Piece {
    std::int64_t inside = 0;
    std::array<std::int64_t, 4> outside{};  // pixels beyond each side; a corner counts for both
    std::array<PixelBox, 4> extent{};       // of those pixels
};

void include(PixelBox& box, int x, int y) {
    if (box.isEmpty())
        box = {x, y, x + 1, y + 1};
    else
        box = {std::min(box.x0, x), std::min(box.y0, y), std::max(box.x1, x + 1), std::max(box.y1, y + 1)};
}

PixelBox united(const PixelBox& a, const PixelBox& b) {
    if (a.isEmpty()) return b;
    if (b.isEmpty()) return a;
    return {std::min(a.x0, b.x0), std::min(a.y0, b.y0), std::max(a.x1, b.x1), std::max(a.y1, b.y1)};
}

// In whole pixels; one less because the box itself was rounded outwards.
int mostGrowth(double pixelsAPoint) { return std::max(1, static_cast<int>(kMostGrowth * pixelsAPoint) - 1); }

class Surroundings {
public:
    Surroundings(const Bitmap& ink, const PixelBox& box, double pixelsAPoint)
        : m_box(box),
          m_window(box.grown(mostGrowth(pixelsAPoint)).clipped(ink.width, ink.height)),
          m_rule(std::max(2, static_cast<int>(std::lround(kRule * pixelsAPoint)))),
          m_map(static_cast<std::size_t>(m_window.width()) * static_cast<std::size_t>(m_window.height()), kBlank) {
        const auto deep = box.grown(-static_cast<int>(kDeepest * pixelsAPoint));
        std::int64_t around = 0, dark = 0;
        for (int y = m_window.y0; y < m_window.y1; ++y) {
            for (int x = m_window.x0; x < m_window.x1; ++x) {
                if (y >= deep.y0 && y < deep.y1 && x == deep.x0 && deep.x1 > deep.x0) x = deep.x1;
                if (x >= m_window.x1) break;
                const bool isInk = ink.isInk(x, y);
                at(x, y) = isInk ? kInk : kBlank;
                if (!box.contains(x, y)) ++around, dark += isInk;
            }
        }
        // White type on a dark ground: there the light pixels are the letters.
        if (around > 0 && dark * 2 > around)
            for (int y = m_window.y0; y < m_window.y1; ++y)
                for (int x = m_window.x0; x < m_window.x1; ++x)
                    if (!deep.contains(x, y)) at(x, y) = at(x, y) == kInk ? kBlank : kInk;
    }

    std::vector<Piece> pieces() {
        std::vector<Piece> found;
        const auto start = [&](int x, int y) {
            if (at(x, y) != kInk) return;
            auto piece = follow(x, y);
            if (std::accumulate(piece.outside.begin(), piece.outside.end(), std::int64_t{0}) > 0)
                found.push_back(piece);
        };
        for (int x = m_box.x0; x < m_box.x1; ++x) start(x, m_box.y0), start(x, m_box.y1 - 1);
        for (int y = m_box.y0; y < m_box.y1; ++y) start(m_box.x0, y), start(m_box.x1 - 1, y);
        return found;
    }

    // A stroke that leaves the window on this side and is thin there.
    bool isRule(const Piece& piece, Side side) const {
        const auto& e = piece.extent[side];
        switch (side) {
            case Left: return e.x0 <= m_window.x0 && e.height() <= m_rule;
            case Right: return e.x1 >= m_window.x1 && e.height() <= m_rule;
            case Top: return e.y0 <= m_window.y0 && e.width() <= m_rule;
            case Bottom: return e.y1 >= m_window.y1 && e.width() <= m_rule;
        }
        return false;
    }

    const PixelBox& window() const { return m_window; }

private:
    std::uint8_t& at(int x, int y) {
        return m_map[static_cast<std::size_t>(y - m_window.y0) * static_cast<std::size_t>(m_window.width()) +
                     static_cast<std::size_t>(x - m_window.x0)];
    }

    Piece follow(int startX, int startY) {
        Piece piece;
        m_open.assign(1, {startX, startY});
        at(startX, startY) = kSeen;
        while (!m_open.empty()) {
            const auto [x, y] = m_open.back();
            m_open.pop_back();
            if (m_box.contains(x, y)) ++piece.inside;
            if (x < m_box.x0) ++piece.outside[Left], include(piece.extent[Left], x, y);
            if (x >= m_box.x1) ++piece.outside[Right], include(piece.extent[Right], x, y);
            if (y < m_box.y0) ++piece.outside[Top], include(piece.extent[Top], x, y);
            if (y >= m_box.y1) ++piece.outside[Bottom], include(piece.extent[Bottom], x, y);
            for (int v = std::max(y - 1, m_window.y0); v <= std::min(y + 1, m_window.y1 - 1); ++v) {
                for (int u = std::max(x - 1, m_window.x0); u <= std::min(x + 1, m_window.x1 - 1); ++u) {
                    if (at(u, v) != kInk) continue;
                    at(u, v) = kSeen;
                    m_open.push_back({u, v});
                }
            }
        }
        return piece;
    }

    PixelBox m_box, m_window;
    int m_rule;
    std::vector<std::uint8_t> m_map;
    std::vector<std::pair<int, int>> m_open;
};

// How much of a side the pieces lie along, overlaps counted once.
int lengthAlong(std::vector<std::pair<int, int>> spans) {
    std::sort(spans.begin(), spans.end());
    int length = 0, end = INT32_MIN;
    for (const auto& [from, to] : spans) {
        length += std::max(0, to - std::max(from, end));
        end = std::max(end, to);
    }
    return length;
}

}  // namespace

std::vector<PixelBox> grownOverInk(const Bitmap& ink, const PixelBox& wanted, double pixelsAPoint) {
    const auto box = wanted.clipped(ink.width, ink.height);
    if (box.isEmpty()) return {};
    Surroundings surroundings(ink, box, pixelsAPoint);

    PixelBox grown = box;
    std::vector<PixelBox> grazed;
    std::array<std::vector<std::pair<int, int>>, 4> along;
    std::array<PixelBox, 4> reach{};
    for (const auto& piece : surroundings.pieces()) {
        PixelBox beyond;
        std::int64_t outside = 0;
        for (const auto side : {Left, Top, Right, Bottom}) {
            if (piece.outside[side] == 0 || surroundings.isRule(piece, side)) continue;
            const auto& extent = piece.extent[side];
            beyond = united(beyond, extent);
            reach[side] = united(reach[side], extent);
            outside += piece.outside[side];
            const bool isUpright = side == Left || side == Right;
            along[side].emplace_back(std::max(isUpright ? extent.y0 : extent.x0, isUpright ? box.y0 : box.x0),
                                     std::min(isUpright ? extent.y1 : extent.x1, isUpright ? box.y1 : box.x1));
        }
        if (beyond.isEmpty()) continue;
        if (piece.inside >= outside)
            grown = united(grown, beyond);
        else
            grazed.push_back(beyond);
    }
    for (const auto side : {Left, Top, Right, Bottom}) {
        const int length = side == Left || side == Right ? box.height() : box.width();
        // A narrow box may graze one letter that is as wide as itself: that is no line of letters.
        if (lengthAlong(along[side]) > kShareOfSideToPush * length && along[side].size() > 2) {
            if (side == Left) grown.x0 = std::min(grown.x0, reach[side].x0);
            if (side == Right) grown.x1 = std::max(grown.x1, reach[side].x1);
            if (side == Top) grown.y0 = std::min(grown.y0, reach[side].y0);
            if (side == Bottom) grown.y1 = std::max(grown.y1, reach[side].y1);
        }
    }
    // A rim of grey around a letter is lighter than ink, yet shows on a page in colour.
    const int rim = std::max(1, static_cast<int>(std::lround(pixelsAPoint * 0.4)));
    const auto withRim = [&](const PixelBox& b, const PixelBox& untouched) {
        PixelBox out = b;
        if (b.x0 != untouched.x0) out.x0 -= rim;
        if (b.y0 != untouched.y0) out.y0 -= rim;
        if (b.x1 != untouched.x1) out.x1 += rim;
        if (b.y1 != untouched.y1) out.y1 += rim;
        const auto& w = surroundings.window();
        return PixelBox{std::max(out.x0, w.x0), std::max(out.y0, w.y0), std::min(out.x1, w.x1), std::min(out.y1, w.y1)};
    };
    std::vector<PixelBox> painted{withRim(grown, box)};
    for (const auto& piece : grazed) {
        const auto& g = painted.front();
        if (piece.x0 >= g.x0 && piece.x1 <= g.x1 && piece.y0 >= g.y0 && piece.y1 <= g.y1) continue;
        painted.push_back(withRim(piece, {}));
    }
    return painted;
}

}  // namespace redwell::production
