// The slices of a chat as children of its container, batch by batch, each with the attachments that its events name.
#pragma once

#include "formats/chat/chat_export.h"
#include "formats/chat/unitization.h"

namespace redwell::formats {

// resumeAt: the next slice; behind the last one follow the files that no event names and the parts that are broken.
Status takeSlices(ChatExport& chat, const std::vector<ChatSlice>& slices, std::string_view resumeAt,
                  ReadDocument& container);

}  // namespace redwell::formats
