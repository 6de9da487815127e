// The little of PDF's syntax that is needed to look at raw bytes: tokens, and the words among them that no produced
// file needs. Apart from qpdf on purpose, which reads around damage and forgets what is no longer referred to.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace redwell::production {

struct PdfToken {
    enum class Kind { End, Number, Name, String, Hex, Word, Open, Close, Comment };
    Kind kind = Kind::End;
    std::string_view text;  // as it stands in the file; of a name without the slash
    std::size_t from = 0, to = 0;
};

class PdfTokens {
public:
    explicit PdfTokens(std::string_view bytes, std::size_t from = 0) : m_bytes(bytes), m_at(from) {}
    PdfToken next();
    std::size_t position() const { return m_at; }
    void moveTo(std::size_t at) { m_at = at; }

private:
    std::string_view m_bytes;
    std::size_t m_at;
};

bool isPdfSpace(char c);
double numberOf(const PdfToken& token);

// What a human may have written in a piece of syntax: its strings, and all of it as soon as it holds one name or word
// that the composer of produced files never writes. (The words that it does write would otherwise be "found" in every
// file: "Page", "Font", "Length" are words of documents too.)
std::string writtenText(std::string_view syntax);

}  // namespace redwell::production
