// Puts a message together from the lines that belong to it: the body with its lines and empty lines kept, and one
// region a block of neighbouring lines, so that no region covers what stands between two parts of a message.
#pragma once

#include "documents/message.h"
#include "messages/text_line.h"

#include <string_view>
#include <vector>

namespace redwell::messages {

class MessageBuilder {
public:
    documents::Message message;  // its confidence: how far the layout is believed; take() lowers it for the rest

    void addHead(const TextLine& line);
    // text is the part of the line that is body.
    void addBody(const TextLine& line, std::string_view text);
    // Text of the message that is neither head nor body: a mark, a list of reactions.
    void addMark(const TextLine& line) { cover(line); }
    documents::Message take();

private:
    void cover(const TextLine& line);
    double confidenceOfHead() const;

    bool m_hasBody = false, m_hasLine = false;
    std::size_t m_lastLine = 0;
    double m_headSum = 0, m_headWorst = 100;
    std::size_t m_headWords = 0;
};

// Blocks of neighbouring lines, one region each.
std::vector<documents::Region> blocksOf(std::vector<const TextLine*> lines);

}  // namespace redwell::messages
