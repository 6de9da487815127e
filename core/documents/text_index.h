// Rows of the full-text index, which holds words and no text. What stands in it cannot be taken out without the text it
// was made of, so that nothing ever is: a row's id is that of its document or message with a version above it, and only
// the version that counts is found.
#pragma once

#include "casefile/database.h"

#include <cstdint>
#include <string>
#include <string_view>

namespace redwell::documents {

class TextIndex {
public:
    enum class Of { Documents, Messages };
    TextIndex(casefile::Database& database, Of what) : m_database(database), m_of(what) {}

    // The row to write a text to: freeRow for an id that has no text in the index, newRow voids the old text first.
    Result<std::int64_t> freeRow(std::int64_t id);
    Result<std::int64_t> newRow(std::int64_t id);
    Status drop(std::int64_t id);

    // SQL: a query for the ids whose text matches, and the name of its parameter or an FTS5 string as SQL.
    static std::string matching(Of what, std::string_view match);

private:
    Result<std::int64_t> version(std::int64_t id);
    Result<bool> isThere(std::int64_t id, std::int64_t version);
    Status setVersion(std::int64_t id, std::int64_t version);

    casefile::Database& m_database;
    Of m_of;
};

}  // namespace redwell::documents
