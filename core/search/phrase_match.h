// Where words and phrases stand on the pages of one document. The text is compared folded, as runs of letters and
// digits, so that case, accents and punctuation do not count; words broken by a hyphen at a line's end are read as one.
#pragma once

#include "base/geometry.h"
#include "documents/page.h"

#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::search {

enum class MatchHow {
    Words,   // the very words, as the full-text index divides them
    Prefix,  // likewise, but the last word may go on
    Joined,  // from a word's beginning to a word's end, however it is divided between: what a redaction must cover
    PartOf,  // anywhere inside a word too
};

class PhraseMatch {
public:
    // pages must outlive this object.
    explicit PhraseMatch(std::span<const documents::Page> pages);

    struct Match {
        std::size_t first = 0, last = 0;  // words, counted through the document
    };
    std::vector<Match> find(std::string_view phrase, MatchHow how) const;

    struct Line {
        int page = 1;
        Box box;
        std::string text;
    };
    // The words first to last, one entry a line of a page.
    std::vector<Line> lines(Match match) const;
    // The words around a match, for reading it in its place.
    struct Context {
        std::string text;
        std::size_t hitAt = 0, hitSize = 0;  // bytes of the text
    };
    Context context(Match match, std::size_t words = 8) const;
    std::size_t wordCount() const { return m_words.size(); }
    const documents::Word& word(std::size_t index) const { return *m_words[index].word; }
    int pageOf(std::size_t index) const { return m_words[index].page; }

private:
    struct PlacedWord {
        const documents::Word* word;
        int page;
    };
    bool isAt(std::size_t begin, std::size_t end, const std::vector<std::size_t>& joints, MatchHow how) const;

    std::vector<PlacedWord> m_words;
    std::string m_text;                  // folded letters and digits of all words, nothing between
    std::vector<std::uint32_t> m_owner;  // of each byte: its word
    std::vector<bool> m_starts;          // of each byte: a token begins here
};

}  // namespace redwell::search
