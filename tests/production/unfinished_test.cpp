// What a producer leaves behind that died at the worst moments, made on the disk as it would stand there.
#include "production/unfinished.h"

#include "casefile/audit.h"
#include "produced_case.h"
#include "production/ledger.h"
#include "production/manifest.h"

namespace redwell::production {
namespace {

namespace fs = std::filesystem;

class UnfinishedTest : public ProducedCase {
protected:
    // The power went after the volume was renamed and before that was committed.
    void cutBeforeCommit() {
        takeInLetters();
        m_volume = volume();
        ASSERT_TRUE(write([](casefile::Database& database) {
            return database.run("UPDATE productions SET state = 'writing', sealed_at = NULL, manifest_hash = ''");
        }));
        ASSERT_EQ(produceEntries(), 1);
    }
    std::string state() {
        auto lease = m_case->read();
        return *(*lease)->text("SELECT state FROM productions ORDER BY id LIMIT 1");
    }
    int produceEntries() {
        auto lease = m_case->read();
        int count = 0;
        EXPECT_TRUE(casefile::eachAuditRow(**lease, [&](const casefile::AuditRow& row) {
            if (row.action != "produce") return;
            ++count;
            m_last = row;
        }));
        return count;
    }
    static Specification other() {
        auto s = specification();
        s.volume = "VOL002";
        return s;
    }
    // Another volume with the same numbers.
    void expectNumbersHeld() {
        const auto report = make(other());
        ASSERT_FALSE(report);
        EXPECT_EQ(report.error().kind, ErrorKind::Conflict);
        EXPECT_THAT(report.error().message(), testing::HasSubstr("M-0001"));
        EXPECT_THAT(report.error().message(), testing::HasSubstr("VOL001"));
    }

    fs::path m_volume;
    casefile::AuditRow m_last;
};

TEST_F(UnfinishedTest, AVolumeThatWasRenamedBeforeThePowerWentIsSealed) {
    cutBeforeCommit();
    const auto before = m_last;
    expectNumbersHeld();
    EXPECT_EQ(state(), "sealed");
    ASSERT_EQ(produceEntries(), 2);
    EXPECT_EQ(m_last.details, before.details);
    EXPECT_EQ(m_last.by, "Ann");
    auto lease = m_case->read();
    EXPECT_TRUE(casefile::verifyAudit(**lease));
    EXPECT_EQ(Ledger(**lease).sealedEntries()->size(), 3u);
    EXPECT_EQ(*(*lease)->text("SELECT manifest_hash FROM productions LIMIT 1"),
              sha256(*readFile(m_volume / kManifestName)).hex());
}

TEST_F(UnfinishedTest, NumbersOfAVolumeThatCannotBeSeenAreHeldUntilItCan) {
    cutBeforeCommit();
    const auto away = m_folder.path() / "disk that is away";
    fs::rename(m_volume.parent_path(), away);
    expectNumbersHeld();
    EXPECT_EQ(state(), "writing");
    fs::rename(away, m_volume.parent_path());
    ASSERT_TRUE(settleUnfinished(*m_case));
    EXPECT_EQ(state(), "sealed");
}

TEST_F(UnfinishedTest, WhatStillEndsInPartialGivesItsNumbersBackAndMakesRoom) {
    cutBeforeCommit();
    fs::rename(m_volume, partialOf(m_volume));
    const auto report = make();
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_TRUE(report->isSealed);
    EXPECT_EQ(state(), "failed");
    EXPECT_FALSE(fs::exists(partialOf(m_volume)));
}

TEST_F(UnfinishedTest, AVolumeOfWhichTheCaseKeepsNoManifestHasNotLeft) {
    cutBeforeCommit();
    fs::remove_all(m_volume);
    fs::remove_all(m_case->productionsFolder() / "VOL001");
    const auto report = make(other());
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_EQ(report->firstBates, "M-0001");
    EXPECT_EQ(state(), "failed");
}

TEST_F(UnfinishedTest, NothingIsSettledInACaseThatIsReadOnly) {
    cutBeforeCommit();
    const auto reader = casefile::Case::open(m_case->folder());
    ASSERT_TRUE(reader) << reader.error().message();
    EXPECT_TRUE(settleUnfinished(**reader));
    EXPECT_EQ(state(), "writing");
}

}  // namespace
}  // namespace redwell::production
