#include "review/message_calls.h"

#include "base/text.h"
#include "casefile/audit.h"
#include "review/field_rules.h"
#include "review/undo_chain.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <tuple>

namespace redwell::review {

using casefile::FieldType;
using casefile::Parameters;
using casefile::Row;
using nlohmann::json;

namespace {

// One value that changes: a reviewer's call, or the settlement.
struct Event {
    std::int64_t message = 0, field = 0;
    std::string by, before, after;
    bool isSettlement = false;
};

struct Place {
    std::string controlNumber;
    std::int64_t ordinal = 0;
};

Result<Place> placeOf(casefile::Database& database, std::int64_t message) {
    std::optional<Place> place;
    REDWELL_CHECK(database.query(
        "SELECT d.control_number, m.ordinal FROM messages m JOIN documents d ON d.id = m.document_id WHERE m.id = :id",
        {{":id", message}}, [&](const Row& row) {
            place = Place{row.text(0), row.integer(1)};
        }));
    if (!place) return Error{ErrorKind::NotFound, "there is no such message in the case"};
    return *place;
}

std::string named(const Place& place) { return place.controlNumber + ", message " + std::to_string(place.ordinal); }

Result<std::string> standing(casefile::Database& database, const Event& event) {
    if (event.isSettlement)
        return database.text("SELECT value FROM message_settlements WHERE message_id = :message AND field_id = :field",
                             {{":message", event.message}, {":field", event.field}});
    return database.text(
        "SELECT value FROM message_calls WHERE message_id = :message AND field_id = :field AND by = :by",
        {{":message", event.message}, {":field", event.field}, {":by", event.by}});
}

Status store(casefile::Database& database, const Event& event, std::string_view by, std::int64_t at) {
    const Parameters place = {{":message", event.message}, {":field", event.field}, {":by", by}};
    if (event.isSettlement) {
        REDWELL_CHECK(database.run("DELETE FROM message_settlements WHERE message_id = :message AND field_id = :field",
                                   {{":message", event.message}, {":field", event.field}}));
        if (event.after.empty()) return {};
        return database.run(
            "INSERT INTO message_settlements(message_id, field_id, value, by, at) VALUES (:message, :field, :value, "
            ":by, :at)",
            {{":message", event.message}, {":field", event.field}, {":value", event.after}, {":by", by}, {":at", at}});
    }
    REDWELL_CHECK(database.run(
        "DELETE FROM message_calls WHERE message_id = :message AND field_id = :field AND by = :by", place));
    if (event.after.empty()) return {};
    return database.run(
        "INSERT INTO message_calls(message_id, field_id, by, value, at) VALUES (:message, :field, :by, :value, :at)",
        {{":message", event.message}, {":field", event.field}, {":by", by}, {":value", event.after}, {":at", at}});
}

Status record(casefile::Database& database, std::int64_t change, const Event& event, std::string_view by,
              std::int64_t at, std::optional<std::int64_t> undoes) {
    return database.run(
        "INSERT INTO message_call_events(change_id, message_id, field_id, by, old_value, new_value, is_settlement, at, "
        "undoes) VALUES (:change, :message, :field, :by, :before, :after, :settlement, :at, :undoes)",
        {{":change", change},
         {":message", event.message},
         {":field", event.field},
         {":by", by},
         {":before", event.before},
         {":after", event.after},
         {":settlement", event.isSettlement},
         {":at", at},
         {":undoes", undoes}});
}

// A settlement answers the calls before it and a call opens the settlements before it, whatever the clock says.
Result<std::int64_t> timeOf(casefile::Database& database, const Event& event) {
    const char* sql = event.isSettlement
                          ? "SELECT coalesce(max(at), 0) FROM message_calls WHERE message_id = :message AND field_id = "
                            ":field"
                          : "SELECT coalesce(max(at), -1) + 1 FROM message_settlements WHERE message_id = :message AND "
                            "field_id = :field";
    REDWELL_TRY(const auto least, database.integer(sql, {{":message", event.message}, {":field", event.field}}));
    return std::max(Instant::now().milliseconds, least);
}

Status audit(casefile::Database& database, std::string_view action, std::int64_t change,
             const std::vector<Event>& events, const std::vector<StoredField>& fields, std::string_view by) {
    std::map<std::int64_t, Place> places;
    std::map<std::string, int> numbers;
    json entries = json::array();
    for (const auto& event : events) {
        if (!places.contains(event.message)) {
            REDWELL_TRY(places[event.message], placeOf(database, event.message));
        }
        const auto& place = places[event.message];
        ++numbers[place.controlNumber];
        const auto field = std::ranges::find(fields, event.field, &StoredField::id);
        entries.push_back({place.controlNumber, place.ordinal, field == fields.end() ? "" : field->field.name,
                           event.before, event.after});
    }
    const auto subject = numbers.size() == 1 ? numbers.begin()->first : std::to_string(numbers.size()) + " documents";
    return casefile::appendAudit(database, by, action, subject, {{"change", change}, {"messages", entries}});
}

Result<std::int64_t> nextChange(casefile::Database& database) {
    return database.integer("SELECT coalesce(max(change_id), 0) + 1 FROM message_call_events");
}

// A flag that is said not to apply is a call, not the want of one.
Result<std::string> called(const casefile::Field& field, const Assignment& assignment, const std::string& now) {
    REDWELL_TRY(auto value, applied(field, assignment, now));
    if (field.type == FieldType::Flag && value.empty() && !trim(assignment.value).empty()) value = "false";
    return value;
}

Status checkReviewer(std::string_view by) {
    if (!trim(by).empty()) return {};
    return Error{ErrorKind::Usage, "a call needs the name of who makes it"};
}

bool differ(const std::vector<ReviewerCall>& calls) {
    return std::ranges::any_of(calls, [&](const ReviewerCall& c) { return c.value != calls.front().value; });
}

Result<std::vector<ReviewerCall>> callsOn(casefile::Database& database, std::int64_t message, std::int64_t field) {
    std::vector<ReviewerCall> calls;
    REDWELL_CHECK(database.query(
        "SELECT by, value, at FROM message_calls WHERE message_id = :message AND field_id = :field ORDER BY by",
        {{":message", message}, {":field", field}}, [&](const Row& row) {
            calls.push_back({row.text(0), row.text(1), Instant{row.integer(2)}});
        }));
    return calls;
}

void judge(MessageCall& call, bool isText) {
    if (call.settlement) {
        call.standing = CallStanding::Settled;
        call.value = call.settlement->value;
    } else if (isText && call.calls.size() > 1) {
        std::vector<std::string> all;
        for (const auto& one : call.calls) all.push_back(one.by + ": " + one.value);
        call.value = join(all, "\n");
    } else if (differ(call.calls)) {
        call.standing = CallStanding::InConflict;
    } else if (!call.calls.empty()) {
        call.value = call.calls.front().value;
    }
}

}  // namespace

std::string_view name(CallStanding standing) {
    switch (standing) {
        case CallStanding::Settled: return "settled";
        case CallStanding::InConflict: return "in_conflict";
        case CallStanding::Agreed: break;
    }
    return "agreed";
}

Result<std::int64_t> MessageCalls::change(std::span<const MessageId> messages, std::span<const Assignment> assignments,
                                          std::string_view by) {
    REDWELL_CHECK(checkReviewer(by));
    REDWELL_TRY(const auto fields, storedFields(m_database));
    REDWELL_TRY(const auto steps, fieldSteps(m_database, fields, assignments, by));
    REDWELL_TRY(const auto change, nextChange(m_database));
    std::vector<Event> events;
    for (const auto message : messages) {
        for (const auto& [stored, assignment] : steps) {
            Event event{message.value, stored.id, std::string(by), {}, {}, false};
            REDWELL_TRY(event.before, standing(m_database, event));
            REDWELL_TRY(event.after, called(stored.field, assignment, event.before));
            if (event.before == event.after) continue;
            REDWELL_TRY(const auto at, timeOf(m_database, event));
            REDWELL_CHECK(store(m_database, event, by, at));
            REDWELL_CHECK(record(m_database, change, event, by, at, std::nullopt));
            events.push_back(std::move(event));
        }
    }
    if (events.empty()) return std::int64_t{0};
    REDWELL_CHECK(audit(m_database, "call", change, events, fields, by));
    return change;
}

Result<std::int64_t> MessageCalls::settle(std::span<const MessageId> messages, std::span<const Assignment> assignments,
                                          std::string_view by) {
    REDWELL_CHECK(checkReviewer(by));
    REDWELL_TRY(const auto fields, storedFields(m_database));
    REDWELL_TRY(const auto steps, fieldSteps(m_database, fields, assignments, by));
    REDWELL_TRY(const auto change, nextChange(m_database));
    std::vector<Event> events;
    for (const auto message : messages) {
        for (const auto& [stored, assignment] : steps) {
            if (stored.field.type == FieldType::Text)
                return Error{ErrorKind::Usage,
                             stored.field.name + " are each reviewer's own: nothing is to be settled"};
            Event event{message.value, stored.id, std::string(by), {}, {}, true};
            REDWELL_TRY(event.before, standing(m_database, event));
            REDWELL_TRY(const auto calls, callsOn(m_database, message.value, stored.id));
            REDWELL_TRY(event.after, called(stored.field, assignment, event.before));
            if (event.before.empty() && (calls.empty() || !differ(calls))) {
                REDWELL_TRY(const auto place, placeOf(m_database, message.value));
                return Error{ErrorKind::Conflict, "nobody disagrees on its " + stored.field.name, named(place),
                             "A settlement decides between reviewers; make a call of your own instead."};
            }
            // The same words again answer the calls made since.
            REDWELL_TRY(const auto stands,
                        m_database.integer("SELECT count(*) FROM standing_settlements WHERE message_id = :message AND "
                                           "field_id = :field",
                                           {{":message", event.message}, {":field", event.field}}));
            if (event.before == event.after && (stands > 0 || event.after.empty())) continue;
            REDWELL_TRY(const auto at, timeOf(m_database, event));
            REDWELL_CHECK(store(m_database, event, by, at));
            REDWELL_CHECK(record(m_database, change, event, by, at, std::nullopt));
            events.push_back(std::move(event));
        }
    }
    if (events.empty()) return std::int64_t{0};
    REDWELL_CHECK(audit(m_database, "settle_call", change, events, fields, by));
    return change;
}

Result<std::int64_t> MessageCalls::undo(std::int64_t change, std::string_view by) {
    REDWELL_CHECK(checkReviewer(by));
    REDWELL_TRY(const auto fields, storedFields(m_database));
    std::vector<Event> taken;
    REDWELL_CHECK(
        m_database.query("SELECT message_id, field_id, by, new_value, old_value, is_settlement FROM "
                         "message_call_events WHERE change_id = :change ORDER BY id DESC",
                         {{":change", change}}, [&](const Row& row) {
                             taken.push_back({row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4),
                                              row.integer(5) != 0});
                         }));
    if (taken.empty()) return Error{ErrorKind::NotFound, "there is no such change to take back"};
    REDWELL_TRY(const auto next, nextChange(m_database));
    for (const auto& event : taken) {
        REDWELL_TRY(const auto place, placeOf(m_database, event.message));
        if (!event.isSettlement && event.by != by)
            return Error{ErrorKind::Permission,
                         "the call is " + event.by + "'s and only " + event.by + " can take it back", named(place)};
        REDWELL_TRY(const auto now, standing(m_database, event));
        if (now != event.before)
            return Error{ErrorKind::Conflict, "was called again since, so this change cannot be taken back",
                         named(place), "Call it anew; its history shows both values."};
        // What comes back is as old as it was, so that it opens no settlement made after it.
        std::string whose(by);
        REDWELL_TRY(auto at, timeOf(m_database, event));
        const auto done = Instant::now().milliseconds;
        REDWELL_CHECK(m_database.query(
            "SELECT by, at FROM message_call_events WHERE message_id = :message AND field_id = :field AND "
            "is_settlement = :settlement AND (is_settlement OR by = :by) AND new_value = :value AND change_id < "
            ":change AND undoes IS NULL ORDER BY id DESC LIMIT 1",
            {{":message", event.message},
             {":field", event.field},
             {":settlement", event.isSettlement},
             {":by", by},
             {":value", event.after},
             {":change", change}},
            [&](const Row& row) {
                whose = row.text(0);
                at = row.integer(1);
            }));
        REDWELL_CHECK(store(m_database, event, whose, at));
        REDWELL_CHECK(record(m_database, next, event, by, done, change));
    }
    REDWELL_TRY(const auto isAgain, tookBack(m_database, "message_call_events", change));
    const std::string action =
        std::string(isAgain ? "redo_" : "undo_") + (taken.front().isSettlement ? "settle_call" : "call");
    REDWELL_CHECK(audit(m_database, action, next, taken, fields, by));
    return next;
}

