#include "processing/result_writer.h"

#include "base/text.h"
#include "documents/mail_hashes.h"
#include "documents/original_rows.h"
#include "documents/print_date.h"
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

void makeException(Document& document, const Error& error) {
    document.state = State::Exception;
    document.exceptionKind = std::string(name(error.kind));
    document.exceptionReason = error.what + (error.hint.empty() ? "" : ". " + error.hint);
    if (error.kind == ErrorKind::Unsupported) document.kind = documents::Kind::Unsupported;
}

// What a reader said of the file itself.
void describe(Document& document, const wire::ParseReply& reply) {
    document.kind = reply.kind;
    document.mimeType = reply.mimeType;
    document.title = std::string(trim(reply.title));
    document.author = reply.author;
    document.recipients = reply.recipients;
    document.date = reply.date;
    document.flags = reply.flags;
    document.pageCount = static_cast<int>(reply.pages.size());
    document.hasLayout = reply.hasLayout;
}

// Nothing is left to read of it.
bool isWhole(const wire::ParseReply& reply) {
    return reply.kind != documents::Kind::Unsupported && reply.messagesDone && reply.pagesToOcr.empty() &&
           reply.resumeAt.empty();
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
    document.date = documents::dateOf(document.kind, document.date, messages);
}

}  // namespace

Effect& Effect::operator+=(const Effect& other) {
    for (const auto count : {&Effect::pagesKnown, &Effect::pagesDone, &Effect::pagesStored, &Effect::found,
                             &Effect::reviewable, &Effect::exceptions, &Effect::duplicates, &Effect::layoutsKnown})
        this->*count += other.*count;
    return *this;
}

ResultWriter::ResultWriter(casefile::Database& database, casefile::Case& target)
    : m_database(database), m_case(target), m_documents(database), m_messages(database), m_jobs(database) {}

Result<Effect> ResultWriter::addFound(const Source& source, const TakenFile& file) {
    Effect effect;
    REDWELL_TRY(auto document, foundDocument(source, file, effect));
    if (!document) return effect;
    REDWELL_TRY(const auto stored, m_documents.insert(std::move(*document), source.id));
    if (stored.state != State::Queued) {
        m_documents.index(stored.id);
        return effect;
    }
    effect.pagesKnown = 1;
    REDWELL_CHECK(m_jobs.add(stored.id, JobKind::Parse));
    effect.queued = stored.id;
    return effect;
}

// One row a table, written once: what the queue would write, change and take away again is left out.
Result<Effect> ResultWriter::addRead(const Source& source, const TakenFile& file, const wire::ParseReply& reply) {
    if (!isWhole(reply)) return addFound(source, file);
    Effect effect;
    REDWELL_TRY(auto found, foundDocument(source, file, effect));
    if (!found) return effect;
    if (found->state != State::Queued) {
        REDWELL_TRY(const auto stored, m_documents.insert(std::move(*found), source.id));
        m_documents.index(stored.id);
        return effect;
    }
    describe(*found, reply);
    auto metadata = reply.metadata;
    const auto hashes = documents::takeMailHashes(metadata);
    documents::MailHashStore mailHashes(m_database);
    std::optional<DocumentId> twin;
    if (hashes) {
        REDWELL_TRY(twin, mailHashes.twinOf({}, *hashes));
    }
    effect.pagesKnown = effect.pagesDone = std::max<std::int64_t>(found->pageCount, 1);
    if (twin) {
        makeDuplicate(*found, *twin);
        metadata.clear();
        effect.pagesKnown = effect.pagesDone = 1;
        effect.duplicates = 1;
    } else {
        found->messageCount = static_cast<int>(reply.messages.size());
        makeReviewable(*found, reply.messages);
        effect.reviewable = 1;
    }
    REDWELL_TRY(const auto document, m_documents.insert(std::move(*found), source.id, metadata));
    if (hashes) REDWELL_CHECK(mailHashes.put(document.id, *hashes));
    if (twin) {
        m_documents.index(document.id);
        return effect;
    }
    effect.pagesStored = document.pageCount;
    const bool isOneMessage = reply.messages.size() == 1 && !reply.metadata.contains("has_quoted_text");
    const auto body = isOneMessage ? std::string_view(reply.messages.front().body) : std::string_view();
    const bool isIndexed = m_documents.index(document, reply.pages, body);
    const auto keptOnce = isIndexed && reply.pages.size() == 1 ? body : std::string_view();
    for (const auto& page : reply.pages) REDWELL_CHECK(m_documents.addPage(document.id, page, keptOnce));
    REDWELL_CHECK(m_messages.add(document.id, reply.messages, m_case.timeZone(),
                                 isIndexed ? messages::BodyText::OfDocument : messages::BodyText::Own));
    if (!reply.messages.empty()) REDWELL_CHECK(addUnassigned(document.id, reply.unassigned));
    if (!reply.hasLayout) {
        effect.layoutsKnown = 1;
        ++effect.pagesKnown;
        REDWELL_CHECK(m_jobs.add(document.id, JobKind::Layout));
    }
    REDWELL_CHECK(addChildren(document, reply, effect));
    return effect;
}

