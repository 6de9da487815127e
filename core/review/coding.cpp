#include "review/coding.h"

#include "base/text.h"
#include "casefile/audit.h"
#include "review/field_rules.h"
#include "review/undo_chain.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>

namespace redwell::review {

using casefile::Choice;
using casefile::Field;
using casefile::FieldType;
using casefile::Row;
using nlohmann::json;

namespace {

Status store(casefile::Database& database, std::int64_t document, std::int64_t field, const std::string& value) {
    if (value.empty())
        return database.run("DELETE FROM coding WHERE document_id = :document AND field_id = :field",
                            {{":document", document}, {":field", field}});
    return database.run(
        "INSERT INTO coding(document_id, field_id, value) VALUES (:document, :field, :value) "
        "ON CONFLICT(document_id, field_id) DO UPDATE SET value = excluded.value",
        {{":document", document}, {":field", field}, {":value", value}});
}

Result<std::string> standing(casefile::Database& database, std::int64_t document, std::int64_t field) {
    return database.text("SELECT value FROM coding WHERE document_id = :document AND field_id = :field",
                         {{":document", document}, {":field", field}});
}

Result<std::string> controlNumber(casefile::Database& database, std::int64_t document) {
    REDWELL_TRY(auto number, database.text("SELECT control_number FROM documents WHERE id = :id", {{":id", document}}));
    if (number.empty())
        return Error{ErrorKind::NotFound, "document " + std::to_string(document) + " is not in the case"};
    return number;
}

struct Event {
    std::int64_t document = 0, field = 0;
    std::string before, after;
};

Status record(casefile::Database& database, std::int64_t change, const Event& event, std::string_view by, Instant at,
              std::optional<std::int64_t> undoes) {
    REDWELL_CHECK(store(database, event.document, event.field, event.after));
    return database.run(
        "INSERT INTO coding_events(change_id, document_id, field_id, old_value, new_value, by, at, undoes) "
        "VALUES (:change, :document, :field, :before, :after, :by, :at, :undoes)",
        {{":change", change},
         {":document", event.document},
         {":field", event.field},
         {":before", event.before},
         {":after", event.after},
         {":by", by},
         {":at", at.milliseconds},
         {":undoes", undoes}});
}

Status audit(casefile::Database& database, std::string_view action, std::int64_t change,
             const std::vector<Event>& events, const std::vector<StoredField>& fields, std::string_view by) {
    std::map<std::int64_t, std::string> numbers;
    json entries = json::array();
    for (const auto& event : events) {
        auto& number = numbers[event.document];
        if (number.empty()) {
            REDWELL_TRY(number, controlNumber(database, event.document));
        }
        const auto field = std::ranges::find_if(fields, [&](const StoredField& f) { return f.id == event.field; });
        entries.push_back({number, field == fields.end() ? "" : field->field.name, event.before, event.after});
    }
    const auto subject = numbers.size() == 1 ? numbers.begin()->second : std::to_string(numbers.size()) + " documents";
    return casefile::appendAudit(database, by, action, subject, {{"change", change}, {"values", entries}});
}

Result<std::int64_t> nextChange(casefile::Database& database) {
    return database.integer("SELECT coalesce(max(change_id), 0) + 1 FROM coding_events");
}

}  // namespace

Result<std::vector<Field>> CodingStore::fields() {
    REDWELL_TRY(auto stored, storedFields(m_database));
    std::vector<Field> fields;
    for (auto& f : stored) fields.push_back(std::move(f.field));
    return fields;
}

Status CodingStore::addChoice(std::string_view field, const Choice& choice, std::string_view by) {
    REDWELL_TRY(const auto stored, storedFields(m_database));
    REDWELL_TRY(auto named, fieldNamed(stored, field));
    if (named.field.type != FieldType::Multiple && named.field.type != FieldType::Single)
        return Error{ErrorKind::Usage, named.field.name + " has no choices"};
    Choice added{choiceValue(choice.value.empty() ? choice.label : choice.value), choice.label, choice.shortcut};
    if (added.value.empty()) return Error{ErrorKind::Usage, "a choice of " + named.field.name + " needs a name"};
    if (added.label.empty()) added.label = choice.value;
    if (isChoice(named.field, added.value)) return {};
    named.field.choices.push_back(added);
    REDWELL_TRY(const auto choices, casefile::choicesToJson(named.field.choices));
    REDWELL_CHECK(m_database.run("UPDATE fields SET choices = :choices WHERE id = :id",
                                 {{":choices", choices}, {":id", named.id}}));
    return casefile::appendAudit(m_database, by, "add_choice", named.field.name, {{"choice", added.value}});
}

Result<std::map<DocumentId, CodingValues>> CodingStore::values(std::span<const DocumentId> documents) {
    std::map<DocumentId, CodingValues> all;
    for (const auto document : documents) {
        CodingValues values;
        REDWELL_CHECK(m_database.query(
            "SELECT f.name, c.value FROM coding c JOIN fields f ON f.id = c.field_id WHERE c.document_id = :document",
            {{":document", document.value}}, [&](const Row& row) { values.emplace(row.text(0), row.text(1)); }));
        if (!values.empty()) all.emplace(document, std::move(values));
    }
    return all;
}

Result<Assignment> CodingStore::parseAssignment(std::string_view text) {
    const auto equals = text.find('=');
    if (equals == std::string_view::npos || equals == 0)
        return Error{ErrorKind::Usage,
                     "'" + std::string(text) + "' assigns nothing",
                     {},
                     "Write FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE."};
    Assignment assignment;
    auto field = text.substr(0, equals);
    if (field.back() == '+') assignment.how = Assignment::How::AddChoice;
    if (field.back() == '-') assignment.how = Assignment::How::RemoveChoice;
    if (assignment.how != Assignment::How::Set) field.remove_suffix(1);
    assignment.field = std::string(trim(field));
    assignment.value = std::string(text.substr(equals + 1));
    if (assignment.field.empty()) return Error{ErrorKind::Usage, "'" + std::string(text) + "' names no field"};
    return assignment;
}

Result<std::int64_t> CodingStore::change(std::span<const DocumentId> documents, std::span<const Assignment> assignments,
                                         std::string_view by) {
    REDWELL_TRY(const auto fields, storedFields(m_database));
    REDWELL_TRY(const auto steps, fieldSteps(m_database, fields, assignments, by));
    REDWELL_TRY(const auto change, nextChange(m_database));
    const auto at = Instant::now();
    std::vector<Event> events;
    for (const auto document : documents) {
        for (const auto& [stored, assignment] : steps) {
            REDWELL_TRY(auto before, standing(m_database, document.value, stored.id));
            REDWELL_TRY(auto after, applied(stored.field, assignment, before));
            if (before == after) continue;
            Event event{document.value, stored.id, std::move(before), std::move(after)};
            REDWELL_CHECK(record(m_database, change, event, by, at, std::nullopt));
            events.push_back(std::move(event));
        }
    }
    if (events.empty()) return std::int64_t{0};
    REDWELL_CHECK(audit(m_database, "code", change, events, fields, by));
    return change;
}

Result<std::int64_t> CodingStore::undo(std::int64_t change, std::string_view by) {
    REDWELL_TRY(auto fields, storedFields(m_database));
    std::vector<Event> taken;
    REDWELL_CHECK(
        m_database.query("SELECT document_id, field_id, old_value, new_value FROM coding_events WHERE change_id = "
                         ":change ORDER BY id DESC",
                         {{":change", change}}, [&](const Row& row) {
                             taken.push_back({row.integer(0), row.integer(1), row.text(3), row.text(2)});
                         }));
    if (taken.empty()) return Error{ErrorKind::NotFound, "there is no such change to take back"};
    REDWELL_TRY(const auto next, nextChange(m_database));
    const auto at = Instant::now();
    for (const auto& event : taken) {
        REDWELL_TRY(const auto now, standing(m_database, event.document, event.field));
        if (now != event.before) {
            REDWELL_TRY(auto number, controlNumber(m_database, event.document));
            return Error{ErrorKind::Conflict, "was coded again since, so this change cannot be taken back", number,
                         "Code it anew; its history shows both values."};
        }
        REDWELL_CHECK(record(m_database, next, event, by, at, change));
    }
    REDWELL_TRY(const auto isAgain, tookBack(m_database, "coding_events", change));
    REDWELL_CHECK(audit(m_database, isAgain ? "redo_code" : "undo_code", next, taken, fields, by));
    return next;
}

Result<std::vector<CodingEvent>> CodingStore::history(DocumentId document) {
    std::vector<CodingEvent> events;
    REDWELL_CHECK(m_database.query(
        "SELECT f.name, e.old_value, e.new_value, e.by, e.at, e.undoes IS NOT NULL FROM coding_events e "
        "JOIN fields f ON f.id = e.field_id WHERE e.document_id = :document ORDER BY e.id DESC",
        {{":document", document.value}}, [&](const Row& row) {
            events.push_back({document, row.text(0), row.text(1), row.text(2), row.text(3), Instant{row.integer(4)},
                              row.integer(5) != 0});
        }));
    return events;
}

}  // namespace redwell::review
