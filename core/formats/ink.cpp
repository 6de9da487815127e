#include "formats/ink.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace redwell::formats {
namespace {

constexpr int kEdge = 24;  // of 255: faint print averaged to 40 dpi still passes, paper texture does not

}  // namespace

Ink measureInk(const documents::Raster& picture, const documents::Page& page) {
    Ink ink;
    if (picture.width < 2 || picture.height < 2 || page.width <= 0 || page.height <= 0) return ink;
    const auto width = static_cast<std::size_t>(picture.width);
    const double sx = picture.width / page.width, sy = picture.height / page.height;
    std::vector<std::uint8_t> edges(width * static_cast<std::size_t>(picture.height));
    std::size_t total = 0;
    for (int y = 0; y < picture.height; ++y) {
        const auto* line = picture.line(y);
        const auto* below = y + 1 < picture.height ? picture.line(y + 1) : line;
        for (std::size_t x = 0; x + 1 < width; ++x)
            if (std::abs(line[x] - line[x + 1]) > kEdge || std::abs(line[x] - below[x]) > kEdge) {
                edges[static_cast<std::size_t>(y) * width + x] = 1;
                ++total;
            }
    }
    for (std::size_t at = 0; at < page.words.size(); ++at) {
        const auto& word = page.words[at];
        // One pixel of margin: at this size glyphs bleed out of their boxes.
        const auto clampTo = [](double value, double limit) {
            return static_cast<std::size_t>(std::clamp(value, 0.0, limit));
        };
        const auto x0 = clampTo(std::floor(word.box.x0 * sx) - 1, picture.width),
                   x1 = clampTo(std::ceil(word.box.x1 * sx) + 1, picture.width),
                   y0 = clampTo(std::floor(word.box.y0 * sy) - 1, picture.height),
                   y1 = clampTo(std::ceil(word.box.y1 * sy) + 1, picture.height);
        bool isBare = true;
        for (auto y = y0; y < y1; ++y)
            for (auto x = x0; x < x1; ++x) {
                auto& edge = edges[y * width + x];
                if (edge) isBare = false;
                if (edge == 1) {
                    edge = 2;
                    ++ink.inside;
                }
            }
        if (isBare) ink.bareWords.push_back(at);
    }
    ink.outside = total - ink.inside;
    return ink;
}

bool isBlank(const Ink& ink) { return ink.inside + ink.outside < 12; }

bool isMostlyUnread(const Ink& ink) { return ink.outside >= 150 && ink.outside > 2 * ink.inside; }

}  // namespace redwell::formats
