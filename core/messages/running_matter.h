// What a page carries besides its content: running heads and feet, page numbers, Bates stamps, confidentiality legends.
// Found by repetition at the same height over pages; on a single page by what such lines say and how far out they
// stand. Lines are peeled from the outside in, so that content that happens to repeat inside a page stays.
#pragma once

#include "messages/text_line.h"

namespace redwell::messages {

struct PartedLines {
    std::vector<TextLine> content;  // in page order
    std::vector<TextLine> running;
};

// One entry a page.
PartedLines partRunningMatter(std::vector<std::vector<TextLine>> pages);

// "MERIDIAN_00001204", "ABC-0000123": a production's number for a page.
bool looksLikeBatesNumber(std::string_view text);

}  // namespace redwell::messages
