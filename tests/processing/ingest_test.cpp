// The whole way in, with the real worker: evidence on disk becomes documents in a case.
#include "processing/ingest.h"

#include "base/files.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "misbehaving_pool.h"
#include "processing/job_queue.h"
#include "processing/page_setting.h"
#include "processing/result_writer.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <chrono>
#include <cstdlib>
#include <thread>

namespace redwell::processing {
namespace {

namespace fs = std::filesystem;
using documents::State;

constexpr std::string_view kMail =
    "From: Imogen Vale <ivale@meridian.example>\r\nTo: Dario Okonjo <dokonjo@meridian.example>\r\nSubject: Books\r\n"
    "Date: Tue, 24 Oct 2023 14:03:11 -0400\r\nMessage-ID: <1@meridian.example>\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=\"b\"\r\n\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe list is "
    "attached.\r\n"
    "--b\r\nContent-Type: text/plain; name=\"list.txt\"\r\nContent-Disposition: attachment; "
    "filename=\"list.txt\"\r\n\r\n"
    "first title\r\nsecond title\r\n--b--\r\n";

class StopAfter final : public Progress {
public:
    StopAfter(std::stop_source& stop, std::int64_t pages) : m_stop(stop), m_pages(pages) {}
    void report(std::int64_t done, std::int64_t, std::string_view) override {
        if (done >= m_pages) m_stop.request_stop();
    }

private:
    std::stop_source& m_stop;
    std::int64_t m_pages;
};

class IngestTest : public testing::Test {
protected:
    void SetUp() override {
        ::setenv("REDWELL_WORKER", REDWELL_BIN_DIR "/redwell-worker", 1);
        auto made = casefile::Case::create(m_folder.path() / "Matter",
                                           {"Matter", "America/New_York", casefile::CaseTemplate::standard()});
        ASSERT_TRUE(made) << made.error().message();
        m_case = std::move(*made);
        auto pool = WorkerPool::start(2);
        ASSERT_TRUE(pool) << pool.error().message();
        m_pool = std::move(*pool);
        fs::create_directories(evidence());
    }
    fs::path evidence() const { return m_folder.path() / "evidence"; }
    void put(const std::string& name, std::string_view content) { ASSERT_TRUE(writeFile(evidence() / name, content)); }
    IngestSummary takeIn() {
        Ingest ingest(*m_case, *m_pool);
        EXPECT_TRUE(ingest.add({{evidence()}, "Imogen Vale", "auto", "eng", "Ann"}));
        NoProgress silent;
        auto summary = ingest.run(silent, {});
        EXPECT_TRUE(summary) << summary.error().message();
        return summary ? *summary : IngestSummary{};
    }
    documents::Counts counts() {
        auto lease = m_case->read();
        return *documents::DocumentStore(**lease).counts();
    }
    documents::Document document(const std::string& controlNumber) {
        auto lease = m_case->read();
        const auto found = *documents::DocumentStore(**lease).find(controlNumber);
        EXPECT_TRUE(found) << controlNumber;
        return found.value_or(documents::Document{});
    }

