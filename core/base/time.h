// Time: stored as UTC with the original zone kept; shown and produced in the case's time zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace redwell {

// Milliseconds since 1970-01-01T00:00:00Z.
struct Instant {
    std::int64_t milliseconds = 0;
    static Instant now();
    auto operator<=>(const Instant&) const = default;
};

// A moment as a document states it. text is "2023-10-24T14:03[:11][+02:00]": local wall clock as written,
// seconds and offset only where the document gives them; "14:03" where it tells no day.
struct StatedTime {
    std::string text;

    bool isEmpty() const { return text.empty(); }
    bool hasDate() const { return text.size() >= 10 && text[4] == '-'; }
    bool hasOffset() const;
    // The instant meant; a time without an offset is read in zone (IANA name). Empty when text is empty or impossible.
    std::optional<Instant> instant(std::string_view zone) const;
    bool operator==(const StatedTime&) const = default;
};

// Makes a StatedTime from parts; second -1 means not given. Empty when the date does not exist (30 February).
StatedTime statedTime(int year, int month, int day, int hour, int minute, int second = -1,
                      std::optional<int> offsetMinutes = std::nullopt);

bool isKnownZone(std::string_view zone);                        // IANA name known to ICU
std::string toIso(Instant instant);                             // 2023-10-24T12:03:11Z
std::string toLocal(Instant instant, std::string_view zone);    // 2023-10-24 14:03:11 in zone
// pattern in ICU's SimpleDateFormat letters, English names: "MM/dd/yyyy", "HH:mm:ss".
std::string formatInstant(Instant instant, std::string_view zone, std::string_view pattern);
std::optional<Instant> instantFromIso(std::string_view iso);    // accepts Z or an offset; none means UTC

}  // namespace redwell
