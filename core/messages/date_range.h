// Spans of days as heads and titles write them ("Nov 2023 - Jan 2024", "1 to 30 November 2023", "October 2023"): they
// bound the days of the messages below.
#pragma once

#include "messages/time_expression.h"

#include <chrono>
#include <optional>
#include <string_view>

namespace redwell::messages {

struct DateRange {
    std::chrono::sys_days from, until;  // both within
    bool isSingle = false;              // one month, not two ends

    bool holds(std::chrono::sys_days day) const { return from <= day && day <= until; }
    bool operator==(const DateRange&) const = default;
};

// The first such span in the text; a whole day alone is none.
std::optional<DateRange> dateRangeIn(std::string_view text, DateOrder order);

// Empty when the day does not exist.
std::optional<std::chrono::sys_days> calendarDay(int year, int month, int day);

}  // namespace redwell::messages
