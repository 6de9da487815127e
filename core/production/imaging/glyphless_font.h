// A TrueType font whose glyphs are all blank, for the text layer of a page image. Embedded so that no viewer goes
// looking for a substitute, and made here so that it holds nothing but the count of glyphs.
#pragma once

#include <string>

namespace redwell::production {

// glyphs: 1 to 65,535; glyph 0 included. 1000 units an em, each glyph 500 wide.
std::string glyphlessFont(int glyphs);

}  // namespace redwell::production
