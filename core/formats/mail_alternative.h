// Which of the plain and the HTML text of a mail is its body. Mail programs write one text twice; senders of bulk mail,
// and those who want to hide something, do not.
#pragma once

#include <string_view>

namespace redwell::formats {

// Plain: the HTML says the same. Html: it says more, and the plain text is in it or only tells that it is meant.
// Both: each says what the other does not, so that neither may be left out.
enum class BodyText { Plain, Html, Both };
BodyText bodyTextOf(std::string_view plain, std::string_view html);

}  // namespace redwell::formats
