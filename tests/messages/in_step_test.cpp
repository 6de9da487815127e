#include "messages/in_step.h"

#include <gtest/gtest.h>

namespace redwell::messages {
namespace {

constexpr std::int64_t kMinute = 60'000, kHour = 60 * kMinute;
using Times = std::vector<std::optional<Instant>>;

Times minutes(std::initializer_list<int> list) {
    Times times;
    for (const int minute : list) times.push_back(Instant{minute * kMinute});
    return times;
}

using Pair = std::pair<std::ptrdiff_t, std::ptrdiff_t>;
std::vector<Pair> pairs(const Times& left, const Times& right, std::int64_t within = kHour) {
    std::vector<Pair> out;
    for (const auto& row : inStep(left, right, within)) out.emplace_back(row.left, row.right);
    return out;
}

TEST(InStep, WhatWasMailedThatHourStandsBesideWhatWasWritten) {
    EXPECT_EQ(pairs(minutes({0, 300}), minutes({40, 320})), (std::vector<Pair>{{0, 0}, {1, 1}}));
}

TEST(InStep, WhatIsFurtherApartHasRowsOfItsOwn) {
    EXPECT_EQ(pairs(minutes({0}), minutes({90})), (std::vector<Pair>{{0, -1}, {-1, 0}}));
    EXPECT_EQ(pairs(minutes({0}), minutes({40}), 10 * kMinute), (std::vector<Pair>{{0, -1}, {-1, 0}}));
}

TEST(InStep, AMailStandsBesideTheChatLineBeforeItAndNotTheFirstOfTheHour) {
    EXPECT_EQ(pairs(minutes({0, 10, 20, 50}), minutes({25})), (std::vector<Pair>{{0, -1}, {1, -1}, {2, 0}, {3, -1}}));
}

TEST(InStep, EachSideKeepsItsOrderEvenWhereItsTimesFall) {
    EXPECT_EQ(pairs(minutes({100, 20, 110}), minutes({30})), (std::vector<Pair>{{-1, 0}, {0, -1}, {1, -1}, {2, -1}}));
}

TEST(InStep, AMessageWithoutATimeFollowsTheOneBeforeIt) {
    Times left = minutes({0});
    left.push_back(std::nullopt);
    left.push_back(Instant{400 * kMinute});
    EXPECT_EQ(pairs(left, minutes({200})), (std::vector<Pair>{{0, -1}, {1, -1}, {-1, 0}, {2, -1}}));
    EXPECT_EQ(pairs({std::nullopt}, minutes({5})), (std::vector<Pair>{{0, -1}, {-1, 0}}));
}

TEST(InStep, ASideWithoutMessagesLeavesTheOtherWhole) {
    EXPECT_EQ(pairs({}, minutes({1, 2})), (std::vector<Pair>{{-1, 0}, {-1, 1}}));
    EXPECT_TRUE(inStep({}, {}, kHour).empty());
}

}  // namespace
}  // namespace redwell::messages
