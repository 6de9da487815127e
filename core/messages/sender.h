// Whether a piece of text can be the name of somebody who writes messages, and whether two of them are the same one.
#pragma once

#include <string>
#include <string_view>

namespace redwell::messages {

// 0 (a sentence, a label) to 1 (a full name, an address).
double nameLikeness(std::string_view text);

// Brackets, bullets, joining words ("at", "said") and marks taken off both ends.
std::string_view trimmedSender(std::string_view text);

// The same for names that differ only in case, accents, spaces or the letters that OCR confuses.
std::string senderKey(std::string_view text);

// "Imogen Vale <ivale@example.org>": the name, or the address where there is none.
std::string displayName(std::string_view participant);

}  // namespace redwell::messages
