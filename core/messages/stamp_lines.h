// Lines that tell a time beneath, above or between texts: alone, with what every such line says behind it, or as a
// receipt ("Read 10:14").
#pragma once

#include "messages/text_line.h"
#include "messages/time_expression.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages {

struct Stamp {
    std::size_t line = 0, begin = 0;  // where on the line it begins; 0: the line is nothing else
    TimeExpression time;
    bool isReceipt = false;  // tells when the text above it was read or delivered
};

// "Delivered", "Read", "Seen": how a text fared.
bool isReceipt(std::string_view text);

// commonEnd: what nearly every line with a time in front says behind it.
std::optional<Stamp> stampOn(const TextLine& line, std::size_t i, std::string_view commonEnd);

// "- Reply - Like" of "24 Oct 2023, 9:15 - Reply - Like". Empty without one.
std::string commonEndOf(const std::vector<TextLine>& lines);

}  // namespace redwell::messages
