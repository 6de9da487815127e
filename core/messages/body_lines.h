// Which line breaks of a printed text are the paper's and which the writer's. A line that ends so near the right edge
// of its column that the next word would not have fitted was wrapped; the column is known from all bodies of the
// document, since one short text alone shows no edge. Lists, quotations, code, and lines that may be the head of an
// overlooked message keep their breaks.
#pragma once

#include "messages/text_line.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages {

// A line of a body as it stands on the page.
struct BodyLine {
    std::string text;
    int page = 0;                             // 0: plain text, which nobody wrapped but its writer
    double gapAbove = 0;                      // as in TextLine
    bool isOcr = false, followsHead = false;  // followsHead: a head stands before it on the same line
    double x0 = 0, x1 = 0, firstWord = 0, height = 0;
};
// text: the part of the line that is body.
BodyLine bodyLine(const TextLine& line, std::string_view text);

class BodyColumns {
public:
    // The bodies of a document, in its order.
    explicit BodyColumns(const std::vector<const std::vector<BodyLine>*>& bodies);
    // The text with an empty line between paragraphs, and wrapped lines as one.
    std::string textOf(const std::vector<BodyLine>& body) const;

private:
    struct Column {
        double left = 0, right = 0;
        std::size_t blocks = 0;
        std::size_t wrapped = 0;  // lines that go on beneath in the middle of a sentence, full as they are
        std::vector<double> ends;
    };
    std::size_t columnAt(double left) const;
    bool goesOn(const BodyLine& line, const BodyLine& next, const Column& column) const;

    std::vector<Column> m_columns;  // by left edge
    double m_widest = 0;
};

}  // namespace redwell::messages
