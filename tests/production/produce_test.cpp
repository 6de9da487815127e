// Volumes written and read back through the real worker, and what is found when somebody meddles with one.
#include "production/produce.h"

#include "processing/misbehaving_pool.h"
#include "produced_case.h"
#include "production/ledger.h"
#include "production/manifest.h"
#include "production/spreadsheet.h"

#include <allheaders.h>

#include <chrono>
#include <cstdlib>

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

class ProduceTest : public ProducedCase {
protected:
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
    // A picture of this size in pixels, all grey but for a dark frame.
    static std::string picture(int width, int height) {
        PIX* pix = pixCreate(width, height, 8);
        pixSetAllArbitrary(pix, 230);
        pixSetBorderVal(pix, 2, 2, 2, 2, 20);
        l_uint8* bytes = nullptr;
        std::size_t size = 0;
        EXPECT_EQ(pixWriteMem(&bytes, &size, pix, IFF_PNG), 0);
        std::string out(reinterpret_cast<char*>(bytes), size);
        std::free(bytes);
        pixDestroy(&pix);
        return out;
    }
};

TEST_F(ProduceTest, ATinyPictureLeavesOnASheetWithItsWholeNumber) {
    takeIn({{"icon.png", picture(16, 16)}, {"logo.png", picture(100, 30)}});
    for (const char* number : {"RW000001", "RW000002"}) {
        code(document(number), "responsiveness", "responsive");
        code(document(number), "confidentiality", "confidential");
    }
    ASSERT_TRUE(write([&](casefile::Database& database) {
        redaction::Redaction one;
        one.document = document("RW000002").id;
        one.box = {10, 8, 30, 16};
        one.reason = "Privacy";
        return redaction::RedactionStore(database).add(std::vector{one}, "Ann");
    }));
    auto s = specification(R"("image": {"format": "tiff+pdf"})");
    s.batesPrefix = "MERIDIAN-P";
    s.batesDigits = 8;
    const auto report = make(s);
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_THAT(findings(report->folder, true), IsEmpty());
    const auto manifest = Manifest::fromJson(*readFile(report->folder / kManifestName));
    ASSERT_TRUE(manifest);
    for (const auto& d : manifest->documents) {
        ASSERT_EQ(d.pages.size(), 1u);
        EXPECT_EQ(d.pages[0].width, 612);
        EXPECT_EQ(d.pages[0].height, 792);
        const auto bytes = *readFile(report->folder / d.pages[0].image);
        PIX* pix = pixReadMem(reinterpret_cast<const l_uint8*>(bytes.data()), bytes.size());
        ASSERT_NE(pix, nullptr);
        EXPECT_EQ(pixGetWidth(pix), 2550);
        EXPECT_EQ(pixGetHeight(pix), 3300);
        pixDestroy(&pix);
    }
    // A box that is said to lie elsewhere is still found with the case.
    auto moved = *manifest;
    moved.documents[1].pages[0].dx += 5;
    ASSERT_TRUE(writeFile(report->folder / kManifestName, moved.toJson()));
    EXPECT_THAT(findings(report->folder, true), Contains("manifest manifest.json"));
}

TEST_F(ProduceTest, StampsThatDoNotFitStopTheProductionAndNameTheDocument) {
    takeIn({{"a.txt", "The meeting is on Tuesday.\n"}});
    code(document("RW000001"), "responsiveness", "responsive");
    auto s = specification();
    s.endorse["bottom_left"] = std::string(300, 'W');
    const auto report = make(s);
    ASSERT_FALSE(report);
    EXPECT_THAT(report.error().message(), HasSubstr("RW000001"));
    EXPECT_THAT(report.error().message(), HasSubstr("stamps do not fit"));
    EXPECT_THAT(files(m_folder.path() / "out"), IsEmpty());
}

TEST_F(ProduceTest, ACallOnTheSameMailFromAnotherServerHoldsItBack) {
    const std::string mail =
        "From: Tomasz Reyl <treyl@counsel.example>\r\nTo: Imogen Vale <ivale@meridian.example>\r\nSubject: The "
        "claim\r\n"
        "Date: Tue, 24 Oct 2023 14:03:11 -0400\r\nMessage-ID: <17@counsel.example>\r\n\r\n"
        "Counsel believes that the claim is worth no more than four million.\r\n";
    takeIn({{"a.eml", "Received: from mx1.example by mail.example; Tue, 24 Oct 2023 14:03:20 -0400\r\n" + mail},
            {"b.eml", "Received: from mx2.example by post.example; Tue, 24 Oct 2023 14:04:51 -0400\r\n" + mail},
            {"c.txt", "The meeting is on Tuesday at the harbour.\n"}});
    ASSERT_EQ(document("RW000002").state, documents::State::Duplicate);
    for (const char* number : {"RW000001", "RW000003"}) code(document(number), "responsiveness", "responsive");
    code(document("RW000002"), "privilege", "attorney_client");
    const auto report = make();
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_EQ(report->withheld, 1);
    EXPECT_EQ(report->documents, 1);
    for (const auto& [name, bytes] : files(report->folder)) EXPECT_THAT(bytes, Not(HasSubstr("Counsel"))) << name;
}

