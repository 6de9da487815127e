#include "base/text.h"

#include <unicode/locid.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>
#include <unicode/utf8.h>

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstring>

namespace redwell {
namespace {

std::string utf8(const icu::UnicodeString& text) {
    std::string out;
    text.toUTF8String(out);
    return out;
}

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

bool isSpace(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v'; }

bool isAscii(std::string_view text) {
    constexpr std::uint64_t kHighBits = 0x8080808080808080ULL;
    for (std::uint64_t eight = 0; text.size() >= sizeof eight; text.remove_prefix(sizeof eight)) {
        std::memcpy(&eight, text.data(), sizeof eight);
        if ((eight & kHighBits) != 0) return false;
    }
    return std::ranges::all_of(text, [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

constexpr auto kPlain = [] {  // bytes that a clean text may hold as they are
    std::array<bool, 256> plain{};
    for (std::size_t c = 0x20; c < 0x7f; ++c) plain[c] = true;
    plain['\n'] = plain['\t'] = true;
    return plain;
}();

std::string asciiLower(std::string_view text) {
    std::string out(text);
    for (char& c : out)
        if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
    return out;
}

void append(std::string& out, UChar32 c) {
    char buffer[4];
    int32_t length = 0;
    UBool failed = false;
    U8_APPEND(reinterpret_cast<uint8_t*>(buffer), length, 4, c, failed);
    if (!failed) out.append(buffer, static_cast<std::size_t>(length));
}

template <class Visit>
void eachCodePoint(std::string_view text, Visit visit) {
    const auto* bytes = reinterpret_cast<const uint8_t*>(text.data());
    const auto size = static_cast<int32_t>(text.size());
    for (int32_t i = 0; i < size;) {
        UChar32 c = 0;
        U8_NEXT(bytes, i, size, c);
        visit(c);
    }
}

}  // namespace

bool isValidUtf8(std::string_view text) {
    bool valid = true;
    eachCodePoint(text, [&](UChar32 c) { valid = valid && c >= 0; });
    return valid;
}

std::string cleanUtf8(std::string_view bytes) {
    const auto isPlain = [](char c) { return kPlain[static_cast<unsigned char>(c)]; };
    const auto* const odd = std::find_if_not(bytes.begin(), bytes.end(), isPlain);
    std::string out(bytes.begin(), odd);  // most texts are plain to their end
    if (odd == bytes.end()) return out;
    out.reserve(bytes.size());
    eachCodePoint(bytes.substr(out.size()), [&](UChar32 c) {
        if (c < 0)
            append(out, 0xFFFD);
        else if (c == 0)
            out += ' ';
        else if (c == '\n' || c == '\t' || (c >= 0x20 && c != 0x7f && !(c >= 0x80 && c < 0xa0)))
            append(out, c);
        else if (c == '\f' || c == '\v')
            out += '\n';
    });
    return out;
}

std::string fold(std::string_view text) {
    if (isAscii(text)) return asciiLower(text);
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfkcFold = icu::Normalizer2::getNFKCCasefoldInstance(status);
    const auto* nfd = icu::Normalizer2::getNFDInstance(status);
    if (U_FAILURE(status)) return std::string(text);
    const auto decomposed = nfd->normalize(nfkcFold->normalize(wide(text), status), status);
    icu::UnicodeString out;
    for (int32_t i = 0; i < decomposed.length(); i = decomposed.moveIndex32(i, 1)) {
        const UChar32 c = decomposed.char32At(i);
        if (u_charType(c) != int{U_NON_SPACING_MARK}) out.append(c);
    }
    return utf8(out);
}

std::string toLower(std::string_view text) {
    if (isAscii(text)) return asciiLower(text);
    return utf8(wide(text).toLower(icu::Locale::getRoot()));
}

std::string toNfc(std::string_view text) {
    if (isAscii(text)) return std::string(text);
    UErrorCode status = U_ZERO_ERROR;
    const auto* nfc = icu::Normalizer2::getNFCInstance(status);
    return U_FAILURE(status) ? std::string(text) : utf8(nfc->normalize(wide(text), status));
}

std::string foldToAlphanumeric(std::string_view text) {
    std::string out;
    if (isAscii(text)) {
        out = asciiLower(text);
        std::erase_if(out, [](char c) { return !((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9')); });
        return out;
    }
    eachCodePoint(fold(text), [&](UChar32 c) {
        if (c >= 0 && u_isalnum(c)) append(out, c);
    });
    return out;
}

std::string_view trim(std::string_view text) {
    while (!text.empty() && isSpace(text.front())) text.remove_prefix(1);
    while (!text.empty() && isSpace(text.back())) text.remove_suffix(1);
    return text;
}

std::vector<std::string> split(std::string_view text, char separator) {
    std::vector<std::string> parts;
    for (std::size_t start = 0;;) {
        const auto end = text.find(separator, start);
        parts.emplace_back(text.substr(start, end - start));
        if (end == std::string_view::npos) return parts;
        start = end + 1;
    }
}

std::string join(const std::vector<std::string>& parts, std::string_view separator) {
    std::string out;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (i) out += separator;
        out += parts[i];
    }
    return out;
}

std::string collapseWhitespace(std::string_view text) {
    std::string out;
    for (const char c : trim(text)) {
        if (!isSpace(c))
            out += c;
        else if (out.back() != ' ')
            out += ' ';
    }
    return out;
}

std::size_t codePointCount(std::string_view text) {
    std::size_t count = 0;
    eachCodePoint(text, [&](UChar32) { ++count; });
    return count;
}

std::string elide(std::string_view text, std::size_t limit) {
    if (codePointCount(text) <= limit) return std::string(text);
    std::string out;
    std::size_t count = 0;
    eachCodePoint(text, [&](UChar32 c) {
        if (++count < limit) append(out, c < 0 ? 0xFFFD : c);
    });
    return out + "\u2026";
}

bool startsWithIgnoringCase(std::string_view text, std::string_view prefix) {
    const auto low = [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c; };
    if (text.size() < prefix.size()) return false;
    for (std::size_t i = 0; i < prefix.size(); ++i)
        if (low(text[i]) != low(prefix[i])) return false;
    return true;
}

std::string escapeControls(std::string_view text) {
    std::string out;
    eachCodePoint(text, [&](UChar32 c) {
        const int type = c < 0 ? int{U_CONTROL_CHAR} : int{u_charType(c)};
        if (c >= 0 && type != U_CONTROL_CHAR && type != U_FORMAT_CHAR && type != U_LINE_SEPARATOR) {
            append(out, c);
            return;
        }
        char code[16];
        std::snprintf(code, sizeof code, "<U+%04X>", c < 0 ? 0xFFFDu : static_cast<unsigned>(c));
        out += code;
    });
    return out;
}

}  // namespace redwell
