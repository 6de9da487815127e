#include "messages/in_step.h"

#include <algorithm>
#include <limits>

namespace redwell::messages {
namespace {

constexpr std::int64_t kBeforeAll = std::numeric_limits<std::int64_t>::min();

// Times that never fall, so that merging keeps each side's order.
std::vector<std::int64_t> rising(std::span<const std::optional<Instant>> times) {
    std::vector<std::int64_t> out;
    std::int64_t latest = kBeforeAll;
    for (const auto& time : times) {
        if (time) latest = std::max(latest, time->milliseconds);
        out.push_back(latest);
    }
    return out;
}

}  // namespace

std::vector<StepRow> inStep(std::span<const std::optional<Instant>> left, std::span<const std::optional<Instant>> right,
                            std::int64_t withinMs) {
    const auto leftTimes = rising(left), rightTimes = rising(right);
    std::vector<StepRow> rows;
    std::int64_t rowTime = kBeforeAll;
    std::size_t l = 0, r = 0;
    while (l < leftTimes.size() || r < rightTimes.size()) {
        const bool takesLeft = r == rightTimes.size() || (l < leftTimes.size() && leftTimes[l] <= rightTimes[r]);
        const std::int64_t time = takesLeft ? leftTimes[l] : rightTimes[r];
        const auto at = time == kBeforeAll ? std::nullopt : std::optional(Instant{time});
        const bool fits = !rows.empty() && (takesLeft ? rows.back().left : rows.back().right) == StepRow::kNone &&
                          rows.back().at.has_value() == at.has_value() && (!at || time - rowTime <= withinMs);
        if (!fits) {
            rows.push_back({StepRow::kNone, StepRow::kNone, at});
            rowTime = time;
        }
        if (takesLeft)
            rows.back().left = static_cast<std::ptrdiff_t>(l++);
        else
            rows.back().right = static_cast<std::ptrdiff_t>(r++);
    }
    return rows;
}

}  // namespace redwell::messages
