// What a worker answered, written into the case: the change of one job's end, whole or not at all.
#pragma once

#include "base/result.h"
#include "casefile/case.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "processing/intake.h"
#include "processing/job_queue.h"
#include "processing/worker_pool.h"

namespace redwell::processing {

// How the counts of a run move when a job ends.
struct Effect {
    std::int64_t pagesKnown = 0, pagesDone = 0;  // a document that is not read yet counts as one page
    std::int64_t pagesStored = 0;                // by which the case has grown
    std::int64_t found = 0;                      // attachments
    std::int64_t reviewable = 0, exceptions = 0, duplicates = 0;
    std::int64_t layoutsKnown = 0;  // of the pages known: those of a mail that are still to be set
    bool tryAgainAlone = false;     // its worker died for the first time
    DocumentId queued;              // the document that waits to be read; 0 for none

    Effect& operator+=(const Effect& other);  // of the counts
};

// Call inside Case::write. Errors are those of the case (full disk, read-only), never those of a document.
class ResultWriter {
public:
    ResultWriter(casefile::Database& database, casefile::Case& target);
    // Takes in one file that was found: queued, a duplicate, or an exception with its reason.
    Result<Effect> addFound(const Source& source, const TakenFile& file);
    // The same with what it holds: reviewable at once, unless something is left to read of it.
    Result<Effect> addRead(const Source& source, const TakenFile& file, const wire::ParseReply& reply);
    Result<Effect> apply(const Job& job, const JobOutcome& outcome);
    // Ends the document as an exception, whatever it was waiting for.
    Result<Effect> fail(const Job& job, const Error& error);

private:
    Result<Effect> parsed(const Job& job, const wire::ParseReply& reply);
    Result<Effect> goOn(const Job& job, documents::Document& document, const wire::ParseReply& reply);
    Result<Effect> endAsDuplicate(const Job& job, documents::Document& document, DocumentId twin);
    Result<Effect> laidOut(const Job& job, const JobOutcome& outcome);
    Result<Effect> recognized(const Job& job, const JobOutcome& outcome);
    Result<Effect> finished(const Job& job, const JobOutcome& outcome);
    Result<std::optional<documents::Document>> foundDocument(const Source& source, const TakenFile& file,
                                                             Effect& effect);
    void makeDuplicate(documents::Document& document, DocumentId twin) const;
    void makeReviewable(documents::Document& document, const std::vector<documents::Message>& messages) const;
    Status addChildren(const documents::Document& parent, const wire::ParseReply& reply, Effect& effect);
    Result<bool> isTwin(documents::Document& document);  // of a document with the same bytes: makes it a duplicate
    Status keepUnassigned(DocumentId document, const std::vector<documents::Region>& regions);
    Status addUnassigned(DocumentId document, const std::vector<documents::Region>& regions);
    Status finish(documents::Document& document, const std::vector<documents::Message>& messages,
                  const std::vector<documents::Region>& unassigned, Effect& effect);

    casefile::Database& m_database;
    casefile::Case& m_case;
    documents::DocumentStore m_documents;
    messages::MessageStore m_messages;
    JobQueue m_jobs;
};

}  // namespace redwell::processing
