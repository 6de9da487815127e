// A produced page on which somebody laid open what was redacted, in a volume that says of itself that nothing is wrong.
#pragma once

#include "program.h"
#include "support/drawn_page.h"

#include "base/hash.h"

#include <allheaders.h>

#include <memory>

namespace redwell::journeys {

using PixPointer = std::unique_ptr<PIX, void (*)(PIX*)>;
inline PixPointer owned(PIX* pix) {
    return {pix, [](PIX* one) { pixDestroy(&one); }};
}

// A produced page by the reason that is printed on it, with the widest of its redactions (a phrase is wider than the
// rest).
struct RedactedPage {
    std::string image;
    Box box;  // points
};
inline RedactedPage pageRedactedFor(const fs::path& volume, const std::string& reason) {
    RedactedPage found;
    const auto manifest = Json::parse(contentOf(volume / "manifest.json"), nullptr, false);
    for (const auto& document : manifest.at("documents"))
        for (const auto& page : document.at("pages")) {
            if (!page.contains("labels") || page.at("labels") != Json{reason}) continue;
            for (const auto& c : page.at("covered")) {
                const Box box{c.at(0), c.at(1), c.at(2), c.at(3)};
                if (box.width() > found.box.width()) found = {page.at("image"), box};
            }
        }
    return found;
}

// White where the box was burned, and the words on it in black, as large as they fit.
inline void layOpen(PIX* page, const Box& box, const std::string& words) {
    const int dpi = pixGetXRes(page);
    support::DrawnPage drawn(box.width(), box.height(), dpi);
    double size = box.height() * 0.8;
    const auto wide = support::DrawnPage(4 * box.width(), box.height(), dpi).text(0, 0, words, size).width();
    if (wide > box.width() - 2) size *= (box.width() - 2) / wide;
    drawn.text(1, 0, words, size);
    const auto ink = drawn.raster();
    const int left = static_cast<int>(box.x0 * dpi / 72), top = static_cast<int>(box.y0 * dpi / 72);
    for (int y = 0; y < ink.height; ++y)
        for (int x = 0; x < ink.width; ++x) pixSetPixel(page, left + x, top + y, ink.line(y)[x] < 128 ? 1 : 0);
}

// Decodes a page, lets it be changed, writes it back as Group IV and has the manifest vouch for it.
template <class Change>
void rewritePage(const fs::path& volume, const std::string& image, Change change) {
    const auto page = owned(pixRead((volume / image).c_str()));
    ASSERT_NE(page, nullptr) << image;
    ASSERT_EQ(pixGetDepth(page.get()), 1);
    change(page.get());
    ASSERT_EQ(pixWrite((volume / image).c_str(), page.get(), IFF_TIFF_G4), 0);
    const auto bytes = contentOf(volume / image);
    // Its other bytes stay as they are, as a careful hand would leave them.
    auto manifest = nlohmann::ordered_json::parse(contentOf(volume / "manifest.json"), nullptr, false);
    for (auto& file : manifest.at("files"))
        if (file.at("path") == image) file["size"] = bytes.size(), file["sha256"] = sha256(bytes).hex();
    ASSERT_TRUE(writeFile(volume / "manifest.json", manifest.dump(1) + "\n"));
}

}  // namespace redwell::journeys
