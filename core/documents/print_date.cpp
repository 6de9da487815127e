#include "documents/print_date.h"

#include <algorithm>

namespace redwell::documents {

StatedTime dateOf(Kind kind, const StatedTime& stated, const std::vector<Message>& messages) {
    const bool isPrint = kind == Kind::Pdf || kind == Kind::Image;
    if (!isPrint && !stated.isEmpty()) return stated;
    const auto said =
        std::ranges::find_if(messages, [](const Message& m) { return m.depth == 0 && m.sent.hasDate(); });
    return said == messages.end() ? stated : said->sent;
}

}  // namespace redwell::documents
