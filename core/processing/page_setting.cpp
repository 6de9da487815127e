#include "processing/page_setting.h"

#include "documents/document_store.h"
#include "processing/job_queue.h"
#include "processing/result_writer.h"

#include <deque>

namespace redwell::processing {

using casefile::Database;

namespace {

class Setting {
public:
    Setting(casefile::Case& target, WorkerPool& pool) : m_case(target), m_pool(pool) {}

    Result<std::int64_t> go(std::span<const DocumentId> documents, Progress& progress, const std::stop_token& stop) {
        REDWELL_CHECK(begin(documents));
        const auto known = static_cast<std::int64_t>(m_waiting.size());
        while (!m_failed) {
            if (stop.stop_requested()) break;
            while (!m_waiting.empty() && m_pool.running() < 2 * m_pool.workers()) {
                REDWELL_CHECK(submit(m_waiting.front()));
                m_waiting.pop_front();
            }
            if (m_pool.running() == 0 && m_again.empty()) break;
            if (m_pool.running() == 0) {  // its worker died: once more, alone
                REDWELL_CHECK(submit(m_again.front()));
                m_again.pop_front();
            }
            REDWELL_CHECK(m_pool.poll(std::chrono::milliseconds(20)));
            progress.report(m_done, known, {});
        }
        if (m_failed) return *m_failed;
        return m_done;
    }

    // Nothing may call back into this object once it is gone.
    void drain() {
        m_pool.stopAll();
        while (m_pool.running() > 0)
            if (!m_pool.poll(std::chrono::milliseconds(20))) break;
    }

private:
    Status begin(std::span<const DocumentId> documents) {
        REDWELL_TRY(auto lease, m_case.read());
        JobQueue queue(*lease);
        REDWELL_TRY(m_passwords, queue.passwords());
        for (const auto document : documents) {
            REDWELL_TRY(const auto jobs, queue.of(document, JobKind::Layout));
            m_waiting.insert(m_waiting.end(), jobs.begin(), jobs.end());
        }
        return {};
    }

    Status submit(const Job& job) {
        REDWELL_TRY(auto lease, m_case.read());
        REDWELL_TRY(const auto document, documents::DocumentStore(*lease).find(job.document));
        if (!document || document->hasLayout) return {};
        auto input = m_case.originals().open(document->sha256);
        if (!input) return apply(job, {{}, input.error()});
        REDWELL_TRY(const auto source, JobQueue(*lease).sourceOf(job.document));
        m_pool.submit(wire::ParseRequest{document->fileName, source.ocr, m_passwords, m_case.timeZone(), {}, true},
                      std::move(*input), [this, job](JobOutcome outcome) {
                          if (outcome.isStopped || m_failed) return;
                          if (auto applied = apply(job, outcome); !applied) m_failed = applied.error();
                      });
        return {};
    }

    Status apply(Job job, const JobOutcome& outcome) {
        REDWELL_TRY(const auto effect, m_case.write([&](Database& database) {
            return ResultWriter(database, m_case).apply(job, outcome);
        }));
        if (effect.tryAgainAlone) {
            job.attempts = 1;
            m_again.push_back(job);
        } else {
            ++m_done;
        }
        return {};
    }

    casefile::Case& m_case;
    WorkerPool& m_pool;
    std::vector<std::string> m_passwords;
    std::deque<Job> m_waiting, m_again;
    std::optional<Error> m_failed;
    std::int64_t m_done = 0;
};

}  // namespace

Result<std::int64_t> setPages(casefile::Case& target, WorkerPool& pool, std::span<const DocumentId> documents,
                              Progress& progress, std::stop_token stop) {
    Setting setting(target, pool);
    auto done = setting.go(documents, progress, stop);
    setting.drain();
    return done;
}

}  // namespace redwell::processing
