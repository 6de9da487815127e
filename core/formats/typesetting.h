// Mail and text become pages: set in Letter format into a PDF in memory, read back and drawn through the same door as
// any PDF, so that words, boxes and pixels agree by construction. Same text and fonts, same pages.
#pragma once

#include "base/result.h"
#include "documents/message.h"

#include <string>
#include <vector>

namespace redwell::formats {

struct TextBlock {
    std::string label;  // set bold before the text
    std::string text;   // UTF-8, lines parted by line feeds
    bool isMonospaced = false;
    bool startsPage = false;
    bool hasRuleBelow = false;
    double spaceAbove = 0;  // points
};

struct Rendition {
    std::string pdf;
    int pageCount = 0;
    std::vector<std::vector<documents::Region>> regions;  // one entry a block: what it covers, one region a page
};

// Errors: TooLarge beyond kMaxPages.
Result<Rendition> typeset(const std::vector<TextBlock>& blocks);

}  // namespace redwell::formats
