// Volumes written and read back through the real worker, and what is found when somebody meddles with one.
#include "production/produce.h"

#include "base/files.h"
#include "planned_case.h"
#include "processing/ingest.h"
#include "processing/misbehaving_pool.h"
#include "production/ledger.h"
#include "production/manifest.h"

#include <allheaders.h>

#include <chrono>
#include <cstdlib>
#include <map>

namespace redwell::production {
namespace {

namespace fs = std::filesystem;
using testing::Contains;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::Not;

class StopAtOnce final : public Progress {
public:
    explicit StopAtOnce(std::stop_source& stop) : m_stop(stop) {}
    void report(std::int64_t, std::int64_t, std::string_view) override { m_stop.request_stop(); }

private:
    std::stop_source& m_stop;
};

class ProduceTest : public PlannedCase {
protected:
    // Once: what the worker reads and writes takes longer than everything else.
    void SetUp() override {
        PlannedCase::SetUp();
        ::setenv("REDWELL_WORKER", REDWELL_BIN_DIR "/redwell-worker", 1);
        auto pool = processing::WorkerPool::start(2, "eng", productionLimits());
        ASSERT_TRUE(pool) << pool.error().message();
        m_pool = std::move(*pool);
    }
    void takeIn(const std::map<std::string, std::string>& files) {
        const auto evidence = m_folder.path() / "evidence";
        fs::create_directories(evidence);
        for (const auto& [name, content] : files) ASSERT_TRUE(writeFile(evidence / name, content));
        // The small case's own source is no folder to be walked.
        ASSERT_TRUE(write([](casefile::Database& database) { return database.run("UPDATE sources SET walked = 1"); }));
        processing::Ingest ingest(*m_case, *m_pool);
        ASSERT_TRUE(ingest.add({{evidence}, "Vale", "auto", "eng", "Ann"}));
        NoProgress silent;
        const auto summary = ingest.run(silent, {});
        ASSERT_TRUE(summary) << summary.error().message();
        ASSERT_EQ(summary->exceptions, 0);
    }
    documents::Document document(const std::string& controlNumber) {
        auto lease = m_case->read();
        const auto found = *documents::DocumentStore(**lease).find(controlNumber);
        EXPECT_TRUE(found) << controlNumber;
        return found.value_or(documents::Document{});
    }
    // Three letters: one whole, one redacted, one withheld.
    void takeInLetters() {
        takeIn({{"a whole.txt", "The meeting is on Tuesday at the harbour.\n"},
                {"b redacted.txt", "The price is agreed.\nThe agent is Okonjo of Lagos.\nNothing else was said.\n"},
                {"c withheld.txt", "Counsel believes that the claim is worth no more than four million.\n"}});
        for (const char* number : {"RW000001", "RW000002", "RW000003"})
            code(document(number), "responsiveness", "responsive");
        redact(document("RW000002"), "Okonjo");
        code(document("RW000003"), "privilege", "attorney_client");
    }
    Result<ProductionReport> make(const Specification& s, const fs::path& out, Progress& progress,
                                  std::stop_token stop = {}) {
        return produce(*m_case, *m_pool, s, {out, "Ann", true}, progress, std::move(stop));
    }
    Result<ProductionReport> make(const Specification& s = specification(), const std::string& out = "out") {
        NoProgress silent;
        return make(s, m_folder.path() / out, silent);
    }
    // The sealed volume, to be meddled with.
    fs::path volume(const Specification& s = specification()) {
        const auto report = make(s);
        EXPECT_TRUE(report) << report.error().message();
        return report ? report->folder : fs::path();
    }
    // "kind file" of every finding.
    std::vector<std::string> findings(const fs::path& folder, bool withCase) {
        NoProgress silent;
        const auto v = verify(folder, withCase ? m_case.get() : nullptr, *m_pool, silent, {});
        EXPECT_TRUE(v) << v.error().message();
        std::vector<std::string> all;
        if (v)
            for (const auto& f : v->findings) {
                EXPECT_THAT(f.detail, Not(HasSubstr("Okonjo")));
                EXPECT_THAT(f.detail, Not(HasSubstr("okonjo")));
                all.push_back(f.kind + " " + f.file);
            }
        return all;
    }
    static std::map<std::string, std::string> files(const fs::path& folder) {
        std::map<std::string, std::string> all;
        for (const auto& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) all[fs::relative(entry.path(), folder).string()] = *readFile(entry.path());
        return all;
    }
    // Writes a file of the volume anew and has the manifest vouch for it.
    static void replace(const fs::path& folder, const std::string& file, const std::string& bytes) {
        ASSERT_TRUE(writeFile(folder / file, bytes));
        auto manifest = Manifest::fromJson(*readFile(folder / kManifestName));
        ASSERT_TRUE(manifest);
        manifest->files[file] = {sha256(bytes).hex(), static_cast<std::int64_t>(bytes.size())};
        ASSERT_TRUE(writeFile(folder / kManifestName, manifest->toJson()));
    }
    // The image with a white hole in it, pixels of a box given in points.
    static std::string holed(const std::string& image, const Box& points) {
        PIX* pix = pixReadMem(reinterpret_cast<const l_uint8*>(image.data()), image.size());
        EXPECT_NE(pix, nullptr);
        if (!pix) return {};
        const double scale = 300 / 72.0;
        BOX* box = boxCreate(static_cast<int>(points.x0 * scale), static_cast<int>(points.y0 * scale),
                             static_cast<int>(points.width() * scale), static_cast<int>(points.height() * scale));
        pixClearInRect(pix, box);
        l_uint8* bytes = nullptr;
        std::size_t size = 0;
        EXPECT_EQ(pixWriteMem(&bytes, &size, pix, IFF_TIFF_G4), 0);
        std::string out(reinterpret_cast<char*>(bytes), size);
        std::free(bytes);
        boxDestroy(&box);
        pixDestroy(&pix);
        return out;
    }
    std::unique_ptr<processing::WorkerPool> m_pool;
};

TEST_F(ProduceTest, SealsAVolumeThatHoldsOnlyWhatMayLeave) {
    takeInLetters();
    const auto report = make();
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_EQ(report->documents, 2);
    EXPECT_EQ(report->withheld, 1);
    EXPECT_EQ(report->redacted, 1);
    EXPECT_EQ(report->firstBates, "M-0001");
    EXPECT_EQ(report->lastBates, "M-0002");
    EXPECT_GT(report->verification.secrets, 0);
    EXPECT_FALSE(fs::exists(report->folder.string() + ".partial"));
    const auto all = files(report->folder);
    std::vector<std::string> names;
    for (const auto& [name, bytes] : all) {
        names.push_back(name);
        EXPECT_THAT(bytes, Not(HasSubstr("Okonjo"))) << name;
        EXPECT_THAT(bytes, Not(HasSubstr("Counsel"))) << name;
    }
    EXPECT_THAT(names, testing::UnorderedElementsAre("DATA/VOL001.dat", "DATA/VOL001.opt", "IMAGES/0001/M-0001.tif",
                                                     "IMAGES/0001/M-0002.tif", "TEXT/0001/M-0001.txt",
                                                     "TEXT/0001/M-0002.txt", "manifest.json"));
    EXPECT_THAT(all.at("TEXT/0001/M-0001.txt"), HasSubstr("harbour"));
    EXPECT_THAT(all.at("TEXT/0001/M-0002.txt"), HasSubstr("price"));
    EXPECT_THAT(all.at("TEXT/0001/M-0002.txt"), HasSubstr("Lagos"));
    EXPECT_EQ(sha256(all.at("manifest.json")).hex(), report->manifestSha256);
    EXPECT_EQ(*readFile(m_case->productionsFolder() / "VOL001/manifest.json"), all.at("manifest.json"));
    EXPECT_THAT(findings(report->folder, true), IsEmpty());
    EXPECT_THAT(findings(report->folder, false), IsEmpty());
}

TEST_F(ProduceTest, TheSameSpecificationGivesTheSameBytesAgain) {
    takeInLetters();
    const auto s = specification(R"("image": {"format": "tiff+pdf"}, "load_files": ["dat", "opt", "lfp", "csv"],
                                    "natives": ["text"], "privileged": "slip_sheet")");
    const auto first = make(s, "one"), second = make(s, "two");
    ASSERT_TRUE(first) << first.error().message();
    ASSERT_TRUE(second) << second.error().message();
    EXPECT_EQ(first->documents, 3);
    EXPECT_EQ(files(first->folder), files(second->folder));
    EXPECT_THAT(files(first->folder), Contains(testing::Key("NATIVES/0001/M-0001.txt")));
    EXPECT_THAT(files(first->folder), Not(Contains(testing::Key("NATIVES/0001/M-0002.txt"))));
}

TEST_F(ProduceTest, ARedactionMayHideTheWordThatIsPrintedOnIt) {
    takeIn({{"a.txt", "This letter is privileged.\nIt holds personal things.\nIt goes to nobody.\n"}});
    code(document("RW000001"), "responsiveness", "responsive");
    redact(document("RW000001"), "privileged", "Privileged");
    redact(document("RW000001"), "personal", "Personal data");
    const auto report = make(specification(R"("image": {"format": "tiff+pdf"})"));
    EXPECT_TRUE(report) << report.error().message();
}

TEST_F(ProduceTest, AConflictLeavesNothing) {
    takeInLetters();
    code(document("RW000001"), "responsiveness", "needs_review");
    auto s = specification();
    s.query = "*";
    const auto report = make(s);
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::Conflict);
    EXPECT_THAT(report.error().message(), HasSubstr("RW000001"));
    EXPECT_FALSE(fs::exists(m_folder.path() / "out"));
    auto lease = m_case->read();
    EXPECT_FALSE(*Ledger(**lease).knowsFolder((m_folder.path() / "out/VOL001").string()));
}

TEST_F(ProduceTest, NothingToProduceIsSaidAndLeavesNothing) {
    takeIn({{"a.txt", "Lunch.\n"}});
    const auto report = make();
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::Conflict);
    EXPECT_FALSE(fs::exists(m_folder.path() / "out"));
}

