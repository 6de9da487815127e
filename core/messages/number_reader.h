// A cursor over text that reads numbers and words the way OCR writes them: l for 1, O for 0, a letter that is a digit.
#pragma once

#include "base/text.h"

#include <optional>
#include <string>
#include <string_view>

namespace redwell::messages {

inline bool isDigit(char c) { return c >= '0' && c <= '9'; }
inline bool isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (static_cast<unsigned char>(c) & 0x80);
}

// A digit, or what OCR makes of one.
inline int digitLike(char c) {
    if (isDigit(c)) return c - '0';
    switch (c) {
        case 'l':
        case 'I':
        case '|':
        case '!': return 1;
        case 'O':
        case 'o': return 0;
        default: return -1;
    }
}

struct Number {
    int value = 0;
    std::size_t length = 0, real = 0;
};

class Reader {
public:
    Reader(std::string_view text, std::size_t at) : m_text(text), m_at(at) {}

    std::string_view text() const { return m_text; }
    std::size_t at() const { return m_at; }
    void moveTo(std::size_t at) { m_at = at; }
    char peek(std::size_t ahead = 0) const { return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0'; }

    void skipSpaces() {
        for (;;) {
            if (peek() == ' ')
                ++m_at;
            else if (m_text.substr(m_at).starts_with("\u00a0"))
                m_at += 2;
            else if (m_text.substr(m_at).starts_with("\u202f"))
                m_at += 3;
            else
                return;
        }
    }
    bool take(std::string_view what) {
        if (!m_text.substr(m_at).starts_with(what)) return false;
        m_at += what.size();
        return true;
    }
    bool takeAny(std::string_view characters) {
        if (peek() == '\0' || characters.find(peek()) == std::string_view::npos) return false;
        ++m_at;
        return true;
    }
    // Letters as they stand, folded; moves on only when asked to.
    std::string word(std::size_t* end) const {
        std::size_t i = m_at;
        while (i < m_text.size() && i - m_at < 24 && (isLetter(m_text[i]) || isDisguised(i))) ++i;
        *end = i;
        std::string letters(m_text.substr(m_at, i - m_at));
        bool plain = true;
        for (char& c : letters) {
            if (c == '0') c = 'o';
            if (c == '1') c = 'l';
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
            plain = plain && !(static_cast<unsigned char>(c) & 0x80);
        }
        return plain ? letters : fold(letters);
    }
    std::optional<Number> number(std::size_t most) {
        Number n;
        std::size_t i = m_at;
        while (i < m_text.size() && n.length < most) {
            const int digit = digitLike(m_text[i]);
            if (digit < 0) break;
            if (n.length > 0 && isDoubledNought(i)) {
                ++i;
                continue;
            }
            n.real += isDigit(m_text[i]);
            n.value = n.value * 10 + digit;
            ++n.length;
            ++i;
        }
        if (n.length == 0 || (i < m_text.size() && isDigit(m_text[i]))) return std::nullopt;
        m_at = i;
        return n;
    }

private:
    // "0O7": one nought read as two.
    bool isDoubledNought(std::size_t i) const {
        const char a = m_text[i - 1], b = m_text[i];
        return (a == '0' && (b == 'O' || b == 'o')) || ((a == 'O' || a == 'o') && b == '0');
    }
    // "0ctober", "Ju1y"
    bool isDisguised(std::size_t i) const {
        return (m_text[i] == '0' || m_text[i] == '1') && i + 1 < m_text.size() && isLetter(m_text[i + 1]) &&
               (i == m_at || isLetter(m_text[i - 1]));
    }

    std::string_view m_text;
    std::size_t m_at;
};

}  // namespace redwell::messages
