#include "processing/ingest.h"

#include "casefile/audit.h"
#include "documents/document_store.h"
#include "documents/original_rows.h"
#include "processing/found_files.h"
#include "processing/intake.h"
#include "processing/job_queue.h"
#include "processing/mail_batch.h"
#include "processing/ocr_languages.h"
#include "processing/transactions.h"

#include <nlohmann/json.hpp>

#include <chrono>
#include <deque>
#include <future>
#include <set>
#include <unordered_set>
#include <utility>

namespace redwell::processing {

namespace fs = std::filesystem;
using casefile::Database;
using Clock = std::chrono::steady_clock;
using namespace std::chrono_literals;

namespace {

constexpr std::size_t kApplyAtOnce = 1024;              // results that are worth a transaction
constexpr std::size_t kMostWaiting = 2048;              // pages of results that wait while others are written
constexpr std::size_t kMostFound = 6;                   // chunks of files that are read or wait to be written
constexpr std::size_t kFoundAtOnce = 4;                 // of them that one transaction writes
constexpr std::chrono::milliseconds kApplyWithin{250};  // a result waits no longer than this for the next one
constexpr std::chrono::milliseconds kSlice{2};          // that the run waits for one thing with others to look after

// One run over the queue. Lives in Ingest::run alone; the callbacks of the pool point into it. The case is written in a
// thread beside it: workers stand still when nobody hears them.
class Run {
public:
    Run(casefile::Case& target, WorkerPool& pool, Progress& progress, const std::function<void()>& changed,
        Ingest::MailPages pages)
        : m_case(target),
          m_pool(pool),
          m_progress(progress),
          m_changed(changed),
          m_mailPages(pages),
          m_transactions(target, setsPages()) {}

    Result<IngestSummary> go(std::stop_token stop) {
        REDWELL_CHECK(begin());
        for (;;) {
            const bool isStopping = stop.stop_requested();
            if (isStopping) stopWork();
            const bool isTakingIn = !isStopping && !(m_intake->isDone() && m_found.empty());
            REDWELL_CHECK(collectWritten(0ms));
            const bool isIdle = m_pool.running() == 0 && m_ended.empty() && !isWriting();
            if (!isStopping) REDWELL_CHECK(takeFound(isIdle && m_found.empty() ? kSlice : 0ms));
            if (!isStopping) REDWELL_CHECK(submitFound());
            if (!isWriting()) REDWELL_CHECK(writeSome());
            if (!isStopping) REDWELL_CHECK(submitSome());
            if (m_pool.running() == 0 && m_ended.empty() && !isWriting() && !isTakingIn) break;
            if (m_pool.running() > 0 && m_endedPages < kMostWaiting)
                REDWELL_CHECK(m_pool.poll(isTakingIn || isWriting() ? kSlice : m_ended.empty() ? kApplyWithin : 20ms));
            else
                REDWELL_CHECK(collectWritten(kSlice));
        }
        return m_summary;
    }

    // Nothing may call back into this object once it is gone.
    void drain() {
        m_pool.stopAll();
        while (m_pool.running() > 0)
            if (!m_pool.poll(std::chrono::milliseconds(200))) break;
    }

private:
    // Jobs that are stopped stay in the queue of the case as they were.
    void stopWork() {
        if (std::exchange(m_isStopping, true)) return;
        m_intake->stop();
        m_found.clear();  // is found again
        m_pool.stopAll();
    }

    int depth() const { return 2 * m_pool.workers(); }

    Status begin() {
        REDWELL_TRY(auto lease, m_case.read());
        JobQueue queue(*lease);
        REDWELL_TRY(auto sources, queue.sourcesToWalk());
        m_intake.emplace(m_case, std::move(sources));
        REDWELL_TRY(m_passwords, queue.passwords());
        REDWELL_TRY(const auto parses, queue.size(JobKind::Parse));
        REDWELL_TRY(const auto pages, queue.size(JobKind::Ocr));
        REDWELL_TRY(const auto counts, documents::DocumentStore(*lease).counts());
        m_known = parses + pages;
        if (setsPages()) {
            REDWELL_TRY(const auto layouts, queue.size(JobKind::Layout));
            m_known += layouts;
        }
        m_summary.files = counts.queued;
        return {};
    }