TEST_F(ProduceTest, AStopLeavesNothingAndGivesTheNumbersBack) {
    takeInLetters();
    std::stop_source stop;
    StopAtOnce progress(stop);
    const auto report = make(specification(), m_folder.path() / "out", progress, stop.get_token());
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::Cancelled);
    EXPECT_THAT(files(m_folder.path() / "out"), IsEmpty());
    auto s = specification();
    s.volume = "VOL002";  // would conflict if the numbers were still taken
    EXPECT_TRUE(make(s));
}

TEST_F(ProduceTest, AStopDoesNotWaitForThePagesInWork) {
    takeInLetters();
    m_pool = support::misbehavingPool(2, productionLimits());
    std::stop_source stop;
    StopAtOnce progress(stop);
    const auto begin = std::chrono::steady_clock::now();
    const auto report = make(specification(), m_folder.path() / "out", progress, stop.get_token());
    EXPECT_LT(std::chrono::steady_clock::now() - begin, std::chrono::seconds(10));
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::Cancelled);
    EXPECT_THAT(files(m_folder.path() / "out"), IsEmpty());
}

TEST_F(ProduceTest, AFolderThatIsThereIsNotTouched) {
    takeInLetters();
    const auto there = m_folder.path() / "out/VOL001";
    fs::create_directories(there);
    ASSERT_TRUE(writeFile(there / "mine.txt", "mine"));
    const auto report = make();
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::Conflict);
    EXPECT_EQ(files(m_folder.path() / "out").size(), 1u);
    fs::rename(there, m_folder.path() / "out/VOL001.partial");
    EXPECT_FALSE(make());
    EXPECT_EQ(files(m_folder.path() / "out").size(), 1u);
}

