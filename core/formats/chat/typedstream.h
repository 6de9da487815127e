// The text of an attributed string in NeXT's typedstream, the form in which Apple keeps the bodies of messages. Only
// the string is taken; the runs of attributes behind it say nothing that a reader would see.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace redwell::formats {

bool isTypedstream(std::string_view bytes);
// UTF-8; U+FFFC where an attachment stands. Nothing where no string is found whole.
std::optional<std::string> typedstreamText(std::string_view bytes);

}  // namespace redwell::formats
