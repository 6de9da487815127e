#include "review/message_snapshot.h"

#include "messages/message_json.h"
#include "messages/message_store.h"

#include <algorithm>

namespace redwell::review {

using casefile::Database;
using casefile::Row;
using documents::Message;
using documents::Region;
using nlohmann::json;

namespace {

json toJson(const std::vector<StoredCall>& calls) {
    json all = json::array();
    for (const auto& c : calls) all.push_back({c.field, c.by, c.value, c.at, c.isSettlement});
    return all;
}

std::vector<StoredCall> callsFrom(const json& value) {
    std::vector<StoredCall> calls;
    for (const auto& c : value) calls.push_back({c.at(0), c.at(1), c.at(2), c.at(3), c.at(4)});
    return calls;
}

Error changedSince() {
    return {ErrorKind::Conflict,
            "its messages were corrected again since, so this correction cannot be taken back",
            {},
            "Take the later ones back first."};
}

// What the message says, wherever it stands in the document.
bool isSame(Message a, const Message& b) {
    a.ordinal = b.ordinal;
    return a == b;
}

Status checkStands(Database& database, const std::vector<Message>& now, const MessageSnapshot& from,
                   const MessageSnapshot& to) {
    if (now.size() != from.order.size()) return changedSince();
    for (std::size_t i = 0; i < now.size(); ++i) {
        if (now[i].id.value != from.order[i]) return changedSince();
        const auto* kept = from.find(from.order[i]);
        if (!kept) continue;
        if (!isSame(now[i], kept->message)) return changedSince();
        if (to.holds(from.order[i])) continue;
        REDWELL_TRY(const auto calls, callsOf(database, now[i].id));
        if (calls != kept->calls)
            return Error{ErrorKind::Conflict,
                         "message " + std::to_string(now[i].ordinal) +
                             ", which this correction made, was called since and would go with its calls",
                         {},
                         "Take the calls back first."};
    }
    return {};
}

// What hangs on a message that goes is moved to its heir or left on the page.
Status detach(Database& database, const Message& message, const MessageSnapshot& to) {
    const auto heir = to.heirs.find(message.id.value);
    if (heir != to.heirs.end())
        REDWELL_CHECK(database.run("UPDATE annotations SET message_id = :heir WHERE message_id = :id",
                                   {{":heir", heir->second}, {":id", message.id.value}}));
    else
        REDWELL_CHECK(
            database.run("UPDATE annotations SET page = max(page, :page), message_id = NULL WHERE message_id = :id",
                         {{":page", message.page}, {":id", message.id.value}}));
    REDWELL_CHECK(database.run("DELETE FROM message_calls WHERE message_id = :id", {{":id", message.id.value}}));
    return database.run("DELETE FROM message_settlements WHERE message_id = :id", {{":id", message.id.value}});
}

Status attach(Database& database, const SnapshotMessage& kept) {
    for (const auto& call : kept.calls) REDWELL_CHECK(storeCall(database, kept.message.id, call));
    for (const auto annotation : kept.annotations)
        REDWELL_CHECK(
            database.run("UPDATE annotations SET message_id = :message, page = CASE WHEN x1 > x0 THEN page "
                         "ELSE :page END WHERE id = :id",
                         {{":message", kept.message.id.value}, {":page", kept.message.page}, {":id", annotation}}));
    return {};
}

}  // namespace

const SnapshotMessage* MessageSnapshot::find(std::int64_t id) const {
    for (const auto& m : messages)
        if (m.message.id.value == id) return &m;
    return nullptr;
}

bool MessageSnapshot::holds(std::int64_t id) const { return std::ranges::find(order, id) != order.end(); }

std::string written(const MessageSnapshot& s) {
    json list = json::array(), gained = json::array(), heirs = json::array();
    for (const auto& m : s.messages) {
        auto one = messages::toJson(m.message);
        one["calls"] = toJson(m.calls);
        one["annotations"] = m.annotations;
        list.push_back(std::move(one));
    }
    for (const auto& [id, calls] : s.gained) gained.push_back({id, toJson(calls)});
    for (const auto& [id, heir] : s.heirs) heirs.push_back({id, heir});
    json all = {{"what", s.what}, {"order", s.order}, {"messages", list}, {"gained", gained}, {"heirs", heirs}};
    if (s.unassigned) {
        auto& regions = all["unassigned"] = json::array();
        for (const auto& r : *s.unassigned) regions.push_back({r.page, r.box.x0, r.box.y0, r.box.x1, r.box.y1});
    }
    return all.dump(-1, ' ', false, json::error_handler_t::replace);
}

Result<MessageSnapshot> snapshotFrom(std::string_view text) try {
    const auto value = json::parse(text);
    MessageSnapshot s;
    s.what = value.at("what");
    s.order = value.at("order").get<std::vector<std::int64_t>>();
    for (const auto& one : value.at("messages")) {
        REDWELL_TRY(auto message, messages::messageFromJson(one));
        s.messages.push_back(
            {std::move(message), callsFrom(one.at("calls")), one.at("annotations").get<std::vector<std::int64_t>>()});
    }
    for (const auto& g : value.at("gained")) s.gained[g.at(0)] = callsFrom(g.at(1));
    for (const auto& h : value.at("heirs")) s.heirs[h.at(0)] = h.at(1);
    if (value.contains("unassigned")) {
        auto& regions = s.unassigned.emplace();
        for (const auto& r : value.at("unassigned")) regions.push_back({r.at(0), {r.at(1), r.at(2), r.at(3), r.at(4)}});
    }
    return s;
} catch (const json::exception&) {
    return Error{ErrorKind::Damaged, "what is kept of a correction cannot be read"};
}

Result<std::vector<StoredCall>> callsOf(Database& database, MessageId message) {
    std::vector<StoredCall> calls;
    REDWELL_CHECK(database.query(
        "SELECT field_id, by, value, at, 0 FROM message_calls WHERE message_id = :id UNION ALL "
        "SELECT field_id, by, value, at, 1 FROM message_settlements WHERE message_id = :id "
        "ORDER BY 1, 5, 2",
        {{":id", message.value}}, [&](const Row& row) {
            calls.push_back({row.integer(0), row.text(1), row.text(2), row.integer(3), row.integer(4) != 0});
        }));
    return calls;
}

Result<std::vector<std::int64_t>> annotationsOf(Database& database, MessageId message) {
    std::vector<std::int64_t> ids;
    REDWELL_CHECK(database.query("SELECT id FROM annotations WHERE message_id = :id ORDER BY id",
                                 {{":id", message.value}}, [&](const Row& row) { ids.push_back(row.integer(0)); }));
    return ids;
}

Result<std::vector<Region>> unassignedOf(Database& database, DocumentId document) {
    std::vector<Region> regions;
    REDWELL_CHECK(database.query(
        "SELECT page, x0, y0, x1, y1 FROM unassigned_text WHERE document_id = :document ORDER BY page, y0, x0",
        {{":document", document.value}}, [&](const Row& row) {
            regions.push_back({static_cast<int>(row.integer(0)), {row.real(1), row.real(2), row.real(3), row.real(4)}});
        }));
    return regions;
}

Status storeCall(Database& database, MessageId message, const StoredCall& call) {
    return database.run(call.isSettlement
                            ? "INSERT OR IGNORE INTO message_settlements(message_id, field_id, value, by, "
                              "at) VALUES (:message, :field, :value, :by, :at)"
                            : "INSERT OR IGNORE INTO message_calls(message_id, field_id, value, by, at) "
                              "VALUES (:message, :field, :value, :by, :at)",
                        {{":message", message.value},
                         {":field", call.field},
                         {":value", call.value},
                         {":by", call.by},
                         {":at", call.at}});
}

Status dropCall(Database& database, MessageId message, const StoredCall& call) {
    return database.run(
        std::string(call.isSettlement ? "DELETE FROM message_settlements" : "DELETE FROM message_calls") +
            " WHERE message_id = :message AND field_id = :field AND by = :by AND value = :value",
        {{":message", message.value}, {":field", call.field}, {":by", call.by}, {":value", call.value}});
}

Status apply(Database& database, DocumentId document, const MessageSnapshot& from, const MessageSnapshot& to,
             std::string_view zone) {
    messages::MessageStore store(database);
    REDWELL_TRY(const auto now, store.ofDocument(document));
    REDWELL_CHECK(checkStands(database, now, from, to));
    std::vector<Message> wanted;
    for (const auto id : to.order) {
        if (const auto* kept = to.find(id)) {
            wanted.push_back(kept->message);
        } else {
            const auto standing = std::ranges::find(now, MessageId{id}, &Message::id);
            if (standing == now.end()) return changedSince();
            wanted.push_back(*standing);
        }
        wanted.back().ordinal = static_cast<int>(wanted.size());
    }
    for (const auto& message : now)
        if (!to.holds(message.id.value)) REDWELL_CHECK(detach(database, message, to));
    REDWELL_CHECK(store.arrange(document, wanted, zone));
    for (const auto& kept : to.messages)
        if (!from.holds(kept.message.id.value)) REDWELL_CHECK(attach(database, kept));
    for (const auto& [id, calls] : from.gained)
        for (const auto& call : calls) REDWELL_CHECK(dropCall(database, {id}, call));
    for (const auto& [id, calls] : to.gained)
        for (const auto& call : calls) REDWELL_CHECK(storeCall(database, {id}, call));
    if (!to.unassigned) return {};
    REDWELL_CHECK(
        database.run("DELETE FROM unassigned_text WHERE document_id = :document", {{":document", document.value}}));
    for (const auto& r : *to.unassigned)
        REDWELL_CHECK(
            database.run("INSERT INTO unassigned_text(document_id, page, x0, y0, x1, y1) "
                         "VALUES (:document, :page, :x0, :y0, :x1, :y1)",
                         {{":document", document.value},
                          {":page", r.page},
                          {":x0", r.box.x0},
                          {":y0", r.box.y0},
                          {":x1", r.box.x1},
                          {":y1", r.box.y1}}));
    return {};
}

}  // namespace redwell::review
