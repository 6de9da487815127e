// Puts a message together from the lines that belong to it: the body with the writer's lines and empty lines kept, and
// one region a block of neighbouring lines, so that no region covers what stands between two parts of a message.
#pragma once

#include "documents/message.h"
#include "messages/body_lines.h"
#include "messages/text_line.h"

#include <string_view>
#include <vector>

namespace redwell::messages {

class MessageBuilder {
public:
    documents::Message message;  // its confidence: how far the layout is believed; take() lowers it for the rest

    void addHead(const TextLine& line);
    // text is the part of the line that is body; placed, where it stands when that is not the line itself.
    void addBody(const TextLine& line, std::string_view text, const TextLine* placed = nullptr);
    // Text of the message that is neither head nor body: a mark, a list of reactions.
    void addMark(const TextLine& line) { cover(line); }
    const std::vector<BodyLine>& body() const { return m_body; }
    documents::Message take(const BodyColumns& columns);

private:
    void cover(const TextLine& line);
    double confidenceOfHead() const;

    std::vector<BodyLine> m_body;
    bool m_hasLine = false;
    std::size_t m_lastLine = 0;
    double m_headSum = 0, m_headWorst = 100;
    std::size_t m_headWords = 0;
};

// The messages of a document, in its order.
std::vector<documents::Message> takeAll(std::vector<MessageBuilder> builders);

// Blocks of neighbouring lines, one region each.
std::vector<documents::Region> blocksOf(std::vector<const TextLine*> lines);

}  // namespace redwell::messages
