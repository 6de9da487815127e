#include "production/imaging/text_layer.h"

#include <unicode/utf8.h>

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace redwell::production {

namespace {

constexpr double kAscent = 0.8, kGlyphWidth = 0.5;  // of an em, as the font says
constexpr int kSpace = 1;
constexpr std::size_t kMostCharacters = 60'000;  // of two-byte codes
constexpr std::size_t kRangesABlock = 100;       // the CMap format's limit

template <class Visit>
void eachCharacter(const std::string& utf8, Visit visit) {
    const auto size = static_cast<std::int32_t>(utf8.size());
    for (std::int32_t i = 0; i < size;) {
        UChar32 character = 0;
        U8_NEXT(utf8.data(), i, size, character);
        visit(character < 0 ? 0xfffdu : static_cast<std::uint32_t>(character));
    }
}

std::string hex4(unsigned value) {
    char digits[8];
    std::snprintf(digits, sizeof digits, "%04X", value & 0xffff);
    return digits;
}

std::string utf16Hex(std::uint32_t character) {
    if (character < 0x10000) return hex4(character);
    const auto rest = character - 0x10000;
    return hex4(0xd800 + (rest >> 10)) + hex4(0xdc00 + (rest & 0x3ff));
}

}  // namespace

std::string pdfNumber(double value) {
    char digits[40];
    std::snprintf(digits, sizeof digits, "%.4f", std::isfinite(value) ? std::clamp(value, -1e6, 1e6) : 0.0);
    std::string out = digits;
    out.erase(out.find_last_not_of('0') + 1);
    if (out.back() == '.') out.pop_back();
    return out == "-0" ? "0" : out;
}

TextLayer::TextLayer(const std::vector<const std::vector<documents::Word>*>& pages) {
    for (const auto* words : pages)
        for (const auto& word : *words)
            eachCharacter(word.text, [this](std::uint32_t c) {
                if (m_codes.size() < kMostCharacters) m_codes.emplace(c, 0);
            });
    int next = kSpace + 1;
    for (auto& [character, code] : m_codes) code = next++;
}

std::string TextLayer::codes(const std::string& utf8, int& count) const {
    std::string out;
    count = 0;
    eachCharacter(utf8, [&](std::uint32_t c) {
        const auto found = m_codes.find(c);
        if (found == m_codes.end()) return;
        out += hex4(static_cast<unsigned>(found->second));
        ++count;
    });
    return out;
}

namespace {

// Where the type of a word stands: its box, but a dash, whose ink is flat, gets the height of the word beside it, or
// viewers would take it for a line of its own.
Box typeBox(const std::vector<documents::Word>& words, std::size_t i) {
    constexpr double kFlat = 0.6;
    Box box = words[i].box;
    const auto lendHeight = [&](const Box& beside) {
        const double middle = (words[i].box.y0 + words[i].box.y1) / 2;
        if (words[i].box.height() >= kFlat * beside.height() || middle <= beside.y0 || middle >= beside.y1) return;
        box.y0 = std::min(box.y0, beside.y0);
        box.y1 = std::max(box.y1, beside.y1);
    };
    if (i > 0 && !words[i - 1].endsLine)
        lendHeight(words[i - 1].box);
    else if (i + 1 < words.size() && !words[i].endsLine)
        lendHeight(words[i + 1].box);
    return box;
}

}  // namespace

std::string TextLayer::operators(const std::vector<documents::Word>& words, double pageHeight) const {
    std::string out = "BT\n3 Tr\n";
    for (std::size_t i = 0; i < words.size(); ++i) {
        const auto& word = words[i];
        int count = 0;
        const auto shown = codes(word.text, count);
        if (count == 0 || word.box.isEmpty()) continue;
        // The font's ascent and descent make up one em, so type of the box's height fills exactly the box.
        const Box box = typeBox(words, i);
        const double size = box.height();
        out += "/F " + pdfNumber(size) + " Tf " + pdfNumber(100 * box.width() / (count * kGlyphWidth * size)) +
               " Tz 1 0 0 1 " + pdfNumber(box.x0) + " " + pdfNumber(pageHeight - box.y0 - kAscent * size) + " Tm <" +
               shown + "> Tj\n";
        if (word.endsLine || i + 1 == words.size()) continue;
        // A space as wide as the gap, or viewers guess at word breaks from distances.
        const auto& next = words[i + 1].box;
        const double gap = next.x0 - word.box.x1;
        if (gap > 0.05 && next.y0 < box.y1 && box.y0 < next.y1)
            out += pdfNumber(100 * gap / (kGlyphWidth * size)) + " Tz <" + hex4(kSpace) + "> Tj\n";
    }
    return out + "ET\n";
}

std::string TextLayer::toUnicode() const {
    std::string out =
        "/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n"
        "/CIDSystemInfo << /Registry (Adobe) /Ordering (UCS) /Supplement 0 >> def\n"
        "/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n"
        "1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n";
    std::vector<std::string> lines{"<" + hex4(kSpace) + "> <0020>\n"};
    for (const auto& [character, code] : m_codes)
        lines.push_back("<" + hex4(static_cast<unsigned>(code)) + "> <" + utf16Hex(character) + ">\n");
    for (std::size_t from = 0; from < lines.size(); from += kRangesABlock) {
        const auto to = std::min(lines.size(), from + kRangesABlock);
        out += std::to_string(to - from) + " beginbfchar\n";
        for (auto i = from; i < to; ++i) out += lines[i];
        out += "endbfchar\n";
    }
    return out + "endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend\n";
}

}  // namespace redwell::production