    bool isWriting() const { return m_writing.valid(); }

    void add(Job job, JobOutcome outcome) {
        if (m_ended.empty()) m_firstEnded = Clock::now();
        const auto* parsed = std::get_if<wire::ParseReply>(&outcome.reply);
        m_endedPages += parsed ? std::max<std::size_t>(parsed->pages.size(), 1) : 1;
        m_ended.push_back({std::move(job), std::move(outcome)});
    }

    Status takeFound(std::chrono::milliseconds wait) {
        while (m_found.size() < kMostFound) {
            REDWELL_TRY(auto chunk, m_intake->next(wait));
            if (!chunk) return {};
            wait = 0ms;
            m_found.push_back(std::make_shared<FoundFiles>(std::move(*chunk)));
        }
        return {};
    }

    Status submitFound() {
        for (const auto& found : m_found) {
            while (m_pool.running() < depth()) {
                REDWELL_TRY(auto batch, found->nextBatch());
                if (!batch) break;
                auto done = [found, files = std::move(batch->files)](JobOutcome outcome) {
                    found->hear(files, std::move(outcome));
                };
                m_pool.submit(std::move(batch->request), std::move(batch->input), std::move(done));
            }
        }
        return {};
    }

    // Starts to write what waits, by turns: files found, in their order, and results when there are enough of them or
    // nothing else is to do.
    Status writeSome() {
        const bool isDue =
            !m_ended.empty() && (m_ended.size() >= kApplyAtOnce || m_endedPages >= kMostWaiting ||
                                 m_pool.running() < m_pool.workers() || Clock::now() - m_firstEnded >= kApplyWithin);
        if (!m_found.empty() && m_found.front()->isRead() && !(isDue && m_wroteFiles)) {
            m_wroteFiles = true;
            const auto letGoLater = std::exchange(m_foundToWrite, {});  // thousands of mails: while others are written
            while (!m_found.empty() && m_found.front()->isRead() && m_foundToWrite.size() < kFoundAtOnce) {
                m_foundToWrite.push_back(std::move(m_found.front()));
                m_found.pop_front();
            }
            m_writing = std::async(std::launch::async, [this] { return m_transactions.write(m_foundToWrite); });
            return {};
        }
        if (!isDue) return {};
        m_wroteFiles = false;
        m_endedPages = 0;
        m_writing = std::async(std::launch::async,
                               [this, ended = std::exchange(m_ended, {})] { return m_transactions.write(ended); });
        return {};
    }

    Status collectWritten(std::chrono::milliseconds wait) {
        if (!isWriting() || m_writing.wait_for(wait) != std::future_status::ready) return {};
        REDWELL_TRY(auto written, m_writing.get());
        for (const auto& job : written.done) m_held.erase(job.id);
        for (auto& job : written.again) {
            job.attempts = 1;
            m_held.insert(job.id);
            m_alone.push_back(job);
        }
        m_single.insert(written.single.begin(), written.single.end());
        m_filesWritten += written.files;
        count(written.sum);
        report(written.line);
        if ((!written.done.empty() || written.sum.reviewable > 0) && m_changed) m_changed();
        return {};
    }

    Status submitSome() {
        if (m_pool.running() >= depth() || m_endedPages >= kMostWaiting) return {};
        REDWELL_TRY(auto lease, m_case.read());
        JobQueue queue(*lease);
        for (const auto kind : {JobKind::Finish, JobKind::Parse, JobKind::Ocr, JobKind::Layout}) {
            if (m_pool.running() >= depth()) return {};
            if (kind == JobKind::Layout && !setsPages()) continue;
            if (kind == JobKind::Parse) {
                REDWELL_CHECK(submitParses(*lease, queue));
                continue;
            }
            REDWELL_TRY(const auto jobs, queue.first(kind, static_cast<std::int64_t>(m_held.size()) + depth()));
            for (const auto& job : jobs) {
                if (m_held.contains(job.id)) continue;
                if (job.attempts > 0) {  // its worker died, perhaps in another run: alone, when all else is done
                    m_held.insert(job.id);
                    m_alone.push_back(job);
                    continue;
                }
                if (m_pool.running() >= depth()) return {};
                REDWELL_CHECK(submit(*lease, job));
            }
        }
        if (m_pool.running() == 0 && m_ended.empty() && !isWriting() && m_intake->isDone() && m_found.empty() &&
            !m_alone.empty()) {
            const auto job = m_alone.front();
            m_alone.pop_front();
            REDWELL_CHECK(submit(*lease, job));
        }
        return {};
    }

