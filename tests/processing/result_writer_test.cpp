#include "processing/result_writer.h"

#include "base/files.h"
#include "documents/document_store.h"
#include "documents/mail_hashes.h"
#include "messages/message_store.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

namespace redwell::processing {
namespace {

using documents::State;

class ResultWriterTest : public testing::Test {
protected:
    void SetUp() override {
        auto made = casefile::Case::create(m_folder.path() / "Matter",
                                           {"Matter", "America/New_York", casefile::CaseTemplate::standard()});
        ASSERT_TRUE(made) << made.error().message();
        m_case = std::move(*made);
        auto source = m_case->write([&](casefile::Database& database) {
            return JobQueue(database).addSource(
                {0, (m_folder.path() / "in").string(), "Imogen Vale", "auto", "eng", "Ann"});
        });
        ASSERT_TRUE(source);
        m_source = {*source, (m_folder.path() / "in").string(), "Imogen Vale", "auto", "eng", "Ann"};
        std::filesystem::create_directories(m_folder.path() / "in");
    }

    Effect addFile(const std::string& name, std::string_view content, std::optional<Error> problem = {}) {
        const auto path = m_folder.path() / "in" / name;
        EXPECT_TRUE(writeFile(path, content));
        auto effect = m_case->write([&](casefile::Database& database) -> Result<Effect> {
            TakenFile file{"in/" + name, {}, problem};
            if (!problem) {
                REDWELL_TRY(file.hashes, m_case->originals().add(path));
                REDWELL_CHECK(m_case->originals().sync());
            }
            return ResultWriter(database, *m_case).addFound(m_source, file);
        });
        EXPECT_TRUE(effect);
        return effect ? *effect : Effect{};
    }

    Effect apply(const Job& job, JobOutcome outcome) {
        auto effect = m_case->write(
            [&](casefile::Database& database) { return ResultWriter(database, *m_case).apply(job, outcome); });
        EXPECT_TRUE(effect) << effect.error().message();
        return effect ? *effect : Effect{};
    }

    std::vector<Job> jobs(JobKind kind) {
        auto lease = m_case->read();
        return *JobQueue(**lease).first(kind, 100);
    }
    documents::Document document(const std::string& controlNumber) {
        auto lease = m_case->read();
        const auto found = *documents::DocumentStore(**lease).find(controlNumber);
        EXPECT_TRUE(found) << controlNumber;
        return found.value_or(documents::Document{});
    }
    static wire::ParseReply twoPages(std::vector<int> toOcr = {}) {
        wire::ParseReply reply;
        reply.kind = documents::Kind::Pdf;
        for (int number : {1, 2}) {
            documents::Page page;
            page.number = number;
            page.width = 612;
            page.height = 792;
            page.textSource = documents::TextSource::Embedded;
            page.words = {{"licence", {72, 72, 110, 84}, 100, true}};
            page.text = "licence";
            reply.pages.push_back(page);
        }
        reply.pagesToOcr = std::move(toOcr);
        reply.messagesDone = reply.pagesToOcr.empty();
        return reply;
    }
    static wire::Child child(const std::string& name, const std::string& bytes) {
        wire::Child made;
        made.fileName = name;
        made.bytes = bytes;
        return made;
    }
    // A mail out of a mailbox.
    static wire::Child mail(const std::string& name, const std::string& bytes) {
        auto made = child(name, bytes);
        made.folder = "Inbox";
        made.startsFamily = true;
        return made;
    }
    static wire::ParseReply mailWith(const documents::MailHashes& hashes) {
        auto reply = twoPages();
        reply.kind = documents::Kind::Mail;
        documents::putInto(reply.metadata, hashes);
        return reply;
    }
    static JobOutcome said(wire::Reply reply) {
        JobOutcome outcome;
        outcome.reply = std::move(reply);
        return outcome;
    }
    static JobOutcome failed(ErrorKind kind, bool died = false) {
        JobOutcome outcome;
        outcome.error = Error{kind, "it broke", {}, {}};
        outcome.died = died;
        return outcome;
    }

