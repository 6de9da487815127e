// What a printed chat is called: the line above its messages that names the channel, the group or the partner.
#pragma once

#include "messages/text_line.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages {

struct ChatTitle {
    std::size_t line = 0;
    std::string text;  // without a label ("Channel: #planning" is "#planning")
};

// Looks at the lines before the first message, but for the dividers and notices among them. Only of pages: a file of
// text shows its lines anyway.
std::optional<ChatTitle> chatTitle(const std::vector<TextLine>& lines, std::size_t firstMessage,
                                   const std::vector<bool>& isOther);

// "Messages", "Chat transcript": says what it is, not which.
bool isGenericTitle(std::string_view text);

}  // namespace redwell::messages
