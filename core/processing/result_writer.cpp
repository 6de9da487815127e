#include "processing/result_writer.h"

#include "base/text.h"
#include "messages/message_store.h"
#include "messages/sender.h"

#include <algorithm>
#include <set>

namespace redwell::processing {

using documents::Document;
using documents::Message;
using documents::State;

namespace {

constexpr int kMaxDepth = 20;          // attachments inside attachments
constexpr double kLowConfidence = 65;  // mean word confidence below which a reviewer should mistrust the text

void addFlag(Document& document, std::string_view flag) {
    if (std::ranges::find(document.flags, flag) == document.flags.end()) document.flags.emplace_back(flag);
}

int depthOf(const Document& document) { return static_cast<int>(std::ranges::count(document.controlNumber, '.')); }

void makeException(Document& document, const Error& error) {
    document.state = State::Exception;
    document.exceptionKind = std::string(name(error.kind));
    document.exceptionReason = error.what + (error.hint.empty() ? "" : ". " + error.hint);
    if (error.kind == ErrorKind::Unsupported) document.kind = documents::Kind::Unsupported;
}

// A printed mail or chat says who wrote and when, where the file itself does not.
void describeFromMessages(Document& document, const std::vector<Message>& messages) {
    if (messages.empty()) return;
    const auto& first = messages.front();
    const bool isMail = !first.subject.empty() || !first.to.empty();
    if (document.author.empty()) {
        if (isMail) {
            document.author = messages::displayName(first.from);
        } else {
            std::vector<std::string> names;
            std::set<std::string> seen;
            for (const auto& message : messages)
                if (auto shown = messages::displayName(message.from); seen.insert(messages::senderKey(shown)).second)
                    names.push_back(std::move(shown));
            if (names.size() > 4) {
                const auto more = names.size() - 3;
                names.resize(3);
                names.push_back("+" + std::to_string(more));
            }
            document.author = join(names, ", ");
        }
    }
    if (isMail && document.recipients.empty()) document.recipients = first.to;
    if (isMail && document.title.empty()) document.title = first.subject;
    if (document.date.isEmpty()) document.date = first.sent;
}

}  // namespace

ResultWriter::ResultWriter(casefile::Database& database, casefile::Case& target)
    : m_database(database), m_case(target), m_documents(database), m_jobs(database) {}

Result<Effect> ResultWriter::addFound(const Source& source, const std::filesystem::path& path,
                                      const std::string& sourcePath, const std::optional<Error>& problem) {
    Effect effect;
    REDWELL_TRY(const bool known, m_jobs.isKnown(source.id, sourcePath));
    if (known) return effect;
    Document document;
    document.custodian = source.custodian;
    document.sourcePath = sourcePath;
    const auto slash = sourcePath.rfind('/');
    document.fileName = slash == std::string::npos ? sourcePath : sourcePath.substr(slash + 1);
    document.title = document.fileName;
    effect.found = 1;
    std::optional<Error> reason = problem;
    if (!reason) {
        auto hashes = m_case.originals().add(path);
        if (hashes) {
            document.sha256 = hashes->sha256;
            const auto sha = hashes->sha256.hex();
            REDWELL_CHECK(m_database.run(
                "INSERT OR IGNORE INTO originals(sha256, md5, sha1, size) VALUES (:sha, :md5, :sha1, :size)",
                {{":sha", sha}, {":md5", hashes->md5}, {":sha1", hashes->sha1}, {":size", hashes->size}}));
            REDWELL_TRY(const auto twin, m_documents.firstWithHash(document.sha256));
            if (twin) {
                REDWELL_TRY(const auto original, m_documents.find(*twin));
                document.state = State::Duplicate;
                document.duplicateOf = *twin;
                document.kind = original->kind;
                effect.duplicates = 1;
            }
        } else if (hashes.error().kind == ErrorKind::DiskFull || hashes.error().kind == ErrorKind::ReadOnly) {
            return hashes.error();
        } else {
            reason = hashes.error();
        }
    }
    if (reason) {
        makeException(document, *reason);
        effect.exceptions = 1;
    }
    REDWELL_TRY(const auto stored, m_documents.insert(document, source.id));
    if (stored.state != State::Queued) {
        REDWELL_CHECK(m_documents.index(stored.id));
        return effect;
    }
    effect.pagesKnown = 1;
    REDWELL_CHECK(m_jobs.add(stored.id, JobKind::Parse));
    return effect;
}

Result<Effect> ResultWriter::apply(const Job& job, const JobOutcome& outcome) {
    if (outcome.died && job.attempts == 0) {
        REDWELL_CHECK(m_jobs.countAttempt(job.id));
        Effect effect;
        effect.tryAgainAlone = true;
        return effect;
    }
    switch (job.kind) {
        case JobKind::Parse:
            if (outcome.error) return fail(job, *outcome.error);
            if (const auto* reply = std::get_if<wire::ParseReply>(&outcome.reply)) return parsed(job, *reply);
            return fail(job, Error{ErrorKind::Internal, "the reader gave no answer", {}, "Process it again."});
        case JobKind::Ocr: return recognized(job, outcome);
        case JobKind::Finish: return finished(job, outcome);
    }
    return Effect{};
}

Result<Effect> ResultWriter::fail(const Job& job, const Error& error) {
    Effect effect;
    REDWELL_TRY(auto document, m_documents.find(job.document));
    REDWELL_CHECK(m_jobs.remove(job.id));
    if (!document) return effect;
    makeException(*document, error);
    REDWELL_CHECK(m_database.run("DELETE FROM jobs WHERE document_id = :id", {{":id", job.document.value}}));
    REDWELL_CHECK(m_documents.update(*document));
    REDWELL_CHECK(m_documents.index(document->id));
    effect.exceptions = 1;
    effect.pagesDone = 1;
    return effect;
}

Result<Effect> ResultWriter::parsed(const Job& job, const wire::ParseReply& reply) {
    if (reply.kind == documents::Kind::Unsupported)
        return fail(job, Error{ErrorKind::Unsupported, "this kind of file is kept but not read", {}, {}});
    Effect effect;
    REDWELL_TRY(auto found, m_documents.find(job.document));
    if (!found) return effect;
    auto& document = *found;
    document.kind = reply.kind;
    document.mimeType = reply.mimeType;
    document.title = std::string(trim(reply.title));
    document.author = reply.author;
    document.recipients = reply.recipients;
    document.date = reply.date;
    document.flags = reply.flags;
    document.pageCount = static_cast<int>(reply.pages.size());
    for (const auto& page : reply.pages) REDWELL_CHECK(m_documents.putPage(document.id, page));
    if (!reply.metadata.empty()) REDWELL_CHECK(m_documents.setMetadata(document.id, reply.metadata));
    REDWELL_CHECK(addChildren(document, reply, effect));

    const auto pages = static_cast<std::int64_t>(reply.pages.size());
    const auto waiting = static_cast<std::int64_t>(reply.pagesToOcr.size());
    effect.pagesKnown += std::max<std::int64_t>(pages, 1) - 1;
    effect.pagesDone += std::max<std::int64_t>(pages, 1) - waiting;
    for (const int page : reply.pagesToOcr) REDWELL_CHECK(m_jobs.add(document.id, JobKind::Ocr, page));
    if (waiting == 0 && reply.messagesDone) {
        REDWELL_CHECK(finish(document, reply.messages, effect));
    } else {
        if (waiting == 0) REDWELL_CHECK(m_jobs.add(document.id, JobKind::Finish));
        REDWELL_CHECK(m_documents.update(document));
    }
    REDWELL_CHECK(m_jobs.remove(job.id));
    return effect;
}

Status ResultWriter::addChildren(const Document& parent, const wire::ParseReply& reply, Effect& effect) {
    REDWELL_TRY(const auto source, m_jobs.sourceOf(parent.id));
    int order = 0;
    REDWELL_CHECK(m_database.query("SELECT max(family_order) FROM documents WHERE family_id = :id",
                                   {{":id", parent.family.value}},
                                   [&](const casefile::Row& row) { order = static_cast<int>(row.integer(0)); }));
    for (const auto& child : reply.children) {
        Document document;
        document.parent = parent.id;
        document.family = parent.family;
        document.familyOrder = ++order;
        document.custodian = parent.custodian;
        document.fileName = child.fileName;
        document.title = child.fileName;
        document.mimeType = child.mimeType;
        document.sourcePath = parent.sourcePath + "/" + child.fileName;
        for (int copy = 2;; ++copy) {  // two attachments of one name
            REDWELL_TRY(const bool taken, m_jobs.isKnown(source.id, document.sourcePath));
            if (!taken) break;
            document.sourcePath = parent.sourcePath + "/" + child.fileName + " (" + std::to_string(copy) + ")";
        }
        REDWELL_TRY(const auto hashes, m_case.originals().addBytes(child.bytes));
        const auto sha = hashes.sha256.hex();
        REDWELL_CHECK(
            m_database.run("INSERT OR IGNORE INTO originals(sha256, md5, sha1, size) VALUES (:sha, :md5, :sha1, :size)",
                           {{":sha", sha}, {":md5", hashes.md5}, {":sha1", hashes.sha1}, {":size", hashes.size}}));
        document.sha256 = hashes.sha256;
        ++effect.found;
        const bool tooDeep = depthOf(parent) + 1 > kMaxDepth;
        if (tooDeep) {
            makeException(
                document,
                Error{
                    ErrorKind::TooLarge, "lies more than " + std::to_string(kMaxDepth) + " attachments deep", {}, {}});
            ++effect.exceptions;
        }
        REDWELL_TRY(const auto stored, m_documents.insert(document, source.id));
        if (tooDeep) {
            REDWELL_CHECK(m_documents.index(stored.id));
            continue;
        }
        ++effect.pagesKnown;
        REDWELL_CHECK(m_jobs.add(stored.id, JobKind::Parse));
    }
    return {};
}

Result<Effect> ResultWriter::recognized(const Job& job, const JobOutcome& outcome) {
    Effect effect;
    effect.pagesDone = 1;
    REDWELL_TRY(auto document, m_documents.find(job.document));
    if (!document) return effect;
    const auto* reply = std::get_if<wire::OcrReply>(&outcome.reply);
    if (!outcome.error && reply) {
        auto page = reply->page;
        page.number = job.page;
        REDWELL_CHECK(m_documents.putPage(job.document, page));
        addFlag(*document, "ocr");
    } else {
        // The page's pixels can still be read by people, so that the document stays reviewable.
        addFlag(*document, "ocr_failed");
    }
    REDWELL_CHECK(m_documents.update(*document));
    REDWELL_CHECK(m_jobs.remove(job.id));
    REDWELL_TRY(const auto waiting, m_jobs.waiting(job.document, JobKind::Ocr));
    if (waiting == 0) REDWELL_CHECK(m_jobs.add(job.document, JobKind::Finish));
    return effect;
}

Result<Effect> ResultWriter::finished(const Job& job, const JobOutcome& outcome) {
    Effect effect;
    REDWELL_TRY(auto document, m_documents.find(job.document));
    if (!document) return effect;
    const auto* reply = std::get_if<wire::MessagesReply>(&outcome.reply);
    if (outcome.error || !reply) addFlag(*document, "messages_failed");
    REDWELL_CHECK(finish(*document, !outcome.error && reply ? reply->messages : std::vector<Message>{}, effect));
    REDWELL_CHECK(m_jobs.remove(job.id));
    return effect;
}

Status ResultWriter::finish(Document& document, const std::vector<Message>& messages, Effect& effect) {
    REDWELL_CHECK(messages::MessageStore(m_database).replace(document.id, messages, m_case.timeZone()));
    document.messageCount = static_cast<int>(messages.size());
    describeFromMessages(document, messages);
    if (document.title.empty()) document.title = document.fileName;
    document.dateUtc = document.date.instant(m_case.timeZone());
    REDWELL_TRY(
        const auto doubtful,
        m_database.integer(
            "SELECT count(*) FROM pages WHERE document_id = :id AND text_source = 'ocr' AND confidence < :limit",
            {{":id", document.id.value}, {":limit", kLowConfidence}}));
    if (doubtful > 0) addFlag(document, "low_confidence");
    document.state = State::Reviewable;
    REDWELL_CHECK(m_documents.update(document));
    REDWELL_CHECK(m_documents.index(document.id));
    effect.reviewable = 1;
    return {};
}

}  // namespace redwell::processing