    support::TemporaryFolder m_folder;
    std::unique_ptr<casefile::Case> m_case;
    Source m_source;
};

TEST_F(ResultWriterTest, AFileIsQueuedOnceHoweverOftenItIsFound) {
    EXPECT_EQ(addFile("a.pdf", "content").found, 1);
    EXPECT_EQ(addFile("a.pdf", "content").found, 0);
    EXPECT_EQ(jobs(JobKind::Parse).size(), 1u);
}

TEST_F(ResultWriterTest, TheSameBytesAreAListedDuplicate) {
    addFile("a.pdf", "same");
    EXPECT_EQ(addFile("b.pdf", "same").duplicates, 1);
    const auto copy = document("RW000002");
    EXPECT_EQ(copy.state, State::Duplicate);
    EXPECT_EQ(copy.duplicateOf, document("RW000001").id);
    EXPECT_EQ(jobs(JobKind::Parse).size(), 1u);
}

TEST_F(ResultWriterTest, AFileWithAProblemIsAnExceptionWithItsReason) {
    EXPECT_EQ(addFile("link", "x", Error{ErrorKind::Unsupported, "is a link", {}, {}}).exceptions, 1);
    EXPECT_EQ(document("RW000001").exceptionReason, "is a link");
    EXPECT_TRUE(jobs(JobKind::Parse).empty());
}

TEST_F(ResultWriterTest, ReadingWithoutOcrMakesItReviewableAtOnce) {
    addFile("a.pdf", "a");
    const auto effect = apply(jobs(JobKind::Parse).at(0), said(twoPages()));
    EXPECT_EQ(effect.reviewable, 1);
    EXPECT_EQ(effect.pagesKnown, 1);  // two pages instead of the one that a file counts for before it is read
    EXPECT_EQ(effect.pagesDone, 2);
    EXPECT_EQ(document("RW000001").state, State::Reviewable);
    EXPECT_TRUE(jobs(JobKind::Parse).empty());
}

TEST_F(ResultWriterTest, PagesWithoutTextWaitForOcrThenForMessages) {
    addFile("scan.pdf", "scan");
    apply(jobs(JobKind::Parse).at(0), said(twoPages({1, 2})));
    ASSERT_EQ(jobs(JobKind::Ocr).size(), 2u);
    EXPECT_EQ(document("RW000001").state, State::Queued);
    for (const auto& job : jobs(JobKind::Ocr)) {
        wire::OcrReply reply;
        reply.page.width = 612;
        reply.page.height = 792;
        reply.page.textSource = documents::TextSource::Ocr;
        reply.page.confidence = 40;
        apply(job, said(reply));
    }
    ASSERT_EQ(jobs(JobKind::Finish).size(), 1u);
    wire::MessagesReply messages;
    messages.messages.resize(1);
    messages.messages[0].from = "Imogen Vale";
    messages.messages[0].subject = "Licences";
    messages.messages[0].to = {"Dario Okonjo"};
    messages.messages[0].sent = {"2023-10-24T14:03"};
    messages.messages[0].page = 1;
    EXPECT_EQ(apply(jobs(JobKind::Finish).at(0), said(messages)).reviewable, 1);
    const auto done = document("RW000001");
    EXPECT_EQ(done.title, "Licences");
    EXPECT_EQ(done.author, "Imogen Vale");
    EXPECT_EQ(toIso(done.dateUtc.value()), "2023-10-24T18:03:00Z");
    EXPECT_EQ(done.flags, (std::vector<std::string>{"ocr", "low_confidence"}));
}

TEST_F(ResultWriterTest, APrintOutIsOfTheDayOfItsFirstMessageAndItsFileOfItsOwn) {
    addFile("chat.pdf", "chat");
    addFile("memo.pdf", "memo");
    auto reply = twoPages();
    reply.date = {"2025-02-03T10:00"};
    reply.metadata["file_created"] = reply.date.text;
    auto chat = reply;
    chat.messages.resize(3);
    chat.messages[0].from = chat.messages[2].from = "Imogen Vale";
    chat.messages[1].sent = {"2023-10-24T14:03"};
    chat.messages[2].sent = {"2023-10-25T09:00"};
    apply(jobs(JobKind::Parse).at(0), said(chat));
    apply(jobs(JobKind::Parse).at(0), said(reply));
    const auto done = document("RW000001");
    EXPECT_EQ(done.date.text, "2023-10-24T14:03");
    EXPECT_EQ(toIso(done.dateUtc.value()), "2023-10-24T18:03:00Z");
    EXPECT_EQ(document("RW000002").date.text, "2025-02-03T10:00") << "without messages the file's own date stays";
    auto lease = m_case->read();
    EXPECT_EQ(documents::DocumentStore(**lease).metadata(done.id)->at("file_created"), "2025-02-03T10:00");
}

TEST_F(ResultWriterTest, AMailFileKeepsTheDateThatItStates) {
    addFile("mail.eml", "mail");
    auto reply = twoPages();
    reply.kind = documents::Kind::Mail;
    reply.date = {"2023-10-26T08:00:00Z"};
    reply.messages.resize(1);
    reply.messages[0].sent = {"2023-10-24T14:03"};
    apply(jobs(JobKind::Parse).at(0), said(reply));
    EXPECT_EQ(document("RW000001").date.text, "2023-10-26T08:00:00Z");
}

TEST_F(ResultWriterTest, AttachmentsFollowTheirParentInNumberAndOrder) {
    addFile("mail.eml", "mail");
    addFile("later.pdf", "later");
    auto reply = twoPages();
    reply.kind = documents::Kind::Mail;
    reply.children = {child("scan.pdf", "one"), child("scan.pdf", "two")};
    const auto effect = apply(jobs(JobKind::Parse).at(0), said(reply));
    EXPECT_EQ(effect.found, 2);
    EXPECT_EQ(document("RW000001.0001").sourcePath, "in/mail.eml/scan.pdf");
    const auto second = document("RW000001.0002");
    EXPECT_EQ(second.sourcePath, "in/mail.eml/scan.pdf (2)");
    EXPECT_EQ(second.familyOrder, 2);
    EXPECT_EQ(second.family, document("RW000001").id);
    EXPECT_EQ(second.custodian, "Imogen Vale");
}

TEST_F(ResultWriterTest, AMailboxHandsOutItsMailsInBatches) {
    addFile("box.mbox", "box");
    wire::ParseReply reply;
    reply.kind = documents::Kind::Container;
    reply.messagesDone = true;
    reply.children = {mail("1.eml", "one"), mail("2.eml", "two")};
    reply.resumeAt = "200";
    auto effect = apply(jobs(JobKind::Parse).at(0), said(reply));
    EXPECT_EQ(effect.found, 2);
    EXPECT_EQ(effect.reviewable, 0);
    EXPECT_EQ(document("RW000001").state, State::Queued);
    ASSERT_EQ(jobs(JobKind::Parse).size(), 3u);
    EXPECT_EQ(jobs(JobKind::Parse).at(0).resumeAt, "200");

    reply.children = {mail("3.eml", "two"), mail("4.eml", "four")};
    reply.children[1].problem = Error{ErrorKind::Damaged, "has no end"};
    reply.resumeAt.clear();
    effect = apply(jobs(JobKind::Parse).at(0), said(reply));
    EXPECT_EQ(effect.reviewable, 1);
    EXPECT_EQ(effect.duplicates, 1);
    EXPECT_EQ(effect.exceptions, 1);
    EXPECT_EQ(document("RW000001").state, State::Reviewable);
    EXPECT_EQ(jobs(JobKind::Parse).size(), 2u);
    const auto first = document("RW000002");
    EXPECT_EQ(first.sourcePath, "in/box.mbox/Inbox/1.eml");
    EXPECT_EQ(first.family, first.id) << "a mail of a mailbox is no attachment";
    EXPECT_EQ(first.parent, document("RW000001").id);
    EXPECT_EQ(document("RW000004").duplicateOf, document("RW000003").id);
    EXPECT_EQ(document("RW000005").exceptionReason, "has no end");
}

TEST_F(ResultWriterTest, AContainerThatDoesNotGetOnIsGivenUp) {
    addFile("box.mbox", "box");
    wire::ParseReply reply;
    reply.kind = documents::Kind::Container;
    reply.resumeAt = "200";
    apply(jobs(JobKind::Parse).at(0), said(reply));
    apply(jobs(JobKind::Parse).at(0), said(reply));
    EXPECT_EQ(document("RW000001").exceptionKind, "damaged");
    EXPECT_TRUE(jobs(JobKind::Parse).empty());
}

TEST_F(ResultWriterTest, TheSameMailFromOtherBytesIsADuplicateWithItsOwnPath) {
    addFile("a.eml", "one way to write it");
    addFile("b.msg", "another way");
    documents::MailHashes hashes{"b", "h", "r", "a", "dedup", "family", "mih", false};
    apply(jobs(JobKind::Parse).at(0), said(mailWith(hashes)));
    auto twin = mailWith(hashes);
    twin.children = {child("plan.xls", "plan")};
    EXPECT_EQ(apply(jobs(JobKind::Parse).at(0), said(twin)).duplicates, 1);
    const auto copy = document("RW000002");
    EXPECT_EQ(copy.state, State::Duplicate);
    EXPECT_EQ(copy.duplicateOf, document("RW000001").id);
    EXPECT_EQ(copy.sourcePath, "in/b.msg");
    EXPECT_TRUE(jobs(JobKind::Parse).empty()) << "attachments of a duplicate do not come twice";
}

TEST_F(ResultWriterTest, AHashThatProvesLittleMakesNoDuplicate) {
    addFile("a.eml", "one");
    addFile("b.eml", "two");
    const documents::MailHashes weak{"b", "h", "r", "a", "dedup", "family", "", true};
    for (int i = 0; i < 2; ++i) apply(jobs(JobKind::Parse).at(0), said(mailWith(weak)));
    EXPECT_EQ(document("RW000002").state, State::Reviewable);
}

TEST_F(ResultWriterTest, AWorkerThatDiesIsTriedOnceMoreThenGivenUp) {
    addFile("bad.pdf", "bad");
    EXPECT_TRUE(apply(jobs(JobKind::Parse).at(0), failed(ErrorKind::Damaged, true)).tryAgainAlone);
    ASSERT_EQ(jobs(JobKind::Parse).size(), 1u);
    EXPECT_EQ(jobs(JobKind::Parse)[0].attempts, 1);
    EXPECT_EQ(apply(jobs(JobKind::Parse)[0], failed(ErrorKind::Damaged, true)).exceptions, 1);
    EXPECT_EQ(document("RW000001").exceptionKind, "damaged");
    EXPECT_TRUE(jobs(JobKind::Parse).empty());
}

TEST_F(ResultWriterTest, APageThatOcrCannotReadLeavesTheDocumentReviewable) {
    addFile("scan.pdf", "scan");
    apply(jobs(JobKind::Parse).at(0), said(twoPages({2})));
    apply(jobs(JobKind::Ocr).at(0), failed(ErrorKind::TimedOut));
    apply(jobs(JobKind::Finish).at(0), said(wire::MessagesReply{}));
    EXPECT_EQ(document("RW000001").state, State::Reviewable);
    EXPECT_EQ(document("RW000001").flags, std::vector<std::string>{"ocr_failed"});
}

TEST_F(ResultWriterTest, WithoutTheModelOfItsLanguageADocumentIsOneException) {
    addFile("scan.pdf", "scan");
    apply(jobs(JobKind::Parse).at(0), said(twoPages({1, 2})));
    const auto pages = jobs(JobKind::Ocr);  // both are in work when the first comes back
    ASSERT_EQ(pages.size(), 2u);
    EXPECT_EQ(apply(pages[0], failed(ErrorKind::NotFound)).exceptions, 1);
    EXPECT_EQ(apply(pages[1], failed(ErrorKind::NotFound)).exceptions, 0);
    EXPECT_EQ(document("RW000001").state, State::Exception);
    EXPECT_TRUE(jobs(JobKind::Ocr).empty());
    EXPECT_TRUE(jobs(JobKind::Finish).empty());
}

TEST_F(ResultWriterTest, LockedFilesGoBackToTheQueueWhenAPasswordComes) {
    addFile("locked.pdf", "locked");
    apply(jobs(JobKind::Parse).at(0), failed(ErrorKind::Password));
    ASSERT_EQ(document("RW000001").state, State::Exception);
    auto many = m_case->write([](casefile::Database& database) { return JobQueue(database).requeue("password"); });
    EXPECT_EQ(*many, 1);
    EXPECT_EQ(document("RW000001").state, State::Queued);
    EXPECT_EQ(jobs(JobKind::Parse).size(), 1u);
}

}  // namespace
}  // namespace redwell::processing
