#include "redaction/coverage.h"

#include <algorithm>

namespace redwell::redaction {
namespace {

constexpr double kRim = 1.5;  // points that a box may reach into a word before the word goes
constexpr double kNothing = 1e-6;

double rimOf(const Box& box) { return std::min(kRim, 0.25 * std::min(box.width(), box.height())); }

}  // namespace

bool isTouched(const Box& what, const std::vector<Box>& boxes) {
    const double rim = rimOf(what);
    return std::ranges::any_of(boxes, [&](const Box& box) {
        const auto common = what.intersected(box);
        return common.width() > rim && common.height() > rim;
    });
}

// Whether the boxes together cover all of it but its rim.
bool isHidden(const Box& what, const std::vector<Box>& boxes) {
    std::vector<Box> open{what.grown(-rimOf(what))};
    for (const auto& box : boxes) {
        std::vector<Box> left;
        for (const auto& o : open) {
            const auto c = o.intersected(box);
            if (c.isEmpty()) {
                left.push_back(o);
                continue;
            }
            for (const Box& rest : {Box{o.x0, o.y0, o.x1, c.y0}, Box{o.x0, c.y1, o.x1, o.y1},
                                    Box{o.x0, c.y0, c.x0, c.y1}, Box{c.x1, c.y0, o.x1, c.y1}})
                if (rest.area() > kNothing) left.push_back(rest);
        }
        open = std::move(left);
    }
    return open.empty();
}

Coverage coverageOf(const documents::Message& message, std::span<const Redaction> redactions, const PageWords& words) {
    bool isAnyTouched = false, isAllHidden = true;
    for (const auto& region : message.regions) {
        std::vector<Box> boxes;
        for (const auto& redaction : redactions)
            if (redaction.page == region.page) boxes.push_back(redaction.box);
        const auto judge = [&](const Box& what) {
            isAnyTouched = isAnyTouched || isTouched(what, boxes);
            isAllHidden = isAllHidden && isHidden(what, boxes);
        };
        const auto page = words.find(region.page);
        if (boxes.empty() || page == words.end() || page->second.empty()) {
            judge(region.box);
            continue;
        }
        for (const auto& word : page->second)
            if (region.box.contains((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2)) judge(word.box);
    }
    if (!isAnyTouched) return Coverage::None;
    return isAllHidden ? Coverage::Whole : Coverage::Partly;
}

}  // namespace redwell::redaction
