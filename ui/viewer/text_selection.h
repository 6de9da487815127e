// A selection of whole words across pages, in reading order: an anchor and where it reaches now. Words are what OCR
// and PDF text agree on, so a selection never ends inside one.
#pragma once

#include "base/geometry.h"
#include "documents/page.h"

#include <compare>
#include <optional>
#include <string>
#include <vector>

namespace redwell::ui {

struct WordPlace {
    int page = 0;  // from 0
    int word = 0;
    auto operator<=>(const WordPlace&) const = default;
};

// The word at a point; with nearest, the closest one on the page when the point hits none.
std::optional<WordPlace> wordAt(const std::vector<documents::Page>& pages, int page, double x, double y, bool nearest);

class TextSelection {
public:
    bool isEmpty() const { return !m_anchor; }
    void clear() { m_anchor.reset(); }
    void start(WordPlace at) { m_anchor = m_reach = at; }
    void extend(WordPlace to);
    void all(const std::vector<documents::Page>& pages);

    WordPlace first() const { return std::min(*m_anchor, m_reach); }
    WordPlace last() const { return std::max(*m_anchor, m_reach); }

    // Spaces between words, a line feed after each line, an empty line between pages.
    std::string text(const std::vector<documents::Page>& pages) const;
    // One box a line, on one page (from 0).
    std::vector<Box> boxes(const std::vector<documents::Page>& pages, int page) const;

private:
    std::optional<WordPlace> m_anchor;
    WordPlace m_reach;
};

}  // namespace redwell::ui
