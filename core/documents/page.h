// A page as the reviewer sees it: its size, its words with boxes, and where its text came from.
#pragma once

#include "base/geometry.h"
#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::documents {

enum class TextSource { None, Embedded, Ocr };

std::string_view name(TextSource source);  // "none", "embedded", "ocr"
TextSource textSourceFromName(std::string_view name);

struct Word {
    std::string text;            // UTF-8, no white space inside
    Box box;                     // points, top-left origin, after rotation
    float confidence = 100;      // 0 to 100; embedded text is 100
    bool endsLine = false;       // the last word of a line in reading order
    bool operator==(const Word&) const = default;
};

struct Page {
    int number = 1;              // from 1
    double width = 0, height = 0;  // points, after rotation
    int rotation = 0;            // degrees clockwise that OCR found the pixels turned by (0, 90, 180, 270); already applied to boxes
    TextSource textSource = TextSource::None;
    double confidence = 0;       // mean word confidence, 0 to 100; 0 when there is no text
    std::vector<Word> words;     // reading order
    std::string text;            // words joined by spaces and line feeds, paragraphs kept apart by an empty line
    bool operator==(const Page&) const = default;
};

// The text of words in reading order: a space between words, a line feed after one that ends its line.
std::string textOf(const std::vector<Word>& words);

// Compact form for the database and the wire: little-endian, one record a word. The decoder bounds every count and
// rejects coordinates that are not finite (Damaged).
std::string encodeWords(const std::vector<Word>& words);
Result<std::vector<Word>> decodeWords(std::string_view bytes);

}  // namespace redwell::documents
