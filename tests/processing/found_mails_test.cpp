// Small mails that are found in a folder are read before they are written; nothing of it shows but the time it takes.
#include "base/files.h"
#include "documents/document_store.h"
#include "documents/mail_hashes.h"
#include "messages/message_store.h"
#include "misbehaving_pool.h"
#include "processing/found_files.h"
#include "processing/ingest.h"
#include "processing/page_setting.h"
#include "search/search.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cstdlib>

namespace redwell::processing {
namespace {

namespace fs = std::filesystem;
using documents::State;

std::string mail(const std::string& subject, const std::string& body, const std::string& more = {}) {
    return "From: Imogen Vale <ivale@meridian.example>\r\nTo: Dario Okonjo <dokonjo@meridian.example>\r\nSubject: " +
           subject + "\r\nDate: Tue, 24 Oct 2023 14:03:11 -0400\r\nMIME-Version: 1.0\r\n" + more +
           "Content-Type: text/plain; charset=utf-8\r\n\r\n" + body;
}

class Reports final : public Progress {
public:
    void report(std::int64_t done, std::int64_t known, std::string_view) override { all.emplace_back(done, known); }
    std::vector<std::pair<std::int64_t, std::int64_t>> all;
};

class FoundMailsTest : public testing::Test {
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
    IngestSummary takeIn(WorkerPool& pool, Progress& progress) {
        Ingest ingest(*m_case, pool);
        EXPECT_TRUE(ingest.add({{evidence()}, "Imogen Vale", "auto", "eng", "Ann"}));
        auto summary = ingest.run(progress, {}, {}, Ingest::MailPages::Leave);
        EXPECT_TRUE(summary) << summary.error().message();
        return summary ? *summary : IngestSummary{};
    }
    IngestSummary takeIn() {
        NoProgress silent;
        return takeIn(*m_pool, silent);
    }
    documents::Document document(const std::string& controlNumber) {
        auto lease = m_case->read();
        const auto found = *documents::DocumentStore(**lease).find(controlNumber);
        EXPECT_TRUE(found) << controlNumber;
        return found.value_or(documents::Document{});
    }
    std::size_t messagesWith(const std::string& query) {
        auto lease = m_case->read();
        const auto found = search::Search(**lease, "UTC").messages(query);
        EXPECT_TRUE(found) << found.error().message();
        return found ? found->size() : 0;
    }
    std::size_t documentsWith(const std::string& query) {
        auto lease = m_case->read();
        const auto found = search::Search(**lease, "UTC").documents(query);
        EXPECT_TRUE(found) << found.error().message();
        return found ? found->size() : 0;
    }
    std::int64_t number(const char* sql) {
        auto lease = m_case->read();
        return *(*lease)->integer(sql);
    }

