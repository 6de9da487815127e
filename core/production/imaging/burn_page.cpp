#include "production/imaging/burn.h"
#include "production/imaging/encoding.h"
#include "production/imaging/endorsements.h"
#include "production/imaging/lettering.h"
#include "production/imaging/redaction_boxes.h"
#include "production/imaging/sheet.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace redwell::production {

namespace {

using documents::Raster;
using documents::Word;

constexpr std::array kLabelSizes{8.0, 7.0, 6.0, 5.0};  // points; the first that fits is taken
constexpr double kLabelAir = 2;                        // points of black around a label
constexpr double kClip = 1.5;                          // points that a word may reach into a box before it goes

// Pixels a point, which may differ a little between the axes because pages end in whole pixels.
struct Scale {
    double x = 1, y = 1;
    PixelBox pixels(const Box& b) const {  // outwards
        return {static_cast<int>(std::floor(b.x0 * x + 1e-6)), static_cast<int>(std::floor(b.y0 * y + 1e-6)),
                static_cast<int>(std::ceil(b.x1 * x - 1e-6)), static_cast<int>(std::ceil(b.y1 * y - 1e-6))};
    }
    Box points(const PixelBox& b) const { return {b.x0 / x, b.y0 / y, b.x1 / x, b.y1 / y}; }
};

Error wrong(std::string what, std::string hint) {
    return Error{ErrorKind::Usage, std::move(what), "page to be produced", std::move(hint)};
}

Status check(const Raster& pixels, const BurnRequest& request, const ocr::Engine* engine) {
    if (pixels.width <= 0 || pixels.height <= 0 || pixels.width > documents::kMaxPixelsASide ||
        pixels.height > documents::kMaxPixelsASide ||
        pixels.pixels.size() != pixels.bytesPerLine() * static_cast<std::size_t>(pixels.height))
        return wrong("the page has no pixels, or more than 20,000 on a side", "Produce it at a lower resolution.");
    if (!(request.pageWidth > 0) || !(request.pageHeight > 0))
        return wrong("the page has no size", "Process the document again.");
    if (request.dpi < 36 || request.dpi > 1200)
        return wrong("the resolution is not between 36 and 1200 dpi", "Choose 300 dpi.");
    if (request.readBack && engine == nullptr)
        return wrong("the text of a redacted page must come from OCR, and no OCR model is loaded",
                     "Install tesseract-ocr-eng.");
    for (const auto& redaction : request.redactions) {
        const auto onPage = redaction.box.normalized().intersected({0, 0, request.pageWidth, request.pageHeight});
        if (onPage.isEmpty()) return wrong("a redaction lies outside the page", "Remove it or draw it again.");
    }
    return {};
}

std::vector<PixelBox> wantedBoxes(const BurnRequest& request, const Scale& scale, const Placement& placement,
                                  const Raster& page) {
    std::vector<PixelBox> boxes;
    for (const auto& redaction : request.redactions) {
        const auto box = redaction.box.normalized();
        const Box inPixels{box.x0 * scale.x, box.y0 * scale.y, box.x1 * scale.x, box.y1 * scale.y};
        boxes.push_back(Scale{}.pixels(placement.apply(inPixels)).clipped(page.width, page.height));
    }
    return boxes;
}

// White type in the middle of a box, where there is room for it.
template <class Page>
void label(Page& page, const PixelBox& box, const std::string& text, double dpi, Lettering& lettering,
           std::vector<PixelBox>& taken) {
    if (text.empty()) return;
    const int air = static_cast<int>(std::ceil(kLabelAir * dpi / 72));
    for (const double size : kLabelSizes) {
        const int width = lettering.width(text, size, dpi);
        if (width + 2 * air > box.width()) continue;
        const auto line = lettering.line(text, size, dpi);
        if (line.height + air > box.height()) continue;
        const int x = box.x0 + (box.width() - line.width) / 2, y = box.y0 + (box.height() - line.height) / 2;
        const PixelBox area{x, y, x + line.width, y + line.height};
        if (std::any_of(taken.begin(), taken.end(), [&](const PixelBox& other) { return other.intersects(area); }))
            return;
        taken.push_back(area);
        stamp(page, line, x, y, false);
        return;
    }
}

// All black first: a label must not be painted over by the next box.
template <class Page>
void paint(Page& page, const std::vector<PixelBox>& covered, const BurnRequest& request, double dpi,
           Lettering& lettering) {
    for (const auto& box : covered) fill(page, box, true);
    std::vector<PixelBox> taken;
    for (std::size_t i = 0; i < request.redactions.size(); ++i)
        label(page, covered[i], request.redactions[i].label, dpi, lettering, taken);
}

// The burned pixels with the boxes white: a black block in a line disturbs recognition of its neighbours, and the label
// is not part of the document.
template <class Page>
Raster forReading(Page page, const std::vector<PixelBox>& covered) {
    for (const auto& box : covered) fill(page, box, false);
    if constexpr (std::is_same_v<Page, Bitmap>)
        return toRaster(page);
    else
        return toGray(page);
}

// Words that reach into black go; one that only touches its rim keeps its text and loses the sliver of its box.
std::vector<Word> outside(std::vector<Word> words, const std::vector<Box>& covered) {
    std::vector<Word> kept;
    for (auto& word : words) {
        bool isCovered = false;
        for (const auto& box : covered) {
            if (!word.box.intersects(box)) continue;
            const auto common = word.box.intersected(box);
            const double most = std::min(kClip, 0.25 * std::min(word.box.width(), word.box.height()));
            if (common.width() <= most) {
                (word.box.x0 < box.x0 ? word.box.x1 : word.box.x0) = word.box.x0 < box.x0 ? box.x0 : box.x1;
            } else if (common.height() <= most) {
                (word.box.y0 < box.y0 ? word.box.y1 : word.box.y0) = word.box.y0 < box.y0 ? box.y0 : box.y1;
            } else {
                isCovered = true;
                break;
            }
        }
        if (!isCovered) {
            kept.push_back(std::move(word));
        } else if (word.endsLine && !kept.empty()) {
            kept.back().endsLine = true;
        }
    }
    return kept;
}

Status encode(BurnedPage& out, const Bitmap& page, const BurnRequest& request) {
    if (!request.wantTiff && !request.wantPdf) return {};
    REDWELL_TRY(auto encoded, encodeGroupFour(page, request.dpi));
    if (request.wantTiff) out.image = std::move(encoded.tiff);
    if (request.wantPdf) out.pdfImage = std::move(encoded.groupFour);
    return {};
}

Status encode(BurnedPage& out, const Raster& page, const BurnRequest& request) {
    if (!request.wantTiff && !request.wantPdf) return {};
    REDWELL_TRY(auto encoded, encodeJpeg(page, request.dpi));
    if (request.wantPdf) out.pdfImage = encoded;
    if (request.wantTiff) out.image = std::move(encoded);
    return {};
}

// One kind of page from here on: bits, or colours.
template <class Page>
Result<BurnedPage> finish(Page page, const std::vector<PixelBox>& covered, const BurnRequest& request,
                          const Scale& scale, const Placement& inPoints, const EndorsementLayout& endorsements,
                          Lettering& lettering, ocr::Engine* engine) {
    BurnedPage out;
    out.width = page.width;
    out.height = page.height;
    out.pageWidth = request.pageWidth;
    out.pageHeight = request.pageHeight;
    out.scale = inPoints.scale;
    out.dx = inPoints.dx;
    out.dy = inPoints.dy;
    for (const auto& box : covered) out.covered.push_back(scale.points(box));
    const double dpi = 72 * scale.x;
    paint(page, covered, request, dpi, lettering);
    if (request.readBack) {
        REDWELL_TRY(auto read, engine->recognize(forReading(page, covered), dpi, false));
        out.words = std::move(read.words);
    } else {
        out.words = request.words;
        for (auto& word : out.words) word.box = inPoints.apply(word.box);
    }
    out.words = outside(std::move(out.words), out.covered);
    out.text = documents::textOf(out.words);
    endorsements.draw(page, lettering);
    REDWELL_CHECK(encode(out, page, request));
    return out;
}

Error doNotFit(const BurnRequest& request) {
    std::string longest;
    for (const auto* text : {&request.topLeft, &request.topCenter, &request.topRight, &request.bottomLeft,
                             &request.bottomCenter, &request.bottomRight})
        if (text->size() > longest.size()) longest = *text;
    return wrong("its stamps do not fit on the page in full, the longest being \u201c" + longest + "\u201d",
                 "Shorten them, or put some at the top and some at the bottom.");
}

Bitmap inkOf(const Raster& raster) {
    if (raster.format == Raster::Format::Bits) return bitmapOf(raster);
    return raster.format == Raster::Format::Gray8 ? toBitmap(raster) : toBitmap(toGray(raster));
}

// Empty when the page has no room for its endorsements.
Result<std::optional<BurnedPage>> burnAsItIs(const Raster& pixels, const BurnRequest& request, bool isColor,
                                             Lettering& lettering, ocr::Engine* engine) {
    EndorsementLayout endorsements(request, pixels.width, pixels.height);
    if (!endorsements.fit(lettering)) return std::optional<BurnedPage>();
    const Scale scale{pixels.width / request.pageWidth, pixels.height / request.pageHeight};

    // Only a page that stays coloured keeps three channels from here on.
    Raster gray, smaller;
    if (pixels.format == Raster::Format::Rgb24) gray = toGray(pixels);
    Placement placement;  // pixels
    Bitmap ink = inkOf(gray.pixels.empty() ? pixels : gray);
    std::vector<PixelBox> wanted = wantedBoxes(request, scale, placement, pixels);

    const int growth = static_cast<int>(std::ceil(kMostGrowth * scale.x));
    std::vector<PixelBox> keepClear;
    for (const auto& box : wanted) keepClear.push_back(box.grown(growth));
    if (!endorsements.isEmpty() && !endorsements.findStrips(ink, keepClear)) {
        const auto room = endorsements.makeRoom();
        if (!room) return std::optional<BurnedPage>();
        placement = *room;
        if (pixels.format == Raster::Format::Bits) gray = toGray(pixels);
        smaller = shrunk(isColor || gray.pixels.empty() ? pixels : gray, placement);
        ink = inkOf(smaller);
        wanted = wantedBoxes(request, scale, placement, smaller);
    }

    std::vector<PixelBox> covered, pieces;
    for (const auto& box : wanted) {
        const auto grown = grownOverInk(ink, box, scale.x);
        covered.push_back(grown.front());
        pieces.insert(pieces.end(), grown.begin() + 1, grown.end());
    }
    covered.insert(covered.end(), pieces.begin(), pieces.end());

    const Placement inPoints{placement.scale, placement.dx / scale.x, placement.dy / scale.y};
    if (!isColor) {
        REDWELL_TRY(auto page,
                    finish(std::move(ink), covered, request, scale, inPoints, endorsements, lettering, engine));
        return std::optional(std::move(page));
    }
    REDWELL_TRY(auto page, finish(smaller.pixels.empty() ? pixels : smaller, covered, request, scale, inPoints,
                                  endorsements, lettering, engine));
    page.isColor = true;
    return std::optional(std::move(page));
}

}  // namespace

