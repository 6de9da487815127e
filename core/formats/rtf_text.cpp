#include "formats/rtf_text.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/mapi_property.h"

#include <algorithm>
#include <array>
#include <map>
#include <optional>
#include <utility>
#include <vector>

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

constexpr std::size_t kMaxDepth = 4096;  // groups whose state is kept apart

// Destinations that hold no text of the document. Those behind \* that are not known are skipped too.
constexpr std::array kSilent = {"colortbl"sv, "stylesheet"sv, "info"sv,      "pict"sv,    "object"sv,    "header"sv,
                                "headerl"sv,  "headerr"sv,    "headerf"sv,   "footer"sv,  "footerl"sv,   "footerr"sv,
                                "footerf"sv,  "fldinst"sv,    "listtable"sv, "revtbl"sv,  "themedata"sv, "xe"sv,
                                "tc"sv,       "bkmkstart"sv,  "bkmkend"sv,   "filetbl"sv, "nonshppict"sv};

std::int64_t codePageOfFontCharset(int charset, std::int64_t ansi) {
    static const std::map<int, std::int64_t> kPages = {{77, 10000}, {128, 932},  {129, 949},  {130, 1361}, {134, 936},
                                                       {136, 950},  {161, 1253}, {162, 1254}, {163, 1258}, {177, 1255},
                                                       {178, 1256}, {186, 1257}, {204, 1251}, {222, 874},  {238, 1250},
                                                       {254, 437},  {255, 850}};
    if (const auto known = kPages.find(charset); known != kPages.end()) return known->second;
    return ansi;
}

struct Group {
    bool isSilent = false;  // a destination without text
    bool isFontTable = false;
    bool isHtmlTag = false;  // \*\htmltag: original HTML
    bool isHtmlRtf = false;  // \htmlrtf: put in for readers of rich text alone
    std::int64_t codePage = 0;
    int font = 0;
    int skippedAfterUnicode = 1;
};

class Reader {
public:
    explicit Reader(std::string_view rtf) : m_in(rtf) { m_groups.emplace_back(); }

    RtfText read() {
        while (m_at < m_in.size()) step();
        flush();
        return {std::move(m_out), m_isHtml};
    }

private:
    Group& group() { return m_groups.back(); }
    bool isShown() { return !group().isSilent && !group().isHtmlRtf && !group().isFontTable; }

    void step() {
        const char c = m_in[m_at++];
        switch (c) {
            case '{':
                flush();
                m_mayBeDestination = true;
                if (m_groups.size() < kMaxDepth)
                    m_groups.push_back(group());
                else
                    ++m_deeper;
                m_skip = 0;
                return;
            case '}':
                flush();
                if (m_deeper > 0)
                    --m_deeper;
                else if (m_groups.size() > 1)
                    m_groups.pop_back();
                m_skip = 0;
                return;
            case '\\': control(); return;
            case '\r':
            case '\n': return;
            case '\0': return;
            default: byte(c);
        }
    }

    void byte(char c) {
        m_mayBeDestination = false;
        if (m_skip > 0) {
            --m_skip;
            return;
        }
        if (!isShown()) return;
        endSurrogate();
        if (m_pending.empty()) m_pendingPage = group().codePage ? group().codePage : m_ansi;
        m_pending += c;
    }

    void text(std::string_view utf8) {
        m_mayBeDestination = false;
        if (m_skip > 0) {
            --m_skip;
            return;
        }
        if (!isShown()) return;
        flush();
        m_out += utf8;
    }

    void flush() {
        endSurrogate();
        if (m_pending.empty()) return;
        const bool isPlain = std::all_of(m_pending.begin(), m_pending.end(),
                                         [](char c) { return static_cast<unsigned char>(c) < 0x80; });
        m_out += isPlain ? m_pending : utf8From(m_pending, charsetOfCodePage(m_pendingPage));
        m_pending.clear();
    }

    void endSurrogate() {
        if (m_high) m_out += "\xef\xbf\xbd";
        m_high = 0;
    }

