// Paragraphs that format=flowed (RFC 3676) broke into short lines, whole again.
#pragma once

#include <string>
#include <string_view>

namespace redwell::formats {

std::string unflowed(std::string_view text, bool deletesSpace);

}  // namespace redwell::formats
