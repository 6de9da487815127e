// An .rsmf file: an RFC 5322 message around rsmf.zip around rsmf_manifest.json and the files that its events name. A
// bare rsmf.zip and a bare manifest are taken as well.
#pragma once

#include "formats/chat/chat_export.h"

#include <optional>
#include <string_view>

namespace redwell::formats {

constexpr std::string_view kRsmfMimeType = "application/vnd.relativity.rsmf";

bool looksLikeRsmf(std::string_view bytes, std::string_view extension);
// Errors: Damaged (no rsmf.zip, no manifest, nothing readable in it), TooLarge.
Result<ChatExport> readRsmf(std::string_view bytes);
Result<ChatExport> readRsmfZip(Archive archive);  // whose bytes the caller keeps
bool isRsmfZip(const Archive& archive);

}  // namespace redwell::formats
