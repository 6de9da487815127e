#include "casefile/audit.h"

#include "base/text.h"

#include <nlohmann/json.hpp>

namespace redwell::casefile {
namespace {

Sha256 hashOf(const AuditRow& row) {
    const nlohmann::json canonical = {row.sequence, row.at.milliseconds, row.by, row.action, row.subject, row.details};
    std::string covered(reinterpret_cast<const char*>(row.previous.bytes.data()), row.previous.bytes.size());
    covered += canonical.dump(-1, ' ', true, nlohmann::json::error_handler_t::replace);
    return sha256(covered);
}

std::string_view view(const Sha256& hash) {
    return {reinterpret_cast<const char*>(hash.bytes.data()), hash.bytes.size()};
}

Sha256 hashFrom(std::string_view blob) {
    Sha256 hash;
    if (blob.size() == hash.bytes.size())
        std::copy(blob.begin(), blob.end(), reinterpret_cast<char*>(hash.bytes.data()));
    return hash;
}

AuditRow rowOf(const Row& row) {
    return {row.integer(0), Instant{row.integer(1)}, row.text(2),          row.text(3), row.text(4),
            row.text(5),    hashFrom(row.blob(6)),   hashFrom(row.blob(7))};
}

}  // namespace

Status appendAudit(Database& database, std::string_view by, std::string_view action, std::string_view subject,
                   const nlohmann::json& details) {
    AuditRow row;
    REDWELL_CHECK(database.query("SELECT sequence, hash FROM audit ORDER BY sequence DESC LIMIT 1", Parameters{},
                                 [&](const Row& last) {
                                     row.sequence = last.integer(0);
                                     row.previous = hashFrom(last.blob(1));
                                 }));
    ++row.sequence;
    row.at = Instant::now();
    row.by = cleanUtf8(by);
    row.action = action;
    row.subject = cleanUtf8(subject);
    row.details = details.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
    row.hash = hashOf(row);
    return database.run(
        "INSERT INTO audit(sequence, at, by, action, subject, details, previous, hash) "
        "VALUES (:sequence, :at, :by, :action, :subject, :details, :previous, :hash)",
        {{":sequence", row.sequence},
         {":at", row.at.milliseconds},
         {":by", row.by},
         {":action", row.action},
         {":subject", row.subject},
         {":details", row.details},
         {":previous", Blob{view(row.previous)}},
         {":hash", Blob{view(row.hash)}}});
}

Status eachAuditRow(Database& database, const std::function<void(const AuditRow&)>& visit) {
    return database.query(
        "SELECT sequence, at, by, action, subject, details, previous, hash FROM audit ORDER BY sequence", Parameters{},
        [&](const Row& row) { visit(rowOf(row)); });
}

Result<std::vector<AuditRow>> auditOf(Database& database, std::string_view controlNumber) {
    std::vector<AuditRow> rows;
    // A decision on several is told as [[control number, ...], ...]; a quotation mark ends the number.
    REDWELL_CHECK(database.query(
        "SELECT sequence, at, by, action, subject, details, previous, hash FROM audit "
        "WHERE subject = :number OR (action IN ('code', 'undo_code', 'redo_code', 'call', 'undo_call', 'redo_call', "
        "'settle_call', 'undo_settle_call', 'redo_settle_call') AND instr(details, '[' || json_quote(:number) || ',') "
        "> 0) ORDER BY sequence DESC",
        {{":number", controlNumber}}, [&](const Row& row) { rows.push_back(rowOf(row)); }));
    return rows;
}

Result<AuditHead> verifyAudit(Database& database) {
    AuditHead head;
    std::int64_t firstBad = 0;
    REDWELL_CHECK(eachAuditRow(database, [&](const AuditRow& row) {
        if (firstBad) return;
        if (row.sequence != head.rows + 1 || row.previous != head.hash || hashOf(row) != row.hash)
            firstBad = row.sequence;
        head = {row.sequence, row.hash};
    }));
    if (firstBad)
        return Error{ErrorKind::Damaged,
                     "the audit trail does not fit together from entry " + std::to_string(firstBad) + " on",
                     {},
                     "Compare with a backup of the case: an entry was changed, removed or added from outside."};
    return head;
}

}  // namespace redwell::casefile
