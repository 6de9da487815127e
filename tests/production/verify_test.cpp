// A volume that was changed together with its manifest: what the case knows must not be talked away by the folder.
#include "production/verify.h"

#include "base/files.h"
#include "planned_case.h"
#include "processing/ingest.h"
#include "production/manifest.h"
#include "production/produce.h"

#include <cstdlib>
#include <map>

namespace redwell::production {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class VerifyTest : public PlannedCase {
protected:
    // A letter that leaves whole, one with a name redacted, one that is withheld.
    void SetUp() override {
        PlannedCase::SetUp();
        ::setenv("REDWELL_WORKER", REDWELL_BIN_DIR "/redwell-worker", 1);
        auto pool = processing::WorkerPool::start(2, "eng", productionLimits());
        ASSERT_TRUE(pool) << pool.error().message();
        m_pool = std::move(*pool);
        const auto evidence = m_folder.path() / "evidence";
        fs::create_directories(evidence);
        ASSERT_TRUE(writeFile(evidence / "a open.txt", "The ferry leaves from the northern quay.\n"));
        ASSERT_TRUE(writeFile(evidence / "b names.txt",
                              "Both sides met again.\nTheir witness is Quentin Farrow.\nThe fee was paid.\n"));
        ASSERT_TRUE(writeFile(evidence / "c advice.txt",
                              "Our lawyers think the warranty claim will fail unless the letter turns up.\n"));
        // The small case's own source is no folder to be walked.
        ASSERT_TRUE(write([](casefile::Database& database) { return database.run("UPDATE sources SET walked = 1"); }));
        processing::Ingest ingest(*m_case, *m_pool);
        ASSERT_TRUE(ingest.add({{evidence}, "Vale", "auto", "eng", "Ann"}));
        const auto summary = ingest.run(m_silent, {});
        ASSERT_TRUE(summary) << summary.error().message();
        for (const char* number : {"RW000001", "RW000002", "RW000003"})
            code(document(number), "responsiveness", "responsive");
        code(document("RW000003"), "privilege", "work_product");
    }
    documents::Document document(const std::string& controlNumber) {
        auto lease = m_case->read();
        const auto found = *documents::DocumentStore(**lease).find(controlNumber);
        EXPECT_TRUE(found) << controlNumber;
        return found.value_or(documents::Document{});
    }
    Result<ProductionReport> make(const Specification& s = specification()) {
        return produce(*m_case, *m_pool, s, {m_folder.path() / "out", "Ann", true}, m_silent, {});
    }
    void seal() {
        redact(document("RW000002"), "Farrow");
        const auto report = make();
        ASSERT_TRUE(report) << report.error().message();
        m_volume = report->folder;
        auto manifest = Manifest::fromJson(*readFile(m_volume / kManifestName));
        ASSERT_TRUE(manifest);
        m_manifest = std::move(*manifest);
        ASSERT_EQ(m_manifest.documents.size(), 2u);
    }
    void putManifest() { ASSERT_TRUE(writeFile(m_volume / kManifestName, m_manifest.toJson())); }
    // Written anew, with the manifest vouching for it.
    void replace(const std::string& file, const std::string& bytes) {
        ASSERT_TRUE(writeFile(m_volume / file, bytes));
        m_manifest.files[file] = {sha256(bytes).hex(), static_cast<std::int64_t>(bytes.size())};
        putManifest();
    }
    // "kind file: detail"
    std::vector<std::string> findings(bool withCase) {
        const auto v = verify(m_volume, withCase ? m_case.get() : nullptr, *m_pool, m_silent, {});
        EXPECT_TRUE(v) << v.error().message();
        std::vector<std::string> all;
        if (v)
            for (const auto& f : v->findings) all.push_back(f.kind + " " + f.file + ": " + f.detail);
        return all;
    }