// The document of a file, as far as it is known before its contents are; nothing where the case has it.
Result<std::optional<Document>> ResultWriter::foundDocument(const Source& source, const TakenFile& file,
                                                            Effect& effect) {
    if (file.mayBeKnown) {
        REDWELL_TRY(const bool known, m_jobs.isKnown(source.id, file.sourcePath));
        if (known) return std::optional<Document>();
    }
    Document document;
    document.custodian = source.custodian;
    document.sourcePath = file.sourcePath;
    document.fileName = file.sourcePath.substr(file.sourcePath.rfind('/') + 1);  // npos + 1 is 0
    document.title = document.fileName;
    effect.found = 1;
    if (file.hashes) {
        document.sha256 = file.hashes->sha256;
        REDWELL_TRY(const bool isNew, documents::keepOriginal(m_database, *file.hashes));
        if (!isNew) {
            REDWELL_TRY(const bool twin, isTwin(document));
            effect.duplicates = twin;
        }
    } else {
        makeException(document,
                      file.problem.value_or(Error{ErrorKind::Internal, "was found and not taken in", {}, {}}));
        effect.exceptions = 1;
    }
    return std::optional(std::move(document));
}

Result<bool> ResultWriter::isTwin(Document& document) {
    REDWELL_TRY(const auto twin, m_documents.firstWithHash(document.sha256));
    if (!twin) return false;
    REDWELL_TRY(const auto original, m_documents.find(*twin));
    document.state = State::Duplicate;
    document.duplicateOf = *twin;
    if (original) document.kind = original->kind;
    return true;
}

Status ResultWriter::keepUnassigned(DocumentId document, const std::vector<documents::Region>& regions) {
    REDWELL_CHECK(
        m_database.run("DELETE FROM unassigned_text WHERE document_id = :document", {{":document", document.value}}));
    return addUnassigned(document, regions);
}

Status ResultWriter::addUnassigned(DocumentId document, const std::vector<documents::Region>& regions) {
    for (const auto& region : regions)
        REDWELL_CHECK(
            m_database.run("INSERT INTO unassigned_text(document_id, page, x0, y0, x1, y1) VALUES "
                           "(:document, :page, :x0, :y0, :x1, :y1)",
                           {{":document", document.value},
                            {":page", std::max(region.page, 1)},
                            {":x0", region.box.x0},
                            {":y0", region.box.y0},
                            {":x1", region.box.x1},
                            {":y1", region.box.y1}}));
    return {};
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
        case JobKind::Layout: return laidOut(job, outcome);
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
    m_documents.index(document->id);
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
    if (!job.resumeAt.empty()) return goOn(job, document, reply);
    const auto pagesBefore = document.pageCount;
    describe(document, reply);
    effect.pagesStored = document.pageCount - pagesBefore;
    auto metadata = reply.metadata;
    if (const auto hashes = documents::takeMailHashes(metadata)) {
        REDWELL_CHECK(documents::MailHashStore(m_database).put(document.id, *hashes));
        REDWELL_TRY(const auto twin, documents::MailHashStore(m_database).twinOf(document.id, *hashes));
        if (twin && document.family == document.id) return endAsDuplicate(job, document, *twin);
    }
    for (const auto& page : reply.pages) REDWELL_CHECK(m_documents.putPage(document.id, page));
    if (!reply.hasLayout) effect.pagesKnown = effect.layoutsKnown = 1;
    if (!metadata.empty()) REDWELL_CHECK(m_documents.setMetadata(document.id, metadata));
    REDWELL_CHECK(addChildren(document, reply, effect));

    const auto pages = static_cast<std::int64_t>(reply.pages.size());
    const auto waiting = static_cast<std::int64_t>(reply.pagesToOcr.size());
    effect.pagesKnown += std::max<std::int64_t>(pages, 1) - 1;
    if (!reply.resumeAt.empty()) {
        REDWELL_CHECK(m_documents.update(document));
        REDWELL_CHECK(m_jobs.resumeLater(job.id, reply.resumeAt));
        return effect;
    }
    effect.pagesDone += std::max<std::int64_t>(pages, 1) - waiting;
    for (const int page : reply.pagesToOcr) REDWELL_CHECK(m_jobs.add(document.id, JobKind::Ocr, page));
    if (waiting == 0 && reply.messagesDone) {
        REDWELL_CHECK(finish(document, reply.messages, reply.unassigned, effect));
    } else {
        if (waiting == 0) REDWELL_CHECK(m_jobs.add(document.id, JobKind::Finish));
        REDWELL_CHECK(m_documents.update(document));
    }
    REDWELL_CHECK(reply.hasLayout ? m_jobs.remove(job.id) : m_jobs.turnInto(job.id, JobKind::Layout));
    return effect;
}

