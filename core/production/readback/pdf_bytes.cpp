#include "production/readback/carved_text.h"
#include "production/readback/inflate.h"
#include "production/readback/pdf_check.h"
#include "production/readback/pdf_syntax.h"

#include <algorithm>
#include <set>

namespace redwell::production {

namespace {

using Kind = PdfToken::Kind;

class Walk {
public:
    Walk(std::string_view bytes, Gathered& gathered) : m_bytes(bytes), m_gathered(gathered), m_tokens(bytes) {}
    void run();

private:
    void structure(std::string detail) { m_gathered.find("structure", 0, std::move(detail)); }
    void header();
    void object(const PdfToken& number);
    void stream(const std::string& object, std::string_view dictionary, std::size_t length, bool hasLength);
    void crossReferences();
    void trailer(std::size_t from);
    // Bytes that are no part of the file's structure, up to the next line.
    void stray(std::size_t from);

    std::string_view m_bytes;
    Gathered& m_gathered;
    PdfTokens m_tokens;
    std::set<std::string, std::less<>> m_objects;
    std::string m_strays;
    int m_ends = 0, m_tables = 0, m_trailers = 0;
};

void Walk::stray(std::size_t from) {
    auto end = m_bytes.find('\n', from);
    end = end == std::string_view::npos ? m_bytes.size() : end + 1;
    m_strays += m_bytes.substr(from, end - from);
    m_tokens.moveTo(end);
}

void Walk::header() {
    const auto isMark = [](std::string_view line) {
        return line.size() <= 6 &&
               std::all_of(line.begin() + 1, line.end(), [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
    };
    const auto first = m_tokens.next();
    if (first.kind != Kind::Comment || first.from != 0 || first.text.size() != 8 ||
        !first.text.starts_with("%PDF-1.")) {
        structure("does not begin as a produced PDF does");
        m_tokens.moveTo(0);
        return;
    }
    const auto after = m_tokens.position();
    const auto second = m_tokens.next();
    if (second.kind != Kind::Comment || !isMark(second.text)) m_tokens.moveTo(after);
}

void Walk::stream(const std::string& name, std::string_view dictionary, std::size_t length, bool hasLength) {
    auto from = m_tokens.position();
    if (from < m_bytes.size() && m_bytes[from] == '\r') ++from;
    if (from < m_bytes.size() && m_bytes[from] == '\n') ++from;
    auto to = from + length;
    if (!hasLength || length > m_bytes.size() - from) {
        structure(name + ": its stream does not say how long it is");
        to = std::min(m_bytes.find("endstream", from), m_bytes.size());
    }
    const auto data = m_bytes.substr(from, to - from);
    m_tokens.moveTo(to);
    if (const auto end = m_tokens.next(); end.text != "endstream" || end.from > to + 2) {
        structure(name + ": its stream does not end where it says");
        const auto found = m_bytes.find("endstream", to);
        m_strays += m_bytes.substr(to, std::min(found, m_bytes.size()) - to);
        m_tokens.moveTo(found == std::string_view::npos ? m_bytes.size() : found + 9);
    }
    const bool isPicture = dictionary.find("/CCITTFaxDecode") != std::string_view::npos ||
                           dictionary.find("/DCTDecode") != std::string_view::npos;
    if (isPicture) return m_gathered.addText(carvedText(data, kLongRun));
    const auto plain = inflated(data, dictionary.find("/FlateDecode") != std::string_view::npos);
    if (plain.isTooLarge) m_gathered.find("unreadable", 0, name + ": its stream is larger than 256 MB");
    if (plain.isDamaged) m_gathered.find("unreadable", 0, name + ": its stream cannot be decompressed");
    if (plain.unused > 0) {
        structure(name + ": " + std::to_string(plain.unused) + " bytes follow its compressed data");
        m_gathered.addText(carvedText(data.substr(data.size() - plain.unused), kShortRun));
    }
    m_gathered.addText(isMostlyText(plain.bytes) ? writtenText(plain.bytes) : carvedText(plain.bytes, kBinaryRun));
}

void Walk::object(const PdfToken& number) {
    const auto generation = m_tokens.next();
    const auto word = m_tokens.next();
    if (generation.kind != Kind::Number || word.text != "obj") return stray(number.from);
    const std::string name = "object " + std::string(number.text);
    if (!m_objects.emplace(number.text).second) structure(name + " is there more than once");
    const auto from = m_tokens.position();
    int depth = 0;
    std::size_t length = 0;
    bool hasLength = false, isLength = false;
    for (auto token = m_tokens.next();; token = m_tokens.next()) {
        if (token.kind == Kind::End) {
            structure(name + " does not end");
            m_gathered.addText(writtenText(m_bytes.substr(from)));
            return;
        }
        if (token.kind == Kind::Open) ++depth;
        if (token.kind == Kind::Close) --depth;
        if (isLength && token.kind == Kind::Number && depth == 1) {
            const auto value = numberOf(token);
            hasLength = value >= 0 && value < 4e9;
            length = hasLength ? static_cast<std::size_t>(value) : 0;
        }
        isLength = token.kind == Kind::Name && token.text == "Length";
        if (token.kind != Kind::Word) continue;
        if (token.text == "endobj") {
            m_gathered.addText(writtenText(m_bytes.substr(from, token.from - from)));
            return;
        }
        if (token.text == "stream") {
            const auto dictionary = m_bytes.substr(from, token.from - from);
            m_gathered.addText(writtenText(dictionary));
            stream(name, dictionary, length, hasLength);
            const auto after = m_tokens.position();
            if (const auto end = m_tokens.next(); end.text != "endobj") {
                structure(name + " does not end after its stream");
                m_tokens.moveTo(after);
            }
            return;
        }
        if (token.text == "obj" || token.text == "xref" || token.text == "trailer") {
            structure(name + " does not end");
            m_tokens.moveTo(token.from);
            return m_gathered.addText(writtenText(m_bytes.substr(from, token.from - from)));
        }
    }
}

void Walk::crossReferences() {
    if (++m_tables == 2) structure("it was changed after it was written: there is more than one table of objects");
    for (;;) {
        const auto from = m_tokens.position();
        const auto first = m_tokens.next(), second = m_tokens.next(), third = m_tokens.next();
        if (first.kind != Kind::Number || second.kind != Kind::Number) return m_tokens.moveTo(from);
        if (third.kind != Kind::Word) {
            m_tokens.moveTo(second.to);  // the head of a section
            continue;
        }
        if (third.text == "f" && (numberOf(first) != 0 || numberOf(second) != 65535))
            structure("an object was deleted from it");
        if (third.text != "n" && third.text != "f") return m_tokens.moveTo(from);
    }
}

void Walk::trailer(std::size_t from) {
    if (++m_trailers == 2) structure("it was changed after it was written: there is more than one trailer");
    const auto start = m_tokens.position();
    int depth = 0;
    std::string rest;  // without the identifiers, which are random
    for (auto token = m_tokens.next(); token.kind != Kind::End; token = m_tokens.next()) {
        if (token.kind != Kind::Hex || token.text.size() != 34)
            rest.append(m_bytes.substr(token.from, token.to - token.from)).append(1, ' ');
        if (token.kind == Kind::Open) ++depth;
        if (token.kind == Kind::Close && --depth <= 0) return m_gathered.addText(writtenText(rest));
        if (depth == 0) break;
    }
    m_tokens.moveTo(start);
    structure("a trailer at byte " + std::to_string(from) + " is broken");
}

void Walk::run() {
    header();
    std::size_t afterEnd = 0;
    for (auto token = m_tokens.next(); token.kind != Kind::End; token = m_tokens.next()) {
        if (token.kind == Kind::Number) {
            object(token);
        } else if (token.text == "xref") {
            crossReferences();
        } else if (token.text == "trailer") {
            trailer(token.from);
        } else if (token.text == "startxref") {
            const auto place = m_tokens.next();
            if (place.kind != Kind::Number) structure("it does not say where its table of objects is");
        } else if (token.text == "%%EOF") {
            if (++m_ends == 1) afterEnd = token.to;
        } else {
            stray(token.from);
        }
    }
    if (m_ends == 0) structure("it has no end mark");
    if (m_ends > 1) structure("it was changed after it was written: it has more than one end mark");
    if (m_ends > 0 && m_bytes.size() > afterEnd + 1)
        structure(std::to_string(m_bytes.size() - afterEnd - 1) + " bytes follow its end mark");
    if (!m_strays.empty()) {
        structure(std::to_string(m_strays.size()) + " bytes belong to no object");
        m_gathered.addText(writtenText(m_strays));
        m_gathered.addText(carvedText(m_strays, kShortRun));
    }
}

}  // namespace

void walkPdfBytes(std::string_view bytes, Gathered& gathered) { Walk(bytes, gathered).run(); }

}  // namespace redwell::production
