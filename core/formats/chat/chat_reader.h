// Which of the chat sources a file is, by what is in it: RSMF, Slack, WhatsApp, iMessage, Teams, a table of messages.
#pragma once

#include "formats/chat/chat_export.h"
#include "formats/file_kind.h"

#include <optional>

namespace redwell::formats {

// Nothing where the bytes are no chat export; errors where they are one that cannot be read. bytes must outlive the
// export.
Result<std::optional<ChatExport>> chatIn(std::string_view bytes, const FileKind& kind, const ReadOptions& options);

}  // namespace redwell::formats
