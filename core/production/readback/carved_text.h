// Words out of bytes whose format nobody vouches for: runs of printable characters in 8 and in 16 bits, either order.
// Compressed pixels are random enough to spell short words, so the caller says how long a run must be to count.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace redwell::production {

constexpr std::size_t kShortRun = 4;   // of bytes that are no picture
constexpr std::size_t kBinaryRun = 8;  // of a font program
constexpr std::size_t kLongRun = 12;   // of compressed pixels

// One run a line, as valid UTF-8.
std::string carvedText(std::string_view bytes, std::size_t shortestRun);

// The text between ( ) and < > of PDF syntax, escapes and hexadecimal digits undone, carved in turn.
std::string carvedPdfStrings(std::string_view syntax);

bool isMostlyText(std::string_view bytes);

}  // namespace redwell::production
