// Searching: a query as reviewers type it becomes SQL over the full-text index and the fields.
// Syntax: words (implicit AND), "phrases", AND OR NOT (upper or lower case), ( ), prefix* (or prefix!), field:value,
// field:"two words", before:2023-10-24, after:…, has:redaction|annotation|message|exception|attachment,
// is:duplicate|coded|uncoded|produced|inclusive|deleted|edited, bates:NUMBER (of any page),
// volume:NAME, family:CONTROL (with that document), copies:CONTROL (it and its duplicates), person:NAME (by any of the
// person's names), thread:N, channel:, key:. Fields: control, kind, state, custodian, from, to, title, file, date,
// flag, and every coding field by name (privilege:attorney_client; privilege:* means coded at all;
// responsiveness:none-coded is written is:uncoded). "*" or an empty query means every document. Smart quotes count as
// quotes.
#pragma once

#include "base/geometry.h"
#include "base/result.h"
#include "base/strong_id.h"
#include "casefile/database.h"

#include <string>
#include <string_view>
#include <vector>

namespace redwell::search {

struct SortOrder {
    std::string column =
        "control_number";  // control_number, kind, title, author, date, custodian, pages, family, bates
    bool descending = false;
};

struct Hit {
    int page = 0;  // from 1
    Box box;       // one word or the union of a phrase's words on one line, points
    std::string text;
};

class Search {
public:
    Search(casefile::Database& database, std::string timeZone)
        : m_database(database), m_timeZone(std::move(timeZone)) {}
    // Usage errors name the place in the query that could not be read.
    Result<std::vector<DocumentId>> documents(std::string_view query, const SortOrder& order = {});
    // Where the words of the query stand on the pages of one document, in page and reading order.
    Result<std::vector<Hit>> hits(DocumentId document, std::string_view query);
    Result<std::vector<MessageId>> messages(std::string_view query);  // words in sender, recipients, subject, body
    // "how I read it": the query with every operator and bracket written out.
    Result<std::string> explain(std::string_view query);

private:
    casefile::Database& m_database;
    std::string m_timeZone;
};

}  // namespace redwell::search