    // Small mails in batches, everything else alone. Goes on behind the document that was handed out last, and begins
    // again where that was the last one: a container that goes on, and a mail that is read alone, lie before it.
    Status submitParses(Database& database, JobQueue& queue) {
        constexpr std::int64_t kBatchRows = 128;
        const auto wanted = depth() * kBatchRows + (m_handedOut ? 0 : static_cast<std::int64_t>(m_held.size()));
        REDWELL_TRY(auto waiting, queue.firstToParse(m_handedOut, wanted));
        bool isEnd = static_cast<std::int64_t>(waiting.size()) < wanted;
        MailBatch batch;
        DocumentId beforeBatch;
        for (auto& parse : waiting) {
            if (m_pool.running() >= depth()) {
                isEnd = false;
                break;
            }
            const auto document = parse.job.document;
            if (m_held.contains(parse.job.id)) {
                // in flight, or written soon
            } else if (parse.job.attempts > 0) {
                m_held.insert(parse.job.id);
                m_alone.push_back(parse.job);
            } else if (MailBatch::mayHold(parse) && !m_single.contains(parse.job.document)) {
                if (!batch.accepts(parse)) REDWELL_CHECK(submit(batch));
                if (batch.isEmpty()) beforeBatch = m_handedOut;
                batch.add(std::move(parse));
            } else {
                REDWELL_CHECK(submit(database, parse.job));
            }
            m_handedOut = document;
        }
        if (!batch.isEmpty()) {
            if (m_pool.running() < depth() && (batch.isFull() || m_pool.running() < m_pool.workers()))
                REDWELL_CHECK(submit(batch));
            else
                m_handedOut = beforeBatch;
        }
        if (isEnd && batch.isEmpty()) m_handedOut = {};
        return {};
    }

    Status submit(MailBatch& batch) {
        REDWELL_TRY(auto ready, batch.take(m_case.originals()));
        for (const auto& job : ready.others) m_single.insert(job.document);
        if (ready.jobs.empty()) return {};
        for (const auto& job : ready.jobs) m_held.insert(job.id);
        auto done = [this, jobs = std::move(ready.jobs)](JobOutcome outcome) {
            if (outcome.isStopped) return;
            auto* reply = std::get_if<wire::ParseBatchReply>(&outcome.reply);
            const bool isSound = !outcome.error && reply && reply->items.size() == jobs.size();
            for (std::size_t i = 0; i < jobs.size(); ++i) {
                if (isSound && reply->items[i]) {
                    add(jobs[i], {wire::Reply(std::move(*reply->items[i])), {}, false});
                } else {  // whatever was wrong with the batch, it tells nothing about this mail
                    m_single.insert(jobs[i].document);
                    m_held.erase(jobs[i].id);
                }
            }
        };
        m_pool.submit(std::move(ready.request), std::move(ready.input), std::move(done));
        return {};
    }

    bool setsPages() const { return m_mailPages == Ingest::MailPages::SetAtTheEnd; }

