// Evidence into documents: walks what was added, keeps originals by hash, runs the job queue over the workers, ends
// each file as reviewable, exception or duplicate. The queue is in the case database, so a break (or a power cut) costs
// no finished page.
#pragma once

#include "base/progress.h"
#include "base/result.h"
#include "casefile/case.h"
#include "processing/worker_pool.h"

#include <filesystem>
#include <functional>
#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace redwell::processing {

struct Evidence {
    std::vector<std::filesystem::path> paths;  // files and folders
    std::string custodian;
    std::string ocr = "auto";  // auto, always, never
    std::string languages = "eng";
    std::string by;
};

struct IngestSummary {
    std::int64_t files = 0;  // found by this run, attachments included
    std::int64_t reviewable = 0, exceptions = 0, duplicates = 0;
    std::int64_t pages = 0;  // that came into the case
    std::int64_t unitsDone =
        0;  // as progress counts: what ends without a page, and the setting of pages, count as well
};

class Ingest {
public:
    Ingest(casefile::Case& target, WorkerPool& pool) : m_case(target), m_pool(pool) {}
    // Remembers what to take in (one row a path). Fails plainly when a path does not exist or a language is not
    // installed.
    Status add(const Evidence& evidence);
    // Walks and processes until nothing is queued, or until stop is requested: what was finished stays, what is being
    // read is dropped and waits with the rest.
    // progress counts pages done and known. on every finished document `changed` (may be empty) is called.
    // Pages of mails that were read without them are set when everything else is done, or left for another run.
    enum class MailPages { SetAtTheEnd, Leave };
    Result<IngestSummary> run(Progress& progress, std::stop_token stop, const std::function<void()>& changed = {},
                              MailPages pages = MailPages::SetAtTheEnd);
    // Puts exceptions of these kinds back into the queue (after a password was added).
    static Result<std::int64_t> retry(casefile::Case& target, std::span<const std::string> kinds);
    static Status addPassword(casefile::Case& target, std::string_view password);
    static Result<bool> hasWork(casefile::Case& target, MailPages pages = MailPages::SetAtTheEnd);
    static Result<bool> hasPagesToSet(casefile::Case& target);
    // The OCR languages of this case's evidence that are installed: what a pool is best started with. Each page is
    // read with its own document's languages, whatever the pool was started with.
    static Result<std::string> languages(casefile::Case& target);
    // Evidence whose languages are not installed is read with these instead; how many sources that are.
    static Result<std::int64_t> replaceMissingLanguages(casefile::Case& target, const std::string& languages,
                                                        std::string_view by);

private:
    casefile::Case& m_case;
    WorkerPool& m_pool;
};

}  // namespace redwell::processing
