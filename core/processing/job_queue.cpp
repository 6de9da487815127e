#include "processing/job_queue.h"

#include "base/time.h"
#include "documents/original_rows.h"

#include <nlohmann/json.hpp>

namespace redwell::processing {

using casefile::Parameters;
using casefile::Row;

namespace {

const char* name(JobKind kind) {
    switch (kind) {
        case JobKind::Parse: return "parse";
        case JobKind::Ocr: return "ocr";
        case JobKind::Finish: return "finish";
        case JobKind::Layout: return "layout";
    }
    return "parse";
}

JobKind kindFromName(std::string_view text) {
    for (const auto kind : {JobKind::Ocr, JobKind::Finish, JobKind::Layout})
        if (text == name(kind)) return kind;
    return JobKind::Parse;
}

constexpr std::string_view kSource =
    "SELECT s.id, s.path, coalesce(c.name, ''), s.options, s.added_by FROM sources s LEFT JOIN custodians c ON c.id = "
    "s.custodian_id ";

constexpr std::string_view kJob = "SELECT id, document_id, kind, page, attempts, resume FROM jobs ";

Job jobFrom(const Row& row) {
    return {row.integer(0),
            {row.integer(1)},
            kindFromName(row.textView(2)),
            static_cast<int>(row.integer(3)),
            static_cast<int>(row.integer(4)),
            row.text(5)};
}

Source sourceFrom(const Row& row) {
    Source source{row.integer(0), row.text(1), row.text(2), "auto", "eng", row.text(4)};
    const auto options = nlohmann::json::parse(row.textView(3), nullptr, false);
    if (options.is_object()) {
        source.ocr = options.value("ocr", source.ocr);
        source.languages = options.value("languages", source.languages);
    }
    return source;
}

}  // namespace

Result<std::int64_t> JobQueue::addSource(const Source& source) {
    std::optional<std::int64_t> custodian;
    if (!source.custodian.empty()) {
        REDWELL_CHECK(
            m_database.run("INSERT OR IGNORE INTO custodians(name) VALUES (:name)", {{":name", source.custodian}}));
        REDWELL_TRY(custodian,
                    m_database.integer("SELECT id FROM custodians WHERE name = :name", {{":name", source.custodian}}));
    }
    const auto options = nlohmann::json{{"ocr", source.ocr}, {"languages", source.languages}}.dump();
    REDWELL_CHECK(
        m_database.run("INSERT INTO sources(path, custodian_id, options, added_at, added_by) VALUES (:path, "
                       ":custodian, :options, :at, :by)",
                       {{":path", source.path},
                        {":custodian", custodian},
                        {":options", options},
                        {":at", Instant::now().milliseconds},
                        {":by", source.by}}));
    return m_database.lastInsertId();
}

Result<std::vector<Source>> JobQueue::sourcesToWalk() {
    std::vector<Source> list;
    REDWELL_CHECK(m_database.query(std::string(kSource) + "WHERE s.walked = 0 ORDER BY s.id", Parameters{},
                                   [&](const Row& row) { list.push_back(sourceFrom(row)); }));
    return list;
}

Result<Source> JobQueue::sourceOf(DocumentId document) {
    Source source;
    REDWELL_CHECK(
        m_database.query(std::string(kSource) + "WHERE s.id = (SELECT source_id FROM documents WHERE id = :document)",
                         Parameters{{":document", document.value}}, [&](const Row& row) { source = sourceFrom(row); }));
    return source;
}

Result<std::vector<std::string>> JobQueue::languages() {
    std::vector<std::string> all;
    REDWELL_CHECK(m_database.query(
        "SELECT DISTINCT coalesce(json_extract(options, '$.languages'), 'eng') FROM sources ORDER BY 1", Parameters{},
        [&](const Row& row) { all.push_back(row.text(0)); }));
    return all;
}

Result<std::int64_t> JobQueue::replaceLanguages(std::string_view from, std::string_view to) {
    REDWELL_CHECK(
        m_database.run("UPDATE sources SET options = json_set(options, '$.languages', :to) "
                       "WHERE coalesce(json_extract(options, '$.languages'), 'eng') = :from",
                       {{":from", from}, {":to", to}}));
    return m_database.changes();
}

Status JobQueue::markWalked(std::int64_t source) {
    return m_database.run("UPDATE sources SET walked = 1 WHERE id = :id", {{":id", source}});
}

Result<bool> JobQueue::isKnown(std::int64_t source, std::string_view sourcePath) {
    REDWELL_TRY(const auto known,
                m_database.integer("SELECT 1 FROM documents WHERE source_id = :source AND source_path = :path",
                                   {{":source", source}, {":path", sourcePath}}));
    return known == 1;
}

Status JobQueue::add(DocumentId document, JobKind kind, int page) {
    return m_database.run("INSERT OR IGNORE INTO jobs(document_id, kind, page) VALUES (:document, :kind, :page)",
                          {{":document", document.value}, {":kind", name(kind)}, {":page", page}});
}

Result<std::vector<Job>> JobQueue::first(JobKind kind, std::int64_t limit) {
    std::vector<Job> list;
    REDWELL_CHECK(m_database.query(std::string(kJob) + "WHERE kind = :kind ORDER BY document_id, page LIMIT :limit",
                                   Parameters{{":kind", name(kind)}, {":limit", limit}},
                                   [&](const Row& row) { list.push_back(jobFrom(row)); }));
    return list;
}

Result<std::vector<Job>> JobQueue::of(DocumentId document, JobKind kind) {
    std::vector<Job> list;
    REDWELL_CHECK(m_database.query(std::string(kJob) + "WHERE document_id = :document AND kind = :kind ORDER BY page",
                                   Parameters{{":document", document.value}, {":kind", name(kind)}},
                                   [&](const Row& row) { list.push_back(jobFrom(row)); }));
    return list;
}

Result<std::vector<WaitingParse>> JobQueue::firstToParse(DocumentId after, std::int64_t limit) {
    std::vector<WaitingParse> list;
    REDWELL_CHECK(m_database.query(
        "SELECT j.id, j.document_id, j.page, j.attempts, j.resume, d.file_name, d.mime_type, coalesce(d.custodian_id, "
        "0), coalesce(o.size, 0), d.sha256 FROM jobs j JOIN documents d ON d.id = j.document_id " +
            std::string(documents::kJoinOriginals) +
            "WHERE j.kind = 'parse' AND j.document_id > :after ORDER BY "
            "j.document_id LIMIT :limit",
        Parameters{{":after", after.value}, {":limit", limit}}, [&](const Row& row) {
            WaitingParse waiting;
            waiting.job = {row.integer(0),
                           {row.integer(1)},
                           JobKind::Parse,
                           static_cast<int>(row.integer(2)),
                           static_cast<int>(row.integer(3)),
                           row.text(4)};
            waiting.fileName = row.text(5);
            waiting.mimeType = row.text(6);
            waiting.custodian = row.integer(7);
            waiting.size = row.integer(8);
            if (const auto hash = Sha256::fromHex(row.textView(9))) waiting.sha256 = *hash;
            list.push_back(std::move(waiting));
        }));
    return list;
}

Status JobQueue::remove(std::int64_t job) { return m_database.run("DELETE FROM jobs WHERE id = :id", {{":id", job}}); }

Status JobQueue::turnInto(std::int64_t job, JobKind kind) {
    return m_database.run("UPDATE jobs SET kind = :kind, attempts = 0, resume = '' WHERE id = :id",
                          {{":kind", name(kind)}, {":id", job}});
}

Status JobQueue::countAttempt(std::int64_t job) {
    return m_database.run("UPDATE jobs SET attempts = attempts + 1 WHERE id = :id", {{":id", job}});
}

Status JobQueue::resumeLater(std::int64_t job, std::string_view resumeAt) {
    return m_database.run("UPDATE jobs SET resume = :resume, attempts = 0 WHERE id = :id",
                          {{":resume", resumeAt}, {":id", job}});
}

Result<std::int64_t> JobQueue::waiting(DocumentId document, JobKind kind) {
    return m_database.integer("SELECT count(*) FROM jobs WHERE document_id = :document AND kind = :kind",
                              {{":document", document.value}, {":kind", name(kind)}});
}

Result<std::int64_t> JobQueue::size(JobKind kind) {
    return m_database.integer("SELECT count(*) FROM jobs WHERE kind = :kind", {{":kind", name(kind)}});
}

Result<std::int64_t> JobQueue::size() { return m_database.integer("SELECT count(*) FROM jobs"); }

Result<std::vector<std::string>> JobQueue::passwords() {
    std::vector<std::string> list;
    REDWELL_CHECK(m_database.query("SELECT password FROM passwords ORDER BY id", Parameters{},
                                   [&](const Row& row) { list.push_back(row.text(0)); }));
    return list;
}

Status JobQueue::addPassword(std::string_view password) {
    return m_database.run("INSERT OR IGNORE INTO passwords(password) VALUES (:password)", {{":password", password}});
}

Result<std::int64_t> JobQueue::requeue(std::string_view exceptionKind) {
    REDWELL_CHECK(
        m_database.run("INSERT OR IGNORE INTO jobs(document_id, kind, page) SELECT id, 'parse', 0 FROM documents "
                       "WHERE state = 'exception' AND exception_kind = :kind",
                       {{":kind", exceptionKind}}));
    REDWELL_CHECK(
        m_database.run("UPDATE documents SET state = 'queued', exception_kind = '', exception_reason = '' "
                       "WHERE state = 'exception' AND exception_kind = :kind",
                       {{":kind", exceptionKind}}));
    return m_database.changes();
}

}  // namespace redwell::processing
