// Whether a text has the form of an example: "0000-00-00.json" stands for any day's file.
#pragma once

#include <algorithm>
#include <string_view>

namespace redwell {

// A 0 of the form stands for any digit, every other character for itself.
inline bool hasForm(std::string_view text, std::string_view form) {
    return std::ranges::equal(text, form, [](char c, char f) { return f == '0' ? c >= '0' && c <= '9' : c == f; });
}

}  // namespace redwell
