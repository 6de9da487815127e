// "2023", "2023-10" or "2023-10-24", and "A..B", as a span of time in a zone.
#pragma once

#include "base/result.h"
#include "base/time.h"

#include <string_view>

namespace redwell::search {

struct DateRange {
    Instant begin, end;  // begin included, end not
};
// Usage when text is no date.
Result<DateRange> dateRange(std::string_view text, std::string_view zone);

}  // namespace redwell::search
