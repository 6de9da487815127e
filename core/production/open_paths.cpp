#include "production/open_paths.h"

namespace redwell::production {

using documents::Document;
using documents::DocumentStore;

namespace {

// Where a document's own name begins in its path.
std::size_t nameIn(const Document& d) {
    const auto& path = d.sourcePath;
    const auto at = d.fileName.empty() ? std::string::npos : path.rfind(d.fileName);
    if (at != std::string::npos && (at == 0 || path[at - 1] == '/')) return at;
    const auto slash = path.rfind('/');
    return slash == std::string::npos ? 0 : slash + 1;
}

}  // namespace

Result<OpenPaths> OpenPaths::of(casefile::Database& database) {
    REDWELL_TRY(auto privileged, privilegedDocuments(database));
    return OpenPaths(database, std::move(privileged));
}

Result<std::string> OpenPaths::pathOf(const Document& document) {
    auto path = document.sourcePath;
    // From the inside out: what is replaced lies behind the names that are still to come.
    for (auto above = document.parent; above;) {
        REDWELL_TRY(const auto parent, DocumentStore(*m_database).find(above));
        if (!parent) break;
        above = parent->parent;
        if (!m_privileged.contains(parent->id)) continue;
        const auto& prefix = parent->sourcePath;
        if (!path.starts_with(prefix + "/")) return kWithheldName + ("/" + document.fileName);
        const auto from = nameIn(*parent);
        path.replace(from, prefix.size() - from, kWithheldName);
    }
    return path;
}

Result<std::vector<std::string>> OpenPaths::all(const Document& document) {
    std::vector<std::string> paths(1);
    REDWELL_TRY(paths.front(), pathOf(document));
    std::vector<DocumentId> copies;
    REDWELL_CHECK(m_database->query("SELECT id FROM documents WHERE duplicate_of = :id ORDER BY id",
                                    {{":id", document.id.value}},
                                    [&](const casefile::Row& row) { copies.push_back({row.integer(0)}); }));
    REDWELL_TRY(const auto found, DocumentStore(*m_database).get(copies));
    for (const auto& copy : found) {
        REDWELL_TRY(auto path, pathOf(copy));
        paths.push_back(std::move(path));
    }
    return paths;
}

}  // namespace redwell::production