    support::TemporaryFolder m_folder;
    std::unique_ptr<casefile::Case> m_case;
    std::unique_ptr<WorkerPool> m_pool;
};

TEST_F(IngestTest, EveryFileEndsAsExactlyOneThing) {
    put("a mail.eml", kMail);
    put("b notes.txt", "Remember the licence.\n");
    put("c copy of notes.txt", "Remember the licence.\n");
    put("d broken.pdf", "%PDF-1.4\nnothing else\n");
    put("e unknown.dat", std::string_view("\x01\x02\x03\x04unknown", 11));
    put("f empty.pdf", "");
    const auto summary = takeIn();
    EXPECT_EQ(summary.files, 7);  // the mail's attachment included
    EXPECT_EQ(summary.files, summary.reviewable + summary.exceptions + summary.duplicates);
    EXPECT_EQ(summary.reviewable, 3);
    EXPECT_EQ(summary.duplicates, 1);
    EXPECT_EQ(document("RW000004").exceptionKind, "damaged");
    EXPECT_EQ(document("RW000005").exceptionKind, "unsupported");
    EXPECT_EQ(document("RW000006").state, State::Exception);
    EXPECT_EQ(counts().jobs, 0);
}

TEST_F(IngestTest, AMailIsAFamilyWithItsMessage) {
    put("mail.eml", kMail);
    takeIn();
    const auto mail = document("RW000001"), attachment = document("RW000001.0001");
    EXPECT_EQ(mail.title, "Books");
    EXPECT_EQ(toIso(mail.dateUtc.value_or(Instant{})), "2023-10-24T18:03:11Z");
    EXPECT_EQ(attachment.fileName, "list.txt");
    EXPECT_EQ(attachment.family, mail.id);
    auto lease = m_case->read();
    const auto messages = messages::MessageStore(**lease).ofDocument(mail.id);
    ASSERT_TRUE(messages);
    ASSERT_EQ(messages->size(), 1u);
    EXPECT_NE(messages->front().body.find("The list is attached."), std::string::npos);
}

TEST_F(IngestTest, AStoppedRunGoesOnWithNothingTwiceAndNothingLost) {
    for (int i = 0; i < 60; ++i) put("note " + std::to_string(i) + ".txt", "Note number " + std::to_string(i));
    Ingest ingest(*m_case, *m_pool);
    ASSERT_TRUE(ingest.add({{evidence()}, "Imogen Vale", "auto", "eng", "Ann"}));
    std::stop_source stop;
    StopAfter progress(stop, 5);
    ASSERT_TRUE(ingest.run(progress, stop.get_token()));
    EXPECT_LT(counts().reviewable, 60);
    EXPECT_TRUE(*Ingest::hasWork(*m_case));
    NoProgress silent;
    ASSERT_TRUE(ingest.run(silent, {}));
    EXPECT_EQ(counts().documents, 60);
    EXPECT_EQ(counts().reviewable, 60);
    EXPECT_FALSE(*Ingest::hasWork(*m_case));
}

TEST_F(IngestTest, AStopDropsWhatIsBeingReadAndNothingOfItIsLost) {
    for (int i = 0; i < 8; ++i) put("hang " + std::to_string(i) + ".txt", "hang " + std::to_string(i));
    auto slow = support::misbehavingPool(2);
    Ingest ingest(*m_case, *slow);
    ASSERT_TRUE(ingest.add({{evidence()}, "Imogen Vale", "auto", "eng", "Ann"}));
    std::stop_source stop;
    std::jthread stopper([&stop] {
        std::this_thread::sleep_for(std::chrono::milliseconds(700));
        stop.request_stop();
    });
    NoProgress silent;
    const auto begin = std::chrono::steady_clock::now();
    const auto stopped = ingest.run(silent, stop.get_token());
    ASSERT_TRUE(stopped) << stopped.error().message();
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
    EXPECT_EQ(counts().queued, 8);
    {
        auto lease = m_case->read();
        const auto jobs = *JobQueue(**lease).first(JobKind::Parse, 100);
        for (const auto& job : jobs) EXPECT_EQ(job.attempts, 0);
    }
    ASSERT_TRUE(Ingest(*m_case, *m_pool).run(silent, {}));
    EXPECT_EQ(counts().reviewable, 8);
    EXPECT_EQ(counts().exceptions, 0);
}

TEST_F(IngestTest, CountsThePagesThatCameIntoTheCase) {
    put("mail.eml", "From: ivale@meridian.example\r\nSubject: Books\r\nContent-Type: text/plain\r\n\r\nOne page.\r\n");
    const auto first = takeIn();
    EXPECT_EQ(first.pages, 1);
    EXPECT_EQ(first.pages, counts().pages);
    EXPECT_GT(first.unitsDone, first.pages) << "reading it and setting its page are two steps";
    put("broken.pdf", "%PDF-1.4\nnothing else\n");
    put("copy.eml", "From: ivale@meridian.example\r\nSubject: Books\r\nContent-Type: text/plain\r\n\r\nOne page.\r\n");
    put(
        "long.eml", "From: ivale@meridian.example\r\nSubject: Long\r\nContent-Type: text/plain\r\n\r\n" + [] {
            std::string lines;
            for (int i = 0; i < 200; ++i) lines += "Line " + std::to_string(i) + "\r\n";
            return lines;
        }());
    const auto second = takeIn();
    EXPECT_GT(second.pages, 1);
    EXPECT_EQ(first.pages + second.pages, counts().pages);
}

TEST_F(IngestTest, SetsThePagesOfOneMailOutOfTurnAndTheQueueLeavesThem) {
    put("a.eml", kMail);
    put("b.eml", "From: ivale@meridian.example\r\nSubject: Other\r\nContent-Type: text/plain\r\n\r\nOther words.\r\n");
    Ingest ingest(*m_case, *m_pool);
    ASSERT_TRUE(ingest.add({{evidence()}, "Imogen Vale", "auto", "eng", "Ann"}));
    NoProgress silent;
    ASSERT_TRUE(ingest.run(silent, {}, {}, Ingest::MailPages::Leave));
    const auto wanted = document("RW000002");
    ASSERT_FALSE(wanted.hasLayout);
    const auto unread = [this] {
        auto lease = m_case->read();
        return *documents::DocumentStore(**lease).unread();
    };
    EXPECT_EQ(unread().withoutPages.size(), 2u);
    std::vector<Job> stale;  // as a run over the queue holds it that was begun before
    {
        auto lease = m_case->read();
        stale = *JobQueue(**lease).of(wanted.id, JobKind::Layout);
    }
    const auto set = setPages(*m_case, *m_pool, std::vector{wanted.id}, silent, {});
    ASSERT_TRUE(set) << set.error().message();
    EXPECT_EQ(*set, 1);
    EXPECT_TRUE(document("RW000002").hasLayout);
    EXPECT_FALSE(document("RW000001").hasLayout);
    EXPECT_EQ(unread().withoutPages, std::vector{document("RW000001").id});
    const auto words = [&] {
        auto lease = m_case->read();
        return (*documents::DocumentStore(**lease).page(wanted.id, 1))->words;
    };
    EXPECT_FALSE(words().empty());
    ASSERT_EQ(stale.size(), 1u);
    const auto late = m_case->write([&](casefile::Database& database) {
        JobOutcome outcome;
        outcome.reply = wire::ParseReply{};
        return ResultWriter(database, *m_case).apply(stale.front(), outcome);
    });
    ASSERT_TRUE(late) << late.error().message();
    EXPECT_FALSE(words().empty());
    EXPECT_TRUE(document("RW000002").flags.empty());
    EXPECT_EQ(*setPages(*m_case, *m_pool, std::vector{wanted.id}, silent, {}), 0);
    ASSERT_TRUE(ingest.run(silent, {}));
    EXPECT_TRUE(unread().isNothing());
}

TEST_F(IngestTest, TheSameFolderGivesTheSameNumbers) {
    put("b.eml", kMail);
    put("a.txt", "first");
    put("c.txt", "third");
    takeIn();
    EXPECT_EQ(document("RW000001").fileName, "a.txt");
    EXPECT_EQ(document("RW000002.0001").fileName, "list.txt");
    EXPECT_EQ(document("RW000003").fileName, "c.txt");
}

TEST_F(IngestTest, RefusesAPathThatIsNotThere) {
    const auto status = Ingest(*m_case, *m_pool).add({{evidence() / "nowhere"}, "", "auto", "eng", "Ann"});
    ASSERT_FALSE(status);
    EXPECT_EQ(status.error().kind, ErrorKind::NotFound);
    EXPECT_FALSE(*Ingest::hasWork(*m_case));
}

}  // namespace
}  // namespace redwell::processing
