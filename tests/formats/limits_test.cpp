// Small files that claim or unpack to something huge cost bounded memory and time.
#include "given.h"

#include "formats/limits.h"

#include <zlib.h>

#include <chrono>

namespace redwell::formats {
namespace {

// A PDF of these objects, the first of which is the catalog.
std::string pdfOf(const std::vector<std::string>& objects) {
    std::string pdf = "%PDF-1.7\n";
    std::vector<std::size_t> at;
    for (std::size_t i = 0; i < objects.size(); ++i) {
        at.push_back(pdf.size());
        pdf += std::to_string(i + 1) + " 0 obj\n" + objects[i] + "\nendobj\n";
    }
    const auto table = pdf.size();
    pdf += "xref\n0 " + std::to_string(objects.size() + 1) + "\n0000000000 65535 f \n";
    for (const auto offset : at) {
        char line[32];
        std::snprintf(line, sizeof line, "%010zu 00000 n \n", offset);
        pdf += line;
    }
    return pdf + "trailer\n<< /Root 1 0 R /Size " + std::to_string(objects.size() + 1) + " >>\nstartxref\n" +
           std::to_string(table) + "\n%%EOF\n";
}

std::string deflated(const std::string& bytes) {
    std::string out(compressBound(bytes.size()), '\0');
    auto size = static_cast<uLongf>(out.size());
    compress2(reinterpret_cast<Bytef*>(out.data()), &size, reinterpret_cast<const Bytef*>(bytes.data()), bytes.size(),
              9);
    out.resize(size);
    return out;
}

std::string pageOf(const std::string& box, const std::string& stream, const std::string& filter) {
    return pdfOf({"<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
                  "<< /Type /Page /Parent 2 0 R /MediaBox [" + box +
                      "] /Contents 4 0 R /Resources << /Font << /F 5 0 R >> >> >>",
                  "<< /Length " + std::to_string(stream.size()) + filter + " >>\nstream\n" + stream + "\nendstream",
                  "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"});
}

constexpr const char* kHello = "BT /F 12 Tf 72 700 Td (hello) Tj ET";

TEST(Limits, TheDrawnFileIsReadSoThatTheTestsBelowMeanSomething) {
    EXPECT_NE(textOf(read(pageOf("0 0 612 792", kHello, ""), "sound.pdf")).find("hello"), std::string::npos);
}

TEST(Limits, APageOfABillionPointsIsTooLarge) {
    EXPECT_EQ(errorOf(pageOf("0 0 1000000000 1000000000", kHello, ""), "huge.pdf"), ErrorKind::TooLarge);
}

TEST(Limits, AHundredThousandPagesAreTooMany) {
    std::string kids;
    std::vector<std::string> objects(2);
    for (int i = 0; i < 100'000; ++i) {
        kids += std::to_string(i + 3) + " 0 R ";
        objects.emplace_back("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>");
    }
    objects[0] = "<< /Type /Catalog /Pages 2 0 R >>";
    objects[1] = "<< /Type /Pages /Kids [" + kids + "] /Count 100000 >>";
    const auto pdf = pdfOf(objects);
    const auto document = readBytes(pdf, "many.pdf");
    ASSERT_FALSE(document);
    EXPECT_EQ(document.error().kind, ErrorKind::TooLarge);
    EXPECT_NE(document.error().what.find("20,000"), std::string::npos);
}

TEST(Limits, ABombOfWordsStaysWithinBounds) {
    std::string words = "BT /F 1 Tf ";
    for (int i = 0; i < 200'000; ++i)
        words += "1 0 0 1 " + std::to_string(i % 600) + " " + std::to_string(i / 600 % 780) + " Tm (ab) Tj ";
    const auto bomb = deflated(words + "ET");
    ASSERT_LT(bomb.size(), words.size() / 4);
    const auto begin = std::chrono::steady_clock::now();
    const auto document = readBytes(pageOf("0 0 612 792", bomb, " /Filter /FlateDecode"), "bomb.pdf");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
    if (document) {
        EXPECT_LE(document->pages.at(0).words.size(), kMaxWordsAPage);
    }
}

TEST(Limits, AStreamThatUnpacksToHundredsOfMegabytesEndsInTime) {
    const auto bomb = deflated(deflated(std::string(200'000'000, ' ')));
    ASSERT_LT(bomb.size(), 10'000U);
    const auto begin = std::chrono::steady_clock::now();
    const auto document = readBytes(pageOf("0 0 612 792", bomb, " /Filter [/FlateDecode /FlateDecode]"), "zip.pdf");
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(30));
    if (!document) {
        EXPECT_EQ(document.error().kind, ErrorKind::TooLarge);
    }
}

TEST(Limits, ARasterIsRefusedRatherThanDrawnSmaller) {
    const auto file = behindDescriptor(pageOf("0 0 14400 14400", kHello, ""));
    const auto raster =
        renderPage(file.get(), {"plan.pdf", OcrMode::Auto, {}, "UTC", {}}, 1, {600, documents::Raster::Format::Gray8, 0, true});
    ASSERT_FALSE(raster);
    EXPECT_EQ(raster.error().kind, ErrorKind::TooLarge);
    EXPECT_FALSE(checkPixels(1e9, 1));
    EXPECT_TRUE(checkPixels(5100, 6600));
}

}  // namespace
}  // namespace redwell::formats
