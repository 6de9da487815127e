#include "production/ledger.h"

#include "base/time.h"
#include "production/bates.h"

#include <map>

namespace redwell::production {

using casefile::Row;

std::string numbersOf(const LedgerEntry& entry) {
    return entry.beginBates == entry.endBates ? entry.beginBates : entry.beginBates + " to " + entry.endBates;
}

Result<std::vector<LedgerEntry>> Ledger::taken(const Specification& specification, std::int64_t first,
                                               std::int64_t last) {
    std::vector<LedgerEntry> entries;
    const auto written = specification.toJson();
    REDWELL_TRY(const auto begin, batesNumber(specification.batesPrefix, specification.batesDigits, first));
    REDWELL_TRY(const auto end, batesNumber(specification.batesPrefix, specification.batesDigits, last));
    REDWELL_CHECK(m_database.query(
        "SELECT p.volume, d.control_number, e.begin_bates, e.end_bates, e.treatment, d.id FROM production_documents e "
        "JOIN productions p ON p.id = e.production_id JOIN documents d ON d.id = e.document_id "
        "WHERE e.first_number > 0 AND ((e.prefix = :prefix AND e.first_number <= :last AND e.last_number >= :first) "
        // Another prefix and other digits may print the same number.
        "OR (length(e.begin_bates) = length(:begin) AND e.begin_bates <= :end AND e.end_bates >= :begin)) "
        "AND NOT (p.volume = :volume AND p.specification = :specification) ORDER BY e.first_number LIMIT 10",
        {{":prefix", specification.batesPrefix},
         {":first", first},
         {":last", last},
         {":begin", begin},
         {":end", end},
         {":volume", specification.volume},
         {":specification", written}},
        [&](const Row& row) {
            entries.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), {row.integer(5)}});
        }));
    return entries;
}

Result<ProductionId> Ledger::sealedAlready(const Specification& specification) {
    const auto written = specification.toJson();
    REDWELL_TRY(const auto id, m_database.integer("SELECT max(id) FROM productions WHERE volume = :volume AND "
                                                  "specification = :specification AND state = 'sealed'",
                                                  {{":volume", specification.volume}, {":specification", written}}));
    return ProductionId{id};
}

// The numbers of a sealed volume stand for the documents that they were given to.
Status Ledger::checkSameAsBefore(const Plan& plan) {
    REDWELL_TRY(const auto before, sealedAlready(plan.specification));
    if (!before) return {};
    std::map<std::int64_t, std::pair<std::int64_t, std::int64_t>> given;  // document -> numbers
    REDWELL_CHECK(m_database.query(
        "SELECT document_id, first_number, last_number FROM production_documents WHERE production_id = :id",
        {{":id", before.value}}, [&](const Row& row) {
            given[row.integer(0)] = {row.integer(1), row.integer(2)};
        }));
    bool same = given.size() == plan.documents.size();
    for (const auto& planned : plan.documents) {
        const auto found = given.find(planned.document.id.value);
        same = same && found != given.end() && found->second == std::pair(planned.firstNumber, planned.lastNumber);
    }
    if (same) return {};
    return Error{ErrorKind::Conflict,
                 "was produced already, and the case has changed since: its numbers would stand for other documents",
                 plan.specification.volume,
                 "Give the new production another volume name and a Bates start of its own."};
}

Result<ProductionId> Ledger::begin(const Plan& plan, const std::string& folder, std::string_view by) {
    const auto& specification = plan.specification;
    const auto written = specification.toJson();
    std::int64_t first = 0, last = 0;
    for (const auto& planned : plan.documents) {
        if (planned.firstNumber == 0) continue;
        if (first == 0) first = planned.firstNumber;
        last = planned.lastNumber;
    }
    if (first > 0) {
        REDWELL_TRY(const auto others, taken(specification, first, last));
        if (!others.empty())
            return Error{ErrorKind::Conflict,
                         std::string("the Bates number") +
                             (others.front().beginBates == others.front().endBates ? " " : "s ") +
                             numbersOf(others.front()) + " already left in volume " + others.front().volume,
                         specification.volume, "Begin at a higher number, or take another prefix."};
    }
    REDWELL_CHECK(checkSameAsBefore(plan));
    REDWELL_CHECK(
        m_database.run("INSERT INTO productions(volume, specification, state, folder, begun_at, by) VALUES (:volume, "
                       ":specification, 'writing', :folder, :at, :by)",
                       {{":volume", specification.volume},
                        {":specification", written},
                        {":folder", folder},
                        {":at", Instant::now().milliseconds},
                        {":by", by}}));
    const ProductionId production{m_database.lastInsertId()};
    for (const auto& planned : plan.documents)
        REDWELL_CHECK(
            m_database.run("INSERT INTO production_documents(production_id, document_id, treatment, begin_bates, "
                           "end_bates, prefix, first_number, last_number) "
                           "VALUES (:production, :document, :treatment, :begin, :end, :prefix, :first, :last)",
                           {{":production", production.value},
                            {":document", planned.document.id.value},
                            {":treatment", name(planned.treatment)},
                            {":begin", planned.beginBates},
                            {":end", planned.endBates},
                            {":prefix", specification.batesPrefix},
                            {":first", planned.firstNumber},
                            {":last", planned.lastNumber}}));
    return production;
}

