// The text of a page for reading and search: words joined in lines, paragraphs kept apart.
#pragma once

#include "documents/page.h"

#include <cstddef>
#include <string>
#include <vector>

namespace redwell::formats {

// As documents::textOf, with an empty line where the white between lines says that a paragraph ends.
std::string pageText(const std::vector<documents::Word>& words);

// Text that no reader could use: glyph codes instead of letters, as fonts without a Unicode map yield.
bool isGarbage(const std::vector<documents::Word>& words, std::size_t characters, std::size_t unreadable);

}  // namespace redwell::formats
