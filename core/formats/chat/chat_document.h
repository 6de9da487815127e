// From a chat export to what reviewers see: one document where it holds one conversation and one day, else a container
// whose slices are documents.
#pragma once

#include "formats/chat/chat_export.h"
#include "formats/typesetting.h"

namespace redwell::formats {

Result<ReadDocument> readChat(ChatExport chat, const ReadOptions& options);
Result<Rendition> chatRendition(const ChatExport& chat);

}  // namespace redwell::formats
