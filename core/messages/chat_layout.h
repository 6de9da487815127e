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
    std::size_t stampLine = std::string::npos;  // a time that closes the message; it stands from stampBegin on
    std::size_t stampBegin = 0, stampEnd = std::string::npos;  // text of the message may follow it there
    std::string sender;
    std::vector<std::string> to;
    TimeExpression time;
    double confidence = 0;
};

struct ChatReading {
    std::vector<ChatStart> starts;      // by line
    std::vector<std::size_t> dividers;  // lines with only a day
    std::vector<std::size_t> notices;   // lines of the system ("X added Y")
    double score = 0;
    bool usesLoneTimes = false;  // times on lines of their own
    bool timesClose = false;     // and beneath their texts
};

// Empty when no shape explains the document.
std::optional<ChatReading> readChat(const std::vector<TextLine>& lines);

}  // namespace redwell::messages
