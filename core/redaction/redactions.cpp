#include "redaction/redactions.h"

#include "base/text.h"
#include "casefile/audit.h"

#include <nlohmann/json.hpp>

#include <map>
#include <optional>

namespace redwell::redaction {

using casefile::Row;
using nlohmann::json;

namespace {

// A sliver narrower than this covers no stroke of any letter; it is a slip of the mouse.
constexpr double kLeastSide = 0.5;  // points

Status setRemoved(casefile::Database& database, std::string_view condition, std::int64_t id,
                  std::optional<std::int64_t> at, std::string_view action, std::string_view by) {
    const std::string where =
        " WHERE " + std::string(condition) + " = :id AND removed_at IS " + std::string(at ? "NULL" : "NOT NULL");
    std::map<std::string, json> touched;
    REDWELL_CHECK(
        database.query("SELECT d.control_number, r.id, r.page, r.reason FROM redactions r "
                       "JOIN documents d ON d.id = r.document_id WHERE r." +
                           std::string(condition) + " = :id AND r.removed_at IS " + (at ? "NULL" : "NOT NULL"),
                       {{":id", id}}, [&](const Row& row) {
                           touched[row.text(0)].push_back({row.integer(1), row.integer(2), row.text(3)});
                       }));
    if (touched.empty())
        return Error{ErrorKind::NotFound,
                     at ? "there is no such standing redaction" : "there is no such removed redaction"};
    REDWELL_CHECK(database.run("UPDATE redactions SET removed_at = :at" + where, {{":at", at}, {":id", id}}));
    for (const auto& [number, boxes] : touched)
        REDWELL_CHECK(casefile::appendAudit(database, by, action, number, {{"redactions", boxes}}));
    return {};
}

struct Paper {
    Box box;
    std::string controlNumber;
};

Result<std::optional<Paper>> paperOf(casefile::Database& database, const Redaction& redaction) {
    std::optional<Paper> paper;
    REDWELL_CHECK(database.query(
        "SELECT p.width, p.height, d.control_number FROM pages p JOIN documents d ON d.id = p.document_id "
        "WHERE p.document_id = :document AND p.number = :page",
        {{":document", redaction.document.value}, {":page", redaction.page}}, [&](const Row& row) {
            paper = Paper{{0, 0, row.real(0), row.real(1)}, row.text(2)};
        }));
    return paper;
}

// False when nothing that covers a stroke is left of the box.
bool clip(Box& box, const Box& paper) {
    box = box.normalized().intersected(paper);
    return !box.isEmpty() && box.width() >= kLeastSide && box.height() >= kLeastSide;
}

Error needsReason() {
    return {ErrorKind::Usage, "a redaction needs a reason", {}, "Name one, such as Privileged or Personal data."};
}

Error coversNothing() {
    return {ErrorKind::Usage,
            "the box lies outside the page or is too small to cover anything",
            {},
            "Draw it over what must not be seen."};
}

Result<std::int64_t> nextGroup(casefile::Database& database) {
    return database.integer("SELECT coalesce(max(group_id), 0) + 1 FROM redactions");
}

Result<RedactionId> insert(casefile::Database& database, const Redaction& redaction, std::string_view by,
                           std::int64_t at) {
    REDWELL_CHECK(
        database.run("INSERT INTO redactions(document_id, page, x0, y0, x1, y1, reason, origin, group_id, by, at) "
                     "VALUES (:document, :page, :x0, :y0, :x1, :y1, :reason, :origin, :group, :by, :at)",
                     {{":document", redaction.document.value},
                      {":page", redaction.page},
                      {":x0", redaction.box.x0},
                      {":y0", redaction.box.y0},
                      {":x1", redaction.box.x1},
                      {":y1", redaction.box.y1},
                      {":reason", redaction.reason},
                      {":origin", redaction.origin},
                      {":group", redaction.group},
                      {":by", by},
                      {":at", at}}));
    return RedactionId{database.lastInsertId()};
}

struct Stored {
    Redaction redaction;
    std::string controlNumber;
    bool isRemoved = false;
};

Result<Stored> stored(casefile::Database& database, RedactionId id) {
    std::optional<Stored> found;
    REDWELL_CHECK(database.query(
        "SELECT r.document_id, r.page, r.x0, r.y0, r.x1, r.y1, r.reason, r.origin, r.by, r.at, r.group_id, "
        "d.control_number, r.removed_at IS NOT NULL FROM redactions r JOIN documents d ON d.id = r.document_id "
        "WHERE r.id = :id",
        {{":id", id.value}}, [&](const Row& row) {
            found = Stored{{id,
                            {row.integer(0)},
                            static_cast<int>(row.integer(1)),
                            {row.real(2), row.real(3), row.real(4), row.real(5)},
                            row.text(6),
                            row.text(7),
                            row.text(8),
                            Instant{row.integer(9)},
                            row.integer(10)},
                           row.text(11),
                           row.integer(12) != 0};
        }));
    if (!found) return Error{ErrorKind::NotFound, "there is no such redaction"};
    return std::move(*found);
}

Status auditChange(casefile::Database& database, std::string_view action, const Stored& before, const Redaction& after,
                   std::string_view by) {
    const auto told = [](const Redaction& one) {
        return json{{"id", one.id.value},
                    {"page", one.page},
                    {"reason", one.reason},
                    {"box", {one.box.x0, one.box.y0, one.box.x1, one.box.y1}}};
    };
    return casefile::appendAudit(database, by, action, before.controlNumber,
                                 {{"before", told(before.redaction)}, {"after", told(after)}});
}

}  // namespace

std::vector<std::string> standardReasons() {
    return {"Privileged", "Work product", "Personal data", "Trade secret", "Not responsive"};
}

bool claimsPrivilege(std::string_view reason) {
    const std::string folded = fold(reason);
    for (const std::string_view claim : {"privileg", "work product", "attorney-client", "attorney client",
                                         "common interest", "counsel", "legal advice"})
        if (folded.find(claim) != std::string::npos) return true;
    return false;
}

Result<std::int64_t> RedactionStore::add(std::span<const Redaction> redactions, std::string_view by) {
    REDWELL_TRY(const auto group, nextGroup(m_database));
    const auto at = Instant::now().milliseconds;
    std::map<std::string, json> made;
    for (const auto& redaction : redactions) {
        Redaction one = redaction;
        one.reason = collapseWhitespace(cleanUtf8(redaction.reason));
        if (one.reason.empty()) return needsReason();
        REDWELL_TRY(const auto paper, paperOf(m_database, redaction));
        if (!paper)
            return Error{ErrorKind::Usage, "the document has no page " + std::to_string(redaction.page) + " to redact"};
        if (!clip(one.box, paper->box)) continue;
        one.group = group;
        REDWELL_TRY(const auto id, insert(m_database, one, by, at));
        made[paper->controlNumber].push_back({id.value, one.page, one.reason});
    }
    if (made.empty()) return coversNothing();
    for (const auto& [number, boxes] : made)
        REDWELL_CHECK(
            casefile::appendAudit(m_database, by, "redact", number, {{"group", group}, {"redactions", boxes}}));
    return group;
}

Status RedactionStore::removeGroup(std::int64_t group, std::string_view by) {
    return setRemoved(m_database, "group_id", group, Instant::now().milliseconds, "remove_redaction", by);
}

Status RedactionStore::restoreGroup(std::int64_t group, std::string_view by) {
    return setRemoved(m_database, "group_id", group, std::nullopt, "restore_redaction", by);
}

Status RedactionStore::remove(RedactionId id, std::string_view by) {
    return setRemoved(m_database, "id", id.value, Instant::now().milliseconds, "remove_redaction", by);
}

Status RedactionStore::restore(RedactionId id, std::string_view by) {
    return setRemoved(m_database, "id", id.value, std::nullopt, "restore_redaction", by);
}

Result<RedactionId> RedactionStore::change(RedactionId id, const Box& box, std::string_view reason,
                                           std::string_view by) {
    REDWELL_TRY(auto before, stored(m_database, id));
    if (before.isRemoved) return Error{ErrorKind::NotFound, "there is no such standing redaction"};
    auto after = before.redaction;
    after.box = box;
    after.reason = collapseWhitespace(cleanUtf8(reason));
    if (after.reason.empty()) return needsReason();
    REDWELL_TRY(const auto paper, paperOf(m_database, after));
    if (!paper || !clip(after.box, paper->box)) return coversNothing();
    REDWELL_TRY(after.group, nextGroup(m_database));
    const auto at = Instant::now().milliseconds;
    REDWELL_CHECK(
        m_database.run("UPDATE redactions SET removed_at = :at WHERE id = :id", {{":at", at}, {":id", id.value}}));
    REDWELL_TRY(after.id, insert(m_database, after, by, at));
    REDWELL_CHECK(auditChange(m_database, "change_redaction", before, after, by));
    return after.id;
}

Status RedactionStore::exchange(RedactionId takenOff, RedactionId putBack, std::string_view by) {
    REDWELL_TRY(const auto before, stored(m_database, takenOff));
    REDWELL_TRY(const auto after, stored(m_database, putBack));
    if (before.isRemoved || !after.isRemoved)
        return Error{ErrorKind::Conflict, "was changed again since, so this change cannot be taken back or made again",
                     before.controlNumber, "Change the redaction anew; the history shows each of its states."};
    REDWELL_CHECK(m_database.run("UPDATE redactions SET removed_at = :at WHERE id = :id",
                                 {{":at", Instant::now().milliseconds}, {":id", takenOff.value}}));
    REDWELL_CHECK(m_database.run("UPDATE redactions SET removed_at = NULL WHERE id = :id", {{":id", putBack.value}}));
    // The one that it was made from has the lower number.
    return auditChange(m_database, putBack.value < takenOff.value ? "undo_change_redaction" : "redo_change_redaction",
                       before, after.redaction, by);
}

Result<std::vector<Redaction>> RedactionStore::ofDocument(DocumentId document) {
    std::vector<Redaction> redactions;
    REDWELL_CHECK(
        m_database.query("SELECT id, page, x0, y0, x1, y1, reason, origin, by, at, group_id FROM redactions "
                         "WHERE document_id = :document AND removed_at IS NULL ORDER BY page, y0, x0, id",
                         {{":document", document.value}}, [&](const Row& row) {
                             redactions.push_back({{row.integer(0)},
                                                   document,
                                                   static_cast<int>(row.integer(1)),
                                                   {row.real(2), row.real(3), row.real(4), row.real(5)},
                                                   row.text(6),
                                                   row.text(7),
                                                   row.text(8),
                                                   Instant{row.integer(9)},
                                                   row.integer(10)});
                         }));
    return redactions;
}

}  // namespace redwell::redaction
