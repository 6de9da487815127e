// Writes one slice of a chat as an RSMF 2.0 file. The same slice gives the same bytes on every machine: no clock, no
// compressor, entries by name.
#pragma once

#include "formats/chat/chat_log.h"
#include "formats/chat/unitization.h"

#include <map>
#include <string>

namespace redwell::formats {

// files: bytes by the attachments' ids; names are those of entries.
std::string writeRsmf(const ChatLog& log, const ChatSlice& slice, const std::map<std::string, std::string>& files);

// A ZIP of stored entries in this order, all of 1 January 1980.
std::string writeZip(const std::map<std::string, std::string>& files);

}  // namespace redwell::formats
