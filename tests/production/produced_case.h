// A small case whose documents came in through the real worker, to be produced and read back by it.
#pragma once

#include "base/files.h"
#include "planned_case.h"
#include "processing/ingest.h"
#include "production/produce.h"

#include <cstdlib>
#include <map>

namespace redwell::production {

class ProducedCase : public PlannedCase {
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
        std::filesystem::create_directories(evidence);
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
    Result<ProductionReport> make(const Specification& s, const std::filesystem::path& out, Progress& progress,
                                  std::stop_token stop = {}) {
        return produce(*m_case, *m_pool, s, {out, "Ann", true}, progress, std::move(stop));
    }
    Result<ProductionReport> make(const Specification& s = specification(), const std::string& out = "out") {
        NoProgress silent;
        return make(s, m_folder.path() / out, silent);
    }
    // The sealed volume, to be meddled with.
    std::filesystem::path volume(const Specification& s = specification()) {
        const auto report = make(s);
        EXPECT_TRUE(report) << report.error().message();
        EXPECT_TRUE(report && report->isSealed);
        return report ? report->folder : std::filesystem::path();
    }
    // "kind file" of every finding.
    std::vector<std::string> findings(const std::filesystem::path& folder, bool withCase) {
        NoProgress silent;
        const auto v = verify(folder, withCase ? m_case.get() : nullptr, *m_pool, silent, {});
        EXPECT_TRUE(v) << v.error().message();
        std::vector<std::string> all;
        if (v)
            for (const auto& f : v->findings) {
                EXPECT_THAT(f.detail, testing::Not(testing::HasSubstr("Okonjo")));
                EXPECT_THAT(f.detail, testing::Not(testing::HasSubstr("okonjo")));
                all.push_back(f.kind + " " + f.file);
            }
        return all;
    }
    static std::map<std::string, std::string> files(const std::filesystem::path& folder) {
        std::map<std::string, std::string> all;
        for (const auto& entry : std::filesystem::recursive_directory_iterator(folder))
            if (entry.is_regular_file())
                all[std::filesystem::relative(entry.path(), folder).string()] = *readFile(entry.path());
        return all;
    }
    std::unique_ptr<processing::WorkerPool> m_pool;
};

}  // namespace redwell::production
