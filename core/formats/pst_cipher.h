// How Outlook hides a mailbox's text from plain sight (MS-PST 5.1 and 5.2): a fixed substitution, or three fixed
// rotors. No key, no secret.
#pragma once

#include <cstdint>
#include <string>

namespace redwell::formats {

// method as in the file's header; block: id of the block that the bytes stand in.
void decipher(std::string& bytes, std::uint8_t method, std::uint64_t block);

}  // namespace redwell::formats
