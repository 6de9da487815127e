#include "production/imaging/burn.h"
#include "production/imaging/lettering.h"
#include "support/decoded_image.h"
#include "support/drawn_page.h"
#include "support/ocr_engine.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <fstream>
#include <tuple>

namespace redwell::production {

using support::DecodedImage;
using support::DrawnPage;
using testing::HasSubstr;
using testing::Not;

namespace {

// Pages are left behind for people to look at when REDWELL_KEEP names a folder.
void keep(const std::string& name, const std::string& bytes) {
    if (const char* folder = std::getenv("REDWELL_KEEP"))
        std::ofstream(std::string(folder) + "/" + name, std::ios::binary) << bytes;
}

BurnedPage burned(const DrawnPage& page, const BurnRequest& request, bool inColor = false,
                  ocr::Engine* engine = nullptr) {
    auto result = burnPage(page.raster(inColor ? documents::Raster::Format::Rgb24 : documents::Raster::Format::Gray8),
                           request, engine);
    EXPECT_TRUE(result) << (result ? "" : result.error().message());
    if (!result) return {};
    keep(std::string(testing::UnitTest::GetInstance()->current_test_info()->name()) +
             (result->isColor ? ".jpg" : ".tif"),
         result->image);
    return std::move(*result);
}

// Whether the text stands somewhere on the left or on the right of a sheet of full size, in this type or in any.
bool holds(const DecodedImage& image, const std::string& text, double size = 0) {
    auto lettering = Lettering::load();
    EXPECT_TRUE(lettering);
    const int side = 150;  // pixels
    for (double type = size > 0 ? size : 10.5; type >= (size > 0 ? size : 6); type -= 0.5) {
        const auto set = lettering->line(text, type, 300);
        for (const int left : {side, image.width() - side - set.width})
            for (int top = image.height() - 250; top + set.height <= image.height(); ++top) {
                bool isSame = true;
                for (int y = 0; isSame && y < set.height; ++y)
                    for (int x = 0; isSame && x < set.width; ++x)
                        isSame = set.isInk(x, y) == image.isBlack(left + x, top + y);
                if (isSame) return true;
            }
    }
    return false;
}

DrawnPage letter() {
    DrawnPage page;
    page.line(72, 100, "The quarterly figures were typed by hand", 12);
    page.line(72, 116, "and Gregory Quigley signed the agreement", 12);
    page.line(72, 132, "before anybody had checked the appendix", 12);
    return page;
}

Box wordBox(const DrawnPage& page, const std::string& text) {
    for (const auto& word : page.words())
        if (word.text == text) return word.box;
    ADD_FAILURE() << text;
    return {};
}

}  // namespace

TEST(BurnPage, DecodedGroupFourIsPixelEqualToTheDrawnPage) {
    const auto page = letter();
    const auto out = burned(page, {});
    const DecodedImage image(out.image);
    ASSERT_TRUE(image);
    const auto raster = page.raster();
    ASSERT_EQ(image.width(), raster.width);
    ASSERT_EQ(image.height(), raster.height);
    EXPECT_EQ(image.depth(), 1);
    EXPECT_EQ(image.dpi(), 300);
    int different = 0;
    for (int y = 0; y < raster.height; ++y)
        for (int x = 0; x < raster.width; ++x) different += image.isBlack(x, y) != (raster.line(y)[x] < 128);
    EXPECT_EQ(different, 0);
}

TEST(BurnPage, PaintsTheBoxSolid) {
    BurnRequest request;
    request.redactions = {{{100, 200, 300, 240}, ""}};
    const auto out = burned(letter(), request);
    ASSERT_EQ(out.covered.size(), 1u);
    const DecodedImage image(out.image);
    EXPECT_EQ(image.blackness({100, 200, 300, 240}), 1);
    EXPECT_EQ(image.blackness({100, 180, 300, 198}), 0);
}

TEST(BurnPage, CoversGlyphsThatTheBoxOnlyTouches) {
    const auto page = letter();
    // The box ends at the base line and cuts the tails of "Gregory" and "Quigley".
    auto box = wordBox(page, "Gregory").united(wordBox(page, "Quigley"));
    const auto whole = box;
    box.y1 -= 2.5;
    box.x0 += 2;
    BurnRequest request;
    request.redactions = {{box, ""}};
    const auto out = burned(page, request);
    ASSERT_FALSE(out.covered.empty());
    EXPECT_GE(out.covered[0].y1, whole.y1);
    EXPECT_LE(out.covered[0].x0, whole.x0 + 0.3);
    EXPECT_EQ(DecodedImage(out.image).blackness(whole), 1);
}

TEST(BurnPage, GrowsByAtMostSixPoints) {
    DrawnPage page;
    page.fill({90, 90, 400, 400}, 0.3, 0.3, 0.3);  // a picture much larger than the box
    page.fill({200, 50, 230, 90}, 0, 0, 0);
    BurnRequest request;
    request.redactions = {{{150, 60, 350, 100}, ""}};
    for (const auto& box : burned(page, request).covered) {
        EXPECT_GE(box.x0, 150 - 6.01);
        EXPECT_GE(box.y0, 60 - 6.01);
        EXPECT_LE(box.x1, 350 + 6.01);
        EXPECT_LE(box.y1, 100 + 6.01);
    }
}

TEST(BurnPage, LeavesTheLineAboveReadableWhenTheBoxGrazesItsTails) {
    const auto page = letter();
    // From the tails of the first line down over the second.
    const auto tails = wordBox(page, "typed");
    Box box{72, tails.y1 - 0.7, 320, wordBox(page, "Quigley").y1 + 1};
    BurnRequest request;
    request.redactions = {{box, ""}};
    const auto out = burned(page, request);
    ASSERT_GE(out.covered.size(), 2u);  // "q", "y" ... are covered for themselves
    EXPECT_GT(out.covered[0].y0, tails.y1 - 1.2);
    EXPECT_LT(DecodedImage(out.image).blackness(wordBox(page, "were")), 0.6);
}

TEST(BurnPage, DoesNotFollowTheRuleOfATable) {
    DrawnPage page;
    page.fill({50, 150, 560, 150.7}, 0, 0, 0);
    BurnRequest request;
    request.redactions = {{{100, 140, 200, 160}, ""}};
    const auto out = burned(page, request);
    ASSERT_EQ(out.covered.size(), 1u);
    EXPECT_NEAR(out.covered[0].x0, 100, 0.3);
    EXPECT_NEAR(out.covered[0].x1, 200, 0.3);
}

TEST(BurnPage, FollowsWhiteTypeOnADarkGround) {
    DrawnPage page;
    page.fill({50, 80, 500, 200}, 0.1, 0.1, 0.3);
    const auto ink = page.text(80, 120, "Gypsophila", 14, 1, 1, 1);
    auto box = ink;
    box.y1 -= 2.5;
    BurnRequest request;
    request.redactions = {{box, ""}};
    const auto out = burned(page, request);
    EXPECT_GE(out.covered.at(0).y1, ink.y1 - 0.1);
    EXPECT_EQ(DecodedImage(out.image).blackness(ink), 1);
}

TEST(BurnPage, PrintsTheReasonInWhiteWhenItFits) {
    BurnRequest request;
    request.redactions = {{{100, 200, 300, 240}, "Attorney-Client"}, {{100, 300, 110, 304}, "Attorney-Client"}};
    const auto out = burned(letter(), request);
    const DecodedImage image(out.image);
    const double share = image.blackness({100, 200, 300, 240});
    EXPECT_LT(share, 1);
    EXPECT_GT(share, 0.9);
    EXPECT_EQ(image.blackness({100, 200, 120, 240}), 1);
    EXPECT_EQ(image.blackness({100, 300, 110, 304}), 1);
}

TEST(BurnPage, KeepsPaleGreyTypeInBlackAndWhite) {
    DrawnPage page;
    const auto ink = page.text(72, 100, "Today 9:41 AM", 12, 0.56, 0.56, 0.58);
    EXPECT_GT(DecodedImage(burned(page, {}).image).blackness(ink), 0.1);
}

TEST(BurnPage, WritesAPageInColourAsJpegWithItsResolution) {
    DrawnPage page = letter();
    page.fill({300, 300, 500, 400}, 0.1, 0.5, 0.9);
    BurnRequest request;
    request.redactions = {{{310, 310, 400, 340}, "Privacy"}};
    const auto out = burned(page, request, true);
    EXPECT_TRUE(out.isColor);
    const DecodedImage image(out.image);
    ASSERT_TRUE(image);
    EXPECT_EQ(image.depth(), 32);
    EXPECT_EQ(image.dpi(), 300);
    EXPECT_EQ(image.blackness({311, 311, 330, 339}), 1);
    request.color = ColorMode::Never;
    EXPECT_FALSE(burned(page, request, true).isColor);
}

TEST(BurnPage, TakesATouchOfColourForBlackAndWhite) {
    DrawnPage page = letter();
    page.fill({300, 300, 310, 301}, 0.1, 0.5, 0.9);  // the underline of a link
    EXPECT_FALSE(burned(page, {}, true).isColor);
}

TEST(BurnPage, SetsEndorsementsIntoTheEmptyMargin) {
    BurnRequest request;
    request.bottomLeft = "CONFIDENTIAL";
    request.bottomRight = "VAN000123";
    request.topCenter = "Case 3:24-cv-01234";
    const auto page = letter();
    const auto out = burned(page, request);
    const DecodedImage image(out.image);
    EXPECT_GT(image.blackness({36, 755, 140, 780}), 0.02);
    EXPECT_GT(image.blackness({500, 755, 580, 780}), 0.02);
    EXPECT_EQ(image.blackness({200, 755, 400, 780}), 0);
    EXPECT_GT(image.blackness({230, 10, 380, 40}), 0.02);
    EXPECT_EQ(out.text, "");  // endorsements are not the page's words
}

TEST(BurnPage, ShrinksAPageWithoutMarginRatherThanStampOverIt) {
    DrawnPage page;
    page.fill({0, 0, 612, 792}, 0, 0, 0);
    page.fill({2, 2, 610, 790}, 1, 1, 1);
    for (int y = 5; y < 780; y += 12)
        page.line(10, y, "margin to margin text that leaves no room at all for any stamp", 11);
    BurnRequest request;
    request.bottomRight = "VAN000124";
    request.redactions = {{{10, 400, 200, 430}, ""}};
    request.words = {{"low", {20, 700, 60, 712}, 100, true}};
    const auto out = burned(page, request);
    const DecodedImage image(out.image);
    EXPECT_EQ(image.width(), 2550);
    EXPECT_EQ(image.height(), 3300);
    ASSERT_FALSE(out.covered.empty());
    EXPECT_LT(out.covered[0].y0, 396);
    EXPECT_EQ(image.blackness(out.covered[0].grown(-0.3)), 1);
    ASSERT_EQ(out.words.size(), 1u);
    EXPECT_LT(out.words[0].box.y0, 685);
    EXPECT_EQ(image.blackness({40, 780, 480, 792}), 0);
    EXPECT_GT(image.blackness({500, 762, 580, 786}), 0.02);
}

TEST(BurnPage, SetsLongEndorsementsSmallerSoThatTheyNeverMeet) {
    BurnRequest request;
    request.bottomLeft = "HIGHLY CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER";
    request.bottomCenter = "Case 3:24-cv-01234";
    request.bottomRight = "VAN000125";
    const DecodedImage image(burned(letter(), request).image);
    EXPECT_FALSE(holds(image, request.bottomRight, 10.5));
    EXPECT_TRUE(holds(image, request.bottomRight));
    EXPECT_TRUE(holds(image, request.bottomLeft));
    request.bottomCenter.clear();
    EXPECT_TRUE(holds(DecodedImage(burned(letter(), request).image), request.bottomRight, 10.5));
}

TEST(BurnPage, CutsNoEndorsementShort) {
    BurnRequest request;
    request.bottomLeft = "HIGHLY CONFIDENTIAL - SUBJECT TO PROTECTIVE ORDER - OUTSIDE COUNSEL AND EXPERTS ONLY";
    request.bottomRight = "VAN000125";
    const DecodedImage image(burned(letter(), request).image);
    EXPECT_TRUE(holds(image, request.bottomLeft));
    EXPECT_TRUE(holds(image, request.bottomRight));
    EXPECT_EQ(image.blackness({0, 755, 30, 780}), 0);
    EXPECT_EQ(image.blackness({582, 755, 612, 780}), 0);
    request.bottomCenter = request.bottomLeft;
    for (const bool inColor : {false, true}) {
        const auto out =
            burnPage(letter().raster(inColor ? documents::Raster::Format::Rgb24 : documents::Raster::Format::Gray8),
                     request, nullptr);
        ASSERT_FALSE(out);
        EXPECT_EQ(out.error().kind, ErrorKind::Usage);
        EXPECT_THAT(out.error().message(), HasSubstr("do not fit"));
    }
    EXPECT_FALSE(slipSheet("Withheld as privileged", request));
}

// Pictures have the size of their pixels at 96 dpi.
class TinyPage : public testing::TestWithParam<std::tuple<int, int, bool>> {};

TEST_P(TinyPage, IsPutOnASheetThatHasRoomForItsStamps) {
    const auto [across, down, inColor] = GetParam();
    const double width = across * 0.75, height = down * 0.75;
    DrawnPage page(width, height);
    page.fill({0, 0, 2, height}, 0.1, 0.2, inColor ? 0.9 : 0.1);
    BurnRequest request;
    request.pageWidth = width;
    request.pageHeight = height;
    request.bottomLeft = "CONFIDENTIAL";
    request.bottomRight = "MERIDIAN-P00000017";
    request.words = {{"logo", {2, 2, 6, 6}, 100, true}};
    request.redactions = {{{7, 7, 9, 9}, ""}};
    request.wantPdf = true;
    const auto out = burned(page, request, inColor);
    EXPECT_EQ(out.isColor, inColor);
    EXPECT_EQ(out.pageWidth, 612);
    EXPECT_EQ(out.pageHeight, 792);
    EXPECT_EQ(out.scale, 1);
    EXPECT_NEAR(out.dx, (612 - width) / 2, 0.2);
    EXPECT_NEAR(out.dy, (792 - height) / 2, 0.2);
    ASSERT_EQ(out.words.size(), 1u);
    EXPECT_NEAR(out.words[0].box.x0, out.dx + 2, 0.01);
    ASSERT_FALSE(out.covered.empty());
    EXPECT_TRUE(out.covered[0].contains(out.dx + 8, out.dy + 8));
    const DecodedImage image(out.image);
    EXPECT_EQ(image.width(), 2550);
    EXPECT_EQ(image.height(), 3300);
    if (inColor) {
        EXPECT_GT(image.blackness({36, 755, 140, 780}), 0.02);
        EXPECT_GT(image.blackness({480, 755, 577, 780}), 0.02);
    } else {
        EXPECT_TRUE(holds(image, request.bottomLeft));
        EXPECT_TRUE(holds(image, request.bottomRight));
    }
    // The picture itself is as it was, in the middle.
    const Box edge{out.dx + 0.5, out.dy + 0.5, out.dx + 1.5, out.dy + height - 0.5};
    EXPECT_TRUE(inColor || image.blackness(edge) > 0.9);
    EXPECT_LT(image.blackness({out.dx + 3, out.dy + 3, out.dx + 5, out.dy + 5}), 0.1);
    EXPECT_EQ(image.blackness({0, 0, 612, out.dy - 1}), 0);
}

TEST_P(TinyPage, StaysAsItIsWithoutStamps) {
    const auto [across, down, inColor] = GetParam();
    BurnRequest request;
    request.pageWidth = across * 0.75;
    request.pageHeight = down * 0.75;
    const auto out = burned(DrawnPage(request.pageWidth, request.pageHeight), request, inColor);
    EXPECT_EQ(out.pageWidth, request.pageWidth);
    EXPECT_EQ(out.width, std::lround(request.pageWidth * 300 / 72));
}

INSTANTIATE_TEST_SUITE_P(BurnPage, TinyPage,
                         testing::Combine(testing::Values(16, 100), testing::Values(16, 30), testing::Bool()));

TEST(BurnPage, PutsALowBannerOnASheetRatherThanStampOverIt) {
    DrawnPage page(700, 12);
    page.fill({0, 0, 700, 12}, 0, 0, 0);
    BurnRequest request;
    request.pageWidth = 700;
    request.pageHeight = 12;
    request.bottomRight = "VAN000128";
    const auto out = burned(page, request);
    EXPECT_EQ(out.pageWidth, 700);
    EXPECT_EQ(out.pageHeight, 792);
    EXPECT_EQ(out.scale, 1);
    EXPECT_GT(DecodedImage(out.image).blackness({1, out.dy + 1, 699, out.dy + 11}), 0.99);
}

TEST(BurnPage, TextUnderTheBoxIsNotInTheTextLayer) {
    auto* engine = support::ocrEngine();
    if (!engine) GTEST_SKIP() << "no English OCR model";
    const auto page = letter();
    BurnRequest request;
    request.readBack = true;
    request.words = page.words();  // must be ignored
    request.redactions = {{wordBox(page, "Gregory").united(wordBox(page, "Quigley")), "Privacy"}};
    const auto out = burned(page, request, false, engine);
    EXPECT_THAT(out.text, HasSubstr("signed the agreement"));
    EXPECT_THAT(out.text, HasSubstr("quarterly figures"));
    EXPECT_THAT(out.text, Not(HasSubstr("Gregory")));
    EXPECT_THAT(out.text, Not(HasSubstr("Quigley")));
    EXPECT_THAT(out.text, Not(HasSubstr("Privacy")));
    for (const auto& word : out.words)
        for (const auto& box : out.covered) EXPECT_FALSE(word.box.intersects(box)) << word.text;
}

TEST(BurnPage, DropsGivenWordsThatLieInABox) {
    const auto page = letter();
    BurnRequest request;
    request.words = page.words();
    request.redactions = {{wordBox(page, "Quigley"), ""}};
    const auto out = burned(page, request);
    EXPECT_THAT(out.text, Not(HasSubstr("Quigley")));
    EXPECT_THAT(out.text, HasSubstr("Gregory signed"));
}

TEST(BurnPage, RefusesARedactionThatLiesOutsideThePage) {
    BurnRequest request;
    request.redactions = {{{700, 100, 800, 120}, ""}};
    const auto out = burnPage(letter().raster(), request, nullptr);
    ASSERT_FALSE(out);
    EXPECT_THAT(out.error().message(), HasSubstr("outside the page"));
}

TEST(BurnPage, RefusesToMakeTextOfARedactedPageWithoutOcr) {
    BurnRequest request;
    request.readBack = true;
    EXPECT_FALSE(burnPage(letter().raster(), request, nullptr));
}

TEST(BurnPage, GivesTheSameBytesTwice) {
    BurnRequest request;
    request.redactions = {{{100, 200, 300, 240}, "Work Product"}};
    request.bottomRight = "VAN000126";
    EXPECT_EQ(burned(letter(), request).image, burned(letter(), request).image);
}

TEST(BurnPage, FollowsThePaperOfADarkenedScan) {
    DrawnPage page(612, 792, 300, true);
    const auto left = page.text(72, 100, "left of the fold", 14), right = page.text(400, 100, "right of the fold", 14);
    auto raster = page.raster();
    // Paper that darkens to the right, with grain, as a copier makes it.
    unsigned grain = 1;
    for (int y = 0; y < raster.height; ++y)
        for (int x = 0; x < raster.width; ++x) {
            grain = grain * 1664525u + 1013904223u;
            const int paper = 245 - 80 * x / raster.width - static_cast<int>(grain >> 29);
            raster.line(y)[x] = static_cast<std::uint8_t>(raster.line(y)[x] * paper / 255);
        }
    const auto out = burnPage(raster, {}, nullptr);
    ASSERT_TRUE(out);
    const DecodedImage image(out->image);
    for (const auto& ink : {left, right}) {
        EXPECT_GT(image.blackness(ink), 0.1);
        EXPECT_LT(image.blackness(ink), 0.5);
    }
    EXPECT_EQ(image.blackness({72, 300, 580, 700}), 0);
}

TEST(SlipSheet, SaysWhatItStandsFor) {
    BurnRequest request;
    request.wantPdf = true;
    request.bottomRight = "VAN000127";
    const auto out = slipSheet("Document withheld — privileged", request);
    ASSERT_TRUE(out);
    keep("slip_sheet.tif", out->image);
    EXPECT_EQ(out->text, "Document withheld — privileged\n");
    const DecodedImage image(out->image);
    EXPECT_GT(image.blackness({150, 380, 460, 412}), 0.02);
    EXPECT_GT(image.blackness({500, 755, 580, 780}), 0.02);
    EXPECT_EQ(image.blackness({0, 100, 612, 370}), 0);
    EXPECT_FALSE(out->pdfImage.empty());
}

}  // namespace redwell::production
