#include "production/readback/solid_boxes.h"

#include "production/readback/printed_label.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <optional>
#include <utility>
#include <vector>

namespace redwell::production {

namespace {

constexpr int kWhite = 128;
constexpr double kLabelType = 9.2;  // points: the highest line of a label, 8-point type with accents and tails
constexpr double kShift = 1;        // points that a label may lie off the centre
constexpr double kLeastHeight = 7.3, kLeastWidth = 6;  // points that a box with a label has
constexpr double kLabelStroke = 1.3;                   // points: thicker than the strokes of 8-point type
constexpr double kLabelShare = 0.4;                    // type leaves more than half of its line black
constexpr int kJpegBlock = 8;                          // an edge disturbs the pixels of its own block
constexpr int kJpegRing = 90, kJpegBlack = 14;
constexpr int kJpegStray = 3;  // pixels

struct Rect {
    int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
    bool contains(int x, int y) const { return x >= x0 && x < x1 && y >= y0 && y < y1; }
    Rect grown(int by) const { return {x0 - by, y0 - by, x1 + by, y1 + by}; }
    Rect clipped(int w, int h) const {
        return {std::clamp(x0, 0, w), std::clamp(y0, 0, h), std::clamp(x1, 0, w), std::clamp(y1, 0, h)};
    }
    bool isEmpty() const { return x1 <= x0 || y1 <= y0; }
};

struct Place {
    Rect area;
    bool hasType = false;
};

struct Scale {
    double x = 1, y = 1;
};

Rect inner(const Box& box, const Scale& scale, const documents::Raster& pixels) {
    return Rect{
        static_cast<int>(std::ceil(box.x0 * scale.x - 1e-3)), static_cast<int>(std::ceil(box.y0 * scale.y - 1e-3)),
        static_cast<int>(std::floor(box.x1 * scale.x + 1e-3)), static_cast<int>(std::floor(box.y1 * scale.y + 1e-3))}
        .grown(-1)
        .clipped(pixels.width, pixels.height);
}

Rect labelPlace(const Box& box, const Scale& scale, const Rect& within) {
    const double middle = (box.y0 + box.y1) / 2, reach = kLabelType / 2 + kShift;
    return {within.x0, std::max(within.y0, static_cast<int>((middle - reach) * scale.y)), within.x1,
            std::min(within.y1, static_cast<int>(std::ceil((middle + reach) * scale.y)))};
}

// Why the white in a label's place is no label; null when it may be one.
const char* notALabel(const documents::Raster& pixels, const Rect& place, const Scale& scale, bool& hasType) {
    int top = place.y1, bottom = place.y0;
    long white = 0;
    const int stroke = static_cast<int>(std::ceil(kLabelStroke * scale.y)) + 1;
    // The side of the largest white square that ends at each pixel, row by row.
    std::vector<int> above(static_cast<std::size_t>(std::max(0, place.x1 - place.x0)) + 1), row(above.size());
    bool isThick = false;
    for (int y = place.y0; y < place.y1; ++y) {
        const auto* line = pixels.line(y);
        for (int x = place.x0; x < place.x1; ++x) {
            const auto i = static_cast<std::size_t>(x - place.x0) + 1;
            row[i] = 0;
            if (line[x] < kWhite) continue;
            row[i] = 1 + std::min({above[i], above[i - 1], row[i - 1]});
            isThick = isThick || row[i] >= stroke;
            ++white;
            top = std::min(top, y), bottom = std::max(bottom, y + 1);
        }
        std::swap(above, row);
    }
    hasType = white > 0;
    if (!hasType) return nullptr;
    if (isThick) return "there is a white hole in it";
    if (bottom - top > kLabelType * scale.y + 1) return "the white in it is higher than a label";
    const double line = static_cast<double>(place.x1 - place.x0) * std::max<double>(bottom - top, stroke);
    if (static_cast<double>(white) > kLabelShare * line) return "there is more white in it than a label has";
    return nullptr;
}

}  // namespace

void checkSize(int width, int height, const ExpectedPage& page, int dpi, int number, Gathered& gathered) {
    const double wide = page.width * dpi / 72, high = page.height * dpi / 72;
    if (std::abs(width - wide) <= 1.5 && std::abs(height - high) <= 1.5) return;
    gathered.find("size", number,
                  "is " + std::to_string(width) + " x " + std::to_string(height) + " pixels instead of " +
                      std::to_string(std::lround(wide)) + " x " + std::to_string(std::lround(high)));
}

void checkBoxes(const documents::Raster& pixels, const ExpectedPage& page, bool isExact, int number,
                Gathered& gathered) {
    if (page.redactions.empty() || !(page.width > 0) || !(page.height > 0)) return;
    const Scale scale{pixels.width / page.width, pixels.height / page.height};
    const auto find = [&](std::size_t box, const std::string& why) {
        gathered.find("redaction_not_solid", number, "redaction " + std::to_string(box + 1) + ": " + why);
    };
    std::vector<Rect> boxes;
    std::vector<Place> places;
    std::optional<PrintedLabels> labels;
    if (!page.labels.empty()) {
        auto loaded = PrintedLabels::load(page.labels, 72 * scale.x);
        if (!loaded) return gathered.find("unreadable", number, loaded.error().message());
        labels = std::move(*loaded);
    }
    for (std::size_t i = 0; i < page.redactions.size(); ++i) {
        const auto box = page.redactions[i].normalized().intersected({0, 0, page.width, page.height});
        boxes.push_back(box.isEmpty() ? Rect{} : inner(box, scale, pixels));
        if (box.isEmpty()) {
            find(i, "it lies outside the page");
        } else if (labels) {
            const PixelBox whole{
                static_cast<int>(std::lround(box.x0 * scale.x)), static_cast<int>(std::lround(box.y0 * scale.y)),
                static_cast<int>(std::lround(box.x1 * scale.x)), static_cast<int>(std::lround(box.y1 * scale.y))};
            if (const auto area = labels->find(pixels, whole, isExact))
                places.push_back({{area->x0, area->y0, area->x1, area->y1}, true});
        } else if (box.height() >= kLeastHeight && box.width() >= kLeastWidth) {
            Place place{labelPlace(box, scale, boxes.back()), false};
            if (const auto* why = notALabel(pixels, place.area, scale, place.hasType)) find(i, why);
            places.push_back(place);
        }
    }
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto& box = boxes[i];
        if (box.isEmpty()) continue;
        long bad = 0, white = 0;
        double sum = 0;
        long counted = 0;
        const Rect core = box.grown(-kJpegBlock);
        for (int y = box.y0; y < box.y1; ++y) {
            const auto* line = pixels.line(y);
            for (int x = box.x0; x < box.x1; ++x) {
                const int value = line[x];
                sum += value, ++counted;
                if (value == 0 || (!isExact && value <= kJpegBlack)) continue;
                // The label of a box that overlaps this one may reach into it.
                const bool isType = std::any_of(places.begin(), places.end(), [&](const Place& place) {
                    return place.hasType && (isExact           ? value >= kWhite && place.area.contains(x, y)
                                             : value >= kWhite ? place.area.contains(x, y)
                                                               : place.area.grown(kJpegBlock).contains(x, y));
                });
                if (isType) {
                    sum -= value, --counted;
                    continue;
                }
                if (!isExact && value <= kJpegRing && !core.contains(x, y)) continue;
                ++bad;
                white += value >= kWhite;
            }
        }
        if (bad > (isExact ? 0 : kJpegStray)) {
            const auto share = std::max(1L, std::lround(100.0 * static_cast<double>(bad) /
                                                        (static_cast<double>(box.x1 - box.x0) * (box.y1 - box.y0))));
            find(i, std::to_string(share) + " % of it " + (2 * white >= bad ? "is white" : "is grey"));
        } else if (!isExact && counted > 0 && sum > 2.0 * kJpegBlack * static_cast<double>(counted)) {
            find(i, "it is grey");
        }
    }
}

}  // namespace redwell::production
