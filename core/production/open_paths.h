// Where documents were found, as a load file may tell it: what came in a withheld document has that document's name in
// its path, and the name (the subject of a mail, often) must not leave.
#pragma once

#include "casefile/database.h"
#include "documents/document_store.h"
#include "production/privileged_documents.h"

#include <map>
#include <string>
#include <vector>

namespace redwell::production {

constexpr const char* kWithheldName = "[withheld]";

class OpenPaths {
public:
    static Result<OpenPaths> of(casefile::Database& database);

    // Of the document itself, then of each of its duplicates.
    Result<std::vector<std::string>> all(const documents::Document& document);

private:
    OpenPaths(casefile::Database& database, std::map<DocumentId, PrivilegedDocument> privileged)
        : m_database(&database), m_privileged(std::move(privileged)) {}
    Result<std::string> pathOf(const documents::Document& document);

    casefile::Database* m_database;
    std::map<DocumentId, PrivilegedDocument> m_privileged;
};

}  // namespace redwell::production
