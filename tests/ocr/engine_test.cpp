// Pages drawn with known words, as a scanner might deliver them: straight, on a side, askew, empty.
#include "ocr/engine.h"
#include "ocr/line_pictures.h"

#include "support/drawn_page.h"
#include "support/ocr_engine.h"

#include <gtest/gtest.h>

#include <leptonica/allheaders.h>

#include <algorithm>
#include <filesystem>
#include <numbers>

namespace redwell::ocr {
namespace {

using documents::Raster;
using documents::Word;

support::DrawnPage letter() {
    support::DrawnPage page(612, 792, 300, true);
    const char* lines[] = {
        "Dear Counsel, the books of the archive were kept", "at the library until the end of October and then",
        "returned to the publisher who had asked for them", "because the agreement between the parties ended",
        "with the quarter. Nobody should have copied them", "before the final review of the licence was done",
        "and the payment of the whole amount had arrived",  "at the account that is named in the first notice"};
    double y = 90;
    for (int paragraph = 0; paragraph < 3; ++paragraph, y += 20)
        for (const auto* line : lines) page.line(72, y, line), y += 20;
    return page;
}

Raster transformed(const Raster& in, int quarters, double degrees) {
    const std::unique_ptr<Pix, void (*)(Pix*)> pix(pixCreate(in.width, in.height, 8), [](Pix* p) { pixDestroy(&p); });
    for (int y = 0; y < in.height; ++y)
        for (int x = 0; x < in.width; ++x) pixSetPixel(pix.get(), x, y, in.line(y)[x]);
    const auto angle = static_cast<l_float32>(degrees * std::numbers::pi / 180);
    const std::unique_ptr<Pix, void (*)(Pix*)> turned(
        quarters ? pixRotateOrth(pix.get(), quarters) : pixRotateAMGray(pix.get(), angle, 255),
        [](Pix* p) { pixDestroy(&p); });
    Raster out{pixGetWidth(turned.get()), pixGetHeight(turned.get()), Raster::Format::Gray8, {}};
    out.pixels.resize(out.bytesPerLine() * static_cast<std::size_t>(out.height));
    for (int y = 0; y < out.height; ++y)
        for (int x = 0; x < out.width; ++x) {
            l_uint32 value = 0;
            pixGetPixel(turned.get(), x, y, &value);
            out.line(y)[x] = static_cast<std::uint8_t>(value);
        }
    return out;
}

// The share of the drawn words that were read, each within tolerance points of where it stands.
double found(const std::vector<Word>& drawn, const std::vector<Word>& read, double tolerance) {
    std::size_t hits = 0;
    for (const auto& word : drawn)
        hits += std::any_of(read.begin(), read.end(), [&](const Word& other) {
            return other.text == word.text && std::abs(other.box.x0 - word.box.x0) < tolerance &&
                   std::abs(other.box.x1 - word.box.x1) < tolerance &&
                   std::abs(other.box.y0 - word.box.y0) < tolerance && std::abs(other.box.y1 - word.box.y1) < tolerance;
        });
    return static_cast<double>(hits) / static_cast<double>(drawn.size());
}

class OcrEngine : public testing::Test {
protected:
    void SetUp() override {
        m_engine = support::ocrEngine();
        if (!m_engine) GTEST_SKIP() << "the English OCR model is not installed";
    }
    Recognition recognized(const Raster& raster, int dpi = 300) {
        auto result = m_engine->recognize(raster, dpi);
        EXPECT_TRUE(result) << result.error().message();
        return result ? std::move(*result) : Recognition{};
    }
    Engine* m_engine = nullptr;
};

TEST_F(OcrEngine, ReadsTheWordsWhereTheyStandInOrder) {
    const auto page = letter();
    const auto result = recognized(page.raster());
    EXPECT_EQ(result.rotation, 0);
    EXPECT_GT(result.confidence, 85);
    EXPECT_GT(found(page.words(), result.words, 2), 0.95);
    ASSERT_GT(result.words.size(), 3U);
    EXPECT_EQ(result.words[0].text, "Dear");
    EXPECT_EQ(std::count_if(result.words.begin(), result.words.end(), [](const Word& word) { return word.endsLine; }),
              24);
}

TEST_F(OcrEngine, APageOnItsSideOrHeadIsReadUpright) {
    const auto page = letter();
    const auto raster = page.raster();
    for (int quarters = 1; quarters <= 3; ++quarters) {
        const auto result = recognized(transformed(raster, quarters, 0));
        EXPECT_EQ(result.rotation, (360 - 90 * quarters) % 360);
        EXPECT_GT(found(page.words(), result.words, 2), 0.95) << quarters;
    }
}

TEST_F(OcrEngine, ASkewedPageKeepsItsBoxesWhereTheInkIs) {
    const auto page = letter();
    constexpr double kDegrees = 2, kAngle = kDegrees * std::numbers::pi / 180;
    const auto result = recognized(transformed(page.raster(), 0, kDegrees));
    EXPECT_EQ(result.rotation, 0);
    auto skewed = page.words();
    for (auto& word : skewed) {  // clockwise about the middle of the page
        const double x = (word.box.x0 + word.box.x1) / 2 - 306, y = (word.box.y0 + word.box.y1) / 2 - 396;
        const double cx = 306 + x * std::cos(kAngle) - y * std::sin(kAngle),
                     cy = 396 + x * std::sin(kAngle) + y * std::cos(kAngle);
        const double w = word.box.width() / 2, h = word.box.height() / 2;
        word.box = {cx - w, cy - h, cx + w, cy + h};
    }
    EXPECT_GT(found(skewed, result.words, 4), 0.9);
}

TEST_F(OcrEngine, AnEmptyPageHasNoWords) {
    const support::DrawnPage page;
    const auto result = recognized(page.raster());
    EXPECT_TRUE(result.words.empty());
    EXPECT_EQ(result.rotation, 0);
}

// Tesseract calls most of these letters bars; the bars between columns and the rules of a table are some.
TEST_F(OcrEngine, TellsTheLetterIFromABar) {
    support::DrawnPage page(612, 792, 200, true);
    const char* lines[] = {
        "I think it is what I said when I was asked",  "Nobody but you and I may know of it",
        "09:12 | vale | I have seen nothing | open",   "09:14 | hallam | Not more than I have | open",
        "THE LICENCE IS MINE, I SAID. I WILL NOT PAY", "no, I never asked whether I might"};
    double y = 90;
    for (const auto* line : lines) page.line(90, y, line), y += 24;
    page.fill({80, 60, 80.6, 300}, 0, 0, 0);
    page.fill({500, 60, 500.6, 300}, 0, 0, 0);
    const auto result = recognized(page.raster(), 200);
    const auto times = [](const std::vector<Word>& words, std::string_view text) {
        return std::ranges::count_if(words, [text](const Word& word) { return word.text == text; });
    };
    const auto bars = std::ranges::count_if(
        result.words, [](const Word& word) { return word.text == "|" && word.box.x0 > 85 && word.box.x1 < 495; });
    EXPECT_EQ(times(page.words(), "I"), 10);
    EXPECT_EQ(times(result.words, "I"), 10);
    EXPECT_EQ(bars, times(page.words(), "|"));
}

// Drawn between the columns, no taller than a capital.
TEST_F(OcrEngine, TakesNoRuleBetweenColumnsForALetter) {
    support::DrawnPage page(612, 792, 200, true);
    const char* texts[] = {"did the filter arrive", "It did, the driver left it", "good, then I will fetch it",
                           "please bring the form", "the form is here",           "then we are done"};
    double y = 90;
    for (const auto* text : texts) {
        page.line(60, y, "2024-03-04");
        page.line(140, y, "Ada Quill");
        page.line(220, y, text);
        for (const double x : {130.0, 205.0}) page.fill({x, y + 2.2, x + 0.8, y + 10.9}, 0, 0, 0);
        y += 24;
    }
    const auto result = recognized(page.raster(), 200);
    EXPECT_EQ(std::ranges::count_if(result.words, [](const Word& word) { return word.text == "I"; }), 1);
    EXPECT_GE(std::ranges::count_if(result.words, [](const Word& word) { return word.text == "|"; }), 6);
}

// Fails where Tesseract no longer writes them through the function that is stood in for.
TEST_F(OcrEngine, CompressesNoPictureOfALine) {
    const auto before = PlainLinePictures::written();
    ASSERT_TRUE(m_engine->recognize(letter().raster(), 300));
    EXPECT_GE(PlainLinePictures::written() - before, 20);
}

TEST(PlainLinePictures, AreReadBackPixelForPixelAndEndWithTheirScope) {
    const auto written = [](l_int32 format) {
        const std::unique_ptr<Pix, void (*)(Pix*)> pix(pixCreate(37, 11, 8), [](Pix* p) { pixDestroy(&p); });
        for (int y = 0; y < 11; ++y)
            for (int x = 0; x < 37; ++x) pixSetPixel(pix.get(), x, y, static_cast<l_uint32>(x * 5 + y));
        l_uint8* data = nullptr;
        std::size_t size = 0;
        EXPECT_EQ(pixWriteMem(&data, &size, pix.get(), format), 0);
        const std::unique_ptr<Pix, void (*)(Pix*)> again(pixReadMem(data, size), [](Pix* p) { pixDestroy(&p); });
        l_int32 isSame = 0;
        pixEqual(pix.get(), again.get(), &isSame);
        EXPECT_TRUE(isSame);
        const std::string begin(reinterpret_cast<const char*>(data), 4);
        lept_free(data);
        return begin;
    };
    EXPECT_EQ(written(IFF_PNG), "\x89PNG");
    {
        const PlainLinePictures plain;
        EXPECT_EQ(written(IFF_PNG), "spix");
        EXPECT_EQ(written(IFF_TIFF).substr(0, 2), "II");
    }
    EXPECT_EQ(written(IFF_PNG), "\x89PNG");
}

TEST_F(OcrEngine, StaysOnOneThread) {
    const auto threads = [] {
        const std::filesystem::directory_iterator all("/proc/self/task");
        return std::distance(begin(all), end(all));
    };
    const auto before = threads();
    recognized(letter().raster());
    EXPECT_EQ(threads(), before);
}

TEST(OcrModel, AMissingLanguageNamesItsPackage) {
    const auto engine = Engine::load("zzz");
    ASSERT_FALSE(engine);
    EXPECT_EQ(engine.error().kind, ErrorKind::NotFound);
    EXPECT_NE(engine.error().message().find("tesseract-ocr-zzz"), std::string::npos);
}

}  // namespace
}  // namespace redwell::ocr
