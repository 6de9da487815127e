// Quote marks that a scan misread. A column of '>' down a page is read as letters now and then ("NG.", "comes >"),
// which would make the row the words of another writer.
#pragma once

#include "messages/text_line.h"

#include <vector>

namespace redwell::messages {

// Of a scanned page: words that the OCR itself doubts become marks where they stand in the column of the marks of a
// row close above or beneath, whose text begins where theirs goes on. The marks keep the words' boxes.
void mendQuoteMarks(std::vector<TextLine>& lines);

}  // namespace redwell::messages
