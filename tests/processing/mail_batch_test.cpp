// Which waiting files are read in a row by one child, and that none is lost when one of them cannot be.
#include "processing/mail_batch.h"

#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <unistd.h>

namespace redwell::processing {
namespace {

class MailBatchTest : public testing::Test {
protected:
    WaitingParse waiting(std::string name, std::string_view bytes, std::int64_t custodian = 1) {
        WaitingParse parse;
        parse.job.id = ++m_last;
        parse.fileName = std::move(name);
        parse.custodian = custodian;
        parse.size = static_cast<std::int64_t>(bytes.size());
        const auto kept = m_originals.addBytes(bytes);
        EXPECT_TRUE(kept);
        if (kept) parse.sha256 = kept->sha256;
        return parse;
    }

    support::TemporaryFolder m_folder;
    casefile::Originals m_originals{m_folder.path()};
    std::int64_t m_last = 0;
};

TEST_F(MailBatchTest, HoldsSmallMailsOnly) {
    EXPECT_TRUE(MailBatch::mayHold(waiting("a.eml", "From: a")));
    EXPECT_TRUE(MailBatch::mayHold(waiting("41:2,S", "From: a")));
    EXPECT_FALSE(MailBatch::mayHold(waiting("a.pdf", "%PDF-1.7")));
    EXPECT_FALSE(MailBatch::mayHold(waiting("a.eml", std::string(1 << 20, 'x')))) << "a large one is worth a child";
    auto died = waiting("a.eml", "From: a");
    died.job.attempts = 1;
    EXPECT_FALSE(MailBatch::mayHold(died)) << "its reader has died before";
}

TEST_F(MailBatchTest, HoldsOneCustodiansMailsOnly) {
    MailBatch batch;
    batch.add(waiting("a.eml", "From: a", 1));
    EXPECT_TRUE(batch.accepts(waiting("b.eml", "From: b", 1)));
    EXPECT_FALSE(batch.accepts(waiting("c.eml", "From: c", 2)));
}

TEST_F(MailBatchTest, BytesStandEndToEndInTheOrderAsked) {
    MailBatch batch;
    batch.add(waiting("a.eml", "From: a"));
    auto gone = waiting("b.eml", "From: b");
    gone.sha256 = {};
    batch.add(gone);
    batch.add(waiting("c.eml", "From: cc"));
    auto ready = batch.take(m_originals);
    ASSERT_TRUE(ready) << ready.error().message();
    ASSERT_EQ(ready->request.items.size(), 2u);
    EXPECT_EQ(ready->request.items[1].fileName, "c.eml");
    EXPECT_EQ(ready->request.items[1].size, 8);
    ASSERT_EQ(ready->others.size(), 1u);
    EXPECT_EQ(ready->others[0].id, gone.job.id);
    char bytes[32];
    const auto got = ::pread(ready->input.get(), bytes, sizeof bytes, 0);
    EXPECT_EQ(std::string_view(bytes, static_cast<std::size_t>(got)), "From: aFrom: cc");
    EXPECT_TRUE(batch.isEmpty());
}

}  // namespace
}  // namespace redwell::processing
