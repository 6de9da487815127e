#include "search/search.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "search/phrase_match.h"
#include "search/query_sql.h"

#include <algorithm>
#include <map>
#include <tuple>

namespace redwell::search {

using casefile::Row;

namespace {

// Control numbers by their number and not by their letters: RW999999 stands before RW1000000, and attachments follow
// their parent.
constexpr const char* kByControlNumber = "instr(d.control_number || '.', '.'), d.control_number";

Result<std::string> orderSql(const SortOrder& order) {
    static const std::map<std::string, std::string, std::less<>> columns = {
        {"control_number", ""},
        {"kind", "d.kind"},
        {"title", "d.title COLLATE NOCASE"},
        {"author", "d.author COLLATE NOCASE"},
        {"date", "d.date_utc"},
        {"custodian", "(SELECT name FROM custodians c WHERE c.id = d.custodian_id) COLLATE NOCASE"},
        {"pages", "d.page_count"},
        {"family", "d.family_id, d.family_order"},
        {"bates",
         "(SELECT min(e.begin_bates) FROM production_documents e JOIN productions p ON p.id = e.production_id "
         "WHERE e.document_id = d.id AND p.state = 'sealed' AND e.first_number > 0)"},
    };
    const auto found = columns.find(order.column);
    if (found == columns.end()) return Error{ErrorKind::Usage, "documents cannot be sorted by '" + order.column + "'"};
    const std::string direction = order.descending ? " DESC" : "";
    if (order.column == "control_number")
        return "instr(d.control_number || '.', '.')" + direction + ", d.control_number" + direction;
    if (order.column == "family") return "d.family_id" + direction + ", d.family_order";
    // What has no value stands last either way.
    return "(" + found->second + ") IS NULL, " + found->second + direction + ", " + kByControlNumber;
}

}  // namespace

Result<std::vector<DocumentId>> Search::documents(std::string_view query, const SortOrder& order) {
    REDWELL_TRY(const auto tree, parseQuery(query));
    REDWELL_TRY(const auto condition, toSql(m_database, tree, Target::Documents, m_timeZone));
    REDWELL_TRY(const auto sorted, orderSql(order));
    std::vector<DocumentId> ids;
    REDWELL_CHECK(m_database.query("SELECT d.id FROM documents d WHERE " + condition.sql + " ORDER BY " + sorted,
                                   condition.parameters, [&](const Row& row) { ids.push_back({row.integer(0)}); }));
    return ids;
}

Result<std::vector<MessageId>> Search::messages(std::string_view query) {
    REDWELL_TRY(const auto tree, parseQuery(query));
    REDWELL_TRY(const auto condition, toSql(m_database, tree, Target::Messages, m_timeZone));
    std::vector<MessageId> ids;
    REDWELL_CHECK(m_database.query("SELECT m.id FROM messages m WHERE " + condition.sql +
                                       " ORDER BY m.sent_utc IS NULL, m.sent_utc, m.document_id, m.ordinal",
                                   condition.parameters, [&](const Row& row) { ids.push_back({row.integer(0)}); }));
    return ids;
}

Result<std::vector<Hit>> Search::hits(DocumentId document, std::string_view query) {
    REDWELL_TRY(const auto tree, parseQuery(query));
    const auto terms = textTerms(tree);
    if (terms.empty()) return std::vector<Hit>{};
    REDWELL_TRY(const auto pages, documents::DocumentStore(m_database).pages(document));
    const PhraseMatch text(pages);
    std::vector<std::pair<PhraseMatch::Match, PhraseMatch::Line>> found;
    for (const auto* term : terms)
        for (const auto& match : text.find(term->text, term->isPrefix ? MatchHow::Prefix : MatchHow::Words))
            for (auto& line : text.lines(match)) found.emplace_back(match, std::move(line));
    std::ranges::stable_sort(found, {},
                             [](const auto& entry) { return std::pair(entry.first.first, entry.first.last); });
    std::vector<Hit> hits;
    for (auto& [match, line] : found)
        if (hits.empty() || hits.back().page != line.page || hits.back().box != line.box)
            hits.push_back({line.page, line.box, std::move(line.text)});
    return hits;
}

Result<std::string> Search::explain(std::string_view query) {
    REDWELL_TRY(const auto tree, parseQuery(query));
    // Unknown fields and values are found by compiling.
    REDWELL_CHECK(toSql(m_database, tree, Target::Documents, m_timeZone));
    auto text = written(tree);
    if (text.size() > 2 && text.front() == '(' && (tree.kind == Query::Kind::And || tree.kind == Query::Kind::Or))
        text = text.substr(1, text.size() - 2);
    return text;
}

}  // namespace redwell::search
