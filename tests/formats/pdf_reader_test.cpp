#include "given.h"

#include "formats/pdf_document.h"

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <algorithm>
#include <functional>

namespace redwell::formats {
namespace {

using documents::TextSource;

std::string rewritten(const std::string& pdf, const std::function<void(QPDF&, QPDFWriter&)>& change) {
    QPDF file;
    file.processMemoryFile("drawn", pdf.data(), pdf.size());
    QPDFWriter writer(file);
    writer.setOutputMemory();
    change(file, writer);
    writer.write();
    const std::unique_ptr<Buffer> out(writer.getBuffer());
    return {reinterpret_cast<const char*>(out->getBuffer()), out->getSize()};
}

std::string letter() {
    DrawnPdf pdf;
    pdf.text(72, 100, "Dear Counsel");
    pdf.text(72, 120, "the books were kept at the archive");
    return pdf.bytes();
}

TEST(PdfReader, GivesWordsWithTheirBoxesWithinAPoint) {
    DrawnPdf pdf;
    const auto alpha = pdf.text(72, 100, "alpha"), beta = pdf.text(150, 100, "beta"),
               gamma = pdf.text(300, 500, "gamma");
    const auto document = read(pdf.bytes(), "letter.pdf");
    ASSERT_EQ(document.pages.size(), 1U);
    const auto& page = document.pages[0];
    EXPECT_DOUBLE_EQ(page.width, 612);
    EXPECT_DOUBLE_EQ(page.height, 792);
    EXPECT_EQ(page.textSource, TextSource::Embedded);
    EXPECT_TRUE(document.pagesToOcr.empty());
    ASSERT_EQ(page.words.size(), 3U);
    const std::pair<double, double> ends[] = {alpha, beta, gamma};
    const double baselines[] = {100, 100, 500};
    for (std::size_t i = 0; i < 3; ++i) {
        EXPECT_NEAR(page.words[i].box.x0, ends[i].first, 1) << i;
        EXPECT_NEAR(page.words[i].box.x1, ends[i].second, 1) << i;
        EXPECT_LT(page.words[i].box.y0, baselines[i] - 8) << i;
        EXPECT_GT(page.words[i].box.y1, baselines[i]) << i;
        EXPECT_LT(page.words[i].box.height(), 16) << i;
    }
}

TEST(PdfReader, ReadsLinesInOrderAndColumnsOneAfterTheOther) {
    DrawnPdf pdf;
    for (int line = 0; line < 12; ++line) {  // drawn across, as some programs do
        pdf.text(72, 100 + 14 * line, "left column says line " + std::to_string(line));
        pdf.text(330, 100 + 14 * line, "right column says row " + std::to_string(line));
    }
    const auto text = textOf(read(pdf.bytes(), "columns.pdf"));
    EXPECT_LT(text.find("line 0"), text.find("line 11"));
    EXPECT_LT(text.find("line 11"), text.find("row 0"));
    EXPECT_LT(text.find("row 0"), text.find("row 11"));
}

TEST(PdfReader, ARotatedPageIsAsTheReaderSeesIt) {
    const auto turned = rewritten(letter(), [](QPDF& file, QPDFWriter&) {
        QPDFPageDocumentHelper(file).getAllPages().at(0).getObjectHandle().replaceKey("/Rotate",
                                                                                      QPDFObjectHandle::newInteger(90));
    });
    const auto upright = read(letter(), "letter.pdf"), document = read(turned, "turned.pdf");
    const auto& page = document.pages.at(0);
    EXPECT_DOUBLE_EQ(page.width, 792);
    EXPECT_DOUBLE_EQ(page.height, 612);
    ASSERT_EQ(page.words.size(), upright.pages.at(0).words.size());
    for (std::size_t i = 0; i < page.words.size(); ++i) {
        // 90 degrees clockwise takes (x, y) to (792 - y, x).
        const auto found = std::find_if(page.words.begin(), page.words.end(), [&](const auto& word) {
            const auto& was = upright.pages[0].words[i];
            return word.text == was.text && std::abs(word.box.x0 - (792 - was.box.y1)) < 1 &&
                   std::abs(word.box.y0 - was.box.x0) < 1 && std::abs(word.box.y1 - was.box.x1) < 1;
        });
        EXPECT_NE(found, page.words.end()) << upright.pages[0].words[i].text;
    }
}

TEST(PdfReader, BoxesCountFromTheCropBox) {
    const auto cropped = rewritten(letter(), [](QPDF& file, QPDFWriter&) {
        QPDFPageDocumentHelper(file).getAllPages().at(0).getObjectHandle().replaceKey(
            "/CropBox", QPDFObjectHandle::parse("[50 400 400 752]"));
    });
    const auto document = read(cropped, "cropped.pdf");
    const auto& page = document.pages.at(0);
    EXPECT_DOUBLE_EQ(page.width, 350);
    EXPECT_DOUBLE_EQ(page.height, 352);
    ASSERT_FALSE(page.words.empty());
    EXPECT_NEAR(page.words[0].box.x0, 72 - 50, 1);
    EXPECT_LT(page.words[0].box.y0, 100 - 40);
    EXPECT_GT(page.words[0].box.y1, 100 - 40);
}

TEST(PdfReader, AnEmptyUserPasswordOpensAndIsFlagged) {
    const auto locked = rewritten(letter(), [](QPDF&, QPDFWriter& writer) {
        writer.setR6EncryptionParameters("", "owner", true, true, true, true, true, true, qpdf_r3p_full, true);
    });
    const auto document = read(locked, "locked.pdf");
    EXPECT_NE(textOf(document).find("archive"), std::string::npos);
    EXPECT_NE(std::find(document.flags.begin(), document.flags.end(), "encrypted"), document.flags.end());
}

TEST(PdfReader, AGivenPasswordOpensAndItsLackIsSaid) {
    const auto locked = rewritten(letter(), [](QPDF&, QPDFWriter& writer) {
        writer.setR6EncryptionParameters("open sesame", "owner", true, true, true, true, true, true, qpdf_r3p_full,
                                         true);
    });
    EXPECT_EQ(errorOf(locked, "locked.pdf"), ErrorKind::Password);
    const auto wrong = readBytes(locked, "locked.pdf", {"guess", "another"});
    ASSERT_FALSE(wrong);
    EXPECT_EQ(wrong.error().kind, ErrorKind::Password);
    EXPECT_NE(wrong.error().message().find("locked.pdf"), std::string::npos);
    for (const char* password : {"open sesame", "owner"}) {
        const auto document = readBytes(locked, "locked.pdf", {"guess", password});
        ASSERT_TRUE(document) << password;
        EXPECT_NE(textOf(*document).find("archive"), std::string::npos) << password;
    }
}

TEST(PdfReader, AScannedPageNeedsOcrAndATextPageDoesNot) {
    DrawnPdf pdf;
    pdf.scan(0, 0, 612, 792);
    pdf.nextPage();
    for (int i = 0; i < 20; ++i) pdf.text(72, 72 + 14 * i, "this page has its text and needs nothing more");
    pdf.nextPage();  // a blank page among scans: OCR, which draws it anyway, finds that
    const auto bytes = pdf.bytes();
    const auto document = read(bytes, "mixed.pdf");
    ASSERT_EQ(document.pages.size(), 3U);
    EXPECT_EQ(document.pagesToOcr, (std::vector<int>{1, 3}));
    EXPECT_EQ(document.pages[0].textSource, TextSource::None);
    EXPECT_EQ(document.pages[1].textSource, TextSource::Embedded);
    EXPECT_EQ(readBytes(bytes, "mixed.pdf", {}, OcrMode::Always)->pagesToOcr, (std::vector<int>{1, 2, 3}));
    EXPECT_TRUE(readBytes(bytes, "mixed.pdf", {}, OcrMode::Never)->pagesToOcr.empty());
}

TEST(PdfReader, ABlankPageOfADocumentWithoutPicturesNeedsNoOcr) {
    DrawnPdf pdf;
    pdf.text(72, 72, "the only line");
    pdf.nextPage();
    EXPECT_TRUE(read(pdf.bytes(), "blank.pdf").pagesToOcr.empty());
}

TEST(PdfReader, AScanWithABatesStampStillNeedsOcr) {
    DrawnPdf pdf;
    pdf.scan(0, 0, 612, 740);
    pdf.text(480, 775, "MER000123");
    EXPECT_EQ(read(pdf.bytes(), "stamped.pdf").pagesToOcr, std::vector<int>{1});
}

TEST(PdfReader, TextUnderAPictureIsFlaggedAsHidden) {
    DrawnPdf pdf;
    for (int i = 0; i < 4; ++i) pdf.text(72, 200 + 14 * i, "privileged");
    cairo_set_source_rgb(pdf.cairo(), 0, 0, 0);
    cairo_rectangle(pdf.cairo(), 0, 100, 612, 200);
    cairo_fill(pdf.cairo());
    pdf.text(72, 500, "open");
    const auto document = read(pdf.bytes(), "covered.pdf");
    const auto& flags = document.flags;
    EXPECT_NE(std::find(flags.begin(), flags.end(), "hidden_text"), flags.end());
    ASSERT_EQ(document.hidden.size(), 4U) << "a line each, and nothing of what is seen";
    EXPECT_EQ(document.hidden[0].kind, "invisible_text");
    EXPECT_EQ(document.hidden[0].text, "privileged");
    EXPECT_EQ(document.hidden[0].page, 1);
    EXPECT_NEAR(document.hidden[0].box.x0, 72, 2);
    EXPECT_LT(document.hidden[0].box.y1, 215);
}

TEST(PdfReader, PixelsAndWordsAgree) {
    const auto bytes = letter();
    const auto document = read(bytes, "letter.pdf");
    const auto file = behindDescriptor(bytes);
    const auto raster = renderPage(file.get(), {"letter.pdf", OcrMode::Auto, {}, "UTC", {}}, 1,
                                   {144, documents::Raster::Format::Gray8, 0, true});
    ASSERT_TRUE(raster) << raster.error().message();
    EXPECT_EQ(raster->width, 1224);
    EXPECT_EQ(raster->height, 1584);
    int inside = 0, outside = 0;
    for (int y = 0; y < raster->height; ++y)
        for (int x = 0; x < raster->width; ++x) {
            if (raster->line(y)[x] > 100) continue;
            const bool isCovered =
                std::any_of(document.pages[0].words.begin(), document.pages[0].words.end(), [&](const auto& word) {
                    return x / 2.0 > word.box.x0 - 1 && x / 2.0 < word.box.x1 + 1 && y / 2.0 > word.box.y0 - 1 &&
                           y / 2.0 < word.box.y1 + 1;
                });
            ++(isCovered ? inside : outside);
        }
    EXPECT_GT(inside, 500);
    EXPECT_EQ(outside, 0);
}

documents::Raster drawnForBurning(const std::string& pdf, int rotation, bool mayBeSimpler,
                                  documents::Raster::Format format = documents::Raster::Format::Rgb24) {
    const auto file = behindDescriptor(pdf);
    const auto raster = renderPage(file.get(), {"page.pdf", OcrMode::Auto, {}, "UTC", {}}, 1,
                                   {300, format, rotation, false, mayBeSimpler});
    EXPECT_TRUE(raster);
    return raster ? *raster : documents::Raster{};
}

TEST(PdfReader, APageInBlackAndWhiteComesInBitsWhicheverWayItIsTurned) {
    DrawnPdf drawn(600.5, 791.2);  // no whole number of bytes across
    drawn.text(72, 100, "Dear Counsel");
    drawn.text(520, 780, "to the edge of the sheet");
    const auto upright = drawn.bytes();
    for (const int stored : {0, 90, 180, 270})
        for (const int asked : {0, 90}) {
            const auto pdf = rewritten(upright, [&](QPDF& file, QPDFWriter&) {
                QPDFPageDocumentHelper(file).getAllPages().at(0).getObjectHandle().replaceKey(
                    "/Rotate", QPDFObjectHandle::newInteger(stored));
            });
            const auto bits = drawnForBurning(pdf, asked, true);
            const auto gray = drawnForBurning(pdf, asked, false, documents::Raster::Format::Gray8);
            ASSERT_EQ(bits.format, documents::Raster::Format::Bits) << stored << " " << asked;
            ASSERT_EQ(bits.width, gray.width);
            ASSERT_EQ(bits.height, gray.height);
            int ink = 0, differing = 0;
            for (int y = 0; y < gray.height; ++y)
                for (int x = 0; x < gray.width; ++x) {
                    const bool isInk = bits.line(y)[x >> 3] >> (7 - x % 8) & 1;
                    ink += isInk;
                    differing += isInk != (gray.line(y)[x] < 128);
                }
            EXPECT_GT(ink, 3000);
            EXPECT_EQ(differing, 0) << stored << " " << asked;
        }
}

TEST(PdfReader, PaleTypeAndColoursAreNotMadeBits) {
    DrawnPdf pale, colored;
    cairo_set_source_rgb(pale.cairo(), 0.6, 0.6, 0.6);
    pale.text(72, 100, "pale");
    EXPECT_EQ(drawnForBurning(pale.bytes(), 0, true).format, documents::Raster::Format::Gray8);
    colored.text(72, 100, "black");
    cairo_set_source_rgb(colored.cairo(), 0.8, 0.1, 0.1);
    for (int line = 0; line < 12; ++line)
        colored.text(72, 140 + 20 * line, "a paragraph in red, as a reviser writes it");
    EXPECT_EQ(drawnForBurning(colored.bytes(), 0, true).format, documents::Raster::Format::Rgb24);
}

TEST(PdfReader, DatesKeepTheZoneTheyState) {
    EXPECT_EQ(pdfDate("D:20231024140311+02'00'").text, "2023-10-24T14:03:11+02:00");
    EXPECT_EQ(pdfDate("D:20231024140311Z").text, pdfDate("D:20231024140311+00'00'").text);
    EXPECT_EQ(pdfDate("D:20231024140311").text, "2023-10-24T14:03:11");
    EXPECT_TRUE(pdfDate("yesterday").isEmpty());
    EXPECT_TRUE(pdfDate("D:20239924").isEmpty());
}

}  // namespace
}  // namespace redwell::formats