    Status submit(Database& database, const Job& job) {
        m_held.insert(job.id);
        documents::DocumentStore store(database);
        REDWELL_TRY(const auto document, store.find(job.document));
        if (!document) return Error{ErrorKind::Internal, "a job names a document that is not there", {}, {}};
        auto done = [this, job](JobOutcome outcome) {
            if (!outcome.isStopped) add(job, std::move(outcome));
        };
        if (job.kind == JobKind::Finish) {
            REDWELL_TRY(auto pages, store.pages(job.document));
            m_pool.submit(wire::MessagesRequest{std::move(pages)}, {}, std::move(done));
            return {};
        }
        auto input = open(*document, database);
        if (!input) {
            JobOutcome outcome;
            outcome.error = input.error();
            done(std::move(outcome));
            return {};
        }
        if (job.kind == JobKind::Parse || job.kind == JobKind::Layout) {
            REDWELL_TRY(const auto source, JobQueue(database).sourceOf(job.document));
            m_pool.submit(wire::ParseRequest{document->fileName, source.ocr, m_passwords, m_case.timeZone(),
                                             job.resumeAt, job.kind == JobKind::Layout},
                          std::move(*input), std::move(done));
        } else {
            REDWELL_TRY(const auto source, JobQueue(database).sourceOf(job.document));
            wire::OcrRequest request{document->fileName, m_passwords, job.page, 612, 792, source.languages};
            REDWELL_TRY(const auto page, store.page(job.document, job.page));
            if (page) {
                request.width = page->width;
                request.height = page->height;
            }
            m_pool.submit(std::move(request), std::move(*input), std::move(done));
        }
        return {};
    }

    // A file that could not be read when it was found is tried again where it was.
    Result<FileDescriptor> open(const documents::Document& document, Database& database) {
        if (document.sha256 != Sha256{}) return m_case.originals().open(document.sha256);
        REDWELL_TRY(const auto source, JobQueue(database).sourceOf(document.id));
        const auto path = fs::path(source.path).parent_path() / document.sourcePath;
        REDWELL_TRY(const auto hashes, m_case.originals().add(path));
        REDWELL_CHECK(m_case.originals().sync());
        const auto sha = hashes.sha256.hex();
        REDWELL_CHECK(m_case.write([&](Database& writer) -> Status {
            REDWELL_CHECK(documents::keepOriginal(writer, hashes));
            return writer.run("UPDATE documents SET sha256 = :sha WHERE id = :id",
                              {{":sha", sha}, {":id", document.id.value}});
        }));
        return m_case.originals().open(hashes.sha256);
    }

    void count(const Effect& effect) {
        m_known += effect.pagesKnown;
        m_done += effect.pagesDone;
        m_summary.files += effect.found;
        m_summary.reviewable += effect.reviewable;
        m_summary.exceptions += effect.exceptions;
        m_summary.duplicates += effect.duplicates;
        m_summary.pages += effect.pagesStored;
        m_summary.unitsDone = m_done;
    }

    void report(const std::string& line) {
        const bool isOver = m_intake->isDone() && m_found.empty();
        const auto files = isOver ? 0 : std::max<std::int64_t>(m_intake->filesKnown() - m_filesWritten, 0);
        m_progress.report(m_done, m_known + files, line);
    }

