// Lines of a page, found again from the words' boxes, since the order and line ends that OCR reports break on skewed,
// ruled or two-column pages. Coordinates are straightened (the page's skew taken out), so that columns and margins
// compare across a page and across pages; the boxes on the page are kept beside them.
#pragma once

#include "base/geometry.h"
#include "documents/page.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages {

struct LineWord {
    std::size_t begin = 0, end = 0;  // bytes in the line's text
    Box box;                         // on the page
    double x0 = 0, x1 = 0;           // straightened
    double confidence = 100;         // 0 to 100, as OCR gave it
};

constexpr double kStartsPage = 99;  // the gap above the first line of a page

struct TextLine {
    int page = 0;           // from 1; 0 for plain text
    std::size_t order = 0;  // among the lines of the document
    double pageHeight = 0, pageWidth = 0;
    bool isOcr = false;
    Box box;                                // on the page
    double x0 = 0, y0 = 0, x1 = 0, y1 = 0;  // straightened
    double gapAbove = 0;  // white above, in steps from line to line: 0 inside a paragraph, 1 an empty line
    std::string text;     // words joined by one space
    std::vector<LineWord> words;

    double height() const { return y1 - y0; }
};

std::vector<TextLine> linesOf(const documents::Page& page);
// Plain text on a grid of cells 6 by 12, so that columns and empty lines mean the same as on a page.
std::vector<TextLine> linesOfText(std::string_view text);

// The part of a line made of words [first, last).
TextLine partOf(const TextLine& line, std::size_t first, std::size_t last);
// Runs of words parted by gaps wider than widths of a line's height: the cells of a row.
std::vector<TextLine> segmentsOf(const TextLine& line, double heights);

// Whether the white before word w is clearly more than a space: wider than heights of the line and than its other
// spaces, since typewriter letters stand far apart.
bool isWideGap(const TextLine& line, std::size_t w, double heights);

// The white above line i is that within a text. Where most texts are of one line the step from text to text is what
// gapAbove is measured in, so what a page says of its letters' height counts too.
bool isWithinText(const std::vector<TextLine>& lines, std::size_t i);

// Where the word holding this byte of the text begins; words.size() past the end.
std::size_t wordAt(const TextLine& line, std::size_t byte);

}  // namespace redwell::messages
