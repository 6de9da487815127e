// What Tesseract read, as words: noise left out, line ends kept. Boxes are pixels of the picture it was given.
#pragma once

#include "documents/page.h"

#include <vector>

namespace tesseract {
class TessBaseAPI;
}

namespace redwell::ocr {

// After Recognize(). width and height in pixels.
std::vector<documents::Word> recognizedWords(tesseract::TessBaseAPI& api, double width, double height);

double meanConfidence(const std::vector<documents::Word>& words);

}  // namespace redwell::ocr
