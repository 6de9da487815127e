#include "ui/reading/document_reading.h"

#include "documents/document_store.h"
#include "messages/message_store.h"
#include "processing/job_queue.h"

namespace redwell::ui {

Result<std::optional<DocumentReading>> readDocument(casefile::Database& database, DocumentId id) {
    documents::DocumentStore store(database);
    REDWELL_TRY(auto document, store.find(id));
    if (!document) return std::optional<DocumentReading>();
    DocumentReading reading;
    reading.document = std::move(*document);
    REDWELL_TRY(auto pages, store.pages(id));
    reading.pages = std::make_shared<const std::vector<documents::Page>>(std::move(pages));
    REDWELL_TRY(reading.passwords, processing::JobQueue(database).passwords());
    REDWELL_TRY(reading.messages, messages::MessageStore(database).ofDocument(id));
    REDWELL_TRY(reading.redactions, redaction::RedactionStore(database).ofDocument(id));
    REDWELL_TRY(reading.notes, review::AnnotationStore(database).ofDocument(id));
    REDWELL_TRY(reading.pagesWaitingForOcr, processing::JobQueue(database).waiting(id, processing::JobKind::Ocr));
    if (reading.document.duplicateOf) {
        REDWELL_TRY(const auto original, store.find(reading.document.duplicateOf));
        if (original) {
            reading.originalNumber = original->controlNumber;
            reading.hasOriginalBytes = original->sha256 == reading.document.sha256;
        }
    }
    return std::optional(std::move(reading));
}

}  // namespace redwell::ui
