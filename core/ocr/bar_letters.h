// The letter I of a face without serifs, which Tesseract takes for the bar "|".
#pragma once

#include "documents/page.h"

#include <string>
#include <vector>

namespace tesseract {
class ResultIterator;
class TessBaseAPI;
}  // namespace tesseract

namespace redwell::ocr {

struct ReadWord {
    std::string text;        // UTF-8
    bool isLoneBar = false;  // one bar that may be the letter
};

// The word at a place. A bar within it that stands on the line as tall as a capital is an I: the bar itself and most
// rules of a table reach below the line.
ReadWord wordAt(tesseract::TessBaseAPI& api, const tesseract::ResultIterator& at);

// Makes letters of the lone bars among a page's words, by index. Those that part columns stay: they stand beneath one
// another on most lines, or before a capital or a number.
void settleLoneBars(std::vector<documents::Word>& words, const std::vector<std::size_t>& bars);

}  // namespace redwell::ocr
