// HTML of a mail as plain text: what a reader would see, line by line, quotations marked with ">" so that a chain is
// found as in plain mails. A tokenizer and a list of block elements; no tree is built, so depth and size cost nothing.
#pragma once

#include <string>
#include <string_view>

namespace redwell::formats {

std::string textOfHtml(std::string_view utf8);

// "&eacute;" and "&#233;" without & and ;. Empty when unknown.
std::string entityText(std::string_view name);

}  // namespace redwell::formats