// The next contents of a container whose own facts are known.
Result<Effect> ResultWriter::goOn(const Job& job, Document& document, const wire::ParseReply& reply) {
    Effect effect;
    if (reply.resumeAt == job.resumeAt)
        return fail(job, Error{ErrorKind::Damaged, "could not be read beyond a point within it", {}, {}});
    REDWELL_CHECK(addChildren(document, reply, effect));
    if (!reply.resumeAt.empty()) {
        REDWELL_CHECK(m_jobs.resumeLater(job.id, reply.resumeAt));
        return effect;
    }
    effect.pagesDone += std::max(document.pageCount, 1);
    REDWELL_CHECK(finish(document, {}, {}, effect));
    REDWELL_CHECK(m_jobs.remove(job.id));
    return effect;
}

void ResultWriter::makeDuplicate(Document& document, DocumentId twin) const {
    document.state = State::Duplicate;
    document.duplicateOf = twin;
    document.pageCount = 0;
    document.hasLayout = true;
    if (document.title.empty()) document.title = document.fileName;
    document.dateUtc = document.date.instant(m_case.timeZone());
}

void ResultWriter::makeReviewable(Document& document, const std::vector<Message>& messages) const {
    describeFromMessages(document, messages);
    if (document.title.empty()) document.title = document.fileName;
    document.dateUtc = document.date.instant(m_case.timeZone());
    document.state = State::Reviewable;
}

// The same mail was read before from other bytes: custodian, path and text stay with this copy, attachments do not come
// twice.
Result<Effect> ResultWriter::endAsDuplicate(const Job& job, Document& document, DocumentId twin) {
    Effect effect;
    effect.duplicates = 1;
    effect.pagesDone = 1;
    makeDuplicate(document, twin);
    REDWELL_CHECK(m_documents.update(document));
    m_documents.index(document.id);
    REDWELL_CHECK(m_jobs.remove(job.id));
    return effect;
}

Status ResultWriter::addChildren(const Document& parent, const wire::ParseReply& reply, Effect& effect) {
    if (reply.children.empty()) return {};
    REDWELL_TRY(const auto source, m_jobs.sourceOf(parent.id));
    REDWELL_TRY(const auto depth,
                m_database.integer("WITH RECURSIVE above(id) AS (SELECT :id UNION ALL SELECT d.parent_id FROM above "
                                   "JOIN documents d ON d.id = above.id WHERE d.parent_id IS NOT NULL) "
                                   "SELECT count(*) FROM above",
                                   {{":id", parent.id.value}}));
    REDWELL_TRY(auto order, m_database.integer("SELECT max(family_order) FROM documents WHERE family_id = :id",
                                               {{":id", parent.family.value}}));
    for (const auto& child : reply.children) {
        Document document;
        document.parent = parent.id;
        if (!child.startsFamily) {
            document.family = parent.family;
            document.familyOrder = static_cast<int>(++order);
        }
        document.custodian = parent.custodian;
        document.fileName = child.fileName;
        document.title = child.fileName;
        document.mimeType = child.mimeType;
        const auto path = parent.sourcePath + "/" + (child.folder.empty() ? "" : child.folder + "/") + child.fileName;
        document.sourcePath = path;
        for (int copy = 2;; ++copy) {  // two attachments of one name
            REDWELL_TRY(const bool taken, m_jobs.isKnown(source.id, document.sourcePath));
            if (!taken) break;
            document.sourcePath = path + " (" + std::to_string(copy) + ")";
        }
        ++effect.found;
        std::optional<Error> problem = child.problem;
        if (!problem && depth > kMaxDepth)
            problem =
                Error{ErrorKind::TooLarge, "lies more than " + std::to_string(kMaxDepth) + " attachments deep", {}, {}};
        if (!child.bytes.empty() || !problem) {
            REDWELL_TRY(const auto hashes, m_case.originals().addBytes(child.bytes));
            REDWELL_CHECK(documents::keepOriginal(m_database, hashes));
            document.sha256 = hashes.sha256;
        }
        if (problem) {
            makeException(document, *problem);
            ++effect.exceptions;
        } else if (child.startsFamily) {
            REDWELL_TRY(const bool twin, isTwin(document));
            effect.duplicates += twin;
        }
        REDWELL_TRY(const auto stored, m_documents.insert(document, source.id));
        if (stored.state != State::Queued) {
            m_documents.index(stored.id);
            continue;
        }
        ++effect.pagesKnown;
        REDWELL_CHECK(m_jobs.add(stored.id, JobKind::Parse));
    }
    return {};
}

