#include "messages/message_store.h"

#include "base/json_text.h"
#include "base/text.h"
#include "documents/index_text.h"
#include "documents/text_index.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <map>

namespace redwell::messages {
namespace {

using documents::Message;
using documents::TextIndex;
using nlohmann::json;

constexpr std::string_view kColumns =
    "SELECT id, document_id, ordinal, sender, recipients, sent_stated, subject, body, page, regions, confidence, "
    "depth, "
    "kind, key, reply_to, conversation, facts, is_corrected FROM messages";

// Ids of messages that went are not given again: an undo may bring them back, and what the index says of them is void.
constexpr std::string_view kNewId =
    "SELECT max(coalesce((SELECT max(id) FROM messages), 0), coalesce((SELECT CAST(value AS INTEGER) FROM settings "
    "WHERE name = 'last_message_id'), 0)) + 1";

// Foreign bytes that are no UTF-8 must not stop a row.
std::string written(const json& value) { return value.dump(-1, ' ', false, json::error_handler_t::replace); }

std::string recipientsOf(const Message& m) {
    std::string recipients = R"({"bcc":)";
    appendJson(recipients, m.bcc);
    recipients += R"(,"cc":)";
    appendJson(recipients, m.cc);
    recipients += R"(,"to":)";
    appendJson(recipients, m.to);
    return recipients + '}';
}

std::string regionsOf(const Message& m) {
    if (m.regions.empty()) return "[]";
    json regions = json::array();
    for (const auto& r : m.regions)
        regions.push_back({{"page", r.page}, {"box", {r.box.x0, r.box.y0, r.box.x1, r.box.y1}}});
    return written(regions);
}

// What the columns do not hold; keys that would be empty are left out.
std::string factsOf(const Message& m) {
    json facts = json::object();
    if (!m.references.empty()) facts["references"] = m.references;
    if (m.isDeleted) facts["deleted"] = true;
    for (const auto& e : m.edits)
        facts["edits"].push_back({{"by", e.by}, {"at", e.at.text}, {"previous", e.previous}, {"next", e.next}});
    for (const auto& r : m.reactions)
        facts["reactions"].push_back({{"value", r.value}, {"count", r.count}, {"by", r.by}});
    for (const auto& r : m.receipts)
        facts["receipts"].push_back({{"by", r.by}, {"at", r.at.text}, {"action", r.action}});
    if (!m.importance.empty()) facts["importance"] = m.importance;
    if (!m.doubts.empty()) facts["doubts"] = m.doubts;
    for (const auto& a : m.attachments)
        facts["attachments"].push_back(
            {{"name", a.name}, {"file_name", a.fileName}, {"size", a.size}, {"missing", a.isMissing}});
    return written(facts);
}

std::vector<std::string> listOf(const json& object, const char* key) {
    std::vector<std::string> list;
    const auto found = object.find(key);
    if (found == object.end() || !found->is_array()) return list;
    for (const auto& item : *found)
        if (item.is_string()) list.push_back(item.get<std::string>());
    return list;
}

void readFacts(std::string_view text, Message& m) try {
    const json facts = json::parse(text);
    m.references = listOf(facts, "references");
    m.doubts = listOf(facts, "doubts");
    m.importance = facts.value("importance", std::string());
    m.isDeleted = facts.value("deleted", false);
    for (const auto& e : facts.value("edits", json::array()))
        m.edits.push_back({e.at("by"), {e.at("at")}, e.at("previous"), e.at("next")});
    for (const auto& r : facts.value("reactions", json::array()))
        m.reactions.push_back({r.at("value"), r.at("count"), listOf(r, "by")});
    for (const auto& r : facts.value("receipts", json::array()))
        m.receipts.push_back({r.at("by"), {r.at("at")}, r.at("action")});
    for (const auto& a : facts.value("attachments", json::array()))
        m.attachments.push_back({a.at("name"), a.at("file_name"), a.at("size"), a.at("missing")});
} catch (const json::exception&) {
    // a row that somebody else has written: what could be read of it stays
}

Message messageOf(const casefile::Row& row) {
    Message m;
    m.id = {row.integer(0)};
    m.document = {row.integer(1)};
    m.ordinal = static_cast<int>(row.integer(2));
    m.from = row.text(3);
    const json recipients = json::parse(row.textView(4), nullptr, false);
    if (recipients.is_object()) {
        m.to = listOf(recipients, "to");
        m.cc = listOf(recipients, "cc");
        m.bcc = listOf(recipients, "bcc");
    }
    m.sent.text = row.text(5);
    m.subject = row.text(6);
    m.body = row.text(7);
    m.page = static_cast<int>(row.integer(8));
    const json regions = json::parse(row.textView(9), nullptr, false);
    if (regions.is_array())
        for (const auto& r : regions) {
            const auto box = r.is_object() ? r.value("box", json::array()) : json::array();
            const bool isBox =
                box.size() == 4 && std::all_of(box.begin(), box.end(), [](const json& v) { return v.is_number(); });
            if (isBox && r.value("page", json()).is_number_integer())
                m.regions.push_back(
                    {r.at("page").get<int>(),
                     {box[0].get<double>(), box[1].get<double>(), box[2].get<double>(), box[3].get<double>()}});
        }
    m.confidence = row.real(10);
    m.depth = static_cast<int>(row.integer(11));
    m.kind = documents::messageKindFromName(row.textView(12));
    m.key = row.text(13);
    m.replyTo = row.text(14);
    m.conversation = row.text(15);
    readFacts(row.textView(16), m);
    m.isCorrected = row.integer(17) != 0;
    return m;
}

// But for where they stand.
bool saysTheSame(const Message& standing, Message read) {
    read.id = standing.id;
    read.document = standing.document;
    read.ordinal = standing.ordinal;
    read.page = standing.page;
    read.regions = standing.regions;
    return read == standing;
}

constexpr auto kMessages = TextIndex::Of::Messages;
constexpr const char* kTextTable = "message_text";

void dropTextLater(casefile::Database& database, std::int64_t id) {
    database.changeTextLater(kTextTable, id,
                             [id](casefile::Database& writer) { return TextIndex(writer, kMessages).drop(id); });
}

}  // namespace

void MessageStore::writeTextLater(MessageId id, const Message& m, bool mayBeThere, BodyText body) {
    std::vector<std::string> everyone = m.to;
    everyone.insert(everyone.end(), m.cc.begin(), m.cc.end());
    everyone.insert(everyone.end(), m.bcc.begin(), m.bcc.end());
    m_database.changeTextLater(
        kTextTable, id.value,
        [id = id.value, mayBeThere, sender = m.from, recipients = join(everyone, "; "), subject = m.subject,
         text = body == BodyText::Own ? documents::indexText(m.body, documents::Divided::InWords)
                                      : std::string()](casefile::Database& writer) -> Status {
            TextIndex index(writer, kMessages);
            REDWELL_TRY(const auto row, mayBeThere ? index.newRow(id) : index.freeRow(id));
            return writer.run(
                "INSERT INTO message_text (rowid, sender, recipients, subject, body) VALUES (:row, :sender, "
                ":recipients, :subject, :body)",
                {{":row", row},
                 {":sender", sender},
                 {":recipients", recipients},
                 {":subject", subject},
                 {":body", text}});
        });
}

// known: the row that stands there already; 0 for none, whose text and people need not be taken away first.
Status MessageStore::put(DocumentId document, int ordinal, const Message& m, std::string_view zone, MessageId known,
                         BodyText body) {
    const std::string recipients = recipientsOf(m), regions = regionsOf(m), facts = factsOf(m);
    const auto instant = m.sent.instant(zone);
    std::optional<std::int64_t> utc;
    if (instant) utc = instant->milliseconds;
    auto id = known;
    if (!known) {
        REDWELL_TRY(id, m_lastAdded ? Result<MessageId>(MessageId{m_lastAdded + 1}) : newId());
    }
    // Two statements rather than one that does either: such a one copies each page that it touches.
    constexpr std::string_view kInsert =
        "INSERT INTO messages (id, document_id, ordinal, sender, recipients, sent_stated, sent_utc, subject, body, "
        "page, regions, confidence, depth, kind, key, reply_to, conversation, facts, text_in_document) VALUES (:id, "
        ":document, :ordinal, :sender, :recipients, :stated, "
        ":utc, :subject, :body, :page, :regions, :confidence, :depth, :kind, :key, :reply_to, :conversation, :facts, "
        ":text_in_document)";
    constexpr std::string_view kUpdate =
        "UPDATE messages SET sender = :sender, recipients = :recipients, sent_stated = :stated, sent_utc = :utc, "
        "subject = :subject, body = :body, page = :page, regions = :regions, confidence = :confidence, depth = :depth, "
        "kind = :kind, key = :key, reply_to = :reply_to, conversation = :conversation, facts = :facts, "
        "text_in_document = :text_in_document WHERE id = :id AND document_id = :document AND ordinal = :ordinal";
    REDWELL_CHECK(m_database.run(known ? kUpdate : kInsert, {{":id", id.value},
                                                             {":document", document.value},
                                                             {":ordinal", ordinal},
                                                             {":sender", m.from},
                                                             {":recipients", recipients},
                                                             {":stated", m.sent.text},
                                                             {":utc", utc},
                                                             {":subject", m.subject},
                                                             {":body", m.body},
                                                             {":page", m.page},
                                                             {":regions", regions},
                                                             {":confidence", m.confidence},
                                                             {":depth", m.depth},
                                                             {":kind", documents::name(m.kind)},
                                                             {":key", m.key},
                                                             {":reply_to", m.replyTo},
                                                             {":conversation", m.conversation},
                                                             {":facts", facts},
                                                             {":text_in_document", body == BodyText::OfDocument}}));
    if (known)
        REDWELL_CHECK(forgetParticipants(m_database, known));
    else if (m_lastAdded)
        m_lastAdded = id.value;
    writeTextLater(id, m, static_cast<bool>(known), body);
    return m_participants.note(id, m);
}

Status MessageStore::add(DocumentId document, const std::vector<Message>& messages, std::string_view zone,
                         BodyText body) {
    if (!m_lastAdded) {
        REDWELL_TRY(const auto next, newId());
        m_lastAdded = next.value - 1;
    }
    int ordinal = 0;
    for (const auto& message : messages) REDWELL_CHECK(put(document, ++ordinal, message, zone, {}, body));
    return {};
}

Status MessageStore::keepIdsTaken() {
    REDWELL_TRY(const auto next, newId());
    const auto last = std::to_string(next.value - 1);
    return m_database.run(
        "INSERT INTO settings(name, value) VALUES ('last_message_id', :id) "
        "ON CONFLICT(name) DO UPDATE SET value = excluded.value",
        {{":id", last}});
}

Status MessageStore::dropAfter(DocumentId document, std::int64_t ordinal) {
    REDWELL_CHECK(keepIdsTaken());
    const std::string surplus = "(SELECT id FROM messages WHERE document_id = :document AND ordinal > :ordinal)";
    const casefile::Parameters which = {{":document", document.value}, {":ordinal", ordinal}};
    REDWELL_CHECK(m_database.run(
        "UPDATE annotations SET page = max(page, (SELECT page FROM messages WHERE id = message_id)), message_id = NULL "
        "WHERE message_id IN " +
            surplus,
        which));
    // What was called stays in the history of calls, which holds on to no row.
    REDWELL_CHECK(m_database.query("SELECT id FROM messages WHERE document_id = :document AND ordinal > :ordinal",
                                   which,
                                   [&](const casefile::Row& row) { dropTextLater(m_database, row.integer(0)); }));
    for (const std::string rows : {"message_people WHERE message_id IN ", "message_links WHERE message_id IN ",
                                   "thread_gaps WHERE known_from IN ", "thread_gaps WHERE quoted_id IN ",
                                   "message_calls WHERE message_id IN ", "message_settlements WHERE message_id IN "})
        REDWELL_CHECK(m_database.run("DELETE FROM " + rows + surplus, which));
    return m_database.run("DELETE FROM messages WHERE document_id = :document AND ordinal > :ordinal", which);
}

Result<std::int64_t> MessageStore::replace(DocumentId document, const std::vector<Message>& messages,
                                           std::string_view zone) {
    REDWELL_TRY(const bool isDecided, holdsDecisions(document));
    if (isDecided) return count(document);
    REDWELL_TRY(const auto known, ofDocument(document));
    int ordinal = 0;
    for (const auto& message : messages) {
        ++ordinal;
        const auto old = std::ranges::find(known, ordinal, &Message::ordinal);
        if (old != known.end() && saysTheSame(*old, message))
            REDWELL_CHECK(setPlace(old->id, message));
        else
            REDWELL_CHECK(put(document, ordinal, message, zone, old == known.end() ? MessageId{} : old->id));
    }
    if (!known.empty() && known.back().ordinal > ordinal) REDWELL_CHECK(dropAfter(document, ordinal));
    REDWELL_CHECK(m_database.run("UPDATE documents SET message_count = :count WHERE id = :document",
                                 {{":count", ordinal}, {":document", document.value}}));
    return ordinal;
}

Status MessageStore::arrange(DocumentId document, const std::vector<Message>& messages, std::string_view zone) {
    REDWELL_TRY(const auto standing, ofDocument(document));
    for (const auto& old : standing) {
        if (std::ranges::find(messages, old.id, &Message::id) != messages.end()) continue;
        REDWELL_CHECK(keepIdsTaken());
        dropTextLater(m_database, old.id.value);
        for (const char* sql :
             {"DELETE FROM message_people WHERE message_id = :id", "DELETE FROM message_links WHERE message_id = :id",
              "DELETE FROM thread_gaps WHERE known_from = :id",
              "UPDATE thread_gaps SET quoted_id = NULL WHERE quoted_id = :id", "DELETE FROM messages WHERE id = :id"})
            REDWELL_CHECK(m_database.run(sql, {{":id", old.id.value}}));
    }
    // Places are taken by others until all have theirs.
    REDWELL_CHECK(m_database.run("UPDATE messages SET ordinal = -ordinal WHERE document_id = :document",
                                 {{":document", document.value}}));
    int ordinal = 0;
    for (const auto& message : messages) {
        ++ordinal;
        const auto old = std::ranges::find(standing, message.id, &Message::id);
        if (old == standing.end())
            REDWELL_CHECK(m_database.run(
                "INSERT INTO messages (id, document_id, ordinal, sender, recipients, sent_stated, subject, body, page, "
                "regions, confidence) VALUES (:id, :document, :ordinal, '', '{}', '', '', '', 0, '[]', 0)",
                {{":id", message.id.value}, {":document", document.value}, {":ordinal", ordinal}}));
        else
            REDWELL_CHECK(m_database.run("UPDATE messages SET ordinal = :ordinal WHERE id = :id",
                                         {{":ordinal", ordinal}, {":id", message.id.value}}));
        if (old != standing.end()) {
            Message moved = *old;
            moved.ordinal = message.ordinal;
            if (moved == message) continue;
        }
        // The row stands by now, with the message's own id.
        REDWELL_CHECK(put(document, ordinal, message, zone, message.id));
        REDWELL_CHECK(m_database.run("UPDATE messages SET is_corrected = :corrected WHERE id = :id",
                                     {{":corrected", message.isCorrected}, {":id", message.id.value}}));
    }
    return m_database.run("UPDATE documents SET message_count = :count WHERE id = :document",
                          {{":count", ordinal}, {":document", document.value}});
}

Result<MessageId> MessageStore::newId() {
    REDWELL_TRY(const auto id, m_database.integer(kNewId));
    return MessageId{id};
}

Result<bool> MessageStore::holdsDecisions(DocumentId document) {
    REDWELL_TRY(const auto any,
                m_database.integer("SELECT EXISTS (SELECT 1 FROM messages WHERE document_id = :document) OR "
                                   "EXISTS (SELECT 1 FROM message_corrections WHERE document_id = :document)",
                                   {{":document", document.value}}));
    if (!any) return false;
    // Corrections count unless they were taken back; a taken-back taking back stands again.
    REDWELL_TRY(const auto decisions,
                m_database.integer(
                    "WITH RECURSIVE chain(change, is_forward) AS ("
                    "SELECT change_id, 1 FROM message_corrections WHERE document_id = :document AND undoes IS NULL "
                    "UNION ALL SELECT c.change_id, 1 - is_forward FROM message_corrections c JOIN chain "
                    "ON c.undoes = change WHERE c.document_id = :document) "
                    "SELECT EXISTS (SELECT 1 FROM chain WHERE is_forward AND NOT EXISTS "
                    "(SELECT 1 FROM message_corrections u WHERE u.undoes = change AND u.document_id = :document)) OR "
                    "EXISTS (SELECT 1 FROM messages m WHERE m.document_id = :document AND (m.is_corrected OR "
                    "EXISTS (SELECT 1 FROM message_calls k WHERE k.message_id = m.id) OR "
                    "EXISTS (SELECT 1 FROM message_settlements s WHERE s.message_id = m.id)))",
                    {{":document", document.value}}));
    return decisions != 0;
}

Status MessageStore::place(DocumentId document, const std::vector<Message>& shown) {
    REDWELL_TRY(const auto kept, ofDocument(document));
    for (const auto& message : kept) {
        if (!message.regions.empty()) continue;
        const auto found = std::ranges::find_if(shown, [&message](const Message& m) {
            return m.ordinal == message.ordinal ||
                   (m.from == message.from && m.sent == message.sent && m.body == message.body);
        });
        if (found == shown.end() || found->regions.empty()) continue;
        REDWELL_CHECK(setPlace(message.id, *found));
    }
    return {};
}

Status MessageStore::setPlace(MessageId id, const Message& shown) {
    const auto regions = regionsOf(shown);
    return m_database.run("UPDATE messages SET page = :page, regions = :regions WHERE id = :id",
                          {{":page", shown.page}, {":regions", regions}, {":id", id.value}});
}

Result<std::vector<Message>> MessageStore::ofDocument(DocumentId document) {
    std::vector<Message> messages;
    REDWELL_CHECK(m_database.query(std::string(kColumns) + " WHERE document_id = :document ORDER BY ordinal",
                                   {{":document", document.value}},
                                   [&](const casefile::Row& row) { messages.push_back(messageOf(row)); }));
    return messages;
}

Result<std::optional<Message>> MessageStore::find(MessageId id) {
    std::optional<Message> message;
    REDWELL_CHECK(m_database.query(std::string(kColumns) + " WHERE id = :id", {{":id", id.value}},
                                   [&](const casefile::Row& row) { message = messageOf(row); }));
    return message;
}

Result<std::int64_t> MessageStore::count(DocumentId document) {
    return m_database.integer("SELECT count(*) FROM messages WHERE document_id = :document",
                              {{":document", document.value}});
}

Result<std::vector<documents::Region>> MessageStore::unassigned(DocumentId document) {
    std::vector<documents::Region> regions;
    REDWELL_CHECK(m_database.query(
        "SELECT page, x0, y0, x1, y1 FROM unassigned_text WHERE document_id = :document ORDER BY page, y0, x0",
        {{":document", document.value}}, [&](const casefile::Row& row) {
            regions.push_back({static_cast<int>(row.integer(0)), {row.real(1), row.real(2), row.real(3), row.real(4)}});
        }));
    return regions;
}

}  // namespace redwell::messages
