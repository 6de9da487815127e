#include "readback/produced_files.h"

#include <gmock/gmock.h>
#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFEFStreamObjectHelper.hh>
#include <qpdf/QPDFEmbeddedFileDocumentHelper.hh>
#include <qpdf/QPDFFileSpecObjectHelper.hh>
#include <qpdf/QPDFWriter.hh>

#include <functional>

namespace redwell::production {

using testing::HasSubstr;
using testing::Not;

namespace {

using Object = QPDFObjectHandle;

// The file opened, changed and written again by qpdf.
std::string edited(const std::string& bytes, const std::function<void(QPDF&)>& edit) {
    QPDF pdf;
    pdf.processMemoryFile("produced", bytes.data(), bytes.size());
    edit(pdf);
    QPDFWriter writer(pdf);
    writer.setOutputMemory();
    writer.setObjectStreamMode(qpdf_o_disable);
    writer.setDeterministicID(true);
    writer.setPreserveUnreferencedObjects(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize()};
}

Object firstPage(QPDF& pdf) { return pdf.getAllPages().at(0); }

struct Leak {
    const char* name;
    const char* kind;
    bool isTextFound;
    std::function<void(QPDF&)> edit;
};

void PrintTo(const Leak& leak, std::ostream* out) { *out << leak.name; }

class ReadBackPdfLeak : public testing::TestWithParam<Leak> {};

const std::string kSecret = "Quigleyana";

std::vector<Leak> leaks() {
    const auto text = [] { return Object::newUnicodeString(kSecret); };
    const auto inRoot = [text](const char* key, const char* inner) {
        return [=](QPDF& pdf) { pdf.getRoot().replaceKey(key, Object::newDictionary({{inner, text()}})); };
    };
    return {
        {"Information", "metadata", true,
         [text](QPDF& pdf) {
             pdf.getTrailer().replaceKey("/Info", Object::newDictionary({{"/Title", text()}}));
         }},
        {"Xmp", "metadata", true,
         [](QPDF& pdf) {
             pdf.getRoot().replaceKey("/Metadata",
                                      Object::newStream(&pdf, "<x:xmpmeta><dc:title>" + kSecret + "</dc:title>"));
         }},
        {"Attachment", "structure", true,
         [](QPDF& pdf) {
             auto file = QPDFEFStreamObjectHelper::createEFStream(pdf, "native of " + kSecret);
             QPDFEmbeddedFileDocumentHelper(pdf).replaceEmbeddedFile(
                 "native.txt", QPDFFileSpecObjectHelper::createFileSpec(pdf, "native.txt", file));
         }},
        {"JavaScript", "structure", true,
         [](QPDF& pdf) {
             pdf.getRoot().replaceKey("/OpenAction",
                                      Object::newDictionary({{"/S", Object::newName("/JavaScript")},
                                                             {"/JS", Object::newString("alert('" + kSecret + "')")}}));
         }},
        {"Form", "structure", true, inRoot("/AcroForm", "/V")},
        {"Bookmarks", "structure", true, inRoot("/Outlines", "/Title")},
        {"Layers", "structure", true, inRoot("/OCProperties", "/Name")},
        {"TaggedText", "structure", true, inRoot("/StructTreeRoot", "/ActualText")},
        {"PieceInfo", "metadata", true, inRoot("/PieceInfo", "/Private")},
        {"Annotation", "structure", true,
         [text](QPDF& pdf) {
             auto note = pdf.makeIndirectObject(Object::newDictionary({{"/Subtype", Object::newName("/Text")},
                                                                       {"/Rect", Object::parse("[1 1 9 9]")},
                                                                       {"/Contents", text()}}));
             firstPage(pdf).replaceKey("/Annots", Object::newArray(std::vector<Object>{note}));
         }},
        {"Thumbnail", "structure", false,
         [](QPDF& pdf) { firstPage(pdf).replaceKey("/Thumb", Object::newStream(&pdf, std::string(300, '\x7f'))); }},
        {"UnreferencedObject", "structure", true, [text](QPDF& pdf) { pdf.makeIndirectObject(text()); }},
        {"UnusedPicture", "structure", true,
         [](QPDF& pdf) {
             firstPage(pdf)
                 .getKey("/Resources")
                 .getKey("/XObject")
                 .replaceKey("/J", Object::newStream(&pdf, "(" + kSecret + ") Tj"));
         }},
        {"SecondContent", "structure", true,
         [](QPDF& pdf) {
             auto page = firstPage(pdf);
             page.addPageContents(Object::newStream(&pdf, "BT (" + kSecret + ") Tj ET"), false);
         }},
        {"Mask", "structure", false,
         [](QPDF& pdf) {
             firstPage(pdf)
                 .getKey("/Resources")
                 .getKey("/XObject")
                 .getKey("/I")
                 .getDict()
                 .replaceKey("/SMask", Object::newStream(&pdf, "x"));
         }},
        {"CropBox", "structure", false,
         [](QPDF& pdf) { firstPage(pdf).replaceKey("/CropBox", Object::parse("[0 0 300 300]")); }},
        {"NameOfAKey", "structure", true,
         [](QPDF& pdf) { pdf.getRoot().replaceKey("/" + kSecret, Object::newInteger(1)); }},
        {"SecondFont", "structure", true,
         [](QPDF& pdf) {
             firstPage(pdf)
                 .getKey("/Resources")
                 .getKey("/Font")
                 .replaceKey("/G", Object::newDictionary({{"/BaseFont", Object::newName("/" + kSecret)}}));
         }},
    };
}

}  // namespace

TEST(ReadBackPdf, FindsNothingInACleanDocument) {
    const std::vector<BurnedPage> pages{burnedLetter(), burnedLetter(true), burnedLetter()};
    const auto read = readBackOf(composed(pages), expecting("RW000017.pdf", pages));
    EXPECT_EQ(described(read), "");
    EXPECT_EQ(read.pageCount, 3);
    EXPECT_THAT(read.text, HasSubstr("quarterly figures"));
    EXPECT_THAT(read.text, Not(HasSubstr("Quigley")));
}

TEST(ReadBackPdf, FindsNothingInACleanDocumentAtAnyUsualResolution) {
    for (const int dpi : {100, 150, 200, 400}) {
        const std::vector<BurnedPage> pages{burnedLetter(false, dpi), burnedLetter(true, dpi)};
        EXPECT_EQ(described(readBackOf(composed(pages, dpi), expecting("a.pdf", pages, dpi))), "") << dpi;
    }
}

TEST(ReadBackPdf, FindsNothingInAPageWithoutWords) {
    auto page = burnedLetter();
    page.words.clear();
    EXPECT_EQ(described(readBackOf(composed({page}), expecting("a.pdf", {page}))), "");
}

TEST(ReadBackPdf, GivesNoneOfTheSyntaxAsText) {
    const auto page = burnedLetter();
    const auto text = readBackOf(composed({page}), expecting("a.pdf", {page})).text;
    for (const auto* word : {"Page", "Font", "Length", "Image", "stream", "begincmap", "Identity", "Adobe"})
        EXPECT_THAT(text, Not(HasSubstr(word)));
}

TEST(ReadBackPdf, SeesAWordOfTheTextLayerInARedaction) {
    auto page = burnedLetter();
    const auto box = page.covered[1];
    page.words.push_back({"Quigley", {box.x0 + 10, box.y0 + 10, box.x0 + 60, box.y0 + 22}, 100, true});
    const auto request = expecting("a.pdf", {page});
    const auto read = readBackOf(composed({page}), request);
    EXPECT_TRUE(has(read, "text_in_redaction")) << described(read);
    EXPECT_THAT(described(read), Not(HasSubstr("Quigley")));  // findings do not quote
    EXPECT_THAT(read.text, HasSubstr("Quigley"));

    page.words.back().text = "REDACTED";
    EXPECT_EQ(described(readBackOf(composed({page}), request)), "");
    auto unlabelled = request;
    unlabelled.pages[0].labels = {};
    EXPECT_TRUE(has(readBackOf(composed({page}), unlabelled), "text_in_redaction"));
}

TEST(ReadBackPdf, SeesABoxThatIsNotInThePicture) {
    auto page = burnedLetter();
    auto request = expecting("a.pdf", {page});
    request.pages[0].redactions.push_back({70, 95, 200, 112});
    EXPECT_TRUE(has(readBackOf(composed({page}), request), "redaction_not_solid"));
}

TEST(ReadBackPdf, SeesAPictureThatIsBlackOnlyBecauseItIsPaintedOver) {
    auto page = burnedLetter();
    auto request = expecting("a.pdf", {page});
    request.pages[0].redactions.push_back({70, 95, 200, 112});
    const auto bytes = edited(composed({page}), [](QPDF& pdf) {
        firstPage(pdf).addPageContents(Object::newStream(&pdf, "0 g 69 679 132 19 re f"), false);
    });
    const auto read = readBackOf(bytes, request);
    EXPECT_TRUE(has(read, "redaction_not_solid")) << described(read);
    EXPECT_TRUE(has(read, "structure")) << described(read);
}

TEST(ReadBackPdf, SeesAnIncrementalUpdateAndWhatItReplaced) {
    const auto page = burnedLetter();
    const auto before = edited(composed({page}), [](QPDF& pdf) {
        pdf.getTrailer().replaceKey(
            "/Info", pdf.makeIndirectObject(Object::newDictionary({{"/Title", Object::newUnicodeString(kSecret)}})));
    });
    const auto start = before.rfind("startxref\n") + 10;
    const auto xref = before.substr(start, before.find('\n', start) - start);
    const auto place = before.size();
    QPDF pdf;
    pdf.processMemoryFile("x", before.data(), before.size());
    const auto size = std::to_string(pdf.getObjectCount() + 1);
    const auto info = std::to_string(pdf.getTrailer().getKey("/Info").getObjectID());
    std::string offset = std::to_string(place);
    offset.insert(0, 10 - offset.size(), '0');
    const auto object = info + " 0 obj\n<< >>\nendobj\n";
    const auto after = before + object + "xref\n" + info + " 1\n" + offset + " 00000 n \ntrailer << /Size " + size +
                       " /Root " + std::to_string(pdf.getRoot().getObjectID()) + " 0 R /Prev " + xref +
                       " >>\nstartxref\n" + std::to_string(place + object.size()) + "\n%%EOF\n";
    const auto read = readBackOf(after, expecting("a.pdf", {page}));
    EXPECT_THAT(described(read), HasSubstr("changed after it was written"));
    EXPECT_THAT(read.text, HasSubstr(kSecret));
}

TEST(ReadBackPdf, SeesBytesBehindTheEndBeforeTheBeginningAndBetween) {
    const auto page = burnedLetter();
    const auto bytes = composed({page});
    const auto request = expecting("a.pdf", {page});
    const auto object = bytes.find("\n2 0 obj");
    ASSERT_NE(object, std::string::npos);
    for (const auto& leaky : {bytes + kSecret + "\n", "% " + kSecret + "\n" + bytes,
                              bytes.substr(0, object) + "\n%" + kSecret + bytes.substr(object)}) {
        const auto read = readBackOf(leaky, request);
        EXPECT_TRUE(has(read, "structure")) << described(read);
        EXPECT_THAT(read.text, HasSubstr(kSecret));
    }
}

TEST(ReadBackPdf, SeesBytesBehindThePictureInItsOwnStream) {
    for (const bool inColor : {false, true}) {
        auto page = burnedLetter(inColor);
        page.pdfImage += kSecret;
        const auto read = readBackOf(composed({page}), expecting("a.pdf", {page}));
        EXPECT_THAT(described(read), HasSubstr("follow"));
        EXPECT_THAT(read.text, HasSubstr(kSecret));
    }
}

TEST(ReadBackPdf, SeesAPictureOfWhichOnlyAPartIsShown) {
    const auto page = burnedLetter();
    const auto bytes = edited(
        composed({page}), [](QPDF& pdf) { firstPage(pdf).replaceKey("/MediaBox", Object::parse("[0 0 612 600]")); });
    auto request = expecting("a.pdf", {page});
    EXPECT_TRUE(has(readBackOf(bytes, request), "size"));
    request.pages[0].height = 600;
    request.pages[0].redactions.clear();
    EXPECT_TRUE(has(readBackOf(bytes, request), "structure"));
}

TEST(ReadBackPdf, SeesABoxThatIsBlackInThePictureAndWhiteOnThePage) {
    const auto page = burnedLetter();
    const auto bytes = edited(composed({page}), [](QPDF& pdf) {
        firstPage(pdf).addPageContents(Object::newStream(&pdf, "1 g 100 380 100 80 re f"), false);
    });
    EXPECT_THAT(described(readBackOf(bytes, expecting("a.pdf", {page}))),
                HasSubstr("what is shown is not its picture"));
}

TEST(ReadBackPdf, SeesTheWrongNumberOfPages) {
    const auto page = burnedLetter();
    EXPECT_TRUE(has(readBackOf(composed({page, page}), expecting("a.pdf", {page})), "page_count"));
}

TEST_P(ReadBackPdfLeak, IsFoundAndItsTextGivenBack) {
    const auto page = burnedLetter();
    const auto read = readBackOf(edited(composed({page}), GetParam().edit), expecting("a.pdf", {page}));
    EXPECT_TRUE(has(read, GetParam().kind)) << described(read);
    if (GetParam().isTextFound) {
        EXPECT_THAT(read.text, HasSubstr(kSecret));
    }
}

INSTANTIATE_TEST_SUITE_P(Channels, ReadBackPdfLeak, testing::ValuesIn(leaks()),
                         [](const auto& param) { return std::string(param.param.name); });

// qpdf writes the file anew without a change: its layout is still that of a produced file, or the cases above would
// be found for the wrong reason.
TEST(ReadBackPdf, FindsNothingAfterARewriteWithoutChange) {
    const auto page = burnedLetter();
    EXPECT_EQ(described(readBackOf(edited(composed({page}), [](QPDF&) {}), expecting("a.pdf", {page}))), "");
}

}  // namespace redwell::production
