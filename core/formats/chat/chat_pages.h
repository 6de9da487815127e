// A chat set as pages: days divided, each event with its sender and time, and under it everything that is known of it,
// since what does not stand on a page is neither read, redacted nor produced.
#pragma once

#include "formats/chat/chat_log.h"
#include "formats/typesetting.h"

#include <vector>

namespace redwell::formats {

struct ChatPages {
    Rendition rendition;
    std::vector<std::size_t> events;                      // places in the log, in the order of the pages
    std::vector<std::vector<documents::Region>> regions;  // of each of them: one a page, over all that it shows
};

// Independent of the case's zone: times stand as stated. Errors: TooLarge.
Result<ChatPages> setAsPages(const ChatLog& log);

// "2019-04-01 16:22:23 +00:00"; says so where a time is not stated or cannot be.
std::string shownTime(const ChatTime& time);

}  // namespace redwell::formats
