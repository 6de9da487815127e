#include "production/privileged_documents.h"

#include "documents/original_rows.h"
#include "redaction/redactions.h"

#include <algorithm>
#include <deque>
#include <set>
#include <vector>

namespace redwell::production {
namespace {

// What belongs together: from one document to its copies, and from those to theirs.
class Copies {
public:
    explicit Copies(casefile::Database& database) : m_database(database) {}

    Status readDuplicates() {
        return m_database.query("SELECT id, duplicate_of FROM documents WHERE state = 'duplicate'",
                                casefile::Parameters{}, [&](const casefile::Row& row) {
                                    const DocumentId copy{row.integer(0)}, original{row.integer(1)};
                                    m_pairs.emplace(copy, original);
                                    m_pairs.emplace(original, copy);
                                });
    }

    Result<std::vector<DocumentId>> of(DocumentId document) {
        std::vector<DocumentId> copies;
        const auto [first, last] = m_pairs.equal_range(document);
        for (auto at = first; at != last; ++at) copies.push_back(at->second);
        REDWELL_TRY(const auto hash, m_database.text("SELECT coalesce(sha256, '') FROM documents WHERE id = :id",
                                                     {{":id", document.value}}));
        if (!hash.empty() && m_seen.insert(hash).second)
            REDWELL_CHECK(m_database.query(documents::kIdsByHash, {{":hash", hash}},
                                           [&](const casefile::Row& row) { copies.push_back({row.integer(0)}); }));
        return copies;
    }

private:
    casefile::Database& m_database;
    std::multimap<DocumentId, DocumentId> m_pairs;
    std::set<std::string> m_seen;  // SHA-256 whose documents are found already
};

}  // namespace

Result<std::map<DocumentId, std::string>> withCopies(casefile::Database& database,
                                                     const std::map<DocumentId, std::string>& seeds) {
    auto found = seeds;
    if (seeds.empty()) return found;
    Copies copies(database);
    REDWELL_CHECK(copies.readDuplicates());
    std::vector<std::pair<std::string, DocumentId>> ordered;
    for (const auto& [id, number] : seeds) ordered.emplace_back(number, id);
    std::ranges::sort(ordered);
    for (const auto& [number, seed] : ordered) {
        std::deque<DocumentId> waiting{seed};
        for (; !waiting.empty(); waiting.pop_front()) {
            REDWELL_TRY(const auto next, copies.of(waiting.front()));
            for (const auto id : next)
                if (found.emplace(id, number).second) waiting.push_back(id);
        }
    }
    return found;
}

Result<std::map<DocumentId, std::string>> redactedForPrivilege(
    casefile::Database& database, const std::map<DocumentId, PrivilegedDocument>& privileged) {
    std::map<DocumentId, std::string> redacted;
    REDWELL_CHECK(database.query("SELECT DISTINCT document_id, reason FROM redactions WHERE removed_at IS NULL",
                                 casefile::Parameters{}, [&](const casefile::Row& row) {
                                     const auto found = privileged.find(DocumentId{row.integer(0)});
                                     if (found != privileged.end() && redaction::claimsPrivilege(row.textView(1)))
                                         redacted.emplace(found->first, found->second.controlNumber);
                                 }));
    return redacted;
}

Result<std::map<DocumentId, PrivilegedDocument>> privilegedDocuments(casefile::Database& database) {
    std::map<DocumentId, std::string> seeds;
    std::map<std::string, std::string> calls;  // control number -> call
    REDWELL_CHECK(
        database.query("SELECT d.id, d.control_number, k.value FROM documents d JOIN coding k ON k.document_id = d.id "
                       "JOIN fields f ON "
                       "f.id = k.field_id WHERE f.name = 'privilege' AND k.value NOT IN ('', 'none')",
                       casefile::Parameters{}, [&](const casefile::Row& row) {
                           seeds.emplace(DocumentId{row.integer(0)}, row.text(1));
                           calls.emplace(row.text(1), row.text(2));
                       }));
    REDWELL_TRY(const auto all, withCopies(database, seeds));
    std::map<DocumentId, PrivilegedDocument> privileged;
    for (const auto& [id, calledOn] : all) {
        const auto own = seeds.find(id);
        std::string number;
        if (own != seeds.end()) {
            number = own->second;
        } else {
            REDWELL_TRY(number,
                        database.text("SELECT control_number FROM documents WHERE id = :id", {{":id", id.value}}));
        }
        privileged.emplace(id, PrivilegedDocument{number, calls.at(calledOn), calledOn});
    }
    return privileged;
}

}  // namespace redwell::production
