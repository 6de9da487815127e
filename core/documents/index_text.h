// Text as the full-text index takes it in. A word that a hyphen divides at a line's end is two words to the index, so
// that it is put in once more behind the text: whole, and between the words around it, so that phrases find it too. The
// divided form stays where it is, since the hyphen may be the word's own ("well-" "known").
#pragma once

#include <string>
#include <string_view>

namespace redwell::documents {

// A token of its own that nobody looks for: no phrase runs across it.
inline constexpr std::string_view kApart = "\n\uE000\n";

enum class Divided {
    AtLineEnds,
    InWords,  // any hyphen between letters: the text has been put together out of lines, and nobody knows where they
              // ended
};

std::string indexText(std::string text, Divided divided);

}  // namespace redwell::documents
