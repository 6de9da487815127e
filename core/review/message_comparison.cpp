// MessageCalls: two reviewers side by side, and what is still to be settled.
#include "base/text.h"
#include "review/message_calls.h"

#include <map>
#include <tuple>

namespace redwell::review {

using casefile::Parameters;
using casefile::Row;

Result<std::vector<ComparedCall>> MessageCalls::compare(const CompareScope& scope, std::string_view first,
                                                        std::string_view second) {
    if (first == second)
        return Error{ErrorKind::Usage, "two reviewers are compared, and '" + std::string(first) + "' is one"};
    constexpr std::string_view kScope =
        " AND (:document = 0 OR m.document_id = :document) AND (:conversation = '' OR m.conversation = :conversation) ";
    const Parameters parameters = {{":first", first},
                                   {":second", second},
                                   {":document", scope.document.value},
                                   {":conversation", scope.conversation}};
    std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, ComparedCall> rows;  // document, ordinal, position
    REDWELL_CHECK(m_database.query(
        "SELECT m.id, m.document_id, m.ordinal, f.name, f.type, f.position * 1000 + f.id, "
        "coalesce(max(CASE WHEN c.by = :first THEN c.value END), ''), "
        "coalesce(max(CASE WHEN c.by = :second THEN c.value END), ''), coalesce(s.value, ''), coalesce(s.by, '') "
        "FROM message_calls c JOIN messages m ON m.id = c.message_id JOIN fields f ON f.id = c.field_id "
        "LEFT JOIN standing_settlements s ON s.message_id = c.message_id AND s.field_id = c.field_id "
        "WHERE c.by IN (:first, :second)" +
            std::string(kScope) + "GROUP BY m.id, f.id",
        parameters, [&](const Row& row) {
            ComparedCall call;
            call.message = {row.integer(0)};
            call.document = {row.integer(1)};
            call.ordinal = static_cast<int>(row.integer(2));
            call.field = row.text(3);
            call.first = row.text(6);
            call.second = row.text(7);
            call.differs =
                row.textView(4) != "text" && !call.first.empty() && !call.second.empty() && call.first != call.second;
            call.settled = row.text(8);
            call.settledBy = row.text(9);
            rows.emplace(std::tuple(row.integer(1), row.integer(2), row.integer(5)), std::move(call));
        }));
    REDWELL_CHECK(m_database.query(
        "SELECT m.id, m.document_id, m.ordinal, a.by = :first, a.note FROM annotations a "
        "JOIN messages m ON m.id = a.message_id WHERE a.removed_at IS NULL AND a.by IN (:first, :second)" +
            std::string(kScope) + "ORDER BY a.id",
        parameters, [&](const Row& row) {
            constexpr std::int64_t kBehindFields = std::int64_t{1} << 60;
            auto& call = rows[std::tuple(row.integer(1), row.integer(2), kBehindFields)];
            call.message = {row.integer(0)};
            call.document = {row.integer(1)};
            call.ordinal = static_cast<int>(row.integer(2));
            call.field = kAnnotations;
            auto& notes = row.integer(3) ? call.first : call.second;
            notes += (notes.empty() ? "" : "\n") + row.text(4);
        }));
    std::vector<ComparedCall> all;
    for (auto& [place, call] : rows) all.push_back(std::move(call));
    return all;
}

Result<std::vector<Disagreement>> MessageCalls::disagreements() {
    std::vector<Disagreement> all;
    REDWELL_CHECK(m_database.query(
        "SELECT m.id, m.document_id, d.control_number, m.ordinal, f.name, c.by, c.value, c.at FROM disagreed_calls k "
        "JOIN messages m ON m.id = k.message_id JOIN documents d ON d.id = m.document_id "
        "JOIN fields f ON f.id = k.field_id "
        "JOIN message_calls c ON c.message_id = k.message_id AND c.field_id = k.field_id "
        "ORDER BY m.document_id, m.ordinal, f.position, f.id, c.by",
        Parameters{}, [&](const Row& row) {
            const MessageId message{row.integer(0)};
            const auto field = row.textView(4);
            if (all.empty() || all.back().message != message || all.back().field != field)
                all.push_back(
                    {message, {row.integer(1)}, row.text(2), static_cast<int>(row.integer(3)), std::string(field), {}});
            all.back().calls.push_back({row.text(5), row.text(6), Instant{row.integer(7)}});
        }));
    return all;
}

Result<std::vector<std::string>> MessageCalls::reviewers() {
    std::vector<std::string> names;
    REDWELL_CHECK(
        m_database.query("SELECT by FROM message_calls UNION SELECT by FROM annotations "
                         "WHERE message_id IS NOT NULL AND removed_at IS NULL ORDER BY by",
                         Parameters{}, [&](const Row& row) { names.push_back(row.text(0)); }));
    return names;
}

}  // namespace redwell::review
