// Words of a header: RFC 2047 as written and as programs write it. Bytes of neighbouring words of one character set are
// joined before they are read, since many programs part a character's bytes between two.
#include "base/text.h"
#include "formats/charset.h"
#include "formats/mail_header.h"
#include "formats/mime.h"

#include <optional>

namespace redwell::formats {
namespace {

constexpr std::size_t kLongestWord = 8 * 1024;  // 75 by the rule, whole subjects by some programs

struct EncodedWord {
    std::string charset, bytes;
    std::size_t end = 0;  // behind it
};

int hexDigit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    return -1;
}

std::string fromQ(std::string_view text) {
    std::string bytes;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '_') {
            bytes += ' ';
        } else if (text[i] == '=' && i + 2 < text.size() && hexDigit(text[i + 1]) >= 0 && hexDigit(text[i + 2]) >= 0) {
            bytes += static_cast<char>(hexDigit(text[i + 1]) * 16 + hexDigit(text[i + 2]));
            i += 2;
        } else {
            bytes += text[i];
        }
    }
    return bytes;
}

std::string fromB(std::string_view text) {
    std::string bytes(text.size() + 4, '\0');
    int state = 0;
    guint32 save = 0;
    const auto size =
        g_mime_encoding_base64_decode_step(reinterpret_cast<const unsigned char*>(text.data()), text.size(),
                                           reinterpret_cast<unsigned char*>(bytes.data()), &state, &save);
    bytes.resize(size);
    return bytes;
}

// "=?charset*language?B|Q?text?=" at a place; nothing when none stands there.
std::optional<EncodedWord> encodedWord(std::string_view raw, std::size_t at) {
    if (raw.substr(at, 2) != "=?") return std::nullopt;
    const auto charsetEnd = raw.find('?', at + 2);
    if (charsetEnd == std::string_view::npos || charsetEnd - at > 60 || charsetEnd + 3 > raw.size())
        return std::nullopt;
    const char encoding = raw[charsetEnd + 1];
    if (raw[charsetEnd + 2] != '?') return std::nullopt;
    const auto begin = charsetEnd + 3;
    const auto length = raw.substr(begin, kLongestWord).find("?=");
    if (length == std::string_view::npos) return std::nullopt;
    const auto end = begin + length;
    EncodedWord word;
    const auto charset = raw.substr(at + 2, charsetEnd - at - 2);
    word.charset = toLower(cleanUtf8(charset.substr(0, charset.find('*'))));
    const auto text = raw.substr(begin, end - begin);
    if (encoding == 'B' || encoding == 'b')
        word.bytes = fromB(text);
    else if (encoding == 'Q' || encoding == 'q')
        word.bytes = fromQ(text);
    else
        return std::nullopt;
    word.end = end + 2;
    return word;
}

}  // namespace

std::string decodedWords(std::string_view raw) {
    std::string out;
    std::string plain;
    const auto flush = [&] {
        if (!plain.empty()) out += utf8Guessed(plain);
        plain.clear();
    };
    for (std::size_t at = 0; at < raw.size();) {
        auto word = raw[at] == '=' ? encodedWord(raw, at) : std::nullopt;
        if (!word) {
            plain += raw[at++];
            continue;
        }
        flush();
        at = word->end;
        for (;;) {  // neighbours: the white space between them is none of the text
            const auto next = std::min(raw.find_first_not_of(" \t\r\n", at), raw.size());
            auto follower = next < raw.size() ? encodedWord(raw, next) : std::nullopt;
            if (!follower) break;
            // ICU takes a shift back that shifts forth at once for an error: such words are read one by one.
            const bool isShiftedBack =
                word->bytes.size() >= 3 && word->bytes.compare(word->bytes.size() - 3, 3, "\x1b(B") == 0;
            if (follower->charset == word->charset && !isShiftedBack) {
                word->bytes += follower->bytes;
            } else {
                out += utf8From(word->bytes, word->charset);
                word->charset = std::move(follower->charset);
                word->bytes = std::move(follower->bytes);
            }
            at = follower->end;
        }
        out += utf8From(word->bytes, word->charset);
    }
    flush();
    return collapseWhitespace(cleanUtf8(out));
}

}  // namespace redwell::formats
