// Which messages of a thread must be read: those whose words no later message holds in full. A later message holds an
// earlier one when its document's text has all of the earlier one's letters in a row, all of its attachments, and every
// quotation that the thread knows by it alone.
#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace redwell::analysis {

struct ThreadText {
    std::string own;                       // letters of the message's own words
    std::string all;                       // letters of everything that its document says
    std::vector<std::string> attachments;  // hashes, sorted
    std::vector<std::size_t> quoted;       // quotations that no delivered message stands for, sorted
    std::vector<std::size_t> held;         // members whose words it is known to quote, sorted
    std::optional<std::int64_t> minute;
    std::size_t parent = static_cast<std::size_t>(-1);  // a member of the thread
};

// One a member, in the order given. Time grows with the thread's text.
std::vector<bool> inclusiveMembers(const std::vector<ThreadText>& members);

}  // namespace redwell::analysis
