// A whole message as JSON and back, for what keeps messages as they stood (corrections). Ids and ordinals included.
#pragma once

#include "base/result.h"
#include "documents/message.h"

#include <nlohmann/json_fwd.hpp>

namespace redwell::messages {

nlohmann::json toJson(const documents::Message& message);
// Damaged when it is no message.
Result<documents::Message> messageFromJson(const nlohmann::json& value);

}  // namespace redwell::messages
