// What Apple's store notes of changes to a message (message_summary_info): its versions, and what was taken back.
#pragma once

#include "formats/chat/chat_time.h"

#include <nlohmann/json.hpp>

#include <optional>
#include <string>
#include <vector>

namespace redwell::formats {

struct MessageVersion {
    ChatTime at;
    std::string text;
};

struct MessageSummary {
    std::vector<MessageVersion> versions;  // of the first part that was edited, oldest first
    std::vector<int> retracted;            // parts taken back, from 0
};

// Nothing where the list is no such note.
std::optional<MessageSummary> summaryOf(const nlohmann::json& list);

// Seconds, or in newer stores nanoseconds, since 2001.
ChatTime appleTime(double since2001);

}  // namespace redwell::formats
