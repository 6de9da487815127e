#include "readback/produced_files.h"
#include "support/temporary_folder.h"

#include <gmock/gmock.h>
#include <tiffio.h>

#include <cmath>
#include <fstream>
#include <iterator>

namespace redwell::production {

using testing::HasSubstr;
using testing::Not;

namespace {

documents::Raster drawnRaster(const support::DrawnPage& page) { return page.raster(documents::Raster::Format::Gray8); }

// A page of white with these boxes painted, as another program might have left it.
struct Painted {
    support::DrawnPage page{612, 792, 300};
    std::string tiff() const {
        auto encoded = encodeGroupFour(toBitmap(drawnRaster(page)), 300);
        EXPECT_TRUE(encoded);
        return encoded ? encoded->tiff : "";
    }
    std::string jpeg() const {
        auto encoded = encodeJpeg(page.raster(documents::Raster::Format::Rgb24), 300);
        EXPECT_TRUE(encoded);
        return encoded ? *encoded : "";
    }
};

const Box kBox{100, 200, 300, 240};

ReadBackRequest oneBox(const std::string& fileName) {
    ReadBackRequest request;
    request.fileName = fileName;
    request.pages = {{612, 792, {kBox}, {}}};
    return request;
}

// A TIFF changed by libtiff: edit is called before the second directory is begun or the file closed.
template <class Edit>
std::string editedTiff(const std::string& bytes, Edit edit) {
    const support::TemporaryFolder folder;
    const auto from = (folder.path() / "in.tif").string(), edited = (folder.path() / "out.tif").string();
    std::ofstream(from, std::ios::binary) << bytes;
    TIFF* in = TIFFOpen(from.c_str(), "r");
    EXPECT_NE(in, nullptr);
    std::uint32_t width = 0, height = 0;
    TIFFGetField(in, TIFFTAG_IMAGEWIDTH, &width);
    TIFFGetField(in, TIFFTAG_IMAGELENGTH, &height);
    std::vector<char> row(static_cast<std::size_t>(TIFFScanlineSize(in)));
    TIFF* to = TIFFOpen(edited.c_str(), "w");
    const auto copy = [&] {
        TIFFSetField(to, TIFFTAG_IMAGEWIDTH, width);
        TIFFSetField(to, TIFFTAG_IMAGELENGTH, height);
        TIFFSetField(to, TIFFTAG_BITSPERSAMPLE, 1);
        TIFFSetField(to, TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(to, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
        TIFFSetField(to, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
        TIFFSetField(to, TIFFTAG_ROWSPERSTRIP, height);
        for (std::uint32_t y = 0; y < height; ++y) {
            TIFFReadScanline(in, row.data(), y, 0);
            TIFFWriteScanline(to, row.data(), y, 0);
        }
    };
    edit(to, copy);
    TIFFClose(to);
    TIFFClose(in);
    std::ifstream out(edited, std::ios::binary);
    return {std::istreambuf_iterator<char>(out), {}};
}

}  // namespace

TEST(ReadBackTiff, FindsNothingInACleanPage) {
    const auto page = burnedLetter();
    ASSERT_FALSE(page.isColor);
    const auto read = readBackOf(page.image, expecting("RW000017.TIF", {page}));
    EXPECT_EQ(described(read), "");
    EXPECT_EQ(read.pageCount, 1);
    EXPECT_EQ(read.text, "");
}

TEST(ReadBackTiff, FindsNothingInACleanPageAtAnyUsualResolution) {
    for (const int dpi : {100, 150, 200, 400, 600}) {
        const auto page = burnedLetter(false, dpi);
        EXPECT_EQ(described(readBackOf(page.image, expecting("a.tif", {page}, dpi))), "") << dpi;
    }
}

TEST(ReadBackJpeg, FindsNothingInACleanPage) {
    for (const int dpi : {100, 200, 300}) {
        const auto page = burnedLetter(true, dpi);
        ASSERT_TRUE(page.isColor);
        const auto read = readBackOf(page.image, expecting("RW000017.jpg", {page}, dpi));
        EXPECT_EQ(described(read), "") << dpi;
        EXPECT_EQ(read.text, "");
    }
}

TEST(ReadBackPicture, AcceptsASolidBox) {
    Painted painted;
    painted.page.fill(kBox, 0, 0, 0);
    EXPECT_EQ(described(readBackOf(painted.tiff(), oneBox("a.tif"))), "");
    EXPECT_EQ(described(readBackOf(painted.jpeg(), oneBox("a.jpg"))), "");
}

TEST(ReadBackPicture, SeesAWhiteHoleWhereverItIs) {
    for (const Box& hole : {Box{110, 205, 112, 207}, Box{110, 218, 114, 222}, Box{150, 216, 250, 224},
                            Box{298, 236, 299.5, 239}, Box{101, 219.5, 299, 220.5}}) {
        Painted painted;
        painted.page.fill(kBox, 0, 0, 0);
        painted.page.fill(hole, 1, 1, 1);
        EXPECT_TRUE(has(readBackOf(painted.tiff(), oneBox("a.tif")), "redaction_not_solid")) << hole.x0;
        EXPECT_TRUE(has(readBackOf(painted.jpeg(), oneBox("a.jpg")), "redaction_not_solid")) << hole.x0;
    }
}

TEST(ReadBackPicture, SeesABoxThatIsMissing) {
    Painted painted;
    painted.page.line(102, 210, "Gregory Quigley");
    EXPECT_TRUE(has(readBackOf(painted.tiff(), oneBox("a.tif")), "redaction_not_solid"));
    EXPECT_TRUE(has(readBackOf(painted.jpeg(), oneBox("a.jpg")), "redaction_not_solid"));
    auto beside = oneBox("a.tif");
    beside.pages[0].redactions = {{700, 900, 800, 950}};
    EXPECT_TRUE(has(readBackOf(painted.tiff(), beside), "redaction_not_solid"));
}

TEST(ReadBackPicture, SeesABoxThatIsCoveredByHalf) {
    for (const Box& half :
         {Box{100, 200, 200, 240}, Box{100, 200, 300, 220}, Box{100, 200, 300, 239}, Box{101.5, 200, 300, 240}}) {
        Painted painted;
        painted.page.fill(half, 0, 0, 0);
        EXPECT_TRUE(has(readBackOf(painted.tiff(), oneBox("a.tif")), "redaction_not_solid")) << half.x1;
        EXPECT_TRUE(has(readBackOf(painted.jpeg(), oneBox("a.jpg")), "redaction_not_solid")) << half.x1;
    }
}

TEST(ReadBackPicture, SeesAGreyBox) {
    for (const double grey : {0.12, 0.3, 0.5, 0.8}) {
        Painted painted;
        painted.page.fill(kBox, grey, grey, grey);
        EXPECT_TRUE(has(readBackOf(painted.jpeg(), oneBox("a.jpg")), "redaction_not_solid")) << grey;
    }
    Painted dotted;  // what bits make of grey
    dotted.page.fill(kBox, 0, 0, 0);
    for (double y = 200; y < 240; y += 0.96)
        for (double x = 100; x < 300; x += 0.96) dotted.page.fill({x, y, x + 0.48, y + 0.48}, 1, 1, 1);
    EXPECT_TRUE(has(readBackOf(dotted.tiff(), oneBox("a.tif")), "redaction_not_solid"));
}

TEST(ReadBackPicture, SeesTextThatShinesThroughABoxThatIsNotQuiteBlack) {
    Painted painted;
    painted.page.fill(kBox, 0.1, 0.1, 0.1);
    painted.page.text(105, 205, "Gregory Quigley", 12);
    EXPECT_TRUE(has(readBackOf(painted.jpeg(), oneBox("a.jpg")), "redaction_not_solid"));
}

TEST(ReadBackPicture, SeesTheWrongSizeAndNumberOfPages) {
    const auto page = burnedLetter();
    auto request = expecting("a.tif", {page});
    request.pages[0].width += 2;
    EXPECT_TRUE(has(readBackOf(page.image, request), "size"));
    request = expecting("a.tif", {page, page});
    EXPECT_TRUE(has(readBackOf(page.image, request), "page_count"));
}

TEST(ReadBackPicture, LetsNothingButTheVeryLettersOfALabelBeWhite) {
    for (const bool inColor : {false, true}) {
        const auto page = burnedLetter(inColor);
        const std::string name = inColor ? "a.jpg" : "a.tif";
        auto request = expecting(name, {page});
        EXPECT_EQ(described(readBackOf(page.image, request)), "");
        request.pages[0].labels = {};  // not known: judged by its place and strokes
        EXPECT_EQ(described(readBackOf(page.image, request)), "");
        request.pages[0].labels = {"REDACTED", "Attorney-Client Privileged"};
        EXPECT_TRUE(has(readBackOf(page.image, request), "redaction_not_solid"));
        request.pages[0].labels = {""};
        EXPECT_TRUE(has(readBackOf(page.image, request), "redaction_not_solid"));
    }
    // White type of the document itself, in the place of a label.
    Painted painted;
    painted.page.fill(kBox, 0, 0, 0);
    painted.page.text(150, 216, "Quigley", 7, 1, 1, 1);
    auto request = oneBox("a.tif");
    request.pages[0].labels = {"REDACTED"};
    EXPECT_TRUE(has(readBackOf(painted.tiff(), request), "redaction_not_solid"));
}

TEST(ReadBackPicture, AcceptsLabelsOfBoxesThatTouchAndOverlap) {
    for (const bool inColor : {false, true}) {
        auto page = letter();
        if (inColor) page.fill({100, 400, 300, 500}, 0.9, 0.2, 0.1);
        BurnRequest request;
        std::vector<Box> drawn;
        for (double y = 99; y < 150; y += 11) drawn.push_back({70, y, 320, y + 13});
        for (const auto& box : drawn) request.redactions.push_back({box, "Work Product"});
        const auto burned = burnPage(page.raster(documents::Raster::Format::Rgb24), request, nullptr);
        ASSERT_TRUE(burned);
        auto expected = expecting(inColor ? "a.jpg" : "a.tif", {*burned});
        expected.pages[0].labels = {"Work Product"};
        // The reviewer's own boxes lie within what was covered.
        expected.pages[0].redactions.insert(expected.pages[0].redactions.end(), drawn.begin(), drawn.end());
        EXPECT_EQ(described(readBackOf(burned->image, expected)), "");
    }
}

TEST(ReadBackTiff, SeesTextInATagAndGivesItBack) {
    const auto page = burnedLetter();
    const auto bytes = editedTiff(page.image, [](TIFF* to, auto copy) {
        copy();
        TIFFSetField(to, TIFFTAG_IMAGEDESCRIPTION, "scan of the Quigley papers");
    });
    const auto read = readBackOf(bytes, expecting("a.tif", {page}));
    EXPECT_TRUE(has(read, "metadata")) << described(read);
    EXPECT_THAT(read.text, HasSubstr("scan of the Quigley papers"));
}

TEST(ReadBackTiff, SeesASecondDirectory) {
    const auto page = burnedLetter();
    const auto bytes = editedTiff(page.image, [](TIFF* to, auto copy) {
        copy();
        TIFFWriteDirectory(to);
        copy();
    });
    const auto read = readBackOf(bytes, expecting("a.tif", {page}));
    EXPECT_EQ(read.pageCount, 2);
    EXPECT_TRUE(has(read, "page_count")) << described(read);
}

TEST(ReadBackPicture, SeesBytesBehindTheEnd) {
    for (const bool inColor : {false, true}) {
        const auto page = burnedLetter(inColor);
        const auto read = readBackOf(page.image + "left by Quigley", expecting(inColor ? "a.jpg" : "a.tif", {page}));
        EXPECT_TRUE(has(read, "structure")) << described(read);
        EXPECT_THAT(read.text, HasSubstr("left by Quigley"));
    }
}

TEST(ReadBackJpeg, SeesCommentsAndApplicationData) {
    const auto page = burnedLetter(true);
    for (const char marker : {'\xfe', '\xe1', '\xed'}) {
        const std::string text = "taken by Quigley";
        auto bytes = page.image;
        bytes.insert(2, std::string{'\xff', marker, '\0', static_cast<char>(text.size() + 2)} + text);
        const auto read = readBackOf(bytes, expecting("a.jpg", {page}));
        EXPECT_TRUE(has(read, "metadata")) << described(read);
        EXPECT_THAT(read.text, HasSubstr(text));
    }
}

TEST(ReadBackPicture, ReadsThePixelsByOcrWhenAsked) {
    auto* engine = support::ocrEngine();
    if (!engine) GTEST_SKIP() << "no English OCR model";
    const auto page = burnedLetter();
    auto request = expecting("a.tif", {page});
    request.ocr = true;
    const auto read = readBackOf(page.image, request, engine);
    EXPECT_THAT(read.ocrText, HasSubstr("quarterly figures"));
    EXPECT_THAT(read.ocrText, Not(HasSubstr("Quigley")));
    EXPECT_FALSE(readBack(page.image, request, nullptr));
}

TEST(ReadBackPicture, CallsAFileOfAnotherKindUnreadable) {
    for (const auto* name : {"a.tif", "a.jpg", "a.pdf"})
        EXPECT_TRUE(has(readBackOf("no picture at all", oneBox(name)), "unreadable")) << name;
    EXPECT_FALSE(readBack("x", oneBox("a.docx"), nullptr));
}

}  // namespace redwell::production
