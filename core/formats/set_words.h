// The words of a line that Pango has set: their letters out of the text, their boxes out of the glyphs' places.
#pragma once

#include "documents/page.h"

#include <pango/pango.h>

#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

// text: of the line's whole layout. left, top and bottom in points; the line's own indent is added.
void addWords(PangoLayoutLine* line, std::string_view text, double left, double top, double bottom,
              std::vector<documents::Word>& words);

// Names of the scripts ("Han") of letters for which the line has no glyph. Control characters, private and unassigned
// codes belong to none.
void addScriptsWithoutFont(PangoLayoutLine* line, std::string_view text, std::set<std::string>& scripts);

}  // namespace redwell::formats
