// Coding: a field's value on a document, saved at once, undone as one action, with its history kept and audited.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "casefile/case_template.h"
#include "casefile/database.h"

#include <map>
#include <span>
#include <string>
#include <vector>

namespace redwell::review {

// field name -> value; a field that is not coded is absent. 'multiple': a sorted JSON array of strings; 'flag': "true".
using CodingValues = std::map<std::string, std::string>;

struct Assignment {
    enum class How { Set, AddChoice, RemoveChoice };  // Add and Remove are for 'multiple' fields
    std::string field, value;                         // an empty value clears
    How how = How::Set;
};

struct CodingEvent {
    DocumentId document;
    std::string field, oldValue, newValue, by;
    Instant at;
    bool isUndo = false;
};

// Whether a reviewer may add a choice while reading; every other list is the case template's.
bool gainsChoices(const casefile::Field& field);

class CodingStore {
public:
    explicit CodingStore(casefile::Database& database) : m_database(database) {}
    Result<std::vector<casefile::Field>> fields();
    Status addChoice(std::string_view field, const casefile::Choice& choice, std::string_view by);
    Result<std::map<DocumentId, CodingValues>> values(std::span<const DocumentId> documents);
    // "FIELD=VALUE", "FIELD+=VALUE", "FIELD-=VALUE" as the command line takes them.
    static Result<Assignment> parseAssignment(std::string_view text);
    // Applies all to all as one change; Usage when a field or choice is unknown ('issues' gains new choices by itself).
    // Returns the change's id, 0 when nothing changed. Call inside Case::write.
    Result<std::int64_t> change(std::span<const DocumentId> documents, std::span<const Assignment> assignments,
                                std::string_view by);
    // Takes a change back where its values still stand (Conflict names a document coded again since). Returns the new
    // change's id; undo that to redo.
    Result<std::int64_t> undo(std::int64_t change, std::string_view by);
    Result<std::vector<CodingEvent>> history(DocumentId document);  // newest first

private:
    casefile::Database& m_database;
};

}  // namespace redwell::review
