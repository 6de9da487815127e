#include "production/readback/carved_text.h"
#include "production/readback/image_walk.h"
#include "production/readback/pdf_check.h"
#include "production/readback/pdf_syntax.h"

#include <qpdf/Buffer.hh>
#include <qpdf/Pipeline.hh>
#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>

#include <algorithm>
#include <cmath>
#include <set>
#include <stdexcept>

namespace redwell::production {

namespace {

using Object = QPDFObjectHandle;
using Keys = std::set<std::string>;

constexpr int kMostDepth = 100;

// Keeps what a stream decodes to, up to the limit.
class Kept : public Pipeline {
public:
    Kept() : Pipeline("kept", nullptr) {}
    void write(unsigned char const* data, size_t size) override {
        if (size > kMostStreamBytes - bytes.size()) throw std::length_error("a stream is larger than 256 MB");
        bytes.append(reinterpret_cast<const char*>(data), size);
    }
    void finish() override {}
    std::string bytes;
};

const char* meaning(const std::string& key) {
    struct Known {
        const char *key, *meaning;
    };
    static constexpr Known kKnown[]{{"/Names", "attachments or named things"},
                                    {"/AF", "attached files"},
                                    {"/Collection", "a portfolio"},
                                    {"/AcroForm", "a form"},
                                    {"/OpenAction", "an action on opening"},
                                    {"/AA", "actions"},
                                    {"/JS", "JavaScript"},
                                    {"/Annots", "annotations"},
                                    {"/OCProperties", "layers"},
                                    {"/Outlines", "bookmarks"},
                                    {"/Dests", "named destinations"},
                                    {"/PageLabels", "page labels"},
                                    {"/StructTreeRoot", "tagged text"},
                                    {"/MarkInfo", "tagged text"},
                                    {"/Thumb", "a thumbnail"},
                                    {"/Metadata", "XMP metadata"},
                                    {"/Info", "document information"},
                                    {"/PieceInfo", "private data"},
                                    {"/Encrypt", "encryption"},
                                    {"/Prev", "an earlier version"},
                                    {"/SMask", "a mask"},
                                    {"/Mask", "a mask"},
                                    {"/Threads", "article threads"},
                                    {"/Lang", "a language"}};
    for (const auto& known : kKnown)
        if (key == known.key) return known.meaning;
    return nullptr;
}

class Check {
public:
    Check(QPDF& pdf, Gathered& gathered) : m_pdf(pdf), m_gathered(gathered) {}
    std::vector<PdfPicture> run();

private:
    void allow(Object dictionary, const Keys& keys, const std::string& what, int page);
    void structure(int page, std::string detail) { m_gathered.find("structure", page, std::move(detail)); }
    Object visit(Object object) {
        if (object.isIndirect()) m_used.insert(object.getObjGen());
        return object;
    }
    PdfPicture page(Object page, int number);
    PdfPicture picture(Object image, int number);
    void content(Object page, bool hasFont, int number);
    void font(Object font, int number);
    void texts(Object object, int depth, std::string& out);
    void everyObject();
    std::string decoded(Object stream, bool isPicture);

