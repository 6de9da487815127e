// What a print says about its days as a whole: the span that it covers, the day that it begins with, the day on which
// it was made.
#pragma once

#include "messages/date_range.h"
#include "messages/text_line.h"
#include "messages/time_expression.h"

#include <chrono>
#include <optional>
#include <string_view>
#include <vector>

namespace redwell::messages {

struct YearClues {
    std::vector<DateRange> ranges;
    std::optional<std::chrono::sys_days> titled;   // a day named above what follows
    std::optional<std::chrono::sys_days> printed;  // nothing was written later
};

// The day of printing is not the day of what is printed.
bool tellsOfPrinting(std::string_view text);

// heads: lines above the messages; running: heads and feet of pages, whose days are days of printing.
YearClues yearCluesOf(const std::vector<const TextLine*>& heads, const std::vector<TextLine>& running, DateOrder order);

}  // namespace redwell::messages