// The real pages of a mail that was read without them; its words are the same, so the index stays.
Result<Effect> ResultWriter::laidOut(const Job& job, const JobOutcome& outcome) {
    Effect effect;
    effect.pagesDone = 1;
    REDWELL_CHECK(m_jobs.remove(job.id));
    REDWELL_TRY(auto document, m_documents.find(job.document));
    if (!document || document->hasLayout) return effect;  // set meanwhile, for a reviewer who opened it
    const auto* reply = std::get_if<wire::ParseReply>(&outcome.reply);
    if (outcome.error || !reply || reply->pages.empty()) {
        addFlag(*document, "pages_failed");  // its text can still be read and searched
        REDWELL_CHECK(m_documents.update(*document));
        return effect;
    }
    for (const auto& page : reply->pages) REDWELL_CHECK(m_documents.putPage(document->id, page));
    effect.pagesStored = static_cast<std::int64_t>(reply->pages.size()) - document->pageCount;
    document->pageCount = static_cast<int>(reply->pages.size());
    for (const auto& flag : reply->flags) addFlag(*document, flag);
    REDWELL_TRY(const bool isDecided, m_messages.holdsDecisions(document->id));
    if (!isDecided) REDWELL_CHECK(keepUnassigned(document->id, reply->unassigned));
    REDWELL_TRY(const auto count, m_messages.replace(document->id, reply->messages, m_case.timeZone()));
    REDWELL_CHECK(m_messages.place(document->id, reply->messages));
    document->messageCount = static_cast<int>(count);
    document->hasLayout = true;
    REDWELL_CHECK(m_documents.update(*document));
    return effect;
}

Result<Effect> ResultWriter::recognized(const Job& job, const JobOutcome& outcome) {
    Effect effect;
    effect.pagesDone = 1;
    REDWELL_TRY(auto document, m_documents.find(job.document));
    if (!document || document->state == State::Exception) return effect;  // for another page of it
    // Its languages are not installed: no page of it can be read before they are, and then it is read again.
    if (outcome.error && outcome.error->kind == ErrorKind::NotFound) return fail(job, *outcome.error);
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
    const bool isSound = !outcome.error && reply;
    REDWELL_CHECK(finish(*document, isSound ? reply->messages : std::vector<Message>{},
                         isSound ? reply->unassigned : std::vector<documents::Region>{}, effect));
    REDWELL_CHECK(m_jobs.remove(job.id));
    return effect;
}

Status ResultWriter::finish(Document& document, const std::vector<Message>& messages,
                            const std::vector<documents::Region>& unassigned, Effect& effect) {
    REDWELL_TRY(const bool isDecided, m_messages.holdsDecisions(document.id));
    if (!isDecided)
        REDWELL_CHECK(keepUnassigned(document.id, messages.empty() ? std::vector<documents::Region>{} : unassigned));
    REDWELL_TRY(const auto kept, m_messages.replace(document.id, messages, m_case.timeZone()));
    document.messageCount = static_cast<int>(kept);
    makeReviewable(document, messages);
    if (std::ranges::find(document.flags, "ocr") != document.flags.end()) {
        REDWELL_TRY(
            const auto doubtful,
            m_database.integer(
                "SELECT count(*) FROM pages WHERE document_id = :id AND text_source = 'ocr' AND confidence < :limit",
                {{":id", document.id.value}, {":limit", kLowConfidence}}));
        if (doubtful > 0) addFlag(document, "low_confidence");
    }
    REDWELL_CHECK(m_documents.update(document));
    m_documents.index(document.id);
    effect.reviewable = 1;
    return {};
}

}  // namespace redwell::processing
