#include "production/volumes.h"

#include "planned_case.h"
#include "production/ledger.h"
#include "search/search.h"

namespace redwell::production {
namespace {

class VolumesTest : public PlannedCase {
protected:
    // Begun, and sealed when it is to be.
    void produce(const std::string& volume, std::int64_t start, bool seals = true) {
        auto wanted = specification();
        wanted.volume = volume;
        wanted.batesStart = start;
        const auto planned = planOf(wanted);
        const auto done = write([&](casefile::Database& database) -> Status {
            Ledger ledger(database);
            REDWELL_TRY(const auto id, ledger.begin(planned, "/out/" + volume, "Ann"));
            return seals ? ledger.seal(id, "abc") : ledger.abandon(id);
        });
        ASSERT_TRUE(done) << done.error().message();
    }
    template <class Ask>
    auto ask(Ask question) {
        auto lease = m_case->read();
        Volumes volumes(**lease);
        auto answer = question(volumes);
        EXPECT_TRUE(answer) << answer.error().message();
        return *answer;
    }
    std::vector<std::string> found(const std::string& query) {
        auto lease = m_case->read();
        const auto ids = search::Search(**lease, "UTC").documents(query);
        EXPECT_TRUE(ids) << ids.error().message();
        std::vector<std::string> numbers;
        const auto documents = documents::DocumentStore(**lease).get(*ids);
        EXPECT_TRUE(documents);
        for (const auto& document : *documents) numbers.push_back(document.controlNumber);
        return numbers;
    }
};

TEST_F(VolumesTest, AreListedWithTheirNumbersNewestFirst) {
    responsive({}, {"one", "two"});
    code(responsive("three"), "privilege", "work_product");
    produce("VOL001", 1);
    produce("VOL002", 10, false);
    const auto all = ask([](Volumes& volumes) { return volumes.all(); });
    ASSERT_EQ(all.size(), 2u);
    EXPECT_EQ(all[0].name, "VOL002");
    EXPECT_EQ(all[0].state, "failed");
    EXPECT_EQ(all[0].firstBates, "");
    EXPECT_EQ(all[1].state, "sealed");
    EXPECT_EQ(all[1].firstBates, "M-0001");
    EXPECT_EQ(all[1].lastBates, "M-0002");
    EXPECT_EQ(all[1].documents, 1);
    EXPECT_EQ(all[1].withheld, 1);
    EXPECT_EQ(all[1].folder, "/out/VOL001");
}

TEST_F(VolumesTest, TellTheNextNameAndTheNextFreeNumber) {
    responsive({}, {"one", "two"});
    EXPECT_EQ(ask([](Volumes& volumes) { return volumes.nextNumber("M-"); }), 1);
    EXPECT_EQ(ask([](Volumes& volumes) { return volumes.lastSpecification(); }), "");
    produce("VOL009", 5);
    EXPECT_EQ(ask([](Volumes& volumes) { return volumes.nextNumber("M-"); }), 7);
    EXPECT_EQ(ask([](Volumes& volumes) { return volumes.nextNumber("OTHER"); }), 1);
    const auto next = [&](const std::string& name) {
        return ask([&](Volumes& volumes) { return volumes.nextName(name); });
    };
    EXPECT_EQ(next("VOL009"), "VOL010");
    EXPECT_EQ(next("VOL002"), "VOL002") << "nobody has it";
    EXPECT_EQ(next(""), "");
    produce("X99", 20);
    produce("Last", 30);
    EXPECT_EQ(next("X99"), "X100");
    EXPECT_EQ(next("Last"), "Last2");
    produce("Failed1", 40, false);
    EXPECT_EQ(next("Failed1"), "Failed1") << "it was never sealed";
    const auto last = ask([](Volumes& volumes) { return volumes.lastSpecification(); });
    EXPECT_EQ(Specification::fromJson(last)->volume, "Failed1");
}

TEST_F(VolumesTest, ADocumentKnowsWhereItLeftAndIsFoundByItsNumbers) {
    const auto a = responsive({}, {"one", "two"}), b = put("three"), c = responsive("four");
    code(c, "privilege", "attorney_client");
    produce("VOL001", 3);
    const std::vector ids{a.id, b.id, c.id};
    const auto leavings = ask([&](Volumes& volumes) { return volumes.leavingsOf(ids); });
    ASSERT_EQ(leavings.size(), 1u) << "neither what was not asked for nor what was withheld";
    const auto& left = leavings.at(a.id);
    ASSERT_EQ(left.size(), 1u);
    EXPECT_EQ(left[0].volume, "VOL001");
    EXPECT_EQ(left[0].beginBates, "M-0003");
    EXPECT_EQ(left[0].endBates, "M-0004");
    using Numbers = std::vector<std::string>;
    EXPECT_EQ(found("is:produced"), Numbers{a.controlNumber});
    EXPECT_EQ(found("bates:M-0004"), Numbers{a.controlNumber}) << "the number of its second page";
    EXPECT_EQ(found("bates:m-0003"), Numbers{a.controlNumber});
    EXPECT_EQ(found("bates:M-0005"), Numbers{});
    EXPECT_EQ(found("bates:M-*"), Numbers{a.controlNumber});
    EXPECT_EQ(found("volume:VOL001"), Numbers{a.controlNumber});
    EXPECT_EQ(found("volume:VOL002"), Numbers{});
}

TEST_F(VolumesTest, ATakenNumberIsToldAsOneNumber) {
    responsive("one");
    produce("A", 1);
    auto again = specification();
    again.volume = "B";
    const auto planned = planOf(again);
    ASSERT_EQ(planned.conflicts.back().kind, "bates_taken");
    EXPECT_EQ(planned.conflicts.back().what,
              "already left as M-0001 in volume A: begin at a higher number, or take another prefix");
}

}  // namespace
}  // namespace redwell::production