    void unicode(int value) {
        m_mayBeDestination = false;
        m_skip = 0;
        if (isShown()) {
            const auto high = m_high;
            m_high = 0;
            flush();
            auto code = static_cast<std::uint32_t>(value) & 0xffff;
            if (code >= 0xd800 && code < 0xdc00) {
                m_high = code;
            } else {
                if (code >= 0xdc00 && code < 0xe000)
                    code = high ? 0x10000 + ((high - 0xd800) << 10) + (code - 0xdc00) : 0xfffd;
                // Symbol fonts stand in the private area with what ASCII would be.
                if (code >= 0xf020 && code <= 0xf0ff) code -= 0xf000;
                append(code);
            }
        }
        m_skip = group().skippedAfterUnicode;
    }

    void append(std::uint32_t code) {
        if (code < 0x80) {
            m_out += static_cast<char>(code);
        } else if (code < 0x800) {
            m_out += static_cast<char>(0xc0 | code >> 6);
            m_out += static_cast<char>(0x80 | (code & 0x3f));
        } else if (code < 0x10000) {
            m_out += static_cast<char>(0xe0 | code >> 12);
            m_out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
            m_out += static_cast<char>(0x80 | (code & 0x3f));
        } else {
            m_out += static_cast<char>(0xf0 | code >> 18);
            m_out += static_cast<char>(0x80 | (code >> 12 & 0x3f));
            m_out += static_cast<char>(0x80 | (code >> 6 & 0x3f));
            m_out += static_cast<char>(0x80 | (code & 0x3f));
        }
    }

    static int hexDigit(char c) {
        if (c >= '0' && c <= '9') return c - '0';
        if (c >= 'a' && c <= 'f') return c - 'a' + 10;
        if (c >= 'A' && c <= 'F') return c - 'A' + 10;
        return -1;
    }

    static bool isLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

    void control() {
        if (m_at >= m_in.size()) return;
        if (!isLetter(m_in[m_at])) {
            symbol(m_in[m_at++]);
            return;
        }
        const auto start = m_at;
        while (m_at < m_in.size() && m_at - start < 32 && isLetter(m_in[m_at])) ++m_at;
        const auto word = m_in.substr(start, m_at - start);
        std::optional<int> parameter;
        const bool isNegative =
            m_at + 1 < m_in.size() && m_in[m_at] == '-' && m_in[m_at + 1] >= '0' && m_in[m_at + 1] <= '9';
        if (isNegative) ++m_at;
        for (int digits = 0; m_at < m_in.size() && m_in[m_at] >= '0' && m_in[m_at] <= '9' && digits < 9; ++digits)
            parameter = parameter.value_or(0) * 10 + (m_in[m_at++] - '0');
        if (isNegative && parameter) parameter = -*parameter;
        if (m_at < m_in.size() && m_in[m_at] == ' ') ++m_at;
        obey(word, parameter);
    }

    void symbol(char c) {
        switch (c) {
            case '\'': {
                if (m_at + 2 > m_in.size()) return;
                const int high = hexDigit(m_in[m_at]), low = hexDigit(m_in[m_at + 1]);
                if (high < 0 || low < 0) return;
                m_at += 2;
                byte(static_cast<char>(high * 16 + low));
                return;
            }
            case '*':
                if (m_mayBeDestination) m_isOptional = true;
                return;
            case '~': text(m_isHtml ? "&nbsp;" : "\xc2\xa0"); return;
            case '_': text("\xe2\x80\x91"); return;
            case '-': text(m_isHtml ? "&shy;" : ""); return;
            case '\r':
            case '\n': text("\n"); return;
            case '{':
            case '}':
            case '\\': byte(c); return;
            default: return;
        }
    }

    // True when the word opened a destination.
    bool openDestination(std::string_view word) {
        if (word == "fonttbl") return group().isFontTable = true;
        if (word == "htmltag") {
            group().isHtmlTag = true;
            group().isHtmlRtf = false;
            return true;
        }
        if (std::find(kSilent.begin(), kSilent.end(), word) != kSilent.end()) return group().isSilent = true;
        return false;
    }

