// The one job queue and the sources it is fed from, in the case database. A row is a promise: what is in the table is
// still to be done, what is not in it is done.
#pragma once

#include "base/hash.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::processing {

struct Source {
    std::int64_t id = 0;
    std::string path;  // absolute, as added
    std::string custodian;
    std::string ocr = "auto", languages = "eng", by;
};

enum class JobKind { Parse, Ocr, Finish, Layout };

struct Job {
    std::int64_t id = 0;
    DocumentId document;
    JobKind kind = JobKind::Parse;
    int page = 0;  // of an OCR job
    int attempts = 0;
    std::string resumeAt;  // of the parse of a container that has more to come
};

// A parse that waits, with what decides whether it may be read in a batch.
struct WaitingParse {
    Job job;
    std::string fileName, mimeType;
    std::int64_t custodian = 0;
    std::int64_t size = 0;  // bytes; 0 when the file is not there yet
    Sha256 sha256;
};

class JobQueue {
public:
    explicit JobQueue(casefile::Database& database) : m_database(database) {}

    Result<std::int64_t> addSource(const Source& source);
    Result<std::vector<Source>> sourcesToWalk();
    Result<Source> sourceOf(DocumentId document);
    Status markWalked(std::int64_t source);
    // Of all sources, each once.
    Result<std::vector<std::string>> languages();
    Result<std::int64_t> replaceLanguages(std::string_view from, std::string_view to);
    Result<bool> isKnown(std::int64_t source, std::string_view sourcePath);

    Status add(DocumentId document, JobKind kind, int page = 0);
    // Jobs of one kind, in the order of documents and pages.
    Result<std::vector<Job>> first(JobKind kind, std::int64_t limit);
    Result<std::vector<Job>> of(DocumentId document, JobKind kind);
    Result<std::vector<WaitingParse>> firstToParse(DocumentId after, std::int64_t limit);
    Status remove(std::int64_t job);
    // The same job goes on as one of another kind, with no attempt counted.
    Status turnInto(std::int64_t job, JobKind kind);
    Status countAttempt(std::int64_t job);
    Status resumeLater(std::int64_t job, std::string_view resumeAt);  // attempts are counted anew
    Result<std::int64_t> waiting(DocumentId document, JobKind kind);
    Result<std::int64_t> size(JobKind kind);
    Result<std::int64_t> size();

    Result<std::vector<std::string>> passwords();
    Status addPassword(std::string_view password);
    // Exceptions of one kind back to "queued" with a parse job each; how many.
    Result<std::int64_t> requeue(std::string_view exceptionKind);

private:
    casefile::Database& m_database;
};

}  // namespace redwell::processing