    std::unique_ptr<processing::WorkerPool> m_pool;
    NoProgress m_silent;
    fs::path m_volume;
    Manifest m_manifest;
};

TEST_F(VerifyTest, AnotherQueryInTheManifestDoesNotChangeWhatIsSecret) {
    seal();
    m_manifest.specification.query = "responsiveness:not_responsive";
    replace("TEXT/0001/M-0001.txt", "The ferry is Farrow's. Our lawyers think the warranty claim will fail.\n");
    const auto found = findings(true);
    EXPECT_THAT(found, Contains(HasSubstr("manifest manifest.json: does not hold the specification")));
    EXPECT_THAT(found, Contains(HasSubstr("leak TEXT/0001/M-0001.txt: its text holds \u201cfar")));
    EXPECT_THAT(found, Contains(HasSubstr("of RW000003")));
    for (const auto& one : found) EXPECT_THAT(one, Not(HasSubstr("farrow")));
}

TEST_F(VerifyTest, ABrokenQueryInTheManifestIsAFindingAndNoRefusalToCheck) {
    seal();
    m_manifest.specification.query = "((nothing:";
    putManifest();
    EXPECT_THAT(findings(true), Contains(HasSubstr("manifest manifest.json: does not hold the specification")));
}

TEST_F(VerifyTest, AManifestDoesNotMoveTheBoxesOfTheCase) {
    seal();
    auto& page = m_manifest.documents[1].pages[0];
    page.covered.clear();
    page.scale = 0.9;
    page.dx = 400;
    page.dy = 10;
    putManifest();
    EXPECT_THAT(findings(true), Contains(HasSubstr("manifest manifest.json: M-0002 is said to lie where")));
    page.dx = 0.05 * page.width;
    page.dy = 500;
    putManifest();
    EXPECT_THAT(findings(true), Contains(HasSubstr("manifest manifest.json: M-0002 is said to lie where")));
    page.scale = 1;
    page.dx = page.dy = 0;
    page.width *= 2;
    putManifest();
    EXPECT_THAT(findings(true), Contains(HasSubstr("manifest manifest.json: M-0002 does not have the size")));
}

TEST_F(VerifyTest, LabelsAreThoseOfTheCase) {
    seal();
    m_manifest.documents[1].pages[0].labels = {"Quentin Farrow"};
    putManifest();
    EXPECT_THAT(findings(false), Contains(HasSubstr("redaction_not_solid IMAGES/0001/M-0002.tif")));
    const auto found = findings(true);
    EXPECT_THAT(found, Not(Contains(HasSubstr("redaction_not_solid"))));  // "Privileged" is what is printed there
    EXPECT_THAT(found, Contains(HasSubstr("leak manifest.json")));
}

TEST_F(VerifyTest, ATreatmentThatTheCaseDidNotGiveIsFound) {
    seal();
    m_manifest.documents[1].treatment = "produced";
    putManifest();
    EXPECT_THAT(findings(true), Contains(HasSubstr("M-0002 is called produced, but the case has it redacted")));
}

TEST_F(VerifyTest, ADocumentTakenOutOfTheVolumeIsMissed) {
    seal();
    m_manifest.documents.pop_back();
    for (const char* file : {"TEXT/0001/M-0002.txt", "IMAGES/0001/M-0002.tif"}) {
        fs::remove(m_volume / file);
        m_manifest.files.erase(file);
    }
    putManifest();
    EXPECT_THAT(findings(true), Contains(HasSubstr("lacks M-0002, which the case gave")));
}

TEST_F(VerifyTest, NumbersFollowOneAnother) {
    seal();
    EXPECT_THAT(findings(false), IsEmpty());
    m_manifest.documents[1].pages[0].bates = "M-0003";
    putManifest();
    EXPECT_THAT(findings(false), Contains(HasSubstr("M-0002 to M-0002 does not follow")));
}

TEST_F(VerifyTest, NoPathInAManifestLeadsOutOfTheVolume) {
    seal();
    ASSERT_TRUE(writeFile(m_volume.parent_path() / "outside.txt", "Farrow"));
    fs::create_symlink("../../outside.txt", m_volume / "TEXT/link.txt");
    for (const char* path : {"../outside.txt", "TEXT/link.txt"}) {
        m_manifest.documents[0].text = path;
        m_manifest.files[path] = {sha256("Farrow").hex(), 6};
        putManifest();
        const auto found = findings(true);
        EXPECT_THAT(found, Contains(HasSubstr(std::string("missing_file ") + path)));
        EXPECT_THAT(found, Not(Contains(HasSubstr("leak"))));
    }
}

TEST_F(VerifyTest, AReasonThatNamesWhatItHidesIsRefusedAndCanBePutRight) {
    const auto letter = document("RW000002");
    redact(letter, "Farrow", "Farrow is our witness");
    const auto refused = make();
    ASSERT_TRUE(refused) << refused.error().message();
    EXPECT_FALSE(refused->isSealed);
    EXPECT_FALSE(refused->verification.passed());
    const auto partial = m_folder.path() / "out/VOL001.partial";
    EXPECT_EQ(refused->folder, partial);
    EXPECT_FALSE(fs::exists(m_folder.path() / "out/VOL001"));
    const auto list = readFile(partial / "findings.txt");
    ASSERT_TRUE(list);
    EXPECT_THAT(*list, HasSubstr("leak\tDATA/VOL001.dat"));
    EXPECT_THAT(*list, Not(HasSubstr("arrow")));
    ASSERT_TRUE(write([&](casefile::Database& database) -> Status {
        redaction::RedactionStore store(database);
        REDWELL_TRY(const auto all, store.ofDocument(letter.id));
        for (const auto& one : all) REDWELL_CHECK(store.remove(one.id, "Ann"));
        return {};
    }));
    redact(letter, "Farrow");
    const auto sealed = make();  // the numbers were given back, the refused volume makes room
    ASSERT_TRUE(sealed) << sealed.error().message();
    EXPECT_TRUE(sealed->isSealed);
    EXPECT_EQ(sealed->firstBates, "M-0001");
    EXPECT_FALSE(fs::exists(partial));
}

}  // namespace
}  // namespace redwell::production
