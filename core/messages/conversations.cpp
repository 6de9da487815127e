#include "messages/conversations.h"

#include "messages/message_store.h"

#include <algorithm>

namespace redwell::messages {
namespace {

using Kind = Conversation::Kind;

std::optional<Instant> instantAt(const casefile::Row& row, int column) {
    const auto value = row.optionalInteger(column);
    return value ? std::optional(Instant{*value}) : std::nullopt;
}

ConversationSummary summaryOf(const casefile::Row& row, Conversation conversation) {
    ConversationSummary summary;
    summary.conversation = std::move(conversation);
    summary.title = row.text(1);
    summary.messages = row.integer(2);
    summary.documents = row.integer(3);
    summary.begins = instantAt(row, 4);
    summary.ends = instantAt(row, 5);
    return summary;
}

}  // namespace

Result<std::vector<ConversationSummary>> ConversationStore::list(std::string_view words, int limit) {
    std::vector<ConversationSummary> found;
    const casefile::Parameters which = {{":words", words}, {":limit", limit}};
    REDWELL_CHECK(m_database.query(
        "SELECT conversation, conversation, count(*), count(DISTINCT document_id), min(sent_utc), max(sent_utc) "
        "FROM messages WHERE conversation <> '' AND instr(lower(conversation), lower(:words)) > 0 "
        "GROUP BY conversation ORDER BY min(sent_utc), conversation LIMIT :limit",
        which, [&](const casefile::Row& row) {
            found.push_back(summaryOf(row, {Kind::Chat, {}, row.text(0), 0}));
        }));
    REDWELL_CHECK(m_database.query(
        "SELECT t.id, t.subject, t.message_count, (SELECT count(DISTINCT m.document_id) FROM message_links l "
        "JOIN messages m ON m.id = l.message_id WHERE l.thread_id = t.id), t.begins_utc, t.ends_utc FROM threads t "
        "WHERE t.message_count >= 2 AND instr(lower(t.subject), lower(:words)) > 0 "
        "ORDER BY t.begins_utc, t.id LIMIT :limit",
        which, [&](const casefile::Row& row) {
            found.push_back(summaryOf(row, {Kind::Thread, {}, {}, row.integer(0)}));
        }));
    REDWELL_CHECK(m_database.query(
        "SELECT d.id, d.control_number || '  ' || coalesce(nullif(d.title, ''), d.file_name), d.message_count, 1, "
        "(SELECT min(sent_utc) FROM messages WHERE document_id = d.id), "
        "(SELECT max(sent_utc) FROM messages WHERE document_id = d.id) FROM documents d "
        "WHERE d.message_count > 0 AND instr(lower(d.control_number || ' ' || d.title || ' ' || d.file_name), "
        "lower(:words)) > 0 ORDER BY d.date_utc, d.id LIMIT :limit",
        which, [&](const casefile::Row& row) {
            found.push_back(summaryOf(row, {Kind::Document, {row.integer(0)}, {}, 0}));
        }));
    return found;
}

Result<Conversation> ConversationStore::around(DocumentId document) {
    Conversation found{Kind::Document, document, {}, 0};
    REDWELL_CHECK(
        m_database.query("SELECT conversation FROM messages WHERE document_id = :document AND conversation <> '' "
                         "GROUP BY conversation ORDER BY count(*) DESC, conversation LIMIT 1",
                         {{":document", document.value}}, [&](const casefile::Row& row) {
                             found = {Kind::Chat, {}, row.text(0), 0};
                         }));
    if (found.kind == Kind::Chat) return found;
    REDWELL_CHECK(m_database.query(
        "SELECT l.thread_id FROM messages m JOIN message_links l ON l.message_id = m.id "
        "WHERE m.document_id = :document AND l.thread_id IS NOT NULL ORDER BY m.depth, m.ordinal LIMIT 1",
        {{":document", document.value}}, [&](const casefile::Row& row) {
            found = {Kind::Thread, {}, {}, row.integer(0)};
        }));
    return found;
}

Result<std::vector<documents::Message>> ConversationStore::messages(const Conversation& conversation, int limit) {
    std::vector<MessageId> ids;
    const auto keep = [&](const casefile::Row& row) { ids.push_back({row.integer(0)}); };
    switch (conversation.kind) {
        case Kind::Document:
            REDWELL_CHECK(
                m_database.query("SELECT id FROM messages WHERE document_id = :document ORDER BY ordinal LIMIT :limit",
                                 {{":document", conversation.document.value}, {":limit", limit}}, keep));
            break;
        case Kind::Chat:
            REDWELL_CHECK(
                m_database.query("SELECT m.id FROM messages m LEFT JOIN message_links l ON l.message_id = m.id "
                                 "WHERE m.conversation = :name AND (l.same_as IS NULL OR l.same_as = m.id) "
                                 "ORDER BY m.sent_utc IS NULL, m.sent_utc, m.document_id, m.ordinal LIMIT :limit",
                                 {{":name", conversation.name}, {":limit", limit}}, keep));
            break;
        case Kind::Thread:
            REDWELL_CHECK(m_database.query(
                "SELECT m.id FROM message_links l JOIN messages m ON m.id = l.message_id "
                "WHERE l.thread_id = :thread AND (l.same_as IS NULL OR l.same_as = m.id) "
                "ORDER BY m.sent_utc IS NULL, m.sent_utc, m.depth DESC, m.document_id, m.ordinal LIMIT :limit",
                {{":thread", conversation.thread}, {":limit", limit}}, keep));
            break;
    }
    std::vector<documents::Message> found;
    MessageStore store(m_database);
    for (const auto id : ids) {
        REDWELL_TRY(auto message, store.find(id));
        if (message) found.push_back(std::move(*message));
    }
    return found;
}

Result<std::vector<ThreadGap>> ConversationStore::gaps(const Conversation& conversation) {
    std::vector<ThreadGap> found;
    const auto keep = [&](const casefile::Row& row) {
        found.push_back({row.text(0), {row.integer(1)}, {row.optionalInteger(2).value_or(0)}});
    };
    if (conversation.kind == Kind::Thread) {
        REDWELL_CHECK(
            m_database.query("SELECT key, known_from, quoted_id FROM thread_gaps WHERE thread_id = :thread ORDER BY id",
                             {{":thread", conversation.thread}}, keep));
    } else if (conversation.kind == Kind::Document) {
        REDWELL_CHECK(m_database.query(
            "SELECT g.key, g.known_from, g.quoted_id FROM messages m CROSS JOIN message_links l ON l.message_id = m.id "
            "JOIN thread_gaps g ON g.thread_id = l.thread_id AND g.known_from = m.id "
            "WHERE m.document_id = :document ORDER BY g.id",
            {{":document", conversation.document.value}}, keep));
    }
    return found;
}

Result<std::map<MessageId, MessagePlace>> ConversationStore::places(const std::vector<documents::Message>& messages) {
    std::map<MessageId, MessagePlace> found;
    for (const auto& message : messages)
        REDWELL_CHECK(m_database.query(
            "SELECT l.parent_id, l.same_as, coalesce(l.is_inclusive, 0), "
            "(SELECT count(*) FROM message_links s WHERE s.same_as = l.same_as), m.is_corrected "
            "FROM messages m LEFT JOIN message_links l ON l.message_id = m.id WHERE m.id = :id",
            {{":id", message.id.value}}, [&](const casefile::Row& row) {
                found[message.id] = {{row.optionalInteger(0).value_or(0)},
                                     {row.optionalInteger(1).value_or(message.id.value)},
                                     std::max(1, static_cast<int>(row.integer(3))),
                                     row.integer(2) != 0,
                                     row.integer(4) != 0};
            }));
    return found;
}

Result<std::vector<documents::Region>> ConversationStore::unassigned(DocumentId document) {
    return MessageStore(m_database).unassigned(document);
}

}  // namespace redwell::messages