    casefile::Case& m_case;
    WorkerPool& m_pool;
    Progress& m_progress;
    const std::function<void()>& m_changed;
    Ingest::MailPages m_mailPages;
    Transactions m_transactions;
    std::optional<Intake> m_intake;
    std::vector<std::string> m_passwords;
    std::unordered_set<std::int64_t> m_held;  // jobs in flight, ended but not written, or waiting to run alone
    std::set<DocumentId> m_single;            // not in a batch again
    DocumentId m_handedOut;                   // the last one that a parse was submitted of
    std::deque<Job> m_alone;
    std::deque<std::shared_ptr<FoundFiles>> m_found;          // the first one is written first
    std::vector<std::shared_ptr<FoundFiles>> m_foundToWrite;  // that the writing thread looks at, or has
    std::int64_t m_filesWritten = 0;                          // of those found
    std::vector<Ended> m_ended;
    std::size_t m_endedPages = 0;
    Clock::time_point m_firstEnded;
    bool m_wroteFiles = false;  // last, rather than results: they take turns
    std::int64_t m_known = 0, m_done = 0;
    bool m_isStopping = false;
    IngestSummary m_summary;
    std::future<Result<Written>> m_writing;  // last, so that nothing is written any more when the rest goes
};

}  // namespace

Status Ingest::add(const Evidence& evidence) {
    if (evidence.paths.empty()) return Error{ErrorKind::Usage, "no file or folder was named", {}, {}};
    REDWELL_CHECK(checkLanguages(evidence.languages));
    std::vector<std::string> paths;
    for (const auto& path : evidence.paths) {
        std::error_code code;
        auto whole = fs::absolute(path, code).lexically_normal();
        if (code || !fs::exists(fs::symlink_status(whole, code)))
            return Error{ErrorKind::NotFound, "is not there", path.string(), "Check the path and add it again."};
        // A named link is what the user means; links below a folder are not followed.
        if (fs::is_symlink(whole, code)) whole = fs::canonical(whole, code);
        if (code) return Error{ErrorKind::NotFound, "points to nothing", path.string(), "Check the link."};
        paths.push_back(whole.native());
    }
    return m_case.write([&](Database& database) -> Status {
        JobQueue queue(database);
        for (const auto& path : paths)
            REDWELL_CHECK(
                queue.addSource({0, path, evidence.custodian, evidence.ocr, evidence.languages, evidence.by}));
        nlohmann::json shown = nlohmann::json::array();
        for (const auto& path : paths) shown.push_back(pathAsText(path));
        return casefile::appendAudit(database, evidence.by, "add_evidence", "case",
                                     {{"paths", shown}, {"custodian", evidence.custodian}, {"ocr", evidence.ocr}});
    });
}

Result<IngestSummary> Ingest::run(Progress& progress, std::stop_token stop, const std::function<void()>& changed,
                                  MailPages pages) {
    Run run(m_case, m_pool, progress, changed, pages);
    auto summary = run.go(stop);
    run.drain();
    return summary;
}

Result<std::int64_t> Ingest::retry(casefile::Case& target, std::span<const std::string> kinds) {
    return target.write([&](Database& database) -> Result<std::int64_t> {
        std::int64_t many = 0;
        for (const auto& kind : kinds) {
            REDWELL_TRY(const auto requeued, JobQueue(database).requeue(kind));
            many += requeued;
        }
        return many;
    });
}

Status Ingest::addPassword(casefile::Case& target, std::string_view password) {
    return target.write([&](Database& database) { return JobQueue(database).addPassword(password); });
}

Result<bool> Ingest::hasWork(casefile::Case& target, MailPages pages) {
    REDWELL_TRY(auto lease, target.read());
    JobQueue queue(*lease);
    REDWELL_TRY(auto jobs, queue.size());
    if (pages == MailPages::Leave) {
        REDWELL_TRY(const auto layouts, queue.size(JobKind::Layout));
        jobs -= layouts;
    }
    REDWELL_TRY(const auto sources, queue.sourcesToWalk());
    return jobs > 0 || !sources.empty();
}

Result<bool> Ingest::hasPagesToSet(casefile::Case& target) {
    REDWELL_TRY(auto lease, target.read());
    REDWELL_TRY(const auto waiting, JobQueue(*lease).size(JobKind::Layout));
    return waiting > 0;
}

Result<std::string> Ingest::languages(casefile::Case& target) {
    REDWELL_TRY(auto lease, target.read());
    REDWELL_TRY(const auto all, JobQueue(*lease).languages());
    std::string installed;
    for (const auto& languages : all)
        if (checkLanguages(languages)) installed += (installed.empty() ? "" : " ") + languages;
    return installed;
}

Result<std::int64_t> Ingest::replaceMissingLanguages(casefile::Case& target, const std::string& languages,
                                                     std::string_view by) {
    REDWELL_CHECK(checkLanguages(languages));
    return target.write([&](Database& database) -> Result<std::int64_t> {
        JobQueue queue(database);
        REDWELL_TRY(const auto all, queue.languages());
        std::int64_t many = 0;
        for (const auto& missing : all) {
            if (checkLanguages(missing)) continue;
            REDWELL_TRY(const auto changed, queue.replaceLanguages(missing, languages));
            REDWELL_CHECK(casefile::appendAudit(database, by, "change_languages", "case",
                                                {{"from", missing}, {"to", languages}}));
            many += changed;
        }
        return many;
    });
}

}  // namespace redwell::processing
