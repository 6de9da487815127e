// Puts a message together from the lines that belong to it: the body with its lines and empty lines kept, and one
// region a page.
#pragma once

#include "documents/message.h"
#include "messages/text_line.h"

#include <string_view>
#include <vector>

namespace redwell::messages {

class MessageBuilder {
public:
    documents::Message message;

    void addHead(const TextLine& line) { cover(line); }
    // text is the part of the line that is body.
    void addBody(const TextLine& line, std::string_view text);
    documents::Message take();

private:
    void cover(const TextLine& line);
    bool m_hasBody = false;
};

// Blocks of neighbouring lines, one region each.
std::vector<documents::Region> blocksOf(const std::vector<const TextLine*>& lines);

}  // namespace redwell::messages