TEST_F(ProduceTest, AHoleInARedactionIsFoundWithAndWithoutTheCase) {
    takeInLetters();
    const auto folder = volume();
    const auto manifest = Manifest::fromJson(*readFile(folder / kManifestName));
    ASSERT_TRUE(manifest);
    const auto& page = manifest->documents[1].pages[0];
    ASSERT_EQ(page.covered.size(), 1u);
    const auto& box = page.covered[0];
    const double y = (box.y0 + box.y1) / 2;
    replace(folder, page.image, holed(*readFile(folder / page.image), {box.x0 + 2, y - 1, box.x0 + 8, y + 1}));
    EXPECT_THAT(findings(folder, false), Contains("redaction_not_solid " + page.image));
    EXPECT_THAT(findings(folder, true), Contains("redaction_not_solid " + page.image));
}

TEST_F(ProduceTest, ARedactionThatTheManifestNoLongerKnowsIsFoundWithTheCase) {
    takeInLetters();
    const auto folder = volume();
    auto manifest = Manifest::fromJson(*readFile(folder / kManifestName));
    ASSERT_TRUE(manifest);
    auto& page = manifest->documents[1].pages[0];
    const auto bytes = holed(*readFile(folder / page.image), page.covered[0]);
    page.covered.clear();
    page.labels.clear();
    manifest->documents[1].treatment = "produced";
    ASSERT_TRUE(writeFile(folder / kManifestName, manifest->toJson()));
    replace(folder, page.image, bytes);
    EXPECT_THAT(findings(folder, true), Contains(HasSubstr(page.image)));
}

