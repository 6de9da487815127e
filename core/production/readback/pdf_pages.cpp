#include "formats/pdf_document.h"
#include "production/readback/pdf_check.h"
#include "production/readback/pixels.h"
#include "production/readback/solid_boxes.h"

#include "base/text.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdlib>

namespace redwell::production {

namespace {

using documents::Raster;

constexpr int kDifferent = 48;           // of 255
constexpr double kMostDifferent = 1e-4;  // of the pixels
constexpr int kTile = 32;                // pixels
constexpr int kDarker = 20;              // of 255, as the mean of a tile

bool isLabelWord(const std::string& word, const ExpectedPage& page) {
    return std::any_of(page.labels.begin(), page.labels.end(), [&](const std::string& label) {
        const auto words = split(collapseWhitespace(label), ' ');
        return std::find(words.begin(), words.end(), word) != words.end();
    });
}

void checkWords(const std::vector<documents::Word>& words, const ExpectedPage& page, int number, Gathered& gathered) {
    for (std::size_t i = 0; i < page.redactions.size(); ++i) {
        const auto box = page.redactions[i].normalized();
        const auto inside = std::count_if(words.begin(), words.end(), [&](const documents::Word& word) {
            return box.contains((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2) &&
                   !isLabelWord(word.text, page);
        });
        // The words are not quoted: findings are shown and stored.
        if (inside > 0)
            gathered.find("text_in_redaction", number,
                          std::to_string(inside) + (inside == 1 ? " word" : " words") +
                              " of the text layer in redaction " + std::to_string(i + 1));
    }
}

// Poppler draws a picture that fits its page pixel by pixel as if it were a pixel larger, and mixes neighbours on the
// way. So: nothing is shown that is not in the picture within a pixel, and no part is lighter or darker than it.
bool isShownOf(const Raster& picture, const Raster& shown) {
    const int width = std::min(picture.width, shown.width), height = std::min(picture.height, shown.height);
    std::int64_t different = 0;
    const int columns = (width + kTile - 1) / kTile;
    std::vector<std::int64_t> tiles(static_cast<std::size_t>(columns));
    for (int y = 0; y < height; ++y) {
        const auto *a = picture.line(y), *b = shown.line(y);
        const auto *above = picture.line(std::max(0, y - 1)), *below = picture.line(std::min(height - 1, y + 1));
        for (int x = 0; x < width; ++x) {
            if (a[x] == b[x]) continue;
            tiles[static_cast<std::size_t>(x / kTile)] += a[x] - b[x];
            const int left = std::max(0, x - 1), right = std::min(width - 1, x + 1);
            const auto [least, most] = std::minmax(
                {above[left], above[x], above[right], a[left], a[x], a[right], below[left], below[x], below[right]});
            different += b[x] + kDifferent < least || b[x] > most + kDifferent;
        }
        if (y % kTile != kTile - 1 && y != height - 1) continue;
        for (auto& tile : tiles) {
            if (std::abs(tile) > kDarker * kTile * kTile) return false;
            tile = 0;
        }
    }
    return static_cast<double>(different) <= kMostDifferent * width * height;
}

}  // namespace

void checkPdfPages(std::string_view bytes, const std::vector<PdfPicture>& pictures, const ReadBackRequest& request,
                   ocr::Engine* engine, Gathered& gathered) {
    auto opened = formats::PdfDocument::open(bytes, {});
    if (!opened) return gathered.find("unreadable", 0, opened.error().what);
    const int count = opened->pageCount();
    gathered.setPageCount(count);
    if (!request.pages.empty() && static_cast<std::size_t>(count) != request.pages.size())
        gathered.find("page_count", 0,
                      "has " + std::to_string(count) + " pages instead of " + std::to_string(request.pages.size()));
    for (const auto* key : {"Title", "Author", "Subject", "Keywords", "Creator"}) gathered.addText(opened->info(key));
    for (int number = 1; number <= count; ++number) {
        const auto text = opened->page(number);
        if (!text) {
            gathered.find("unreadable", number, text.error().what);
            continue;
        }
        gathered.addText(documents::textOf(text->page.words));
        const auto index = static_cast<std::size_t>(number) - 1;
        const ExpectedPage* expected = index < request.pages.size() ? &request.pages[index] : nullptr;
        const double wide = text->page.width * request.dpi / 72, high = text->page.height * request.dpi / 72;
        if (expected) {
            checkWords(text->page.words, *expected, number, gathered);
            checkSize(static_cast<int>(std::lround(std::min(wide, 1e6))),
                      static_cast<int>(std::lround(std::min(high, 1e6))), *expected, request.dpi, number, gathered);
        }
        if (wide * high > kMostPixels) {
            gathered.find("unreadable", number, "has more than 200 megapixels");
            continue;
        }
        // The picture as it lies in the file: nothing in it may be cropped away or painted over.
        const auto picture = index < pictures.size() ? decodedPixels(pictures[index]) : std::nullopt;
        if (!picture) {
            gathered.find("unreadable", number, "its picture cannot be decoded");
        } else {
            if (expected) checkBoxes(*picture, *expected, pictures[index].isBilevel, number, gathered);
            if (std::abs(picture->width - wide) > 1.5 || std::abs(picture->height - high) > 1.5)
                gathered.find("structure", number, "its picture is larger or smaller than what is shown of it");
        }
        if (!request.ocr && (!expected || expected->redactions.empty())) continue;
        formats::RenderOptions render;
        render.dpi = request.dpi;
        render.format = Raster::Format::Gray8;
        render.antialias = false;
        const auto shown = opened->render(number, render);
        if (!shown) {
            gathered.find("unreadable", number, shown.error().what);
            continue;
        }
        if (picture && !isShownOf(*picture, *shown))
            gathered.find("structure", number, "what is shown is not its picture");
        if (request.ocr) readPixels(*shown, request.dpi, number, engine, gathered);
    }
}

}  // namespace redwell::production
