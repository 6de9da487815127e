#include "production/imaging/burn.h"
#include "support/drawn_page.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <poppler/cpp/poppler-document.h>
#include <poppler/cpp/poppler-image.h>
#include <poppler/cpp/poppler-page-renderer.h>
#include <poppler/cpp/poppler-page.h>
#include <qpdf/QPDF.hh>

#include <fstream>

using namespace redwell;
using namespace redwell::production;
using testing::HasSubstr;

namespace {

std::unique_ptr<poppler::document> opened(const std::string& pdf) {
    std::vector<char> bytes(pdf.begin(), pdf.end());
    return std::unique_ptr<poppler::document>(poppler::document::load_from_data(&bytes));
}

std::string textOf(const poppler::page& page) {
    const auto bytes = page.text().to_utf8();
    return {bytes.begin(), bytes.end()};
}

BurnedPage page(const std::vector<std::string>& lines, bool inColor = false) {
    support::DrawnPage drawn;
    double y = 100;
    for (const auto& line : lines) drawn.line(72, y, line), y += 20;
    if (inColor) drawn.fill({100, 400, 300, 500}, 0.9, 0.2, 0.1);
    BurnRequest request;
    request.wantPdf = true;
    request.words = drawn.words();
    auto out = burnPage(drawn.raster(documents::Raster::Format::Rgb24), request, nullptr);
    EXPECT_TRUE(out);
    return out ? std::move(*out) : BurnedPage{};
}

std::string composed(const std::vector<BurnedPage>& pages) {
    auto pdf = composePdf(pages, 300);
    EXPECT_TRUE(pdf) << (pdf ? "" : pdf.error().message());
    if (const char* folder = std::getenv("REDWELL_KEEP"))
        std::ofstream(
            std::string(folder) + "/" + testing::UnitTest::GetInstance()->current_test_info()->name() + ".pdf",
            std::ios::binary)
            << (pdf ? *pdf : "");
    return pdf ? *pdf : "";
}

}  // namespace

TEST(ComposePdf, GivesItsTextBackInAnyScript) {
    const std::vector<std::string> lines{"Invoice no. 4711 — paid “in full”",
                                         "Straße naïve Łódź Ünal",
                                         "Договор подписан",
                                         "Σύμβαση ﬁnal €5",
                                         "日本語",
                                         "契約",
                                         "😀"};
    const auto pdf = opened(composed({page(lines)}));
    ASSERT_TRUE(pdf);
    const std::unique_ptr<poppler::page> first(pdf->create_page(0));
    const auto text = textOf(*first);
    for (const auto& line : lines) EXPECT_THAT(text, HasSubstr(line));
}

TEST(ComposePdf, SetsWordsWhereTheyStand) {
    const auto burned = page({"alpha beta gamma", "delta"});
    const auto pdf = opened(composed({burned}));
    const std::unique_ptr<poppler::page> first(pdf->create_page(0));
    const auto boxes = first->text_list();
    ASSERT_EQ(boxes.size(), burned.words.size());
    for (std::size_t i = 0; i < boxes.size(); ++i) {
        const auto box = boxes[i].bbox();
        const auto& word = burned.words[i].box;
        EXPECT_NEAR(box.left(), word.x0, 0.2);
        EXPECT_NEAR(box.right(), word.x1, 0.2);
        EXPECT_NEAR(box.top(), word.y0, 0.2);
        EXPECT_NEAR(box.bottom(), word.y1, 0.2);
    }
}

TEST(ComposePdf, SameBytesTwice) {
    const std::vector<BurnedPage> pages{page({"one"}), page({"two"}, true)};
    EXPECT_EQ(composed(pages), composed(pages));
}

TEST(ComposePdf, ShowsThePixelsOfThePageAndNoInkOfTheTextLayer) {
    const auto burned = page({"Visible once, not twice"});
    auto wordless = burned;
    wordless.words.clear();
    const auto render = [](const std::string& bytes) {
        const auto pdf = opened(bytes);
        const std::unique_ptr<poppler::page> first(pdf->create_page(0));
        poppler::page_renderer renderer;
        renderer.set_image_format(poppler::image::format_gray8);
        auto image = renderer.render_page(first.get(), 300, 300);
        EXPECT_EQ(image.width(), 2550);
        EXPECT_EQ(image.height(), 3300);
        return std::string(image.const_data(),
                           static_cast<std::size_t>(image.bytes_per_row()) * static_cast<std::size_t>(image.height()));
    };
    const auto with = render(composed({burned})), without = render(composed({wordless}));
    EXPECT_EQ(with, without);
    EXPECT_NE(with.find('\0'), std::string::npos);  // something black is there
}

TEST(ComposePdf, HoldsNothingButPagesPicturesAndTheTextLayer) {
    const auto bytes = composed({page({"first"}), page({"second"}, true)});
    QPDF pdf;
    pdf.processMemoryFile("produced", bytes.data(), bytes.size());
    EXPECT_FALSE(pdf.anyWarnings());
    EXPECT_FALSE(pdf.getTrailer().hasKey("/Info"));
    for (const auto* name : {"/Metadata", "/Names", "/Outlines", "/AcroForm", "/OCProperties", "/OpenAction"})
        EXPECT_FALSE(pdf.getRoot().hasKey(name)) << name;
    EXPECT_EQ(pdf.getAllPages().size(), 2u);
    // catalog, pages, 2 pages, 2 contents, 2 images, font, descendant, descriptor, program, CMap
    EXPECT_EQ(pdf.getAllObjects().size(), 13u);
}

TEST(ComposePdf, RefusesAPageThatWasBurnedWithoutItsPdfImage) {
    EXPECT_FALSE(composePdf({}, 300));
    EXPECT_FALSE(composePdf({BurnedPage{}}, 300));
}