TEST_F(ProduceTest, AChangedMissingOrAddedFileIsAFinding) {
    takeInLetters();
    const auto folder = volume();
    ASSERT_TRUE(writeFile(folder / "TEXT/0001/M-0001.txt", "something else\n"));
    fs::remove(folder / "TEXT/0001/M-0002.txt");
    ASSERT_TRUE(writeFile(folder / "notes.txt", "left behind"));
    fs::create_symlink("/etc/hostname", folder / "link.txt");
    EXPECT_THAT(findings(folder, false),
                testing::UnorderedElementsAre("hash TEXT/0001/M-0001.txt", "missing_file TEXT/0001/M-0002.txt",
                                              "extra_file notes.txt", "extra_file link.txt"));
}

TEST_F(ProduceTest, ATruncatedImageIsAFindingAndTheRestIsStillRead) {
    takeInLetters();
    const auto folder = volume();
    const auto image = *readFile(folder / "IMAGES/0001/M-0001.tif");
    replace(folder, "IMAGES/0001/M-0001.tif", image.substr(0, image.size() / 2));
    replace(folder, "TEXT/0001/M-0002.txt", "The agent is Okonjo of Lagos.\n");
    const auto all = findings(folder, true);
    EXPECT_THAT(all, Contains(HasSubstr("IMAGES/0001/M-0001.tif")));
    EXPECT_THAT(all, Contains("leak TEXT/0001/M-0002.txt"));
    EXPECT_THAT(all, Not(Contains(HasSubstr("M-0002.tif"))));
    replace(folder, "IMAGES/0001/M-0001.tif", "");
    EXPECT_THAT(findings(folder, false), Contains(HasSubstr("IMAGES/0001/M-0001.tif")));
}

