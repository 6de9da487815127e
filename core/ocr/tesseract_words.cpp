#include "ocr/tesseract_words.h"

#include "base/text.h"
#include "ocr/bar_letters.h"

#include <tesseract/baseapi.h>
#include <tesseract/resultiterator.h>

#include <algorithm>
#include <memory>
#include <string>

namespace redwell::ocr {

using documents::Word;

namespace {

constexpr float kNoiseConfidence = 20;

bool isLetterOrDigit(char c) {
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
           static_cast<unsigned char>(c) >= 0x80;
}

// Specks and rules read as characters. Doubtful words of several letters stay: a poor word found beats a word missed.
bool isNoise(const Word& word, double pageHeight) {
    const auto letters = std::count_if(word.text.begin(), word.text.end(), isLetterOrDigit);
    const bool isPunctuation = foldToAlphanumeric(word.text).empty();
    if (isPunctuation) return word.confidence < 60;
    if (word.box.height() > pageHeight / 4) return true;
    return word.confidence < kNoiseConfidence && letters < 3;
}

}  // namespace

std::vector<Word> recognizedWords(tesseract::TessBaseAPI& api, double width, double height) {
    std::vector<Word> words;
    std::vector<std::size_t> bars;
    const std::unique_ptr<tesseract::ResultIterator> at(api.GetIterator());
    if (!at) return words;
    bool lineHasWords = false;
    at->Begin();
    do {
        if (at->IsAtBeginningOf(tesseract::RIL_TEXTLINE)) lineHasWords = false;
        const auto read = wordAt(api, *at);
        int x0 = 0, y0 = 0, x1 = 0, y1 = 0;
        if (!read.text.empty() && at->BoundingBox(tesseract::RIL_WORD, &x0, &y0, &x1, &y1)) {
            Word word;
            for (const char c : cleanUtf8(read.text))
                if (static_cast<unsigned char>(c) > ' ') word.text += c;
            word.confidence = std::clamp(at->Confidence(tesseract::RIL_WORD), 0.0F, 100.0F);
            word.box =
                Box{static_cast<double>(x0), static_cast<double>(y0), static_cast<double>(x1), static_cast<double>(y1)}
                    .intersected({0, 0, width, height});
            if (!word.text.empty() && !word.box.isEmpty() && (read.isLoneBar || !isNoise(word, height))) {
                if (read.isLoneBar) bars.push_back(words.size());
                words.push_back(std::move(word));
                lineHasWords = true;
            }
        }
        if (at->IsAtFinalElement(tesseract::RIL_TEXTLINE, tesseract::RIL_WORD) && lineHasWords)
            words.back().endsLine = true;
    } while (at->Next(tesseract::RIL_WORD));
    if (!words.empty()) words.back().endsLine = true;
    settleLoneBars(words, bars);
    return words;
}

double meanConfidence(const std::vector<Word>& words) {
    double sum = 0;
    for (const auto& word : words) sum += static_cast<double>(word.confidence);
    return words.empty() ? 0 : sum / static_cast<double>(words.size());
}

}  // namespace redwell::ocr
