#include "given.h"

#include "formats/image_header.h"

#include <leptonica/allheaders.h>
#include <tiffio.h>

#include <cstdlib>
#include <filesystem>

namespace redwell::formats {
namespace {

using documents::Raster;
using PixOwner = std::unique_ptr<Pix, void (*)(Pix*)>;

PixOwner owned(Pix* pix) {
    return {pix, [](Pix* p) { pixDestroy(&p); }};
}

// 300 by 200 pixels at 100 dpi, white, with a black corner at the top left of the stored picture.
PixOwner cornered(int depth) {
    auto pix = owned(pixCreate(300, 200, depth));
    pixSetAll(pix.get());
    const std::unique_ptr<::Box, void (*)(::Box*)> corner(boxCreate(0, 0, 60, 40),
                                                          [](::Box* box) { boxDestroy(&box); });
    pixClearInRect(pix.get(), corner.get());
    pixSetResolution(pix.get(), 100, 100);
    return pix;
}

std::string encoded(Pix* pix, int format) {
    l_uint8* data = nullptr;
    std::size_t size = 0;
    EXPECT_EQ(pixWriteMem(&data, &size, pix, format), 0);
    std::string bytes(reinterpret_cast<const char*>(data), size);
    lept_free(data);
    return bytes;
}

// An EXIF block with the orientation, put behind the start of a JPEG.
std::string withOrientation(const std::string& jpeg, int orientation) {
    std::string exif("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 29);
    exif.resize(6 + 8 + 2);
    exif += std::string("\x01\x12\0\x03\0\0\0\x01\0", 9);
    exif += static_cast<char>(orientation);
    exif += std::string("\0\0\0\0\0\0", 6);
    const auto length = exif.size() + 2;
    std::string segment("\xff\xe1");
    segment += static_cast<char>(length >> 8);
    segment += static_cast<char>(length & 0xff);
    return jpeg.substr(0, 2) + segment + exif + jpeg.substr(2);
}

bool isDark(const Raster& raster, double x, double y) {
    return raster.line(static_cast<int>(y * (raster.height - 1)))[static_cast<int>(x * (raster.width - 1))] < 90;
}

Result<Raster> drawn(std::string_view bytes, const std::string& name, int page = 1, double dpi = 100) {
    const auto file = behindDescriptor(bytes);
    return renderPage(file.get(), {name, OcrMode::Auto, {}, "UTC", {}}, page, {dpi, Raster::Format::Gray8, 0, true});
}

// Pages of one TIFF: width is 100 times the page's number.
std::string tiffOf(int pages, int orientation = ORIENTATION_TOPLEFT) {
    const auto path = std::filesystem::temp_directory_path() / ("redwell-" + std::to_string(::getpid()) + ".tif");
    TIFF* tiff = TIFFOpen(path.c_str(), "w");
    for (int page = 1; page <= pages; ++page) {
        const int width = 100 * page, height = 80;
        TIFFSetField(tiff, TIFFTAG_IMAGEWIDTH, width);
        TIFFSetField(tiff, TIFFTAG_IMAGELENGTH, height);
        TIFFSetField(tiff, TIFFTAG_BITSPERSAMPLE, 1);
        TIFFSetField(tiff, TIFFTAG_SAMPLESPERPIXEL, 1);
        TIFFSetField(tiff, TIFFTAG_PHOTOMETRIC, PHOTOMETRIC_MINISWHITE);
        TIFFSetField(tiff, TIFFTAG_COMPRESSION, COMPRESSION_CCITTFAX4);
        TIFFSetField(tiff, TIFFTAG_ROWSPERSTRIP, height);
        TIFFSetField(tiff, TIFFTAG_XRESOLUTION, 100.0);
        TIFFSetField(tiff, TIFFTAG_YRESOLUTION, 100.0);
        TIFFSetField(tiff, TIFFTAG_ORIENTATION, orientation);
        for (int y = 0; y < height; ++y) {
            std::string row(static_cast<std::size_t>(width + 7) / 8, '\0');
            if (y < 20) row[0] = row[1] = '\xff';
            TIFFWriteScanline(tiff, row.data(), static_cast<std::uint32_t>(y));
        }
        TIFFWriteDirectory(tiff);
    }
    TIFFClose(tiff);
    auto bytes = readFile(path);
    std::filesystem::remove(path);
    return bytes ? *bytes : std::string();
}

TEST(Picture, EveryPageOfATiffIsAPageToRead) {
    const auto bytes = tiffOf(3);
    const auto document = read(bytes, "fax.tif");
    EXPECT_EQ(document.kind, documents::Kind::Image);
    EXPECT_EQ(document.mimeType, "image/tiff");
    ASSERT_EQ(document.pages.size(), 3U);
    EXPECT_EQ(document.pagesToOcr, (std::vector<int>{1, 2, 3}));
    for (int page = 1; page <= 3; ++page) {
        EXPECT_NEAR(document.pages[static_cast<std::size_t>(page - 1)].width, page * 72, 0.1);
        const auto raster = drawn(bytes, "fax.tif", page);
        ASSERT_TRUE(raster);
        EXPECT_EQ(raster->width, 100 * page);
        EXPECT_TRUE(isDark(*raster, 0.02, 0.05));
        EXPECT_FALSE(isDark(*raster, 0.98, 0.95));
    }
    EXPECT_FALSE(drawn(bytes, "fax.tif", 4));
}

TEST(Picture, ATiffOnItsSideStandsUpright) {
    // 6: the stored top is the right of the picture; 8: its left; 3: its bottom.
    const struct {
        int orientation;
        double x, y;
        bool isTurned;
    } cases[] = {{1, 0.05, 0.05, false}, {3, 0.95, 0.95, false}, {6, 0.95, 0.05, true}, {8, 0.05, 0.95, true}};
    for (const auto& c : cases) {
        const auto bytes = tiffOf(1, c.orientation);
        const auto raster = drawn(bytes, "side.tif");
        ASSERT_TRUE(raster) << c.orientation;
        EXPECT_EQ(raster->width, c.isTurned ? 80 : 100) << c.orientation;
        EXPECT_TRUE(isDark(*raster, c.x, c.y)) << c.orientation;
    }
}

TEST(Picture, APngHasItsStatedSize) {
    const auto pix = cornered(8);
    const auto document = read(encoded(pix.get(), IFF_PNG), "scan.png");
    EXPECT_EQ(document.mimeType, "image/png");
    ASSERT_EQ(document.pages.size(), 1U);
    EXPECT_NEAR(document.pages[0].width, 216, 0.5);
    EXPECT_NEAR(document.pages[0].height, 144, 0.5);
    EXPECT_EQ(document.pagesToOcr, std::vector<int>{1});
}

TEST(Picture, AJpegIsTurnedAsItsCameraSays) {
    const auto pix = cornered(8);
    const auto jpeg = encoded(pix.get(), IFF_JFIF_JPEG);
    const struct {
        int orientation;
        double x, y;
        bool isTurned;
    } cases[] = {{1, 0.05, 0.05, false}, {2, 0.95, 0.05, false}, {3, 0.95, 0.95, false}, {4, 0.05, 0.95, false},
                 {5, 0.05, 0.05, true},  {6, 0.95, 0.05, true},  {7, 0.95, 0.95, true},  {8, 0.05, 0.95, true}};
    for (const auto& c : cases) {
        const auto bytes = withOrientation(jpeg, c.orientation);
        ASSERT_EQ(jpegHeader(bytes)->orientation, c.orientation);
        const auto document = read(bytes, "photo.jpg");
        EXPECT_NEAR(document.pages.at(0).width, c.isTurned ? 144 : 216, 0.5) << c.orientation;
        const auto raster = drawn(bytes, "photo.jpg");
        ASSERT_TRUE(raster);
        EXPECT_EQ(raster->width, c.isTurned ? 200 : 300) << c.orientation;
        for (const double x : {0.05, 0.95})
            for (const double y : {0.05, 0.95})
                EXPECT_EQ(isDark(*raster, x, y), x == c.x && y == c.y) << c.orientation << ": " << x << ", " << y;
    }
}

TEST(Picture, ACutFileIsDamaged) {
    const auto pix = cornered(8);
    const auto png = encoded(pix.get(), IFF_PNG);
    EXPECT_EQ(errorOf(png.substr(0, 60), "cut.png"), ErrorKind::Damaged);
    EXPECT_EQ(errorOf(tiffOf(1).substr(0, 12), "cut.tif"), ErrorKind::Damaged);
    EXPECT_EQ(errorOf(std::string("\xff\xd8\xff\xe0nothing", 11), "cut.jpg"), ErrorKind::Damaged);
}

TEST(Picture, AHugeClaimIsRefusedBeforeMemoryIsTaken) {
    auto png = encoded(cornered(8).get(), IFF_PNG);
    png[16] = 0x00, png[17] = 0x3f, png[18] = 0x00, png[19] = 0x00;  // 4,128,768 pixels wide
    png[20] = 0x00, png[21] = 0x3f, png[22] = 0x00, png[23] = 0x00;
    EXPECT_EQ(errorOf(png, "bomb.png"), ErrorKind::TooLarge);
}

TEST(Picture, AStrangeResolutionIsNotBelieved) {
    EXPECT_EQ(believableDpi(300, 2550, 3300), 300);
    EXPECT_EQ(believableDpi(1, 2550, 3300), 300);
    EXPECT_EQ(believableDpi(72, 2550, 3300), 300);  // a page of four feet
    EXPECT_EQ(believableDpi(0, 800, 600), 96);
}

}  // namespace
}  // namespace redwell::formats
