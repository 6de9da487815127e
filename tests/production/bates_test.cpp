#include "production/bates.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace redwell::production {
namespace {

TEST(BatesNumber, KeepsItsWidth) {
    EXPECT_EQ(*batesNumber("MER-", 8, 1), "MER-00000001");
    EXPECT_EQ(*batesNumber("MER-", 8, 99'999'999), "MER-99999999");
    EXPECT_EQ(*batesNumber("X", 1, 9), "X9");
    EXPECT_EQ(*batesNumber("X", 12, 123'456'789'012), "X123456789012");
}

TEST(BatesNumber, IsRefusedWhenItOverflowsItsDigits) {
    const auto number = batesNumber("MER-", 4, 10'000);
    ASSERT_FALSE(number);
    EXPECT_EQ(number.error().kind, ErrorKind::Usage);
    EXPECT_THAT(number.error().message(), testing::HasSubstr("at least 5"));
    EXPECT_FALSE(batesNumber("MER-", 4, 0));
    EXPECT_FALSE(batesNumber("MER-", 4, -1));
}

TEST(BatesNumber, OfAPageCountsOnOrIsASuffix) {
    Specification s;
    s.batesPrefix = "M";
    s.batesDigits = 3;
    EXPECT_EQ(*pageBates(s, 98, 1), "M098");
    EXPECT_EQ(*pageBates(s, 98, 2), "M099");
    EXPECT_FALSE(pageBates(s, 998, 3));
    s.level = Specification::Level::Document;
    EXPECT_EQ(*pageBates(s, 98, 1), "M098-0001");
    EXPECT_EQ(*pageBates(s, 98, 12), "M098-0012");
}

TEST(BatesNumber, SortsAsItCounts) {
    std::string last;
    for (std::int64_t i = 1; i < 1200; i += 7) {
        const auto number = *batesNumber("A-", 5, i);
        EXPECT_LT(last, number);
        last = number;
    }
}

}  // namespace
}  // namespace redwell::production
