#include "base/time.h"

#include <gtest/gtest.h>

using namespace redwell;

TEST(StatedTime, KeepsSecondsAndOffsetOnlyWhenGiven) {
    EXPECT_EQ(statedTime(2023, 10, 24, 14, 3).text, "2023-10-24T14:03");
    EXPECT_EQ(statedTime(2023, 10, 24, 14, 3, 11, 120).text, "2023-10-24T14:03:11+02:00");
    EXPECT_EQ(statedTime(2023, 10, 24, 14, 3, 11, -330).text, "2023-10-24T14:03:11-05:30");
}

TEST(StatedTime, RefusesDatesThatDoNotExist) {
    EXPECT_TRUE(statedTime(2023, 2, 30, 10, 0).isEmpty());
    EXPECT_TRUE(statedTime(0, 1, 1, 0, 0).isEmpty());
    EXPECT_TRUE(statedTime(30000, 1, 1, 0, 0).isEmpty());
    EXPECT_TRUE(statedTime(2023, 1, 1, 24, 0).isEmpty());
}

TEST(StatedTime, IsReadInTheCasesZoneWithoutOffset) {
    const StatedTime summer{"2023-07-01T12:00"};
    EXPECT_EQ(toIso(*summer.instant("America/Los_Angeles")), "2023-07-01T19:00:00Z");
    EXPECT_EQ(toIso(*summer.instant("Etc/UTC")), "2023-07-01T12:00:00Z");
    EXPECT_EQ(toIso(*StatedTime{"2023-07-01T12:00+02:00"}.instant("America/Los_Angeles")), "2023-07-01T10:00:00Z");
}

TEST(Instant, IsShownInAZone) {
    const auto instant = *instantFromIso("2023-12-31T23:30:00Z");
    EXPECT_EQ(toLocal(instant, "Europe/Berlin"), "2024-01-01 00:30:00");
    EXPECT_EQ(formatInstant(instant, "Etc/UTC", "MM/dd/yyyy"), "12/31/2023");
}

TEST(Instant, BeforeTheGregorianCalendarIsShownAsItWasStated) {
    for (const std::string stated : {"1582-10-14 12:00:00", "1582-10-15 00:30:00", "1500-03-01 08:05:09",
                                     "0987-01-31 23:59:59", "0001-01-01 00:00:00"}) {
        const auto instant = instantFromIso(stated);
        ASSERT_TRUE(instant) << stated;
        EXPECT_EQ(toLocal(*instant, "Etc/UTC"), stated);
    }
    const auto inZone = StatedTime{"1580-02-03T04:05:06"}.instant("Europe/Berlin");
    EXPECT_EQ(toLocal(*inZone, "Europe/Berlin"), "1580-02-03 04:05:06");
}

TEST(Zone, IsKnownOrNot) {
    EXPECT_TRUE(isKnownZone("America/New_York"));
    EXPECT_FALSE(isKnownZone("Mars/Olympus"));
}

TEST(Time, IsoIsWhatTheCalendarSays) {
    constexpr const char* kPattern = "yyyy-MM-dd'T'HH:mm:ss'Z'";
    EXPECT_EQ(toIso(Instant{0}), "1970-01-01T00:00:00Z");
    EXPECT_EQ(toIso(Instant{-1}), "1969-12-31T23:59:59Z");
    EXPECT_EQ(toIso(Instant{1709164799999}), "2024-02-28T23:59:59Z");
    EXPECT_EQ(toIso(Instant{1709164800000}), "2024-02-29T00:00:00Z");
    std::int64_t at = -62135596800000;  // the first day of the year 1
    for (; at < 253402300800000; at += 31556952000 * 37 + 123456789) {
        const Instant instant{at};
        EXPECT_EQ(toIso(instant), formatInstant(instant, "Etc/UTC", kPattern));
    }
}
