// Pages drawn, burned and encoded as a production does it, and what is expected of them on reading back.
#pragma once

#include "production/imaging/burn.h"
#include "production/imaging/encoding.h"
#include "production/readback/read_back.h"
#include "support/drawn_page.h"
#include "support/ocr_engine.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

namespace redwell::production {

inline support::DrawnPage letter(int dpi = 300) {
    support::DrawnPage page(612, 792, dpi);
    page.line(72, 100, "The quarterly figures were typed by hand", 12);
    page.line(72, 116, "and Gregory Quigley signed the agreement", 12);
    page.line(72, 132, "before anybody had checked the appendix", 12);
    return page;
}

inline Box wordBox(const support::DrawnPage& page, const std::string& text) {
    for (const auto& word : page.words())
        if (word.text == text) return word.box;
    ADD_FAILURE() << text;
    return {};
}

inline const std::vector<std::string> kLabels{"REDACTED", "Attorney-Client Privilege"};

// The letter with the names covered and labelled, and one larger box below.
inline BurnedPage burnedLetter(bool inColor = false, int dpi = 300) {
    auto page = letter(dpi);
    if (inColor) page.fill({100, 400, 300, 500}, 0.9, 0.2, 0.1);
    BurnRequest request;
    request.dpi = dpi;
    request.redactions = {{wordBox(page, "Gregory").united(wordBox(page, "Quigley")).grown(1), kLabels[0]},
                          {{80, 300, 300, 420}, kLabels[1]}};
    request.wantPdf = true;
    request.words = page.words();
    request.bottomRight = "RW000017";
    auto out = burnPage(page.raster(inColor ? documents::Raster::Format::Rgb24 : documents::Raster::Format::Gray8),
                        request, nullptr);
    EXPECT_TRUE(out) << (out ? "" : out.error().message());
    return out ? std::move(*out) : BurnedPage{};
}

inline ReadBackRequest expecting(const std::string& fileName, const std::vector<BurnedPage>& pages, int dpi = 300) {
    ReadBackRequest request;
    request.fileName = fileName;
    request.dpi = dpi;
    for (const auto& page : pages)
        request.pages.push_back({page.width * 72.0 / dpi, page.height * 72.0 / dpi, page.covered, kLabels});
    return request;
}

inline ReadBack readBackOf(const std::string& bytes, const ReadBackRequest& request, ocr::Engine* engine = nullptr) {
    auto read = readBack(bytes, request, engine);
    EXPECT_TRUE(read) << (read ? "" : read.error().message());
    return read ? std::move(*read) : ReadBack{};
}

inline std::string described(const ReadBack& read) {
    std::string out;
    for (const auto& finding : read.findings)
        out += finding.kind + " p" + std::to_string(finding.page) + ": " + finding.detail + "\n";
    return out;
}

inline bool has(const ReadBack& read, const std::string& kind) {
    return std::any_of(read.findings.begin(), read.findings.end(), [&](const Finding& f) { return f.kind == kind; });
}

inline std::string composed(const std::vector<BurnedPage>& pages, int dpi = 300) {
    auto pdf = composePdf(pages, dpi);
    EXPECT_TRUE(pdf) << (pdf ? "" : pdf.error().message());
    return pdf ? std::move(*pdf) : std::string();
}

}  // namespace redwell::production
