// The letter I of a face without serifs, which Tesseract takes for the bar "|".
#pragma once

#include <string>

namespace tesseract {
class ResultIterator;
class TessBaseAPI;
}  // namespace tesseract

namespace redwell::ocr {

// The text of the word at a place, UTF-8. A bar that stands on the line as tall as a capital is an I: the bar itself
// and a table's rule reach below the line.
std::string textOfWord(tesseract::TessBaseAPI& api, const tesseract::ResultIterator& at);

}  // namespace redwell::ocr
