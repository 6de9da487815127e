#include "documents/text_index.h"

namespace redwell::documents {
namespace {

constexpr int kVersionShift = 40;  // ids are below
constexpr std::int64_t kIdBits = (std::int64_t{1} << kVersionShift) - 1;

constexpr std::string_view tableOf(TextIndex::Of what) {
    return what == TextIndex::Of::Documents ? "document_text" : "message_text";
}

std::int64_t rowOf(std::int64_t id, std::int64_t version) { return id | version << kVersionShift; }

}  // namespace

Result<std::int64_t> TextIndex::version(std::int64_t id) {
    return m_database.integer(m_of == Of::Documents ? "SELECT version FROM document_text_versions WHERE id = :id"
                                                    : "SELECT version FROM message_text_versions WHERE id = :id",
                              {{":id", id}});
}

// Asked of the index's own table of lengths.
Result<bool> TextIndex::isThere(std::int64_t id, std::int64_t version) {
    REDWELL_TRY(const auto any, m_database.integer("SELECT EXISTS(SELECT 1 FROM " + std::string(tableOf(m_of)) +
                                                       "_docsize WHERE id = :row)",
                                                   {{":row", rowOf(id, version)}}));
    return any != 0;
}

Status TextIndex::setVersion(std::int64_t id, std::int64_t version) {
    return m_database.run("INSERT INTO " + std::string(tableOf(m_of)) +
                              "_versions(id, version) VALUES (:id, :version) ON CONFLICT (id) DO UPDATE SET version = "
                              "excluded.version",
                          {{":id", id}, {":version", version}});
}

Result<std::int64_t> TextIndex::freeRow(std::int64_t id) {
    REDWELL_TRY(const auto now, version(id));
    return rowOf(id, now);
}

Result<std::int64_t> TextIndex::newRow(std::int64_t id) {
    REDWELL_CHECK(drop(id));
    return freeRow(id);
}

Status TextIndex::drop(std::int64_t id) {
    REDWELL_TRY(const auto now, version(id));
    REDWELL_TRY(const bool isWritten, isThere(id, now));
    return isWritten ? setVersion(id, now + 1) : Status();
}

std::string TextIndex::matching(Of what, std::string_view match) {
    const std::string table(tableOf(what)), id = "(" + table + ".rowid & " + std::to_string(kIdBits) + ")";
    return "SELECT " + id + " AS id FROM " + table + " WHERE " + table + " MATCH " + std::string(match) + " AND " +
           table + ".rowid >> " + std::to_string(kVersionShift) + " = coalesce((SELECT v.version FROM " + table +
           "_versions v WHERE v.id = " + id + "), 0)";
}

}  // namespace redwell::documents