Status Ledger::seal(ProductionId production, const std::string& manifestHash) {
    return m_database.run(
        "UPDATE productions SET state = 'sealed', sealed_at = :at, manifest_hash = :hash WHERE id = :id",
        {{":at", Instant::now().milliseconds}, {":hash", manifestHash}, {":id", production.value}});
}

Status Ledger::abandon(ProductionId production) {
    REDWELL_CHECK(
        m_database.run("DELETE FROM production_documents WHERE production_id = :id", {{":id", production.value}}));
    return m_database.run("UPDATE productions SET state = 'failed' WHERE id = :id", {{":id", production.value}});
}

Result<std::vector<UnfinishedProduction>> Ledger::unfinished() {
    std::vector<UnfinishedProduction> all;
    REDWELL_CHECK(m_database.query(
        "SELECT id, volume, specification, folder, by FROM productions WHERE state = 'writing' ORDER BY id",
        casefile::Parameters{}, [&](const Row& row) {
            all.push_back({{row.integer(0)}, row.text(1), row.text(2), row.text(3), row.text(4)});
        }));
    return all;
}

Result<std::vector<LedgerEntry>> Ledger::sealedEntries() {
    std::vector<LedgerEntry> entries;
    REDWELL_CHECK(m_database.query(
        "SELECT p.volume, d.control_number, e.begin_bates, e.end_bates, e.treatment, d.id FROM production_documents e "
        "JOIN productions p ON p.id = e.production_id JOIN documents d ON d.id = e.document_id WHERE p.state = "
        "'sealed' ORDER BY p.id, e.first_number",
        casefile::Parameters{}, [&](const Row& row) {
            entries.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), {row.integer(5)}});
        }));
    return entries;
}

Result<std::vector<LedgerEntry>> Ledger::entriesOf(const std::string& volume) {
    std::vector<LedgerEntry> entries;
    REDWELL_CHECK(m_database.query(
        "SELECT p.volume, d.control_number, e.begin_bates, e.end_bates, e.treatment, d.id FROM production_documents e "
        "JOIN productions p ON p.id = e.production_id JOIN documents d ON d.id = e.document_id "
        "WHERE p.id = (SELECT max(id) FROM productions WHERE volume = :volume AND state <> 'failed') ORDER BY "
        "e.first_number",
        {{":volume", volume}}, [&](const Row& row) {
            entries.push_back({row.text(0), row.text(1), row.text(2), row.text(3), row.text(4), {row.integer(5)}});
        }));
    return entries;
}

Result<std::string> Ledger::specificationOf(const std::string& volume) {
    return m_database.text(
        "SELECT specification FROM productions WHERE id = (SELECT max(id) FROM productions WHERE volume = :volume AND "
        "state <> 'failed')",
        {{":volume", volume}});
}

Result<std::string> Ledger::refusedSpecificationOf(const std::string& volume) {
    return m_database.text(
        "SELECT specification FROM productions WHERE id = (SELECT max(id) FROM productions WHERE volume = :volume) AND "
        "state = 'failed'",
        {{":volume", volume}});
}

Result<bool> Ledger::knowsFolder(const std::string& folder) {
    REDWELL_TRY(const auto count,
                m_database.integer("SELECT count(*) FROM productions WHERE folder = :folder", {{":folder", folder}}));
    return count > 0;
}

}  // namespace redwell::production
