// Who a telephone or an account belongs to, and with whom its conversation is, where the print says so. The owner's own
// messages often carry no name.
#pragma once

#include "messages/text_line.h"

#include <string>
#include <vector>

namespace redwell::messages {

struct Sides {
    std::string owner;    // "Me" where nobody is named
    std::string partner;  // empty where nobody is named
};

// Looks at the first lines, up to the first message, and at heads that pages repeat.
Sides sidesOf(const std::vector<TextLine>& lines, std::size_t firstMessage, const std::vector<TextLine>& running = {});

// Names on top of the pages, or of the screens side by side on a page, where a print shows more than one conversation.
class ScreenTitles {
public:
    ScreenTitles(const std::vector<TextLine>& lines, const std::vector<TextLine>& running);
    // With whom the conversation is that the line stands in; empty where all are with the same person.
    std::string over(const TextLine& line) const;
    bool isTitle(std::size_t line) const;

private:
    struct Title {
        int page = 0;
        double middle = 0;  // across, on the page
        std::string name;
    };
    std::vector<Title> m_titles;  // in page order; empty where they name but one person
    std::vector<std::size_t> m_lines;
};

}  // namespace redwell::messages
