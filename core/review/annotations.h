// Notes on a document, a page region or one message. Removing hides; the row and the audit trail stay.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "casefile/database.h"

#include <string>
#include <vector>

namespace redwell::review {

struct Annotation {
    AnnotationId id;
    DocumentId document;
    MessageId message;  // 0: not on a message
    int page = 0;       // 0: the whole document (or a message)
    Box box;            // points on page
    std::string note, by;
    Instant at;
};

class AnnotationStore {
public:
    explicit AnnotationStore(casefile::Database& database) : m_database(database) {}
    Result<AnnotationId> add(const Annotation& annotation);  // id and at are set here
    Status change(AnnotationId id, std::string_view note, std::string_view by);
    Status remove(AnnotationId id, std::string_view by);
    Status restore(AnnotationId id, std::string_view by);
    Result<std::vector<Annotation>> ofDocument(DocumentId document);

private:
    casefile::Database& m_database;
};

}  // namespace redwell::review
