// A chat export as it was found: the log, and the files that came with it, still packed.
#pragma once

#include "formats/archive.h"
#include "formats/chat/chat_log.h"
#include "formats/reader.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redwell::formats {

struct ChatExport {
    ChatLog log;
    std::string mimeType;
    std::shared_ptr<const std::string> ownedBytes;  // what the archive lies in, where that is not the file itself
    std::optional<Archive> archive;
    std::vector<std::size_t> unreferenced;  // entries of the archive that no event names
    std::vector<Child> extras;  // files beside the archive, and parts that could not be read whole (with a problem)
};

// Marks every attachment that the archive holds under this name as delivered, and lists what nobody refers to but
// spoken: entries that the format itself is made of.
void matchAttachments(ChatExport& chat, const std::vector<std::string>& spoken);

}  // namespace redwell::formats
