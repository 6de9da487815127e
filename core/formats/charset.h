// Bytes of unknown or stated character set into UTF-8. Labels in mail lie often, so bytes that are valid UTF-8 are
// believed before a label for a narrower set.
#pragma once

#include <string>
#include <string_view>

namespace redwell::formats {

// By byte order mark, else UTF-8 when valid, else detected, else windows-1252. name: what it was taken for (may be
// null).
std::string utf8Guessed(std::string_view bytes, std::string* name = nullptr);

// As labelled ("iso-8859-1", "utf-7"); guessed when the label is empty or unknown.
std::string utf8From(std::string_view bytes, std::string_view label);

}  // namespace redwell::formats
