// A Slack export: users.json and channels.json (groups, mpims, dms) beside one folder a channel with one file a day.
#pragma once

#include "formats/chat/chat_export.h"

#include <optional>

namespace redwell::formats {

// The folder inside the archive in which the export stands ("" or "name/"); nothing when it is none.
std::optional<std::string> slackRoot(const Archive& archive);

// A file that breaks off keeps the messages before the break and becomes a part with a problem; the rest goes on.
Result<ChatExport> readSlack(Archive archive, std::string_view bytes, const std::string& root);

}  // namespace redwell::formats
