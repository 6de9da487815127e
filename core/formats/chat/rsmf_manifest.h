// rsmf_manifest.json, versions 1.0 and 2.0, read leniently and written strictly. What a manifest says wrongly is
// reported event by event; the rest of it counts.
#pragma once

#include "base/result.h"
#include "formats/chat/chat_log.h"

#include <string>
#include <string_view>

namespace redwell::formats {

// Errors: Damaged when nothing of it could be read. Where it breaks off later, what stood before is in the log and the
// break among its problems.
Result<ChatLog> readManifest(std::string_view json);

// One conversation's events (places in log.events) with everything that they refer to.
std::string writeManifest(const ChatLog& log, const std::string& conversation, const std::vector<std::size_t>& events);

// Names of custom fields that Redwell gives a slice for what it cannot see any more from within.
constexpr std::string_view kParentElsewhere = "redwell_parent_elsewhere";  // time of a parent in another slice
constexpr std::string_view kAbsence = "redwell_absence";                   // "ATTACHMENT: why it is not there"

}  // namespace redwell::formats
