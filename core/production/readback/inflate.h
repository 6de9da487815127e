// Flate data with a bound on what comes out, and a look at what was left unread behind them.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace redwell::production {

struct Inflated {
    std::string bytes;
    std::size_t unused = 0;  // bytes behind the end of the compressed data
    bool isTooLarge = false, isDamaged = false;
};

// isCompressed false: the bytes as they are.
Inflated inflated(std::string_view data, bool isCompressed);

}  // namespace redwell::production
