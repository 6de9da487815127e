// Text as it comes out of documents: always made valid UTF-8 at the door, folded for comparison with ICU.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace redwell {

bool isValidUtf8(std::string_view text);
// Invalid sequences become U+FFFD, NUL becomes a space; other control characters except tab and line feed are dropped.
std::string cleanUtf8(std::string_view bytes);

// NFKC, case-folded, accents removed: for comparing, never for showing.
std::string fold(std::string_view text);
std::string toLower(std::string_view text);  // Unicode-aware, root locale
std::string toNfc(std::string_view text);
// Only letters and digits of fold(text).
std::string foldToAlphanumeric(std::string_view text);

std::string_view trim(std::string_view text);
std::vector<std::string> split(std::string_view text, char separator);
std::string join(const std::vector<std::string>& parts, std::string_view separator);
std::string collapseWhitespace(std::string_view text);  // runs of white space become one space, ends trimmed
std::size_t codePointCount(std::string_view utf8);
// At most limit code points, with an ellipsis when cut.
std::string elide(std::string_view utf8, std::size_t limit);
bool startsWithIgnoringCase(std::string_view text, std::string_view prefix);  // ASCII case only

// Controls and bidirectional overrides made visible (<U+202E>), for names and paths on screen.
std::string escapeControls(std::string_view text);

}  // namespace redwell
