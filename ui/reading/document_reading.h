// What the desk needs of one document, read in one go over a reading lease: the document with its pages and every mark,
// so that a page is never on the screen without its redactions.
#pragma once

#include "documents/document.h"
#include "documents/message.h"
#include "redaction/redactions.h"
#include "review/annotations.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace redwell::ui {

struct DocumentReading {
    documents::Document document;
    std::shared_ptr<const std::vector<documents::Page>> pages;
    std::vector<std::string> passwords;  // of the case, for drawing locked files
    std::vector<documents::Message> messages;
    std::vector<redaction::Redaction> redactions;
    std::vector<review::Annotation> notes;
    std::int64_t pagesWaitingForOcr = 0;
    std::string originalNumber;     // control number of what this is a duplicate of
    bool hasOriginalBytes = false;  // the same bytes; else the same mail in other bytes
};

// Empty when there is no such document.
Result<std::optional<DocumentReading>> readDocument(casefile::Database& database, DocumentId document);

}  // namespace redwell::ui
