#include "formats/html_text.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

constexpr std::array kParagraphs = {"p"sv,  "h1"sv, "h2"sv, "h3"sv, "h4"sv,  "h5"sv,
                                    "h6"sv, "ul"sv, "ol"sv, "dl"sv, "pre"sv, "blockquote"sv};
constexpr std::array kBlocks = {"div"sv,     "table"sv,   "tr"sv,       "li"sv,        "dt"sv,     "dd"sv,
                                "section"sv, "article"sv, "header"sv,   "footer"sv,    "main"sv,   "nav"sv,
                                "aside"sv,   "form"sv,    "fieldset"sv, "address"sv,   "center"sv, "body"sv,
                                "html"sv,    "caption"sv, "figure"sv,   "figcaption"sv};
constexpr std::array kSilent = {"script"sv, "style"sv, "title"sv, "template"sv, "textarea"sv, "svg"sv};
constexpr int kMaxQuoteDepth = 20;
constexpr std::size_t kLongestTag = 64 * 1024;

template <std::size_t N>
bool isOneOf(const std::array<std::string_view, N>& names, std::string_view name) {
    return std::find(names.begin(), names.end(), name) != names.end();
}

bool isWhite(char c) { return c == ' ' || c == '\n' || c == '\t' || c == '\r' || c == '\f'; }

struct Tag {
    std::string name;
    std::string_view attributes;
    bool isEnd = false;
};

// Attribute values are wanted for few tags, so they are looked up rather than parsed for all.
std::string attribute(std::string_view attributes, std::string_view name) {
    for (std::size_t at = 0; at < attributes.size();) {
        while (at < attributes.size() && (isWhite(attributes[at]) || attributes[at] == '/')) ++at;
        const auto begin = at;
        while (at < attributes.size() && !isWhite(attributes[at]) && attributes[at] != '=') ++at;
        const auto key = toLower(attributes.substr(begin, at - begin));
        while (at < attributes.size() && isWhite(attributes[at])) ++at;
        std::string_view value;
        if (at < attributes.size() && attributes[at] == '=') {
            ++at;
            while (at < attributes.size() && isWhite(attributes[at])) ++at;
            const char quote = at < attributes.size() ? attributes[at] : ' ';
            if (quote == '"' || quote == '\'') {
                const auto end = std::min(attributes.find(quote, at + 1), attributes.size());
                value = attributes.substr(at + 1, end - at - 1);
                at = end + 1;
            } else {
                const auto first = at;
                while (at < attributes.size() && !isWhite(attributes[at])) ++at;
                value = attributes.substr(first, at - first);
            }
        } else if (begin == at)
            ++at;
        if (key == name) return std::string(value);
    }
    return {};
}

class Writer {
public:
    void text(std::string_view piece, bool isPreformatted) {
        for (const char c : piece) {
            if (isPreformatted && c == '\n') {
                breakLine();
            } else if (!isPreformatted && isWhite(c)) {
                m_wantsSpace = m_wantsSpace || !m_line.empty();
            } else if (c != '\r') {
                if (m_wantsSpace) m_line += ' ';
                m_wantsSpace = false;
                m_line += c;
            }
        }
    }

    void cell() {
        if (m_line.empty()) return;
        m_line += '\t';
        m_wantsSpace = false;
    }

    void breakLine() { flush(); }

    // Ends the line if it holds anything; paragraphs want an empty line before what follows.
    void endBlock(bool isParagraph) {
        if (!m_line.empty()) flush();
        if (isParagraph) m_wantsGap = !m_isFresh;
    }

    void quote(int change) {
        endBlock(true);
        m_depth = std::clamp(m_depth + change, 0, kMaxQuoteDepth);
    }

    std::string finish() {
        endBlock(false);
        while (!m_out.empty() && isWhite(m_out.back())) m_out.pop_back();
        return std::move(m_out);
    }

private:
    static void trimEnd(std::string& text) {
        for (;;) {
            if (!text.empty() && isWhite(text.back()))
                text.pop_back();
            else if (text.size() >= 2 && text.compare(text.size() - 2, 2, "\u00a0") == 0)
                text.resize(text.size() - 2);
            else
                return;
        }
    }

    void flush() {
        trimEnd(m_line);
        if (m_line.empty() && m_out.empty()) return;
        const std::string mark = m_depth ? std::string(static_cast<std::size_t>(m_depth), '>') + " " : std::string();
        if (m_wantsGap && !m_line.empty() && m_emptyLines == 0) m_out += mark + "\n";
        if (m_line.empty()) {
            if (++m_emptyLines > 2) return;  // runs of empty lines are layout, not text
        } else {
            m_emptyLines = 0;
        }
        m_wantsGap = false;
        m_isFresh = false;
        m_out += mark;
        m_out += m_line;
        while (!m_out.empty() && m_out.back() == ' ') m_out.pop_back();
        m_out += '\n';
        m_line.clear();
        m_wantsSpace = false;
    }

    std::string m_out, m_line;
    int m_depth = 0, m_emptyLines = 0;
    bool m_wantsSpace = false, m_wantsGap = false, m_isFresh = true;
};

