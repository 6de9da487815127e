// Where the words of a text stand within other words, though OCR misread some, a line break divided one, or only a part
// was quoted: runs of words in the same order, told apart by how far they are shifted.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::redaction {

struct QuotedRun {
    std::size_t first = 0, last = 0;  // words, from the first that stands there to the last, gaps between included
    double score = 0;                 // share of the text's words that stand there
    double whole = 0;                 // the same, with those between them that were misread or divided
    std::size_t longest = 0;          // words in a row without a fault
    bool isPart = false;              // too little to be sure of: a phrase of it
    std::size_t ownFirst = 0, ownLast = 0;  // words of the text
};

class Quotation {
public:
    explicit Quotation(std::string_view text);
    // Folded: letters and digits alone.
    const std::vector<std::string>& words() const { return m_words; }
    // Shorter texts say nothing by themselves.
    bool isTelling() const;
    // words: as they stand, folded inside; what holds neither letter nor digit does not count. In their order, apart.
    // First and last are words of the text: what stands beside them is somebody else's.
    std::vector<QuotedRun> in(std::span<const std::string> words) const;
    // Those and phrases of the text too, which may be chance.
    std::vector<QuotedRun> withPartsIn(std::span<const std::string> words) const;

private:
    std::vector<QuotedRun> find(std::span<const std::string> words, bool withParts) const;

    std::vector<std::string> m_words;
};

}  // namespace redwell::redaction
