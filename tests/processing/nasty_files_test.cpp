// Real files of other people, broken, locked, odd and hostile, through the whole way in: whatever they are, each ends
// as exactly one thing, in time, and a lawyer can read why.
#include "base/files.h"
#include "documents/document_store.h"
#include "processing/ingest.h"
#include "support/temporary_folder.h"

#include <gtest/gtest.h>

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <map>
#include <set>

namespace redwell::processing {
namespace {

namespace fs = std::filesystem;
using documents::State;
using namespace std::chrono_literals;

fs::path shared() { return fs::path(REDWELL_SOURCE_DIR).parent_path() / "shared" / "data"; }

// Processes whose parent is this one: the worker; and those of which the worker is.
std::set<int> childrenOf(int parent) {
    std::set<int> children;
    std::error_code ignored;
    for (const auto& entry : fs::directory_iterator("/proc", ignored)) {
        const auto name = entry.path().filename().string();
        if (name.find_first_not_of("0123456789") != std::string::npos) continue;
        std::ifstream in(entry.path() / "stat");
        std::string stat;
        std::getline(in, stat);
        const auto end = stat.rfind(')');
        int of = 0;
        char state = 0;
        if (end == std::string::npos || std::sscanf(stat.c_str() + end + 1, " %c %d", &state, &of) != 2) continue;
        if (of == parent) children.insert(std::stoi(name));
    }
    return children;
}

struct Taken {
    IngestSummary summary;
    std::vector<documents::Document> documents;
    std::chrono::milliseconds time{0};
};

class NastyFiles : public testing::TestWithParam<const char*> {
protected:
    void SetUp() override {
        ::setenv("REDWELL_WORKER", REDWELL_BIN_DIR "/redwell-worker", 1);
        auto made = casefile::Case::create(m_folder.path() / "Matter",
                                           {"Matter", "America/New_York", casefile::CaseTemplate::standard()});
        ASSERT_TRUE(made) << made.error().message();
        m_case = std::move(*made);
    }

    Taken takeIn(const fs::path& path, WorkerLimits limits, const std::string& ocr) {
        Taken taken;
        auto pool = WorkerPool::start(2, "eng", limits);
        EXPECT_TRUE(pool);
        if (!pool) return taken;
        const auto before = childrenOf(::getpid());
        const auto begin = std::chrono::steady_clock::now();
        Ingest ingest(*m_case, **pool);
        EXPECT_TRUE(ingest.add({{path}, "Imogen Vale", ocr, "eng", "Ann"}));
        NoProgress silent;
        auto summary = ingest.run(silent, {});
        EXPECT_TRUE(summary) << summary.error().message();
        if (!summary) return taken;
        taken.summary = *summary;
        taken.time = std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::steady_clock::now() - begin);
        for (const int worker : before) EXPECT_TRUE(childrenOf(worker).empty()) << "a child is left";
        pool->reset();
        EXPECT_TRUE(childrenOf(::getpid()).empty()) << "the worker is left";

        auto lease = m_case->read();
        documents::DocumentStore store(**lease);
        std::vector<std::string> numbers;
        EXPECT_TRUE((*lease)->query("SELECT control_number FROM documents ORDER BY id", casefile::Parameters{},
                                    [&](const casefile::Row& row) { numbers.push_back(row.text(0)); }));
        for (const auto& number : numbers)
            if (auto found = *store.find(number)) taken.documents.push_back(std::move(*found));
        return taken;
    }

    void check(const Taken& taken) {
        const auto& all = taken.summary;
        EXPECT_EQ(all.files, static_cast<std::int64_t>(taken.documents.size()));
        EXPECT_EQ(all.files, all.reviewable + all.exceptions + all.duplicates);
        EXPECT_FALSE(*Ingest::hasWork(*m_case));
        std::map<State, std::int64_t> states;
        for (const auto& document : taken.documents) {
            ++states[document.state];
            const bool isContainer = document.kind == documents::Kind::Container;  // shows nothing itself
            if (document.state == State::Reviewable && !isContainer) {
                EXPECT_GT(document.pageCount, 0) << document.sourcePath;
            }
            if (document.state == State::Exception) checkReason(document);
        }
        EXPECT_EQ(states[State::Reviewable], all.reviewable);
        EXPECT_EQ(states[State::Exception], all.exceptions);
        EXPECT_EQ(states[State::Duplicate], all.duplicates);
    }

    // A reason says what is wrong in words, not in those of a program.
    static void checkReason(const documents::Document& document) {
        const auto& reason = document.exceptionReason;
        EXPECT_GT(reason.size(), 12U) << document.sourcePath;
        for (const char* jargon : {"xref", "exception", "nullptr", "std::", "errno", "bad_alloc", "signal", "assert",
                                   "0x", "wire", "decode"})
            EXPECT_EQ(reason.find(jargon), std::string::npos) << document.sourcePath << ": " << reason;
        EXPECT_NE(document.exceptionKind, "internal") << document.sourcePath << ": " << reason;
        EXPECT_NE(document.exceptionKind, "timed_out") << document.sourcePath << ": " << reason;
        if (std::getenv("REDWELL_SHOW"))
            std::printf("%-12s %s: %s\n", document.exceptionKind.c_str(), document.sourcePath.c_str(), reason.c_str());
    }

    support::TemporaryFolder m_folder;
    std::unique_ptr<casefile::Case> m_case;
};

TEST_P(NastyFiles, EachEndsAsOneThingWithAReason) {
    const auto folder = shared() / GetParam();
    if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
    const auto taken = takeIn(folder, {.wallClock = 60s, .cpu = 50s}, "never");
    check(taken);
    std::printf("%s: %lld files, %lld reviewable, %lld exceptions, %lld duplicates, %lld pages in %.1f s\n", GetParam(),
                static_cast<long long>(taken.summary.files), static_cast<long long>(taken.summary.reviewable),
                static_cast<long long>(taken.summary.exceptions), static_cast<long long>(taken.summary.duplicates),
                static_cast<long long>(taken.summary.pages), static_cast<double>(taken.time.count()) / 1000);
}

INSTANTIATE_TEST_SUITE_P(Shared, NastyFiles,
                         testing::Values("nasty-pdf", "email", "bad-redactions", "chats", "loadfiles"),
                         [](const auto& tested) {
                             std::string name = tested.param;
                             std::erase(name, '-');
                             return name;
                         });

class ScannedExhibits : public NastyFiles {};

TEST_P(ScannedExhibits, GetTheirTextByOcr) {
    const auto folder = shared() / GetParam();
    if (!fs::exists(folder)) GTEST_SKIP() << folder << " is not there";
    const auto taken = takeIn(folder, {}, "auto");
    check(taken);
    auto lease = m_case->read();
    documents::DocumentStore store(**lease);
    int scans = 0;
    for (const auto& document : taken.documents) {
        if (document.fileName.find(".scan.pdf") == std::string::npos) continue;
        ++scans;
        const auto pages = store.pages(document.id);
        ASSERT_TRUE(pages);
        for (const auto& page : *pages) {
            EXPECT_EQ(page.textSource, documents::TextSource::Ocr) << document.fileName;
            EXPECT_GE(page.words.size(), 3U) << document.fileName << " page " << page.number;
        }
    }
    EXPECT_GE(scans, 7);
}

INSTANTIATE_TEST_SUITE_P(Shared, ScannedExhibits, testing::Values("exhibits"));

}  // namespace
}  // namespace redwell::processing
