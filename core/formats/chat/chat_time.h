// When something happened in a chat, as its export states it. Exports of one conversation mix zones, leave seconds out
// and state years that no calendar has; a moment that cannot be is kept as written and never becomes 1970.
#pragma once

#include "base/time.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace redwell::formats {

struct ChatTime {
    std::string text;           // as stated, ISO 8601 where the source allows it; fractions kept
    StatedTime stated;          // empty: nothing stated, or no moment that a calendar has
    std::int64_t wall = 0;      // microseconds since 1970 of the clock that was read
    std::optional<int> offset;  // minutes east; none: zone unknown

    bool isKnown() const { return !stated.isEmpty(); }
    bool isImpossible() const { return stated.isEmpty() && !text.empty(); }
    bool operator==(const ChatTime&) const = default;
};

// "2019-04-01T16:22:23.001Z", with a space for the T, without seconds, with or without a zone.
ChatTime chatTime(std::string_view iso);
ChatTime chatTime(int year, int month, int day, int hour, int minute, int second = -1);  // zone unknown
ChatTime chatTimeFromUnix(std::int64_t microseconds);                                    // UTC
// "1736478514.897649", as Slack and others write it.
ChatTime chatTimeFromUnixText(std::string_view seconds);

// Where a moment falls in the days of one zone. Times without a zone are taken for that zone's.
class DayClock {
public:
    explicit DayClock(std::string_view zone);
    ~DayClock();
    DayClock(DayClock&&) noexcept;
    struct Place {
        std::int64_t day = 0;  // days since 1970-01-01
        int hour = 0;
    };
    Place place(const ChatTime& time) const;                // time.isKnown()
    std::int64_t microseconds(const ChatTime& time) const;  // since 1970 UTC
    static std::string dayText(std::int64_t day);           // "2019-04-01"

private:
    struct Zone;
    std::unique_ptr<Zone> m_zone;
};

}  // namespace redwell::formats
