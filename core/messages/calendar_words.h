// Names of months and weekdays, day halves and time zones as documents write them, in eight languages.
#pragma once

#include <optional>
#include <string_view>

namespace redwell::messages {

// word is lower case, accents removed, no full stop. 1 to 12.
std::optional<int> monthNamed(std::string_view word);
// 0 Monday to 6 Sunday.
std::optional<int> weekdayNamed(std::string_view word);
// Whether a short weekday, in small letters, is what somebody is called too: "sam", "don".
bool isNameToo(std::string_view weekday);
// 0 for "today", 1 for "yesterday".
std::optional<int> relativeDayNamed(std::string_view word);
// Minutes east of UTC: "pst", "cest", "utc".
std::optional<int> zoneNamed(std::string_view word);

}  // namespace redwell::messages