    QPDF& m_pdf;
    Gathered& m_gathered;
    std::set<QPDFObjGen> m_used;
};

void Check::allow(Object object, const Keys& keys, const std::string& what, int page) {
    auto dictionary = object.isStream() ? object.getDict() : object;
    if (!dictionary.isDictionary()) return structure(page, what + " is missing");
    for (const auto& key : dictionary.getKeys()) {
        if (keys.contains(key)) continue;
        const auto* known = meaning(key);
        const bool isMetadata = key == "/Metadata" || key == "/Info" || key == "/PieceInfo";
        m_gathered.find(isMetadata ? "metadata" : "structure", page,
                        what + " has " + (known ? known : "an entry that a produced PDF never has"));
    }
}

std::string Check::decoded(Object stream, bool isPicture) {
    Kept kept;
    bool isFiltered = false;
    const auto wanted = isPicture ? qpdf_dl_none : qpdf_dl_all;
    if (!stream.pipeStreamData(&kept, &isFiltered, 0, wanted, true, false))
        throw std::runtime_error("a stream cannot be decoded");
    return std::move(kept.bytes);
}

// Strings as the text they mean, which the raw bytes hide when they are UTF-16.
void Check::texts(Object object, int depth, std::string& out) {
    if (depth > kMostDepth) return;
    if (object.isString()) {
        static const Keys kComposerStrings{"Adobe", "Identity", "UCS"};
        if (kComposerStrings.contains(object.getStringValue())) return;
        out += carvedText(object.getUTF8Value(), kShortRun);
        out += carvedText(object.getStringValue(), kShortRun);
    } else if (object.isArray()) {
        for (int i = 0; i < object.getArrayNItems(); ++i)
            if (auto item = object.getArrayItem(i); !item.isIndirect()) texts(item, depth + 1, out);
    } else if (object.isDictionary()) {
        for (const auto& key : object.getKeys())
            if (auto value = object.getKey(key); !value.isIndirect()) texts(value, depth + 1, out);
    } else if (object.isStream()) {
        texts(object.getDict(), depth + 1, out);
    }
}

void Check::everyObject() {
    std::string strings;
    int unused = 0;
    for (auto& object : m_pdf.getAllObjects()) {
        unused += !m_used.contains(object.getObjGen());
        texts(object, 0, strings);
        if (!object.isStream()) continue;
        auto type = object.getDict().getKey("/Type");
        if (type.isName() && (type.getName() == "/ObjStm" || type.getName() == "/XRef"))
            structure(0, "it packs its objects together");
        const auto filter = object.getDict().getKey("/Filter").unparseResolved();
        const bool isPicture =
            filter.find("/CCITTFaxDecode") != std::string::npos || filter.find("/DCTDecode") != std::string::npos;
        try {
            const auto bytes = decoded(object, isPicture);
            m_gathered.addText(isPicture             ? carvedText(bytes, kLongRun)
                               : isMostlyText(bytes) ? writtenText(bytes)
                                                     : carvedText(bytes, kBinaryRun));
        } catch (const std::exception& e) {
            m_gathered.find("unreadable", 0, "object " + std::to_string(object.getObjectID()) + ": " + e.what());
        }
    }
    m_gathered.addText(strings);
    if (unused > 0)
        structure(0, std::to_string(unused) + (unused == 1 ? " object belongs" : " objects belong") + " to no page");
}

PdfPicture Check::picture(Object image, int number) {
    PdfPicture out;
    if (!image.isStream()) return structure(number, "its picture is missing"), out;
    allow(image,
          {"/Type", "/Subtype", "/Width", "/Height", "/ColorSpace", "/BitsPerComponent", "/Filter", "/DecodeParms",
           "/Length"},
          "its picture", number);
    auto dictionary = image.getDict();
    const auto integer = [&](Object from, const char* key) {
        auto value = from.isDictionary() ? from.getKey(key) : Object::newNull();
        return value.isInteger() ? value.getIntValue() : -1;
    };
    const auto width = integer(dictionary, "/Width"), height = integer(dictionary, "/Height");
    if (width <= 0 || height <= 0 || static_cast<double>(width) * static_cast<double>(height) > kMostPixels ||
        width > 1'000'000 || height > 1'000'000)
        return m_gathered.find("unreadable", number, "its picture has no size, or more than 200 megapixels"), out;
    const auto is = [&](const char* key, const char* name) {
        auto value = dictionary.getKey(key);
        return value.isName() && value.getName() == name;
    };
    const auto data = decoded(image, true);
    bool isRight = false;
    if (is("/Filter", "/CCITTFaxDecode")) {
        auto parameters = visit(dictionary.getKey("/DecodeParms"));
        isRight = is("/ColorSpace", "/DeviceGray") && integer(dictionary, "/BitsPerComponent") == 1 &&
                  integer(parameters, "/K") == -1 && integer(parameters, "/Columns") == width &&
                  integer(parameters, "/Rows") == height && parameters.getKeys().size() == 3;
        const auto end = endOfGroupFour(data);
        if (end == std::string::npos) {
            m_gathered.find("unreadable", number, "its picture's data do not end");
        } else if (end < data.size()) {
            structure(number, std::to_string(data.size() - end) + " bytes follow its picture");
            m_gathered.addText(carvedText(data.substr(end), kShortRun));
        }
        out.isBilevel = true;
        out.isDecodable = isRight && end != std::string::npos;
    } else if (is("/Filter", "/DCTDecode")) {
        const auto walked = walkJpeg(data, number, m_gathered);
        isRight = integer(dictionary, "/BitsPerComponent") == 8 && dictionary.getKey("/DecodeParms").isNull();
        out.isDecodable = isRight && walked.isDecodable && walked.width == width && walked.height == height;
        isRight = isRight && (!walked.isDecodable || out.isDecodable);
    }
    if (!isRight) structure(number, "its picture is not encoded as produced pictures are");
    out.width = static_cast<int>(width);
    out.height = static_cast<int>(height);
    out.data = data;
    return out;
}

void Check::font(Object type0, int number) {
    allow(type0, {"/Type", "/Subtype", "/BaseFont", "/Encoding", "/DescendantFonts", "/ToUnicode"}, "its font", number);
    if (!type0.isDictionary()) return;
    if (auto map = visit(type0.getKey("/ToUnicode")); map.isStream())
        allow(map, {"/Length", "/Filter"}, "its character map", number);
    else
        structure(number, "its font has no character map");
    auto descendants = visit(type0.getKey("/DescendantFonts"));
    if (!descendants.isArray() || descendants.getArrayNItems() != 1)
        return structure(number, "its font is not that of a text layer");
    auto descendant = visit(descendants.getArrayItem(0));
    allow(descendant, {"/Type", "/Subtype", "/BaseFont", "/CIDToGIDMap", "/DW", "/CIDSystemInfo", "/FontDescriptor"},
          "its font", number);
    if (!descendant.isDictionary()) return;
    allow(visit(descendant.getKey("/CIDSystemInfo")), {"/Registry", "/Ordering", "/Supplement"}, "its font", number);
    auto descriptor = visit(descendant.getKey("/FontDescriptor"));
    allow(descriptor,
          {"/Type", "/FontName", "/Flags", "/FontBBox", "/ItalicAngle", "/Ascent", "/Descent", "/CapHeight", "/StemV",
           "/FontFile2"},
          "its font", number);
    if (descriptor.isDictionary())
        allow(visit(descriptor.getKey("/FontFile2")), {"/Length", "/Length1", "/Filter"}, "its font program", number);
}

// "q w 0 0 h 0 0 cm /I Do Q", then at most one text object of invisible words, all of them on the page.
void Check::content(Object page, bool hasFont, int number) {
    auto stream = visit(page.getKey("/Contents"));
    if (!stream.isStream()) return structure(number, "its content is not in one piece");
    allow(stream, {"/Length", "/Filter"}, "its content", number);
    const auto bytes = decoded(stream, false);
    auto box = visit(page.getKey("/MediaBox"));
    double corners[4] = {0, 0, 0, 0};
    if (!box.isArray() || box.getArrayNItems() != 4) return structure(number, "it has no size");
    for (int i = 0; i < 4; ++i) box.getArrayItem(i).getValueAsNumber(corners[i]);
    PdfTokens tokens(bytes);
    const auto isNear = [](double a, double b) { return std::abs(a - b) < 0.01; };
    std::vector<PdfToken> operands;
    enum class Part { Before, Saved, Placed, Drawn, After, Text, Invisible, Done } part = Part::Before;
    bool isRight = corners[0] == 0 && corners[1] == 0;
    for (auto token = tokens.next(); isRight && token.kind != PdfToken::Kind::End; token = tokens.next()) {
        if (token.kind != PdfToken::Kind::Word) {
            operands.push_back(token);
            isRight = operands.size() <= 6;
            continue;
        }
        const auto numbers = [&](std::size_t count) {
            return operands.size() == count && std::all_of(operands.begin(), operands.end(), [](const PdfToken& t) {
                       return t.kind == PdfToken::Kind::Number;
                   });
        };
        const auto value = [&](std::size_t i) { return numberOf(operands[i]); };
        const auto step = [&](std::string_view word, Part from, Part to, bool hasOperands) {
            if (token.text != word || part != from || !hasOperands) return false;
            part = to;
            return true;
        };
        isRight =
            step("q", Part::Before, Part::Saved, operands.empty()) ||
            step("cm", Part::Saved, Part::Placed,
                 numbers(6) && isNear(value(0), corners[2]) && isNear(value(3), corners[3]) && value(1) == 0 &&
                     value(2) == 0 && value(4) == 0 && value(5) == 0) ||
            step("Do", Part::Placed, Part::Drawn, operands.size() == 1 && operands[0].text == "I") ||
            step("Q", Part::Drawn, Part::After, operands.empty()) ||
            step("BT", Part::After, Part::Text, operands.empty() && hasFont) ||
            step("Tr", Part::Text, Part::Invisible, numbers(1) && value(0) == 3) ||
            step("Tf", Part::Invisible, Part::Invisible,
                 operands.size() == 2 && operands[0].text == "F" && numberOf(operands[1]) > 0) ||
            step("Tz", Part::Invisible, Part::Invisible, numbers(1)) ||
            step("Tm", Part::Invisible, Part::Invisible,
                 numbers(6) && value(0) == 1 && value(1) == 0 && value(2) == 0 && value(3) == 1 && value(4) >= -1 &&
                     value(4) <= corners[2] + 1 && value(5) >= -1 && value(5) <= corners[3] + 1) ||
            step("Tj", Part::Invisible, Part::Invisible,
                 operands.size() == 1 && operands[0].kind == PdfToken::Kind::Hex) ||
            step("ET", Part::Invisible, Part::Done, operands.empty());
        operands.clear();
    }
    if (!isRight || !operands.empty() || (part != Part::After && part != Part::Done))
        structure(number, "its content holds something else than its picture and invisible words");
}

PdfPicture Check::page(Object page, int number) {
    allow(page, {"/Type", "/MediaBox", "/Contents", "/Resources", "/Parent"}, "it", number);
    auto resources = visit(page.getKey("/Resources"));
    allow(resources, {"/XObject", "/Font"}, "its resources", number);
    if (!resources.isDictionary()) return {};
    auto pictures = visit(resources.getKey("/XObject")), fonts = visit(resources.getKey("/Font"));
    allow(pictures, {"/I"}, "its list of pictures", number);
    const bool hasFont = fonts.isDictionary();
    if (hasFont) {
        allow(fonts, {"/F"}, "its list of fonts", number);
        font(visit(fonts.getKey("/F")), number);
    } else if (!fonts.isNull()) {
        structure(number, "its list of fonts is broken");
    }
    content(page, hasFont, number);
    return pictures.isDictionary() ? picture(visit(pictures.getKey("/I")), number) : PdfPicture{};
}

std::vector<PdfPicture> Check::run() {
    std::vector<PdfPicture> pictures;
    auto trailer = m_pdf.getTrailer();
    allow(trailer, {"/Root", "/Size", "/ID"}, "it", 0);
    if (auto id = trailer.getKey("/ID");
        !id.isArray() || id.getArrayNItems() != 2 || !id.getArrayItem(0).isString() || !id.getArrayItem(1).isString() ||
        id.getArrayItem(0).getStringValue().size() != 16 || id.getArrayItem(1).getStringValue().size() != 16)
        structure(0, "its identifier is not that of a produced PDF");
    auto root = visit(m_pdf.getRoot());
    allow(root, {"/Type", "/Pages"}, "it", 0);
    auto tree = visit(root.getKey("/Pages"));
    allow(tree, {"/Type", "/Kids", "/Count"}, "its list of pages", 0);
    auto kids = tree.isDictionary() ? visit(tree.getKey("/Kids")) : Object::newNull();
    const int count = kids.isArray() ? kids.getArrayNItems() : 0;
    for (int i = 0; i < count; ++i) {
        try {
            auto kid = visit(kids.getArrayItem(i));
            pictures.push_back(kid.isDictionary() ? page(kid, i + 1) : PdfPicture{});
        } catch (const std::exception& e) {
            m_gathered.find("unreadable", i + 1, e.what());
            pictures.resize(static_cast<std::size_t>(i) + 1);
        }
    }
    everyObject();
    return pictures;
}

}  // namespace

std::vector<PdfPicture> checkPdfObjects(std::string_view bytes, Gathered& gathered) {
    try {
        QPDF pdf;
        pdf.setSuppressWarnings(true);
        pdf.processMemoryFile("produced", bytes.data(), bytes.size());
        auto pictures = Check(pdf, gathered).run();
        if (pdf.anyWarnings()) gathered.find("structure", 0, "it is damaged and was read around the damage");
        return pictures;
    } catch (const std::exception&) {
        gathered.find("unreadable", 0, "it is no readable PDF: its structure is damaged or cut short");
    }
    return {};
}

}  // namespace redwell::production
