// The readings of one line as the head of a chat message. Which of them the document uses is decided in chat_layout.
#pragma once

#include "messages/text_line.h"
#include "messages/time_expression.h"

#include <string>
#include <vector>

namespace redwell::messages {

enum class Shape {
    SenderTime,     // Name (date, time):        text beneath or behind
    TimeColon,      // [date time] Name: text
    TimeName,       // [date time] Name          text beneath
    TimeAngle,      // 12:30 <name> text
    TimeGap,        // 12:30   Name   text       by columns
    TimeBelowName,  // Name / time / text        on lines of their own
    TimeAboveName,  // time / Name / text
    NameTextTime,   // Name: text       12:30, with a colon or by columns
    Count
};

struct ShapeReading {
    Shape shape = Shape::Count;
    std::string sender;
    std::vector<std::string> to;  // "From Ada to Everyone"
    TimeExpression time;
    std::size_t bodyBegin = std::string::npos, bodyEnd = std::string::npos;
    bool isEnclosed = false;                                    // brackets or a colon set the head off from text
    bool isMarkedOff = false;                                   // bars or dashes rather than those do
    double likeness = 0;                                        // of the sender, 0 to 1
    std::size_t stampLine = std::string::npos, stampBegin = 0;  // of a time that ends a further line of the text
};

// hasHandles: "@ada.quill" behind a time in front of the line is who writes.
std::vector<ShapeReading> shapesOf(const TextLine& line, bool hasHandles = true);

// "@ada.quill" of "14:03 @ada.quill On it."; empty without one.
std::string_view handleBehindTime(const TextLine& line);

// "Ada Quill: a text that goes on" on line at, whose last line ends in a time in brackets. right: the edge that
// lines of the document reach.
std::optional<ShapeReading> wrappedBefore(const std::vector<TextLine>& lines, std::size_t at, double right);

// What may follow the time of a head that ends its line: marks, ticks, "edited", a channel word.
bool isDecoration(std::string_view text);

// The line is a time and nothing else.
std::optional<TimeExpression> timeAlone(std::string_view text);

}  // namespace redwell::messages
