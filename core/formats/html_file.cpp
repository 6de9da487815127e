#include "formats/html_file.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/html_text.h"
#include "formats/limits.h"

#include <algorithm>

namespace redwell::formats {
namespace {

constexpr std::size_t kHead = 16 * 1024;  // bytes in which a page names its character set and title

// <meta charset="x"> or <meta http-equiv content="text/html; charset=x">; empty where none is named.
std::string statedCharset(std::string_view bytes) {
    const auto head = toLower(cleanUtf8(bytes.substr(0, kHead)));
    for (auto meta = head.find("<meta"); meta != std::string::npos; meta = head.find("<meta", meta + 1)) {
        const auto tag = std::string_view(head).substr(meta, head.find('>', meta) - meta);
        const auto at = tag.find("charset");
        if (at == std::string_view::npos) continue;
        const auto begin = tag.find_first_not_of("= \"'", at + 7);
        if (begin == std::string_view::npos) continue;
        return std::string(tag.substr(begin, tag.find_first_of("\"'; />", begin) - begin));
    }
    return {};
}

std::string titleOf(const std::string& utf8) {
    const auto head = toLower(utf8.substr(0, kHead));
    if (head.size() != std::min(utf8.size(), kHead)) return {};  // lower case of some letters is longer
    const auto open = head.find("<title");
    const auto begin = open == std::string::npos ? open : head.find('>', open);
    const auto end = begin == std::string::npos ? begin : head.find("</title", begin);
    if (end == std::string::npos) return {};
    const auto title = textOfHtml(utf8.substr(begin + 1, end - begin - 1));
    return std::string(trim(collapseWhitespace(cleanUtf8(title))));
}

Result<Rendition> renditionOf(const std::string& utf8) {
    TextBlock block;
    block.text = cleanUtf8(textOfHtml(utf8));
    return typeset({block});
}

}  // namespace

Result<std::string> utf8OfHtml(std::string_view bytes) {
    if (bytes.size() > kMaxTextBytes)
        return Error{ErrorKind::TooLarge, "holds more than 100 MB of text", {}, "Split it and add the parts."};
    return utf8From(bytes, statedCharset(bytes));
}

Result<Rendition> htmlRendition(std::string_view bytes) {
    REDWELL_TRY(const auto utf8, utf8OfHtml(bytes));
    return renditionOf(utf8);
}

Result<ReadDocument> readHtml(std::string_view bytes) {
    REDWELL_TRY(const auto utf8, utf8OfHtml(bytes));
    ReadDocument document;
    document.kind = documents::Kind::Text;
    document.mimeType = "text/html";
    document.title = titleOf(utf8);
    REDWELL_TRY(auto rendition, renditionOf(utf8));
    REDWELL_CHECK(takePages(std::move(rendition), document));
    return document;
}

}  // namespace redwell::formats
