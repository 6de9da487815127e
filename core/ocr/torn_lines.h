// Lines that the search for columns tore apart: in typewriter letters the spaces stand beneath one another, and a lane
// of them looks like the white between two columns. Read as columns a few letters wide, times and names are lost.
#pragma once

#include "documents/page.h"

#include <vector>

namespace redwell::ocr {

// How many ends of lines have the beginning of another line close beside them, no more than a space away, one of the
// two only some words wide: two wide ones are columns of text set close. words as recognized, in reading order with
// their line ends.
std::size_t tornLines(const std::vector<documents::Word>& words);

// Whether so many of them are torn that the page is worth a second reading as a single column.
bool isTorn(const std::vector<documents::Word>& words);

// Whether marks that stand beneath one another at the front of lines, as '>' does in a quotation, were taken for text
// on its side: words taller than wide, close before words of the page. Read so, nobody knows who is quoted.
bool hasMarksOnTheirSide(const std::vector<documents::Word>& words);

// Lines that end in a word wider than tall.
std::size_t uprightLines(const std::vector<documents::Word>& words);

}  // namespace redwell::ocr