Result<std::map<MessageId, CodingValues>> MessageCalls::valuesOf(std::span<const MessageId> messages,
                                                                 std::string_view by) {
    std::map<MessageId, CodingValues> all;
    for (const auto message : messages)
        REDWELL_CHECK(
            m_database.query("SELECT f.name, c.value FROM message_calls c JOIN fields f ON f.id = c.field_id "
                             "WHERE c.message_id = :message AND c.by = :by",
                             {{":message", message.value}, {":by", by}},
                             [&](const Row& row) { all[message].emplace(row.text(0), row.text(1)); }));
    return all;
}

Result<std::map<MessageId, MessageCallValues>> MessageCalls::effective(std::span<const MessageId> messages) {
    std::map<MessageId, MessageCallValues> all;
    REDWELL_TRY(const auto fields, storedFields(m_database));
    std::map<std::string, bool> isText;
    for (const auto& f : fields) isText[f.field.name] = f.field.type == FieldType::Text;
    for (const auto message : messages) {
        MessageCallValues values;
        REDWELL_CHECK(m_database.query(
            "SELECT f.name, c.by, c.value, c.at FROM message_calls c JOIN fields f ON f.id = c.field_id "
            "WHERE c.message_id = :message ORDER BY c.by",
            {{":message", message.value}}, [&](const Row& row) {
                values[row.text(0)].calls.push_back({row.text(1), row.text(2), Instant{row.integer(3)}});
            }));
        REDWELL_CHECK(m_database.query(
            "SELECT f.name, s.by, s.value, s.at FROM standing_settlements s JOIN fields f ON f.id = s.field_id "
            "WHERE s.message_id = :message",
            {{":message", message.value}}, [&](const Row& row) {
                values[row.text(0)].settlement = ReviewerCall{row.text(1), row.text(2), Instant{row.integer(3)}};
            }));
        for (auto& [field, call] : values) judge(call, isText[field]);
        if (!values.empty()) all.emplace(message, std::move(values));
    }
    return all;
}

Result<std::vector<MessageCallEvent>> MessageCalls::history(MessageId message) {
    std::vector<MessageCallEvent> events;
    REDWELL_CHECK(
        m_database.query("SELECT f.name, e.old_value, e.new_value, e.by, e.at, e.is_settlement, e.undoes IS NOT NULL "
                         "FROM message_call_events e JOIN fields f ON f.id = e.field_id WHERE e.message_id = :message "
                         "ORDER BY e.id DESC",
                         {{":message", message.value}}, [&](const Row& row) {
                             events.push_back({message, row.text(0), row.text(1), row.text(2), row.text(3),
                                               Instant{row.integer(4)}, row.integer(5) != 0, row.integer(6) != 0});
                         }));
    return events;
}

}  // namespace redwell::review
