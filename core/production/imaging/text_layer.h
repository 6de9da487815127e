// The invisible words of a PDF: each character that occurs gets a code of its own, in order of its code point, so that
// any script can be searched and copied without a real font.
#pragma once

#include "documents/page.h"

#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace redwell::production {

class TextLayer {
public:
    // Every word that the document will show.
    explicit TextLayer(const std::vector<const std::vector<documents::Word>*>& pages);
    bool isEmpty() const { return m_codes.empty(); }
    int glyphs() const { return static_cast<int>(m_codes.size()) + 2; }  // glyph 0 and the space included

    // Operators that show the words where they stand (points from the top left of a page of this height), in rendering
    // mode 3, with the font resource /F.
    std::string operators(const std::vector<documents::Word>& words, double pageHeight) const;
    std::string toUnicode() const;  // the CMap from codes back to characters

private:
    std::string codes(const std::string& utf8, int& count) const;  // hexadecimal
    std::map<std::uint32_t, int> m_codes;                          // from 2; 1 is the space
};

// A number as PDF wants it: at most four decimals, no exponent, no trailing zeros.
std::string pdfNumber(double value);

}  // namespace redwell::production
