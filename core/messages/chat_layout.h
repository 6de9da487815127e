// Chat logs: which of several line shapes starts a message, decided by the whole document. A shape is only an order of
// sender, time and text; brackets, colons, date forms and columns are whatever the document uses. A shape wins by
// senders that recur beside times, by times that run forward, and by starting in the same column.
#pragma once

#include "messages/text_line.h"
#include "messages/time_expression.h"

#include <optional>
#include <string>
#include <vector>

namespace redwell::messages {

struct ChatStart {
    std::size_t line = 0, lastLine = 0;                                      // its head, first and last line
    std::size_t bodyBegin = std::string::npos, bodyEnd = std::string::npos;  // on lastLine; npos: none, to the end
    std::string sender;
    TimeExpression time;
    double confidence = 0;
};

struct ChatReading {
    std::vector<ChatStart> starts;      // by line
    std::vector<std::size_t> dividers;  // lines with only a day
    std::vector<std::size_t> notices;   // lines that start like a message but have no sender ("X added Y")
    double score = 0;
};

// Empty when no shape explains the document.
std::optional<ChatReading> readChat(const std::vector<TextLine>& lines);

// A line that holds a date and nothing else ("--- Tuesday, 24 October 2023 ---").
std::optional<TimeExpression> dayDividerOf(std::string_view text);

}  // namespace redwell::messages