    support::TemporaryFolder m_folder;
    std::unique_ptr<casefile::Case> m_case;
    std::unique_ptr<WorkerPool> m_pool;
};

TEST_F(FoundMailsTest, AreNumberedInTheirOrderWhoeverIsReadFirst) {
    for (int i = 0; i < 600; ++i) {
        const auto name = std::to_string(1000 + i);
        put(name + ".eml", mail("Number " + name, "Body of " + name + "\r\n"));
    }
    put("1300.txt", "a note in between");
    Reports reports;
    const auto summary = takeIn(*m_pool, reports);
    EXPECT_EQ(summary.reviewable, 601);
    EXPECT_EQ(document("RW000300").fileName, "1299.eml");
    EXPECT_EQ(document("RW000301").fileName, "1300.eml");
    EXPECT_EQ(document("RW000302").fileName, "1300.txt");
    EXPECT_EQ(document("RW000601").fileName, "1599.eml");
    EXPECT_EQ(number("SELECT count(*) FROM jobs WHERE kind <> 'layout'"), 0);
    EXPECT_EQ(number("SELECT count(*) FROM jobs WHERE kind = 'layout'"), 600);
    ASSERT_FALSE(reports.all.empty());
    EXPECT_GE(reports.all.front().second, 601) << "what is to come counts from the first word on";
    EXPECT_EQ(reports.all.back().first, reports.all.back().second);
}

TEST_F(FoundMailsTest, HaveAllThatTheQueueWouldHaveGivenThem) {
    put("a.eml", mail("Licence", "Pay the authors.\r\n", "Message-ID: <1@meridian.example>\r\nX-Mailer: Quill 3\r\n"));
    takeIn();
    const auto a = document("RW000001");
    EXPECT_EQ(a.state, State::Reviewable);
    EXPECT_EQ(a.kind, documents::Kind::Mail);
    EXPECT_EQ(a.title, "Licence");
    EXPECT_EQ(a.author, "Imogen Vale <ivale@meridian.example>");
    EXPECT_EQ(a.custodian, "Imogen Vale");
    EXPECT_EQ(toIso(a.dateUtc.value_or(Instant{})), "2023-10-24T18:03:11Z");
    EXPECT_EQ(a.messageCount, 1);
    EXPECT_EQ(a.pageCount, 1);
    EXPECT_FALSE(a.hasLayout);
    EXPECT_FALSE(a.md5.empty());
    auto lease = m_case->read();
    EXPECT_TRUE(*documents::MailHashStore(**lease).find(a.id));
    EXPECT_FALSE(documents::DocumentStore(**lease).metadata(a.id)->empty());
    const auto page = documents::DocumentStore(**lease).page(a.id, 1);
    ASSERT_TRUE(page && *page);
    EXPECT_NE((*page)->text.find("Pay the authors."), std::string::npos);
}

TEST_F(FoundMailsTest, AreDuplicatesOfThoseBeforeThem) {
    put("a.eml", mail("Licence", "Pay the authors.\r\n"));
    put("b same bytes.eml", mail("Licence", "Pay the authors.\r\n"));
    put("c same mail.eml", mail("Licence", "Pay the authors.\r\n", "X-Mailer: Quill 3\r\n"));
    put("d other.eml", mail("Licence", "Pay nobody.\r\n"));
    const auto summary = takeIn();
    EXPECT_EQ(summary.duplicates, 2);
    EXPECT_EQ(summary.reviewable, 2);
    EXPECT_EQ(document("RW000002").duplicateOf, document("RW000001").id);
    EXPECT_EQ(document("RW000003").duplicateOf, document("RW000001").id);
    EXPECT_EQ(document("RW000003").title, "Licence");
    EXPECT_TRUE(document("RW000003").hasLayout) << "it has no pages that could be set";
    EXPECT_EQ(document("RW000004").state, State::Reviewable);
}

TEST_F(FoundMailsTest, AreFoundByTheirWordsAsMessagesToo) {
    put("a.eml", mail("Licence", "Pay the authors of these e-books.\r\n"));
    put("b.eml", mail("Re: Licence",
                      "Certainly not.\r\n\r\nOn Tue, 24 Oct 2023, Imogen Vale wrote:\r\n> Pay the authors of "
                      "these e-books.\r\n"));
    takeIn();
    EXPECT_EQ(number("SELECT text_in_document FROM messages WHERE document_id = 1"), 1);
    EXPECT_EQ(number("SELECT max(text_in_document) FROM messages WHERE document_id = 2"), 0)
        << "what it quotes is another's";
    EXPECT_EQ(messagesWith("\"certainly not\""), 1u);
    EXPECT_EQ(messagesWith("\"the authors\""), 2u) << "the mail and its quotation";
    EXPECT_EQ(documentsWith("\"the authors\""), 2u);
    EXPECT_EQ(messagesWith("ebooks"), 2u);
    EXPECT_EQ(messagesWith("author*"), 2u);
    EXPECT_EQ(messagesWith("from:imogen licence"), 2u);
    EXPECT_EQ(messagesWith("sent"), 0u) << "a label of the page is no word of the message";
    EXPECT_EQ(documentsWith("a.eml"), 1u);

    // Its pages are set: the words are the same ones.
    NoProgress silent;
    ASSERT_TRUE(setPages(*m_case, *m_pool, std::vector{document("RW000001").id}, silent, {}));
    EXPECT_TRUE(document("RW000001").hasLayout);
    EXPECT_EQ(messagesWith("\"the authors\""), 2u);
    EXPECT_GT(number("SELECT length(regions) FROM messages WHERE document_id = 1"), 2) << "it has a place by now";

    // A reviewer mends it: it is found by what it says by then.
    const auto mended = m_case->write([&](casefile::Database& database) -> Status {
        messages::MessageStore store(database);
        REDWELL_TRY(auto all, store.ofDocument(document("RW000001").id));
        all.front().body = "Pay the printers.";
        return store.arrange(document("RW000001").id, all, "UTC");
    });
    ASSERT_TRUE(mended) << mended.error().message();
    EXPECT_EQ(messagesWith("printers"), 1u);
    EXPECT_EQ(messagesWith("\"the authors\""), 1u);
}

TEST_F(FoundMailsTest, ShowWhatStandsOutsideTheirPartsOnceTheyHavePages) {
    put("a.eml",
        "From: ivale@meridian.example\r\nSubject: Parts\r\nMIME-Version: 1.0\r\nContent-Type: multipart/mixed; "
        "boundary=\"b\"\r\n\r\nWhat no program shows.\r\n--b\r\nContent-Type: text/plain\r\n\r\nThe "
        "text.\r\n--b--\r\n");
    takeIn();
    NoProgress silent;
    ASSERT_TRUE(setPages(*m_case, *m_pool, std::vector{document("RW000001").id}, silent, {}));
    EXPECT_GT(number("SELECT count(*) FROM unassigned_text"), 0);
    put("b.eml", mail("Plain", "All of it is the message.\r\n"));
    takeIn();
    ASSERT_TRUE(setPages(*m_case, *m_pool, std::vector{document("RW000002").id}, silent, {}));
    EXPECT_EQ(number("SELECT count(*) FROM unassigned_text WHERE document_id = 2"), 0);
}

TEST_F(FoundMailsTest, EndEachByItselfWhenTheirReaderDoesNotAnswer) {
    put("a.eml", "leave a");
    put("b.eml", "leave b");
    auto pool = support::misbehavingPool(2, {.wallClock = std::chrono::seconds(1)});
    NoProgress silent;
    const auto summary = takeIn(*pool, silent);
    EXPECT_EQ(summary.files, 2);
    EXPECT_EQ(summary.exceptions, 2);
    EXPECT_EQ(document("RW000001").state, State::Exception);
    EXPECT_EQ(document("RW000002").state, State::Exception);
    EXPECT_EQ(number("SELECT count(*) FROM jobs"), 0);
}

TEST(FoundFiles, AsksForEachMailOnceAndKnowsWhoWasNotRead) {
    Intake::Chunk chunk;
    for (int i = 0; i < 900; ++i) {
        TakenFile file{"in/" + std::to_string(i) + ".eml", FileHashes{}, {}, "From: a\r\n\r\nx"};
        if (i % 3 == 0) file.smallMail.clear();  // a PDF, say
        chunk.files.push_back(std::move(file));
    }
    FoundFiles found(std::move(chunk));
    std::vector<std::size_t> asked;
    std::vector<std::vector<std::size_t>> batches;
    for (;;) {
        auto batch = found.nextBatch();
        ASSERT_TRUE(batch) << batch.error().message();
        if (!*batch) break;
        EXPECT_EQ((*batch)->request.items.size(), (*batch)->files.size());
        asked.insert(asked.end(), (*batch)->files.begin(), (*batch)->files.end());
        batches.push_back((*batch)->files);
    }
    EXPECT_EQ(asked.size(), 600u);
    ASSERT_EQ(batches.size(), 2u);
    EXPECT_TRUE(std::ranges::is_sorted(asked));
    EXPECT_FALSE(found.isRead());
    for (const auto& files : batches) {
        JobOutcome outcome;
        if (&files == &batches.front()) {
            outcome.error = Error{ErrorKind::TimedOut, "took too long", {}, {}};
        } else {
            wire::ParseBatchReply reply;
            reply.items.resize(files.size());
            reply.items.front() = wire::ParseReply{};
            outcome.reply = std::move(reply);
        }
        found.hear(files, std::move(outcome));
    }
    EXPECT_TRUE(found.isRead());
    EXPECT_FALSE(found.isRefused(0)) << "nobody asked for it";
    EXPECT_TRUE(found.isRefused(1));
    EXPECT_EQ(found.reply(1), nullptr);
    EXPECT_NE(found.reply(batches[1][0]), nullptr);
    EXPECT_FALSE(found.isRefused(batches[1][0]));
    EXPECT_TRUE(found.isRefused(batches[1][1])) << "its reader wants it alone";
}

}  // namespace
}  // namespace redwell::processing
