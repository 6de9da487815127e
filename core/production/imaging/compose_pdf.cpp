#include "production/imaging/burn.h"
#include "production/imaging/glyphless_font.h"
#include "production/imaging/text_layer.h"

#include <qpdf/Buffer.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

#include <exception>

namespace redwell::production {

namespace {

using Object = QPDFObjectHandle;

Object stream(QPDF& pdf, const std::string& bytes) { return Object::newStream(&pdf, bytes); }

Object font(QPDF& pdf, const TextLayer& layer) {
    const int glyphs = layer.glyphs();
    auto file = stream(pdf, glyphlessFont(glyphs));
    file.getDict().replaceKey("/Length1", Object::newInteger(static_cast<long long>(glyphlessFont(glyphs).size())));
    auto descriptor = Object::parse(
        "<< /Type /FontDescriptor /FontName /Blank /Flags 5 /FontBBox [0 -200 500 800] /ItalicAngle 0 "
        "/Ascent 800 /Descent -200 /CapHeight 800 /StemV 80 >>");
    descriptor.replaceKey("/FontFile2", file);
    auto descendant = Object::parse(
        "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Blank /CIDToGIDMap /Identity /DW 500 "
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> >>");
    descendant.replaceKey("/FontDescriptor", pdf.makeIndirectObject(descriptor));
    auto font = Object::parse("<< /Type /Font /Subtype /Type0 /BaseFont /Blank /Encoding /Identity-H >>");
    font.replaceKey("/DescendantFonts", Object::newArray(std::vector<Object>{pdf.makeIndirectObject(descendant)}));
    font.replaceKey("/ToUnicode", stream(pdf, layer.toUnicode()));
    return pdf.makeIndirectObject(font);
}

Object image(QPDF& pdf, const BurnedPage& page) {
    auto image = Object::newStream(&pdf);
    const auto width = std::to_string(page.width), height = std::to_string(page.height);
    std::string dict = "<< /Type /XObject /Subtype /Image /Width " + width + " /Height " + height;
    Object parameters = Object::newNull();
    if (page.isColor) {
        dict += " /ColorSpace /DeviceRGB /BitsPerComponent 8 >>";
    } else {
        dict += " /ColorSpace /DeviceGray /BitsPerComponent 1 >>";
        parameters = Object::parse("<< /K -1 /Columns " + width + " /Rows " + height + " >>");
    }
    image.replaceDict(Object::parse(dict));
    image.replaceStreamData(page.pdfImage, Object::newName(page.isColor ? "/DCTDecode" : "/CCITTFaxDecode"),
                            parameters);
    return image;
}

}  // namespace

Result<std::string> composePdf(const std::vector<BurnedPage>& pages, int dpi) {
    const auto wrong = [](std::string what) {
        return Error{ErrorKind::Usage, std::move(what), "PDF to be produced", "Produce the volume again."};
    };
    if (pages.empty()) return wrong("the document has no pages");
    if (dpi <= 0) return wrong("the resolution is not a positive number");
    std::vector<const std::vector<documents::Word>*> words;
    for (const auto& page : pages) {
        if (page.pdfImage.empty() || page.width <= 0 || page.height <= 0)
            return wrong("a page was burned without its PDF image");
        words.push_back(&page.words);
    }
    try {
        QPDF pdf;
        pdf.emptyPDF();
        const TextLayer layer(words);
        Object layerFont = layer.isEmpty() ? Object::newNull() : font(pdf, layer);
        for (const auto& page : pages) {
            const double width = page.width * 72.0 / dpi, height = page.height * 72.0 / dpi;
            const bool hasWords = !page.words.empty() && !layer.isEmpty();
            std::string content = "q " + pdfNumber(width) + " 0 0 " + pdfNumber(height) + " 0 0 cm /I Do Q\n";
            if (hasWords) content += layer.operators(page.words, height);
            auto resources = Object::newDictionary();
            resources.replaceKey("/XObject", Object::newDictionary({{"/I", image(pdf, page)}}));
            if (hasWords) resources.replaceKey("/Font", Object::newDictionary({{"/F", layerFont}}));
            auto object = Object::newDictionary({
                {"/Type", Object::newName("/Page")},
                {"/MediaBox", Object::parse("[0 0 " + pdfNumber(width) + " " + pdfNumber(height) + "]")},
                {"/Contents", stream(pdf, content)},
                {"/Resources", resources},
            });
            pdf.addPage(pdf.makeIndirectObject(object), false);
        }
        QPDFWriter writer(pdf);
        writer.setOutputMemory();
        writer.setObjectStreamMode(qpdf_o_disable);
        writer.setCompressStreams(true);
        writer.setDeterministicID(true);
        writer.forcePDFVersion("1.5");
        writer.write();
        const auto buffer = writer.getBufferSharedPointer();
        return std::string(reinterpret_cast<const char*>(buffer->getBuffer()), buffer->getSize());
    } catch (const std::exception& e) {
        return Error{ErrorKind::Internal, std::string("the PDF could not be put together: ") + e.what(),
                     "PDF to be produced", "Produce the volume again; if it happens again, choose TIFF."};
    }
}

}  // namespace redwell::production
