#include "production/volumes.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace redwell::production {

using casefile::Row;

namespace {

// "VOL009" -> "VOL010", "Second" -> "Second2": as wide as it was.
std::string counted(const std::string& name) {
    std::size_t digits = 0;
    while (digits < name.size() && std::isdigit(static_cast<unsigned char>(name[name.size() - 1 - digits]))) ++digits;
    std::string next = name;
    for (std::size_t at = name.size(); at > name.size() - digits;) {
        --at;
        if (next[at] != '9') {
            ++next[at];
            return next;
        }
        next[at] = '0';
    }
    return digits == 0 ? name + "2" : next.insert(name.size() - digits, "1");
}

}  // namespace

Result<std::vector<Volume>> Volumes::all() {
    std::vector<Volume> volumes;
    REDWELL_CHECK(m_database.query(
        "SELECT p.id, p.volume, p.state, p.folder, p.by, p.specification, coalesce(p.sealed_at, p.begun_at), "
        "(SELECT count(*) FROM production_documents e WHERE e.production_id = p.id AND e.first_number > 0), "
        "(SELECT count(*) FROM production_documents e WHERE e.production_id = p.id AND e.first_number = 0), "
        "coalesce((SELECT e.begin_bates FROM production_documents e WHERE e.production_id = p.id AND e.first_number > "
        "0 "
        "ORDER BY e.first_number LIMIT 1), ''), "
        "coalesce((SELECT e.end_bates FROM production_documents e WHERE e.production_id = p.id AND e.first_number > 0 "
        "ORDER BY e.last_number DESC LIMIT 1), '') FROM productions p ORDER BY p.id DESC",
        casefile::Parameters{}, [&](const Row& row) {
            Volume volume;
            volume.id = {row.integer(0)};
            volume.name = row.text(1);
            volume.state = row.text(2);
            volume.folder = row.text(3);
            volume.by = row.text(4);
            volume.specification = row.text(5);
            volume.at = Instant{row.integer(6)};
            volume.documents = static_cast<int>(row.integer(7));
            volume.withheld = static_cast<int>(row.integer(8));
            volume.firstBates = row.text(9);
            volume.lastBates = row.text(10);
            volumes.push_back(std::move(volume));
        }));
    return volumes;
}

Result<bool> Volumes::isAnySealed() {
    REDWELL_TRY(const auto sealed,
                m_database.integer("SELECT EXISTS (SELECT 1 FROM productions WHERE state = 'sealed')"));
    return sealed != 0;
}

Result<std::map<DocumentId, std::vector<Leaving>>> Volumes::leavingsOf(std::span<const DocumentId> documents) {
    std::map<DocumentId, std::vector<Leaving>> all;
    for (const auto document : documents)
        REDWELL_CHECK(m_database.query(
            "SELECT p.volume, e.begin_bates, e.end_bates, e.treatment, p.by, coalesce(p.sealed_at, p.begun_at) "
            "FROM productions p JOIN production_documents e ON e.production_id = p.id AND e.document_id = :document "
            "WHERE p.state = 'sealed' AND e.first_number > 0 ORDER BY p.id",
            {{":document", document.value}}, [&](const Row& row) {
                all[document].push_back(
                    {row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), Instant{row.integer(5)}});
            }));
    return all;
}

Result<std::string> Volumes::lastSpecification() {
    return m_database.text("SELECT coalesce((SELECT specification FROM productions ORDER BY id DESC LIMIT 1), '')");
}

Result<std::int64_t> Volumes::nextNumber(const std::string& prefix) {
    return m_database.integer(
        "SELECT coalesce(max(e.last_number), 0) + 1 FROM production_documents e JOIN productions p "
        "ON p.id = e.production_id WHERE p.state = 'sealed' AND e.prefix = :prefix",
        {{":prefix", prefix}});
}

Result<std::string> Volumes::nextName(const std::string& volume) {
    std::set<std::string> taken;
    REDWELL_CHECK(m_database.query("SELECT volume FROM productions WHERE state = 'sealed'", casefile::Parameters{},
                                   [&](const Row& row) { taken.insert(row.text(0)); }));
    std::string name = volume;
    while (!name.empty() && taken.contains(name)) name = counted(name);
    return name;
}

}  // namespace redwell::production