TEST_F(ProduceTest, ASecretInAnyFileIsFoundWithTheCase) {
    takeInLetters();
    const auto folder = volume();
    const auto whole = *readFile(folder / "TEXT/0001/M-0001.txt");
    const auto leakIn = [&](const std::string& text) {
        replace(folder, "TEXT/0001/M-0001.txt", text);
        return findings(folder, true);
    };
    EXPECT_THAT(leakIn(whole + "Oko-\nnjo"), Contains("leak TEXT/0001/M-0001.txt"));
    EXPECT_THAT(leakIn(whole + "counsel believes that the claim is worth no more"),
                Contains("leak TEXT/0001/M-0001.txt"));
    EXPECT_THAT(leakIn(whole + "c withheld.txt"), Contains("leak TEXT/0001/M-0001.txt"));
    EXPECT_THAT(leakIn(whole), IsEmpty());
    auto dat = *readFile(folder / "DATA/VOL001.dat");
    const auto at = dat.find("\xC3\xBE", dat.rfind("M-0002"));
    replace(folder, "DATA/VOL001.dat", dat.substr(0, at) + " Okonjo" + dat.substr(at));
    EXPECT_THAT(findings(folder, true), Contains("leak DATA/VOL001.dat"));
    auto reasons = dat;
    reasons.replace(reasons.rfind("Privileged"), 10, "Okonjo");
    replace(folder, "DATA/VOL001.dat", reasons);
    EXPECT_THAT(findings(folder, true), Contains("leak DATA/VOL001.dat"));
    replace(folder, "DATA/VOL001.dat", dat);
    fs::create_directories(folder / "IMAGES/0001/okonjo");
    ASSERT_TRUE(writeFile(folder / "IMAGES/0001/okonjo/x.txt", "x"));
    EXPECT_THAT(findings(folder, true), Contains("leak IMAGES/0001/okonjo/x.txt"));
}

TEST_F(ProduceTest, ANativeOfARedactedDocumentIsALeak) {
    takeInLetters();
    const auto folder = volume();
    auto manifest = Manifest::fromJson(*readFile(folder / kManifestName));
    ASSERT_TRUE(manifest);
    manifest->documents[1].native = "NATIVES/0001/M-0002.txt";
    fs::create_directories(folder / "NATIVES/0001");
    ASSERT_TRUE(writeFile(folder / kManifestName, manifest->toJson()));
    replace(folder, "NATIVES/0001/M-0002.txt", "The agent is Oko");
    EXPECT_THAT(findings(folder, false), Contains("leak NATIVES/0001/M-0002.txt"));
}

TEST_F(ProduceTest, ALoadFileThatNamesOtherFilesIsAFinding) {
    takeInLetters();
    const auto folder = volume();
    auto opt = *readFile(folder / "DATA/VOL001.opt");
    opt.replace(opt.find("M-0002.tif"), 10, "M-0001.tif");
    replace(folder, "DATA/VOL001.opt", opt);
    auto dat = *readFile(folder / "DATA/VOL001.dat");
    dat.replace(dat.find("M-0001.txt"), 10, "M-0002.txt");
    replace(folder, "DATA/VOL001.dat", dat);
    const auto all = findings(folder, false);
    EXPECT_THAT(all, Contains("load_file DATA/VOL001.opt"));
    EXPECT_THAT(all, Contains("load_file DATA/VOL001.dat"));
    replace(folder, "DATA/VOL001.dat", dat.substr(0, dat.size() - 5));
    EXPECT_THAT(findings(folder, false), Contains("load_file DATA/VOL001.dat"));
}

TEST_F(ProduceTest, WhatIsNoVolumeIsRefusedAndADamagedManifestIsAFinding) {
    NoProgress silent;
    const auto none = verify(m_folder.path() / "nowhere", nullptr, *m_pool, silent, {});
    ASSERT_FALSE(none);
    EXPECT_EQ(none.error().kind, ErrorKind::NotFound);
    EXPECT_FALSE(verify(m_folder.path(), nullptr, *m_pool, silent, {}));
    takeInLetters();
    const auto folder = volume();
    ASSERT_TRUE(writeFile(folder / kManifestName, "{\"format\": \"redwell-production/1\"}"));
    EXPECT_THAT(findings(folder, false), Contains("hash manifest.json"));
}

TEST_F(ProduceTest, AVolumeThatWasSealedIsNotMadeAnewWhenMoreIsRedacted) {
    takeInLetters();
    const auto first = make();
    ASSERT_TRUE(first) << first.error().message();
    redact(document("RW000001"), "Tuesday");
    const auto found = findings(first->folder, true);
    EXPECT_THAT(found, Contains(HasSubstr("M-0001")));  // what left no longer fits what the case says
}

}  // namespace
}  // namespace redwell::production