    void obey(std::string_view word, std::optional<int> parameter) {
        const bool isFirst = std::exchange(m_mayBeDestination, false);
        const bool isOptional = std::exchange(m_isOptional, false);
        if (word == "u") return unicode(parameter.value_or(0xfffd));
        if (word == "bin") {
            m_at +=
                std::min<std::size_t>(m_in.size() - m_at, static_cast<std::size_t>(std::max(0, parameter.value_or(0))));
            return;
        }
        if (m_skip > 0) {
            --m_skip;
            return;
        }
        if (isFirst) {
            if (openDestination(word)) return;
            if (isOptional) {
                group().isSilent = true;
                return;
            }
        }
        if (word == "ansicpg") {
            if (parameter.value_or(0) > 0) m_ansi = *parameter;
        } else if (word == "mac") {
            m_ansi = 10000;
        } else if (word == "pc") {
            m_ansi = 437;
        } else if (word == "pca") {
            m_ansi = 850;
        } else if (word == "fromhtml") {
            m_isHtml = parameter.value_or(1) == 1;
        } else if (word == "htmlrtf") {
            flush();
            group().isHtmlRtf = parameter.value_or(1) != 0;
        } else if (word == "uc") {
            group().skippedAfterUnicode = std::clamp(parameter.value_or(1), 0, 16);
        } else if (word == "f" || word == "deff") {
            flush();
            takeFont(parameter.value_or(0), word == "deff");
        } else if (word == "fcharset") {
            if (group().isFontTable) m_fonts[group().font] = codePageOfFontCharset(parameter.value_or(1), 0);
        } else if (word == "cpg") {
            if (group().isFontTable && parameter.value_or(0) > 0) m_fonts[group().font] = *parameter;
        } else if (word == "plain") {
            flush();
            takeFont(m_defaultFont, false);
        } else {
            obeyText(word);
        }
    }

    void takeFont(int font, bool isDefault) {
        if (isDefault) m_defaultFont = font;
        group().font = font;
        if (group().isFontTable) return;
        const auto known = m_fonts.find(font);
        group().codePage = known == m_fonts.end() ? 0 : known->second;
    }

    void obeyText(std::string_view word) {
        static const std::map<std::string_view, std::string_view> kWords = {{"par", "\n"},
                                                                            {"line", "\n"},
                                                                            {"sect", "\n"},
                                                                            {"page", "\n"},
                                                                            {"row", "\n"},
                                                                            {"cell", "\t"},
                                                                            {"tab", "\t"},
                                                                            {"emdash", "\xe2\x80\x94"},
                                                                            {"endash", "\xe2\x80\x93"},
                                                                            {"lquote", "\xe2\x80\x98"},
                                                                            {"rquote", "\xe2\x80\x99"},
                                                                            {"ldblquote", "\xe2\x80\x9c"},
                                                                            {"rdblquote", "\xe2\x80\x9d"},
                                                                            {"bullet", "\xe2\x80\xa2"},
                                                                            {"emspace", "\xe2\x80\x83"},
                                                                            {"enspace", "\xe2\x80\x82"},
                                                                            {"zwj", "\xe2\x80\x8d"},
                                                                            {"zwnj", "\xe2\x80\x8c"}};
        if (const auto known = kWords.find(word); known != kWords.end()) text(known->second);
    }

    std::string_view m_in;
    std::size_t m_at = 0;
    std::string m_out;
    bool m_isHtml = false;
    std::vector<Group> m_groups;
    std::size_t m_deeper = 0;
    std::string m_pending;  // bytes in m_pendingPage, together since a character may take two
    std::int64_t m_pendingPage = 1252, m_ansi = 1252;
    std::uint32_t m_high = 0;  // half of a surrogate pair
    int m_skip = 0;            // characters that stand for a \u in readers without Unicode
    bool m_mayBeDestination = false, m_isOptional = false;
    std::map<int, std::int64_t> m_fonts;
    int m_defaultFont = 0;
};

}  // namespace

RtfText textOfRtf(std::string_view rtf) {
    auto found = Reader(rtf).read();
    found.text = cleanUtf8(found.text);
    return found;
}

}  // namespace redwell::formats