TEST_F(ProduceTest, AnUnreadKindLeavesAsASheetAndItself) {
    const auto evidence = m_folder.path() / "evidence";
    fs::create_directories(evidence);
    const std::vector<std::string> columns = {"Month", "Tokens"};
    const std::vector<std::vector<std::string>> rows = {{"June", "1400"}};
    ASSERT_TRUE(writeSpreadsheet(evidence / "numbers.xlsx", "Tokens", columns, rows));
    const auto book = *readFile(evidence / "numbers.xlsx");
    ASSERT_TRUE(write([](casefile::Database& database) { return database.run("UPDATE sources SET walked = 1"); }));
    processing::Ingest ingest(*m_case, *m_pool);
    ASSERT_TRUE(ingest.add({{evidence}, "Vale", "auto", "eng", "Ann"}));
    NoProgress silent;
    const auto summary = ingest.run(silent, {});
    ASSERT_TRUE(summary) << summary.error().message();
    ASSERT_EQ(summary->exceptions, 1);
    code(document("RW000001"), "responsiveness", "responsive");
    EXPECT_FALSE(make());
    ASSERT_EQ(document("RW000001").exceptionKind, "unsupported");
    const auto report = make(specification(R"("natives": ["unsupported"])"));
    ASSERT_TRUE(report) << report.error().message();
    auto all = files(report->folder);
    EXPECT_EQ(all.at("NATIVES/0001/M-0001.xlsx"), book);
    EXPECT_EQ(all.at("TEXT/0001/M-0001.txt"), "Produced in native format\n");
    EXPECT_TRUE(all.contains("IMAGES/0001/M-0001.tif"));
    EXPECT_THAT(findings(report->folder, true), IsEmpty());
    auto plain = specification(R"("natives": ["unsupported"], "image": {"format": "none"})");
    plain.volume = "VOL002";
    plain.batesStart = 2;
    const auto bare = make(plain);
    ASSERT_TRUE(bare) << bare.error().message();
    all = files(bare->folder);
    EXPECT_EQ(all.at("NATIVES/0001/M-0002.xlsx"), book);
    EXPECT_EQ(all.at("TEXT/0001/M-0002.txt"), "Produced in native format\n");
}

TEST_F(ProduceTest, SealsAVolumeThatHoldsOnlyWhatMayLeave) {
    takeInLetters();
    const auto report = make();
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_TRUE(report->isSealed);
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
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_TRUE(report->isSealed);
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

TEST_F(ProduceTest, WhatIsGoingToBeWrittenIsToldBeforeAndItsConflictsAfter) {
    takeIn({{"a.txt", "The meeting is on Tuesday.\n"}, {"b.txt", "Nobody has coded this.\n"}});
    code(document("RW000001"), "responsiveness", "responsive");
    auto s = specification();
    s.query = "*";
    NoProgress silent;
    std::vector<std::string> told;
    bool isWritten = true;
    const auto out = m_folder.path() / "out";
    const auto report = produce(*m_case, *m_pool, s,
                                {out, "Ann", true,
                                 [&](const Plan& plan) {
                                     told = conflicts(plan);
                                     isWritten = fs::exists(out);
                                 }},
                                silent, {});
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_FALSE(isWritten);
    ASSERT_THAT(told, testing::ElementsAre("not_coded RW000001", "not_coded RW000002"));
    ASSERT_EQ(report->conflicts.size(), 2u);
    EXPECT_EQ(report->conflicts[1].controlNumber, "RW000002");
}

TEST_F(ProduceTest, WhatIsChangedWhileItIsReadBackIsNotSealed) {
    takeInLetters();
    // Writes into a text of the volume as soon as its files are checked.
    class Meddler final : public Progress {
    public:
        explicit Meddler(fs::path file) : m_file(std::move(file)) {}
        void report(std::int64_t, std::int64_t, std::string_view line) override {
            if (line == kCheckingFiles) {
                EXPECT_TRUE(writeFile(m_file, "something else\n"));
            }
        }

    private:
        fs::path m_file;
    };
    const auto partial = m_folder.path() / "out/VOL001.partial";
    Meddler progress(partial / "TEXT/0001/M-0002.txt");
    const auto report = make(specification(), m_folder.path() / "out", progress);
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_FALSE(report->isSealed);
    EXPECT_EQ(report->folder, partial);
    ASSERT_FALSE(report->verification.findings.empty());
    EXPECT_EQ(report->verification.findings[0].file, "TEXT/0001/M-0002.txt");
    EXPECT_THAT(*readFile(partial / "findings.txt"), HasSubstr("TEXT/0001/M-0002.txt"));
    auto s = specification();
    s.volume = "VOL002";
    EXPECT_TRUE(make(s)) << "its numbers are free again";
}

TEST_F(ProduceTest, WhatTheLedgerRefusesLeavesNothingInTheWay) {
    takeInLetters();
    volume();
    code(document("RW000001"), "responsiveness", "not_responsive");
    // The same numbers would stand for other documents; the plan alone does not know that.
    const auto refused = make(specification(), "again");
    ASSERT_FALSE(refused);
    EXPECT_THAT(refused.error().message(), HasSubstr("was produced already"));
    EXPECT_FALSE(fs::exists(m_folder.path() / "again"));
    code(document("RW000001"), "responsiveness", "responsive");
    const auto report = make(specification(), "again");
    ASSERT_TRUE(report) << report.error().message();
    EXPECT_TRUE(report->isSealed);
}

TEST_F(ProduceTest, ACaseThatIsReadOnlyIsNotProduced) {
    takeInLetters();
    const auto reader = casefile::Case::open(m_case->folder());
    ASSERT_TRUE(reader) << reader.error().message();
    ASSERT_TRUE((*reader)->isReadOnly());
    NoProgress silent;
    const auto report = produce(**reader, *m_pool, specification(), {m_folder.path() / "out", "Ann"}, silent, {});
    ASSERT_FALSE(report);
    EXPECT_EQ(report.error().kind, ErrorKind::ReadOnly);
    EXPECT_FALSE(fs::exists(m_folder.path() / "out"));
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
