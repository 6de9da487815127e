#include "production/ledger.h"

#include "planned_case.h"
#include "production/unfinished.h"

namespace redwell::production {
namespace {

class LedgerTest : public PlannedCase {
protected:
    Result<ProductionId> begin(const Specification& s) {
        const auto p = planOf(s);
        return write(
            [&](casefile::Database& database) { return Ledger(database).begin(p, "/out/" + s.volume, "Ann"); });
    }
    void seal(ProductionId id) {
        ASSERT_TRUE(write([&](casefile::Database& database) { return Ledger(database).seal(id, "abc"); }));
    }
    template <class Look>
    auto look(Look&& question) {
        auto lease = m_case->read();
        Ledger ledger(**lease);
        return question(ledger);
    }
    static Specification named(const std::string& volume, std::int64_t start = 1) {
        auto s = specification();
        s.volume = volume;
        s.batesStart = start;
        return s;
    }
};

TEST_F(LedgerTest, ANumberIsGivenOnce) {
    responsive({}, {"one", "two"});
    const auto first = begin(named("A"));
    ASSERT_TRUE(first) << first.error().message();
    for (const std::int64_t start : {1, 2}) {
        const auto second = begin(named("B", start));
        ASSERT_FALSE(second) << start;
        EXPECT_EQ(second.error().kind, ErrorKind::Conflict);
        EXPECT_THAT(second.error().message(), testing::HasSubstr("volume A"));
    }
    EXPECT_TRUE(begin(named("B", 3)));
}

TEST_F(LedgerTest, AnAbandonedProductionGivesItsNumbersBack) {
    responsive("one");
    const auto first = begin(named("A"));
    ASSERT_TRUE(first);
    ASSERT_TRUE(write([&](casefile::Database& database) { return Ledger(database).abandon(*first); }));
    EXPECT_TRUE(begin(named("B")));
}

TEST_F(LedgerTest, WhatADeadProducerReservedIsGivenBackButSealedStays) {
    const auto d = responsive("one");
    const auto sealed = begin(named("A"));
    ASSERT_TRUE(sealed);
    seal(*sealed);
    ASSERT_TRUE(begin(named("B", 5)));
    ASSERT_TRUE(settleUnfinished(*m_case));
    EXPECT_TRUE(begin(named("C", 5)));
    EXPECT_FALSE(begin(named("D", 1)));
    const auto entries = look([](Ledger& ledger) { return ledger.sealedEntries(); });
    ASSERT_TRUE(entries);
    ASSERT_EQ(entries->size(), 1u);
    EXPECT_EQ(entries->at(0).controlNumber, d.controlNumber);
    EXPECT_EQ(entries->at(0).beginBates, "M-0001");
    EXPECT_EQ(entries->at(0).volume, "A");
}

TEST_F(LedgerTest, TheSameVolumeGetsTheSameNumbersAgain) {
    responsive("one");
    const auto first = begin(named("A"));
    ASSERT_TRUE(first);
    seal(*first);
    EXPECT_TRUE(*look([&](Ledger& ledger) { return ledger.sealedAlready(named("A")); }));
    EXPECT_TRUE(begin(named("A")));
}

TEST_F(LedgerTest, ASealedVolumeIsNotWrittenAgainWhenTheCaseHasChanged) {
    responsive("one");
    const auto late = put("two");
    const auto first = begin(named("A"));
    ASSERT_TRUE(first);
    seal(*first);
    code(late, "responsiveness", "responsive");
    const auto again = begin(named("A"));
    ASSERT_FALSE(again);
    EXPECT_EQ(again.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(again.error().message(), testing::HasSubstr("the case has changed"));
}

TEST_F(LedgerTest, ASealedVolumeIsNotWrittenAgainWhenSomethingBecamePrivileged) {
    responsive("one");
    const auto d = responsive("two");
    const auto first = begin(named("A"));
    ASSERT_TRUE(first);
    seal(*first);
    code(d, "privilege", "attorney_client");
    EXPECT_FALSE(begin(named("A")));
}

TEST_F(LedgerTest, KnowsWhereItsVolumesWent) {
    responsive("one");
    ASSERT_TRUE(begin(named("A")));
    EXPECT_TRUE(*look([](Ledger& ledger) { return ledger.knowsFolder("/out/A"); }));
    EXPECT_FALSE(*look([](Ledger& ledger) { return ledger.knowsFolder("/out/B"); }));
}

}  // namespace
}  // namespace redwell::production
