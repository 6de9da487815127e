// Duplicates: every copy of a document with its custodian and path, and why two documents are not copies of one
// another.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/database.h"

#include <string>
#include <vector>

namespace redwell::analysis {

struct Copy {
    DocumentId document;
    std::string controlNumber, custodian, path;
    bool isKept = false;  // the one that is reviewed; the others are its duplicates
};

struct ComparedPart {
    std::string name;  // "body", "header", "recipients", "attachments", "family", "bytes"
    bool isSame = false;
};
struct Comparison {
    bool areDuplicates = false;
    std::vector<ComparedPart> parts;
    std::string reason;  // for people: "not duplicates: recipients and attachments differ"
};

class Duplicates {
public:
    explicit Duplicates(casefile::Database& database) : m_database(database) {}
    // Groups of two or more, by the control number of the kept copy, which comes first.
    Result<std::vector<std::vector<Copy>>> groups();
    // The document and its copies, the kept one first; a document without copies alone.
    Result<std::vector<Copy>> copiesOf(DocumentId document);
    Result<Comparison> compare(DocumentId first, DocumentId second);

private:
    casefile::Database& m_database;
};

}  // namespace redwell::analysis
