// How a chat becomes documents: one conversation, one day of the case's time zone; half days, or thirds, where a day
// has more than 10,000 messages, and runs of 10,000 where that is not enough.
#pragma once

#include "formats/chat/chat_log.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

constexpr std::size_t kMaxSliceEvents = 10'000;

struct ChatSlice {
    std::string conversation;         // id
    std::string label;                // "2019-04-02", "2019-04-02 00-12", "undated"
    std::vector<std::size_t> events;  // places in the log, in order of time
    std::string folder, fileName;     // a name that no other slice of the log has
};

// Slices by conversation, in the log's order of them, and day. Events without a time stand where the file has them.
std::vector<ChatSlice> unitize(const ChatLog& log, std::string_view zone);

// All events in order of time, over all conversations.
std::vector<std::size_t> inOrder(const ChatLog& log);

}  // namespace redwell::formats
