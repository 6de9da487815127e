#include "formats/text_file.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/limits.h"

#include <algorithm>

namespace redwell::formats {
namespace {

// Line ends of every platform become line feeds, form feeds new pages.
std::vector<TextBlock> blocksOf(const std::string& text) {
    std::vector<TextBlock> blocks;
    for (const auto& page : split(text, '\f')) {
        std::string lines;
        lines.reserve(page.size());
        for (std::size_t i = 0; i < page.size(); ++i) {
            if (page[i] != '\r')
                lines += page[i];
            else if (i + 1 == page.size() || page[i + 1] != '\n')
                lines += '\n';
        }
        TextBlock block;
        block.text = cleanUtf8(lines);
        block.isMonospaced = true;
        block.startsPage = !blocks.empty();
        if (!block.text.empty() || blocks.empty()) blocks.push_back(std::move(block));
    }
    return blocks;
}

}  // namespace

Result<Rendition> textRendition(std::string_view bytes) {
    if (bytes.size() > kMaxTextBytes)
        return Error{ErrorKind::TooLarge, "holds more than 100 MB of text", {}, "Split it and add the parts."};
    return typeset(blocksOf(utf8Guessed(bytes)));
}

Result<ReadDocument> readText(std::string_view bytes, std::string_view mimeType) {
    ReadDocument document;
    document.kind = documents::Kind::Text;
    document.mimeType = mimeType;
    std::string charset;
    utf8Guessed(bytes.substr(0, 64 * 1024), &charset);
    document.metadata["charset"] = charset;
    REDWELL_TRY(auto rendition, textRendition(bytes));
    REDWELL_CHECK(takePages(std::move(rendition), document));
    return document;
}

}  // namespace redwell::formats
