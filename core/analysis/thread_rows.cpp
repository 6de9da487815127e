#include "analysis/thread_rows.h"

#include <algorithm>
#include <unordered_map>

namespace redwell::analysis {
namespace {

using casefile::Row;

std::optional<std::int64_t> orNull(std::int64_t id) { return id == 0 ? std::nullopt : std::optional(id); }

std::optional<std::int64_t> milliseconds(std::optional<std::int64_t> minute) {
    if (!minute) return std::nullopt;
    return *minute * 60000;
}

}  // namespace

Status writeRows(casefile::Database& database, const ThreadRows& rows) {
    REDWELL_CHECK(database.run("DELETE FROM thread_gaps"));
    for (const auto& t : rows.threads)
        REDWELL_CHECK(database.run(
            "INSERT INTO threads(id, subject, message_count, gap_count, begins_utc, ends_utc) VALUES (:id, :subject, "
            ":messages, "
            ":gaps, :begins, :ends) ON CONFLICT (id) DO UPDATE SET subject = excluded.subject, message_count = "
            "excluded.message_count, gap_count = excluded.gap_count, begins_utc = excluded.begins_utc, ends_utc = "
            "excluded.ends_utc",
            {{":id", t.id},
             {":subject", t.subject},
             {":messages", t.messages},
             {":gaps", t.gaps},
             {":begins", milliseconds(t.begins)},
             {":ends", milliseconds(t.ends)}}));
    std::unordered_map<std::int64_t, LinkRow> standing;
    REDWELL_CHECK(database.query("SELECT message_id, thread_id, parent_id, same_as, is_inclusive FROM message_links",
                                 casefile::Parameters{}, [&](const Row& row) {
                                     standing[row.integer(0)] = {row.integer(0), row.integer(1), row.integer(2),
                                                                 row.integer(3), row.integer(4) != 0};
                                 }));
    for (const auto& link : rows.links) {
        const auto old = standing.find(link.message);
        if (old != standing.end() && old->second == link) continue;
        REDWELL_CHECK(database.run(
            old == standing.end()
                ? "INSERT INTO message_links(message_id, thread_id, parent_id, same_as, is_inclusive) "
                  "SELECT id, :thread, :parent, :same, :inclusive FROM messages WHERE id = :id"
                : "UPDATE message_links SET thread_id = :thread, parent_id = :parent, same_as = :same, is_inclusive = "
                  ":inclusive WHERE message_id = :id",
            {{":id", link.message},
             {":thread", orNull(link.thread)},
             {":parent", orNull(link.parent)},
             {":same", orNull(link.sameAs)},
             {":inclusive", link.isInclusive}}));
    }
    for (const auto& gap : rows.gaps)
        REDWELL_CHECK(database.run(
            "INSERT INTO thread_gaps(thread_id, key, known_from, quoted_id) SELECT :thread, :key, id, (SELECT id FROM "
            "messages "
            "WHERE id = :quoted) FROM messages WHERE id = :from",
            {{":thread", gap.thread}, {":key", gap.key}, {":from", gap.knownFrom}, {":quoted", orNull(gap.quoted)}}));
    return database.run(
        "DELETE FROM threads WHERE id NOT IN (SELECT thread_id FROM message_links WHERE thread_id IS NOT NULL)");
}

}  // namespace redwell::analysis
