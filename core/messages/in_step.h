// Two conversations beside each other on one axis of time: which message of the left stands beside which of the right.
#pragma once

#include "base/time.h"

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <vector>

namespace redwell::messages {

struct StepRow {
    static constexpr std::ptrdiff_t kNone = -1;
    std::ptrdiff_t left = kNone, right = kNone;  // places in what was given; at least one is there
    std::optional<Instant> at;                   // the earlier of the two; empty: neither is dated
    bool operator==(const StepRow&) const = default;
};

// times: of each message of a side, in the order in which that side is read. No side ever changes its order, and no
// message stands above one that was written before it, except where its own side reads so. Two messages share a row
// when nothing lies between them and they are at most withinMs milliseconds apart. A message without a time follows the
// one before it on its side.
std::vector<StepRow> inStep(std::span<const std::optional<Instant>> left, std::span<const std::optional<Instant>> right,
                            std::int64_t withinMs);

}  // namespace redwell::messages
