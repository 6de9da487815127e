#include "formats/html_text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

namespace redwell::formats {
namespace {

// ISO 8859-1 from 160 on, in order (HTML 4.01, section 24.2).
constexpr std::array<std::string_view, 96> kLatin = {
    "nbsp",   "iexcl",  "cent",   "pound",  "curren", "yen",    "brvbar", "sect",   "uml",    "copy",   "ordf",
    "laquo",  "not",    "shy",    "reg",    "macr",   "deg",    "plusmn", "sup2",   "sup3",   "acute",  "micro",
    "para",   "middot", "cedil",  "sup1",   "ordm",   "raquo",  "frac14", "frac12", "frac34", "iquest", "Agrave",
    "Aacute", "Acirc",  "Atilde", "Auml",   "Aring",  "AElig",  "Ccedil", "Egrave", "Eacute", "Ecirc",  "Euml",
    "Igrave", "Iacute", "Icirc",  "Iuml",   "ETH",    "Ntilde", "Ograve", "Oacute", "Ocirc",  "Otilde", "Ouml",
    "times",  "Oslash", "Ugrave", "Uacute", "Ucirc",  "Uuml",   "Yacute", "THORN",  "szlig",  "agrave", "aacute",
    "acirc",  "atilde", "auml",   "aring",  "aelig",  "ccedil", "egrave", "eacute", "ecirc",  "euml",   "igrave",
    "iacute", "icirc",  "iuml",   "eth",    "ntilde", "ograve", "oacute", "ocirc",  "otilde", "ouml",   "divide",
    "oslash", "ugrave", "uacute", "ucirc",  "uuml",   "yacute", "thorn",  "yuml"};

constexpr std::array<std::pair<std::string_view, std::uint32_t>, 52> kOthers = {
    {{"amp", '&'},       {"lt", '<'},        {"gt", '>'},        {"quot", '"'},      {"apos", '\''},
     {"OElig", 0x152},   {"oelig", 0x153},   {"Scaron", 0x160},  {"scaron", 0x161},  {"Yuml", 0x178},
     {"fnof", 0x192},    {"circ", 0x2C6},    {"tilde", 0x2DC},   {"ensp", 0x2002},   {"emsp", 0x2003},
     {"thinsp", 0x2009}, {"zwnj", 0x200C},   {"zwj", 0x200D},    {"lrm", 0x200E},    {"rlm", 0x200F},
     {"ndash", 0x2013},  {"mdash", 0x2014},  {"lsquo", 0x2018},  {"rsquo", 0x2019},  {"sbquo", 0x201A},
     {"ldquo", 0x201C},  {"rdquo", 0x201D},  {"bdquo", 0x201E},  {"dagger", 0x2020}, {"Dagger", 0x2021},
     {"bull", 0x2022},   {"hellip", 0x2026}, {"permil", 0x2030}, {"prime", 0x2032},  {"Prime", 0x2033},
     {"lsaquo", 0x2039}, {"rsaquo", 0x203A}, {"euro", 0x20AC},   {"trade", 0x2122},  {"larr", 0x2190},
     {"uarr", 0x2191},   {"rarr", 0x2192},   {"darr", 0x2193},   {"minus", 0x2212},  {"infin", 0x221E},
     {"asymp", 0x2248},  {"ne", 0x2260},     {"le", 0x2264},     {"ge", 0x2265},     {"sum", 0x2211},
     {"hearts", 0x2665}, {"check", 0x2713}}};

// What authors mean by the numbers 128 to 159: windows-1252 (HTML Standard, 13.2.5.80).
constexpr std::array<std::uint32_t, 32> kWindows = {0x20AC, 0x81,   0x201A, 0x192,  0x201E, 0x2026, 0x2020, 0x2021,
                                                    0x2C6,  0x2030, 0x160,  0x2039, 0x152,  0x8D,   0x17D,  0x8F,
                                                    0x90,   0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
                                                    0x2DC,  0x2122, 0x161,  0x203A, 0x153,  0x9D,   0x17E,  0x178};

std::string utf8(std::uint32_t c) {
    if (c >= 128 && c < 160) c = kWindows[c - 128];
    if (c == 0 || c > 0x10FFFF || (c >= 0xD800 && c < 0xE000)) c = 0xFFFD;
    std::string out;
    const auto byte = [&](std::uint32_t value) { out += static_cast<char>(value); };
    if (c < 0x80)
        byte(c);
    else if (c < 0x800)
        byte(0xC0 | c >> 6), byte(0x80 | (c & 0x3F));
    else if (c < 0x10000)
        byte(0xE0 | c >> 12), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    else
        byte(0xF0 | c >> 18), byte(0x80 | (c >> 12 & 0x3F)), byte(0x80 | (c >> 6 & 0x3F)), byte(0x80 | (c & 0x3F));
    return out;
}

}  // namespace

std::string entityText(std::string_view name) {
    if (name.size() >= 2 && name.front() == '#') {
        const bool isHex = name[1] == 'x' || name[1] == 'X';
        std::uint32_t value = 0;
        const auto digits = name.substr(isHex ? 2 : 1);
        if (digits.empty()) return {};
        for (const char c : digits) {
            const int digit = c >= '0' && c <= '9'            ? c - '0'
                              : isHex && c >= 'a' && c <= 'f' ? c - 'a' + 10
                              : isHex && c >= 'A' && c <= 'F' ? c - 'A' + 10
                                                              : -1;
            if (digit < 0) return {};
            value = std::min<std::uint32_t>(value * (isHex ? 16 : 10) + static_cast<std::uint32_t>(digit), 0x110000);
        }
        return utf8(value);
    }
    if (const auto at = std::find(kLatin.begin(), kLatin.end(), name); at != kLatin.end())
        return utf8(160 + static_cast<std::uint32_t>(at - kLatin.begin()));
    for (const auto& [known, value] : kOthers)
        if (known == name) return utf8(value);
    return {};
}

}  // namespace redwell::formats