class Converter {
public:
    explicit Converter(std::string_view html) : m_rest(html) {}

    std::string convert() {
        while (!m_rest.empty()) {
            if (m_rest.front() == '<') {
                markup();
            } else if (m_rest.front() == '&') {
                entity();
            } else {
                const auto end = std::min(m_rest.find_first_of("<&"), m_rest.size());
                write(m_rest.substr(0, end));
                m_rest.remove_prefix(end);
            }
        }
        return m_writer.finish();
    }

private:
    void write(std::string_view text) { m_writer.text(text, m_preformatted > 0); }

    void skipPast(std::string_view mark) {
        const auto at = m_rest.find(mark);
        m_rest.remove_prefix(at == std::string_view::npos ? m_rest.size() : at + mark.size());
    }

    void entity() {
        const auto end = m_rest.substr(0, 34).find(';');
        if (end != std::string_view::npos) {
            if (auto text = entityText(m_rest.substr(1, end - 1)); !text.empty()) {
                if (text == "\u00a0") text = m_preformatted ? " " : "\u00a0";
                m_writer.text(text, true);
                m_rest.remove_prefix(end + 1);
                return;
            }
        }
        write("&");
        m_rest.remove_prefix(1);
    }

    void markup() {
        if (m_rest.substr(0, 4) == "<!--") {
            m_rest.remove_prefix(4);
            return skipPast("-->");
        }
        const char next = m_rest.size() > 1 ? m_rest[1] : ' ';
        if (next == '!' || next == '?') return skipPast(">");
        const bool isLetter = (next >= 'a' && next <= 'z') || (next >= 'A' && next <= 'Z');
        if (!isLetter && next != '/') {
            write("<");
            m_rest.remove_prefix(1);
            return;
        }
        const auto tag = takeTag();
        if (!tag.isEnd && isOneOf(kSilent, tag.name)) return skipElement(tag.name);
        if (tag.isEnd)
            closed(tag.name);
        else
            opened(tag);
    }

    Tag takeTag() {
        Tag tag;
        m_rest.remove_prefix(1);
        if (!m_rest.empty() && m_rest.front() == '/') {
            tag.isEnd = true;
            m_rest.remove_prefix(1);
        }
        std::size_t at = 0;
        while (at < m_rest.size() && !isWhite(m_rest[at]) && m_rest[at] != '>' && m_rest[at] != '/') ++at;
        tag.name = toLower(cleanUtf8(m_rest.substr(0, std::min<std::size_t>(at, 32))));
        const auto begin = at;
        const auto limit = std::min(m_rest.size(), begin + kLongestTag);
        char quote = 0;
        for (; at < limit; ++at) {
            const char c = m_rest[at];
            if (quote)
                quote = c == quote ? '\0' : quote;
            else if (c == '>')
                break;
            else if ((c == '"' || c == '\'') && at > 0 && m_rest[at - 1] == '=')
                quote = c;
        }
        if (at == limit) at = std::min(m_rest.find('>', begin), limit);  // a quotation mark never closed
        tag.attributes = m_rest.substr(begin, at - begin);
        m_rest.remove_prefix(std::min(at + 1, m_rest.size()));
        return tag;
    }

    void skipElement(const std::string& name) {
        while (!m_rest.empty()) {
            skipPast("</");
            if (startsWithIgnoringCase(m_rest, name)) return skipPast(">");
        }
    }

    void opened(const Tag& tag) {
        if (tag.name == "br") return m_writer.breakLine();
        if (tag.name == "td" || tag.name == "th") return m_writer.cell();
        if (tag.name == "hr") {
            m_writer.endBlock(false);
            write("________________________________");
            return m_writer.endBlock(false);
        }
        if (tag.name == "img") {
            if (const auto alternative = attribute(tag.attributes, "alt"); !trim(alternative).empty())
                write("[" + std::string(trim(alternative)) + "]");
            return;
        }
        if (tag.name == "blockquote") return m_writer.quote(+1);
        if (tag.name == "pre") ++m_preformatted;
        block(tag.name, tag.name == "p" && attribute(tag.attributes, "class").rfind("Mso", 0) == 0);
        if (tag.name == "li") write("\u2022 ");
    }

    void closed(const std::string& name) {
        if (name == "blockquote") return m_writer.quote(-1);
        if (name == "pre") m_preformatted = std::max(0, m_preformatted - 1);
        if (name == "p" && m_isTight) return m_writer.endBlock(false);
        block(name, false);
    }

    // Word's paragraphs have no margin: their empty lines are paragraphs of their own.
    void block(const std::string& name, bool isTight) {
        if (name == "p") m_isTight = isTight;
        if (isOneOf(kParagraphs, name))
            m_writer.endBlock(!isTight);
        else if (isOneOf(kBlocks, name))
            m_writer.endBlock(false);
    }

    std::string_view m_rest;
    Writer m_writer;
    int m_preformatted = 0;
    bool m_isTight = false;
};

}  // namespace

std::string textOfHtml(std::string_view utf8) { return Converter(utf8).convert(); }

}  // namespace redwell::formats