Result<BurnedPage> burnPage(const Raster& pixels, const BurnRequest& request, ocr::Engine* engine) {
    REDWELL_CHECK(check(pixels, request, engine));
    REDWELL_TRY(auto lettering, Lettering::load());
    const bool isColor = request.color == ColorMode::Auto && isChromatic(pixels);
    REDWELL_TRY(auto page, burnAsItIs(pixels, request, isColor, lettering, engine));
    if (page) return std::move(*page);

    const auto sheet = sheetAround(request.pageWidth, request.pageHeight);
    if (sheet.left <= 0 && sheet.top <= 0) return doNotFit(request);
    const auto across = [&](double points) { return static_cast<int>(std::lround(points * request.dpi / 72)); };
    const int width = std::max(across(sheet.width), pixels.width),
              height = std::max(across(sheet.height), pixels.height);
    const int left = (width - pixels.width) / 2, top = (height - pixels.height) / 2;
    auto moved = request;
    moved.pageWidth = sheet.width;
    moved.pageHeight = sheet.height;
    const Placement there{1, left * sheet.width / width, top * sheet.height / height};
    for (auto& redaction : moved.redactions) redaction.box = there.apply(redaction.box.normalized());
    for (auto& word : moved.words) word.box = there.apply(word.box);
    // What is ink and what is colour is told by the picture alone: among so much white it would count for nothing.
    const auto raster = onSheet(isColor ? pixels : toRaster(inkOf(pixels)), width, height, left, top);
    REDWELL_CHECK(check(raster, moved, engine));
    REDWELL_TRY(page, burnAsItIs(raster, moved, isColor, lettering, engine));
    if (!page) return doNotFit(request);
    page->dx += page->scale * there.dx;
    page->dy += page->scale * there.dy;
    return std::move(*page);
}

