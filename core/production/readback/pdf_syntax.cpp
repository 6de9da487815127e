#include "production/readback/pdf_syntax.h"

#include "production/readback/carved_text.h"

#include <cstdlib>
#include <set>

namespace redwell::production {

namespace {

using Kind = PdfToken::Kind;

bool isDelimiter(char c) { return std::string_view("()<>[]{}/%").find(c) != std::string_view::npos; }

const std::set<std::string_view, std::less<>> kComposerWords{
    // file and objects
    "obj", "endobj", "stream", "endstream", "R", "xref", "trailer", "startxref", "n", "f", "true", "false", "null",
    "Root", "Size", "ID", "Type", "Pages", "Page", "Catalog", "Kids", "Count", "Parent", "MediaBox", "Contents",
    "Resources", "XObject", "Font", "I", "F", "Subtype", "Image", "Width", "Height", "ColorSpace", "DeviceGray",
    "DeviceRGB", "BitsPerComponent", "Filter", "FlateDecode", "CCITTFaxDecode", "DCTDecode", "DecodeParms", "K",
    "Columns", "Rows", "Length", "Length1", "Type0", "CIDFontType2", "BaseFont", "Blank", "Encoding", "Identity-H",
    "Identity", "DescendantFonts", "ToUnicode", "CIDToGIDMap", "DW", "CIDSystemInfo", "Registry", "Ordering",
    "Supplement", "FontDescriptor", "FontName", "Flags", "FontBBox", "ItalicAngle", "Ascent", "Descent", "CapHeight",
    "StemV", "FontFile2",
    // page content
    "q", "Q", "cm", "Do", "BT", "ET", "Tr", "Tf", "Tz", "Tm", "Tj",
    // character map
    "CIDInit", "ProcSet", "findresource", "begin", "dict", "begincmap", "endcmap", "def", "CMapName", "CMapType",
    "Adobe-Identity-UCS", "begincodespacerange", "endcodespacerange", "beginbfchar", "endbfchar", "currentdict", "CMap",
    "defineresource", "pop", "end"};
const std::set<std::string_view, std::less<>> kComposerStrings{"(Adobe)", "(Identity)", "(UCS)"};

}  // namespace

bool isPdfSpace(char c) { return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == '\0'; }

double numberOf(const PdfToken& token) {
    return token.kind == Kind::Number && token.text.size() < 30 ? std::strtod(std::string(token.text).c_str(), nullptr)
                                                                : 0;
}

PdfToken PdfTokens::next() {
    while (m_at < m_bytes.size() && isPdfSpace(m_bytes[m_at])) ++m_at;
    PdfToken token;
    token.from = token.to = m_at;
    if (m_at >= m_bytes.size()) return token;
    const auto size = m_bytes.size();
    const auto regular = [&](std::size_t i) {
        while (i < size && !isPdfSpace(m_bytes[i]) && !isDelimiter(m_bytes[i])) ++i;
        return i;
    };
    const auto is = [&](std::size_t i, char c) { return i < size && m_bytes[i] == c; };
    const char c = m_bytes[m_at];
    auto end = m_at + 1;
    switch (c) {
        case '%':
            token.kind = Kind::Comment;
            while (end < size && m_bytes[end] != '\n' && m_bytes[end] != '\r') ++end;
            break;
        case '/':
            token.kind = Kind::Name;
            end = regular(end);
            break;
        case '(': {
            token.kind = Kind::String;
            int depth = 1;
            for (; end < size && depth > 0; ++end) {
                if (m_bytes[end] == '\\') {
                    ++end;
                } else {
                    depth += m_bytes[end] == '(' ? 1 : m_bytes[end] == ')' ? -1 : 0;
                }
            }
            end = std::min(end, size);
            break;
        }
        case '<':
            if (is(end, '<')) {
                token.kind = Kind::Open;
                ++end;
            } else {
                token.kind = Kind::Hex;
                while (end < size && m_bytes[end] != '>') ++end;
                if (end < size) ++end;
            }
            break;
        case '>':
            token.kind = Kind::Close;
            if (is(end, '>')) ++end;
            break;
        case '[':
        case '{': token.kind = Kind::Open; break;
        case ']':
        case '}':
        case ')': token.kind = Kind::Close; break;
        default:
            end = regular(end);
            token.kind = m_bytes.substr(m_at, end - m_at).find_first_not_of("+-.0123456789") == std::string_view::npos
                             ? Kind::Number
                             : Kind::Word;
    }
    token.to = m_at = end;
    token.text = m_bytes.substr(token.from, end - token.from);
    if (token.kind == Kind::Name) token.text.remove_prefix(1);
    return token;
}

std::string writtenText(std::string_view syntax) {
    std::string strings;
    PdfTokens tokens(syntax);
    PdfToken before;
    bool isForeign = false;
    for (auto token = tokens.next(); token.kind != Kind::End; before = token, token = tokens.next()) {
        // Codes shown in the text layer's font mean nothing as bytes; Poppler reads them.
        const bool isShown = token.kind == Kind::Word && token.text == "Tj" && before.kind == Kind::Hex;
        if (before.kind == Kind::Hex && !isShown) strings += before.text;
        if (token.kind == Kind::String && !kComposerStrings.contains(token.text)) strings += token.text;
        if (token.kind == Kind::Name || token.kind == Kind::Word)
            isForeign = isForeign || !kComposerWords.contains(token.text);
        isForeign = isForeign || token.kind == Kind::Comment;
    }
    if (before.kind == Kind::Hex) strings += before.text;
    std::string out = carvedPdfStrings(strings);
    if (isForeign) {
        // Names write letters as #xx where they like.
        std::string plain;
        for (std::size_t i = 0; i < syntax.size(); ++i) {
            unsigned value = 0;
            const auto digit = [&](std::size_t k) {
                const auto found = std::string_view("0123456789abcdefABCDEF").find(k < syntax.size() ? syntax[k] : ' ');
                return found == std::string_view::npos ? 99u : static_cast<unsigned>(found > 15 ? found - 6 : found);
            };
            if (syntax[i] == '#' && digit(i + 1) < 16 && digit(i + 2) < 16) {
                value = digit(i + 1) << 4 | digit(i + 2);
                plain += static_cast<char>(value);
                i += 2;
            } else {
                plain += syntax[i];
            }
        }
        out += carvedText(plain, kShortRun);
    }
    return out;
}

}  // namespace redwell::production
