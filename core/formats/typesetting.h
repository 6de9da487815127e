// Mail and text become pages: set in Letter format into a PDF in memory, which is drawn through the same door as any
// PDF. Words are those that were set, with the boxes that they were given: read back from the PDF, a letter that no
// font has would be the digits in its box. Same text and fonts, same pages.
#pragma once

#include "base/result.h"
#include "documents/message.h"
#include "documents/page.h"
#include "formats/reader.h"

#include <set>
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
    std::vector<std::vector<documents::Word>> words;      // one entry a page, in the order of the text
    std::set<std::string> scriptsWithoutFont;             // of letters drawn as boxes: "Han", "Thai"
    std::vector<std::vector<documents::Region>> regions;  // one entry a block: what it covers, one region a page
};

// Errors: TooLarge beyond kMaxPages.
Result<Rendition> typeset(const std::vector<TextBlock>& blocks);

// The rendition's pages with their words and texts into document. Errors: TooLarge beyond kMaxWords.
Status takePages(Rendition rendition, ReadDocument& document);

}  // namespace redwell::formats