Result<BurnedPage> slipSheet(const std::string& text, const BurnRequest& request) {
    constexpr double kTypeSize = 16;
    const int width = static_cast<int>(std::lround(request.pageWidth * request.dpi / 72));
    const int height = static_cast<int>(std::lround(request.pageHeight * request.dpi / 72));
    Raster white{width, height, Raster::Format::Gray8, {}};
    if (width > 0 && height > 0 && width <= documents::kMaxPixelsASide && height <= documents::kMaxPixelsASide)
        white.pixels.assign(static_cast<std::size_t>(width) * static_cast<std::size_t>(height), 255);
    auto plain = request;
    plain.readBack = false;
    plain.redactions.clear();
    plain.words.clear();
    REDWELL_CHECK(check(white, plain, nullptr));
    REDWELL_TRY(auto lettering, Lettering::load());

    const Scale scale{width / request.pageWidth, height / request.pageHeight};
    const double dpi = 72 * scale.x;
    const double size = std::max(6.0, std::min(kTypeSize, kTypeSize * request.pageWidth / 612));
    // Lines broken between words; the spaces of a line have the width of one space.
    const int room = width * 8 / 10, space = lettering.width(" ", size, dpi);
    struct Set {
        std::string text;
        int x, width;
        bool endsLine;
    };
    std::vector<std::vector<Set>> lines(1);
    int used = 0;
    std::size_t at = 0;
    while (at < text.size()) {
        const auto from = text.find_first_not_of(" \t\r\n", at);
        if (from == std::string::npos) break;
        if (std::count(text.begin() + static_cast<std::ptrdiff_t>(at), text.begin() + static_cast<std::ptrdiff_t>(from),
                       '\n') > 0 &&
            !lines.back().empty())
            lines.emplace_back(), used = 0;
        const auto to = std::min(text.find_first_of(" \t\r\n", from), text.size());
        const auto word = lettering.elided(text.substr(from, to - from), size, dpi, room);
        const int wordWidth = lettering.width(word, size, dpi);
        if (!lines.back().empty() && used + space + wordWidth > room) lines.emplace_back(), used = 0;
        const int x = lines.back().empty() ? 0 : used + space;
        lines.back().push_back({word, x, wordWidth, false});
        used = x + wordWidth;
        at = to;
    }
    const int lineHeight = static_cast<int>(size * 1.4 * dpi / 72);
    Bitmap page(width, height);
    int y = (height - lineHeight * static_cast<int>(lines.size())) / 2;
    for (auto& line : lines) {
        if (line.empty()) continue;
        line.back().endsLine = true;
        const int left = (width - line.back().x - line.back().width) / 2;
        for (const auto& word : line) {
            const auto set = lettering.line(word.text, size, dpi);
            stamp(page, set, left + word.x, y, true);
            const PixelBox box{left + word.x, y, left + word.x + word.width, y + set.height};
            plain.words.push_back({word.text, scale.points(box), 100, word.endsLine});
        }
        y += lineHeight;
    }
    EndorsementLayout endorsements(plain, width, height);
    if (!endorsements.fit(lettering)) return doNotFit(request);
    endorsements.findStrips(page, {});
    return finish(std::move(page), {}, plain, scale, Placement{}, endorsements, lettering, nullptr);
}

}  // namespace redwell::production
