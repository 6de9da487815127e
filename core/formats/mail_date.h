// Date fields as mail programs of all countries and years write them, against RFC 5322: months in their own language,
// zones by name, dots in the clock, a twelve-hour clock, a leap second.
#pragma once

#include "base/time.h"

#include <string_view>

namespace redwell::formats {

// A Date field as a time with its offset; empty for one that is none, such as of the year 0 or 30000.
StatedTime mailTime(std::string_view raw);

}  // namespace redwell::formats
