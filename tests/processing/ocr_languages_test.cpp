// Which languages scans can be read in, and that each document is read in its own.
#include "processing/ocr_languages.h"

#include "casefile/audit.h"
#include "documents/document_store.h"
#include "processing/ingest.h"
#include "support/ocr_models.h"

#include <allheaders.h>
#include <gmock/gmock.h>

namespace redwell::processing {
namespace {

namespace fs = std::filesystem;
using testing::AllOf;
using testing::ElementsAre;
using testing::HasSubstr;

TEST(OcrLanguages, AreTheModelsThatAreInstalledForALanguage) {
    support::OcrModels models;
    models.add("deu");
    fs::create_directory(models.path() / "script");
    models.add("script/Greek");
    EXPECT_THAT(installedLanguages(), ElementsAre("deu", "eng", "script/Greek"));
    EXPECT_TRUE(checkLanguages("eng+deu"));
    const auto missing = checkLanguages("eng+chi_sim");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
    EXPECT_THAT(missing.error().message(),
                AllOf(HasSubstr("\"chi_sim\""), HasSubstr("tesseract-ocr-chi-sim"), HasSubstr("deu, eng")));
    EXPECT_FALSE(checkLanguages("osd"));
}

class OcrLanguagesOfACase : public testing::Test {
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
    }
    // A scanned page in a folder of its own.
    fs::path scan(const std::string& name, int width) {
        const auto file = m_folder.path() / name / (name + ".png");
        fs::create_directories(file.parent_path());
        PIX* page = pixCreate(width, 900, 1);
        EXPECT_EQ(pixWrite(file.c_str(), page, IFF_PNG), 0);
        pixDestroy(&page);
        return file;
    }
    Status add(const fs::path& path, const std::string& languages) {
        return Ingest(*m_case, *m_pool).add({{path}, "Vale", "auto", languages, "Ann"});
    }
    void run() {
        NoProgress silent;
        const auto summary = Ingest(*m_case, *m_pool).run(silent, {});
        ASSERT_TRUE(summary) << summary.error().message();
    }
    documents::Document document(const std::string& controlNumber) {
        auto lease = m_case->read();
        return documents::DocumentStore(**lease).find(controlNumber)->value_or(documents::Document{});
    }
    std::int64_t sources() {
        auto lease = m_case->read();
        return *(*lease)->integer("SELECT count(*) FROM sources");
    }

    support::OcrModels m_models;
    support::TemporaryFolder m_folder;
    std::unique_ptr<casefile::Case> m_case;
    std::unique_ptr<WorkerPool> m_pool;
};

TEST_F(OcrLanguagesOfACase, OneThatIsNotInstalledIsRefusedBeforeTheSourceIsRecorded) {
    const auto page = scan("page", 700);
    const auto refused = add(page, "eng+deu");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), HasSubstr("tesseract-ocr-deu"));
    EXPECT_EQ(sources(), 0);
    EXPECT_TRUE(add(page, "eng"));
    EXPECT_EQ(sources(), 1);
}

TEST_F(OcrLanguagesOfACase, EachPageIsReadInItsOwnDocumentsLanguages) {
    m_models.add("deu");
    ASSERT_TRUE(add(scan("first", 700), "deu"));
    ASSERT_TRUE(add(scan("second", 710), "eng"));
    EXPECT_EQ(*Ingest::languages(*m_case), "deu eng");
    // What was installed once is not any more: only what needs it is held up, and only until it comes back.
    m_models.remove("deu");
    EXPECT_EQ(*Ingest::languages(*m_case), "eng");
    run();
    EXPECT_EQ(document("RW000001").state, documents::State::Exception);
    EXPECT_EQ(document("RW000001").exceptionKind, "not_found");
    EXPECT_THAT(document("RW000001").exceptionReason, HasSubstr("tesseract-ocr-deu"));
    EXPECT_EQ(document("RW000002").state, documents::State::Reviewable);
    m_models.add("deu");
    EXPECT_EQ(*Ingest::retry(*m_case, std::vector<std::string>{"not_found"}), 1);
    run();
    EXPECT_EQ(document("RW000001").state, documents::State::Reviewable);
}

TEST_F(OcrLanguagesOfACase, EvidenceInALanguageThatIsGoneCanBeReadInAnother) {
    m_models.add("deu");
    ASSERT_TRUE(add(scan("first", 700), "deu"));
    m_models.remove("deu");
    EXPECT_FALSE(Ingest::replaceMissingLanguages(*m_case, "fra", "Ann"));
    EXPECT_EQ(*Ingest::replaceMissingLanguages(*m_case, "eng", "Ann"), 1);
    EXPECT_EQ(*Ingest::replaceMissingLanguages(*m_case, "eng", "Ann"), 0);
    run();
    EXPECT_EQ(document("RW000001").state, documents::State::Reviewable);
    auto lease = m_case->read();
    std::string last;
    ASSERT_TRUE(casefile::eachAuditRow(**lease, [&](const casefile::AuditRow& row) {
        if (row.action == "change_languages") last = row.details;
    }));
    EXPECT_EQ(last, R"({"from":"deu","to":"eng"})");
}

TEST_F(OcrLanguagesOfACase, APoolLoadsSeveralSets) {
    m_models.add("deu");
    const auto both = WorkerPool::start(1, "eng deu+eng");
    EXPECT_TRUE(both) << both.error().message();
    const auto missing = WorkerPool::start(1, "eng fra");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().kind, ErrorKind::NotFound);
}

}  // namespace
}  // namespace redwell::processing
