#include "analysis/threads.h"

#include <functional>

namespace redwell::analysis {
namespace {

using casefile::Row;

constexpr std::string_view kSummaries =
    "SELECT id, subject, message_count, gap_count, begins_utc, ends_utc FROM threads";
const std::string kLinks =
    "SELECT l.message_id, m.document_id, l.thread_id, l.parent_id, l.same_as, l.is_inclusive, "
    "EXISTS (SELECT 1 FROM thread_gaps g WHERE g.thread_id = l.thread_id AND g.quoted_id = l.same_as) "
    "FROM message_links l JOIN messages m ON m.id = l.message_id ";

ThreadSummary summaryOf(const Row& row) {
    ThreadSummary summary{{row.integer(0)}, row.text(1), row.integer(2), row.integer(3), std::nullopt, std::nullopt};
    if (const auto begins = row.optionalInteger(4)) summary.begins = Instant{*begins};
    if (const auto ends = row.optionalInteger(5)) summary.ends = Instant{*ends};
    return summary;
}

MessageLink linkOf(const Row& row) {
    return {{row.integer(0)}, {row.integer(1)},    {row.integer(2)},   {row.integer(3)},
            {row.integer(4)}, row.integer(5) != 0, row.integer(6) != 0};
}

}  // namespace

Result<std::vector<ThreadSummary>> Threads::list() {
    std::vector<ThreadSummary> all;
    REDWELL_CHECK(m_database.query(std::string(kSummaries) + " ORDER BY begins_utc IS NULL, begins_utc, id",
                                   casefile::Parameters{}, [&](const Row& row) { all.push_back(summaryOf(row)); }));
    return all;
}

Result<std::optional<Thread>> Threads::find(ThreadId id) {
    std::optional<Thread> thread;
    REDWELL_CHECK(
        m_database.query(std::string(kSummaries) + " WHERE id = :id", {{":id", id.value}}, [&](const Row& row) {
            thread = Thread{summaryOf(row), {}, {}};
        }));
    if (!thread) return thread;
    REDWELL_CHECK(m_database.query(
        kLinks + "WHERE l.thread_id = :id ORDER BY (SELECT f.sent_utc FROM messages f WHERE f.id = l.same_as) IS NULL, "
                 "(SELECT f.sent_utc FROM messages f WHERE f.id = l.same_as), l.same_as, "
                 "l.message_id <> l.same_as, l.message_id",
        {{":id", id.value}}, [&](const Row& row) { thread->messages.push_back(linkOf(row)); }));
    REDWELL_TRY(thread->gaps, gaps(id));
    return thread;
}

Result<std::vector<ThreadGap>> Threads::gaps(ThreadId id) {
    std::vector<ThreadGap> all;
    REDWELL_CHECK(m_database.query(
        "SELECT key, known_from, quoted_id FROM thread_gaps WHERE thread_id = :id ORDER BY id", {{":id", id.value}},
        [&](const Row& row) { all.push_back({row.text(0), {row.integer(1)}, {row.integer(2)}}); }));
    return all;
}

Result<std::map<MessageId, MessageLink>> Threads::links(std::span<const MessageId> messages) {
    std::map<MessageId, MessageLink> links;
    for (const auto message : messages)
        REDWELL_CHECK(m_database.query(kLinks + "WHERE l.message_id = :id", {{":id", message.value}},
                                       [&](const Row& row) { links[message] = linkOf(row); }));
    return links;
}

Result<std::map<MessageId, MessageLink>> Threads::ofDocument(DocumentId document) {
    std::map<MessageId, MessageLink> links;
    REDWELL_CHECK(m_database.query(kLinks + "WHERE m.document_id = :id", {{":id", document.value}},
                                   [&](const Row& row) { links[MessageId{row.integer(0)}] = linkOf(row); }));
    return links;
}

Result<std::vector<MessageId>> Threads::sightings(MessageId message) {
    std::vector<MessageId> all;
    REDWELL_CHECK(m_database.query(
        "SELECT message_id FROM message_links WHERE same_as = (SELECT same_as FROM message_links WHERE "
        "message_id = :id) ORDER BY message_id <> same_as, message_id",
        {{":id", message.value}}, [&](const Row& row) { all.push_back({row.integer(0)}); }));
    return all;
}

}  // namespace redwell::analysis
