#include "app/ctl/commands.h"
#include "app/ctl/message_rows.h"
#include "base/files.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "search/search.h"

#include <algorithm>
#include <map>
#include <memory>
#include <set>

namespace redwell::ctl {
namespace {

std::vector<DocumentId> firstOf(std::vector<DocumentId> ids, std::int64_t limit) {
    if (limit >= 0 && static_cast<std::size_t>(limit) < ids.size()) ids.resize(static_cast<std::size_t>(limit));
    return ids;
}

struct ListArguments {
    std::string query = "*", fields;
    std::int64_t limit = -1;
};

Result<int> listDocuments(const Options& options, const ListArguments& given) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(auto ids, find(*opened, given.query));
    REDWELL_TRY(auto rows, describe(*opened, firstOf(std::move(ids), given.limit)));
    std::vector<std::string> columns{"control_number", "kind",  "title",  "from", "date",
                                     "custodian",      "pages", "coding", "flags"};
    if (!given.fields.empty()) {
        columns.clear();
        for (const auto& field : split(given.fields, ',')) columns.emplace_back(trim(field));
        for (auto& row : rows) {
            Json chosen = Json::object();
            for (const auto& column : columns) {
                if (row.contains(column))
                    chosen[column] = row[column];
                else
                    chosen[column] = row["coding"].contains(column) ? row["coding"][column] : Json(nullptr);
            }
            row = std::move(chosen);
        }
    }
    showList(options, rows, columns, "No document matches.");
    return int{kDone};
}

Result<int> searchDocuments(const Options& options, const ListArguments& given) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(auto found, find(*opened, given.query));
    const auto total = found.size();
    const auto ids = firstOf(std::move(found), given.limit);
    REDWELL_TRY(auto rows, describe(*opened, ids));
    REDWELL_TRY(auto lease, opened->read());
    search::Search search(*lease, opened->timeZone());
    for (std::size_t i = 0; i < rows.size() && i < ids.size(); ++i) {
        REDWELL_TRY(const auto hits, search.hits(ids[i], given.query));
        Json list = Json::array();
        for (const auto& hit : hits) list.push_back({{"page", hit.page}, {"box", toJson(hit.box)}, {"text", hit.text}});
        rows[i]["hits"] = list;
        rows[i]["hit_count"] = hits.size();
        rows[i]["first_hit"] =
            hits.empty() ? std::string() : "p. " + std::to_string(hits.front().page) + " " + hits.front().text;
    }
    showList(options, rows, {"control_number", "kind", "title", "date", "custodian", "hit_count", "first_hit"},
             "No document matches.");
    if (!options.json) {
        REDWELL_TRY(const auto reading, search.explain(given.query));
        note(counted(total, "document") + " for: " + reading);
    }
    return int{kDone};
}

// One query a line; for each: documents, with their families, and those that no other line finds.
Result<int> reportTerms(const Options& options, const std::string& file) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(const auto text, readFile(file, std::size_t{1} << 24));
    REDWELL_TRY(auto lease, opened->read());
    search::Search search(*lease, opened->timeZone());
    documents::DocumentStore store(*lease);
    struct Term {
        std::string query;
        std::set<DocumentId> documents;
        std::size_t families = 0;
    };
    std::vector<Term> terms;
    std::map<DocumentId, int> finders;
    int line = 0;
    for (const auto& raw : split(cleanUtf8(text), '\n')) {
        ++line;
        const std::string query(trim(raw));
        if (query.empty() || query.starts_with('#')) continue;
        auto found = search.documents(query);
        if (!found) {
            Error error = found.error();
            error.where = file + ", line " + std::to_string(line);
            return error;
        }
        Term term{query, {found->begin(), found->end()}, 0};
        for (const auto id : term.documents) ++finders[id];
        REDWELL_TRY(const auto documents, store.get(*found));
        std::set<DocumentId> heads;
        for (const auto& d : documents) heads.insert(d.family);
        for (const auto head : heads) {
            REDWELL_TRY(const auto family, store.family(head));
            term.families += family.size();
        }
        terms.push_back(std::move(term));
    }
    std::vector<Json> rows;
    for (const auto& term : terms) {
        const auto alone = std::ranges::count_if(term.documents, [&](DocumentId id) { return finders[id] == 1; });
        REDWELL_TRY(const auto reading, search.explain(term.query));
        rows.push_back({{"query", term.query},
                        {"read_as", reading},
                        {"documents", term.documents.size()},
                        {"with_families", term.families},
                        {"only_here", alone}});
    }
    showList(options, rows, {"query", "documents", "with_families", "only_here", "read_as"},
             "The file holds no query: one a line is expected.");
    return int{kDone};
}

Result<int> listMessages(const Options& options, const std::string& document, const std::string& query) {
    REDWELL_TRY(const auto opened, openCase(options));
    std::vector<documents::Message> found;
    REDWELL_TRY(auto lease, opened->read());
    messages::MessageStore store(*lease);
    if (!document.empty()) {
        REDWELL_TRY(const auto d, documentNumbered(*opened, document));
        REDWELL_TRY(found, store.ofDocument(d.id));
    } else {
        REDWELL_TRY(const auto ids, search::Search(*lease, opened->timeZone()).messages(query.empty() ? "*" : query));
        for (const auto id : ids) {
            REDWELL_TRY(auto message, store.find(id));
            if (message) found.push_back(std::move(*message));
        }
    }
    REDWELL_TRY(const auto rows, describeMessages(*lease, found));
    showList(options, rows, {"control_number", "message", "page", "sent", "from", "body"}, "No message matches.");
    return int{kDone};
}

}  // namespace

void addReadingCommands(Program& program) {
    {
        const auto given = std::make_shared<ListArguments>();
        auto* command = program.onCase("documents", "List documents with their coding");
        command->add_option("--query", given->query, "Which documents; * for every one");
        command->add_option("--fields", given->fields, "Columns, such as control_number,date,privilege");
        command->add_option("--limit", given->limit, "At most so many")->check(CLI::NonNegativeNumber);
        program.does(command, [&options = program.options, given] { return listDocuments(options, *given); });
    }
    {
        const auto given = std::make_shared<ListArguments>();
        auto* command = program.onCase("search", "Documents with their hits");
        command->add_option("QUERY", given->query, "Words, \"phrases\", AND OR NOT, prefix*, field:value")->required();
        command->add_option("--limit", given->limit, "At most so many")->check(CLI::NonNegativeNumber);
        program.does(command, [&options = program.options, given] { return searchDocuments(options, *given); });
    }
    {
        const auto file = std::make_shared<std::string>();
        auto* command = program.onCase("terms", "Search term report: hits for each query of a file");
        command->add_option("FILE", *file, "One query a line")->required();
        program.does(command, [&options = program.options, file] { return reportTerms(options, *file); });
    }
    {
        struct Arguments {
            std::string document, query;
        };
        const auto given = std::make_shared<Arguments>();
        auto* command = program.onCase("messages", "Messages: who wrote what to whom, when");
        command->footer(
            "With --json, one message a line: what was read of it, its person, its thread, what it answers\n"
            "('answers'), the first sighting of the same message ('same_as'), whether nothing later holds it\n"
            "in full ('inclusive'), and missing messages that it tells of ('gaps'). The first message of a\n"
            "document also has 'unassigned': text of its pages that belongs to no message. 'doubts' say why\n"
            "'confidence' is below 1; 'calls', 'notes' and 'redactions' what the team has put on it; 'bcc_of_copies'\n"
            "who was in blind copy by copies that were suppressed as duplicates.");
        auto* document = command->add_option("--document", given->document, "Of one document, by control number");
        command->add_option("--query", given->query, "That match a query")->excludes(document);
        program.does(command, [&options = program.options, given] {
            return listMessages(options, given->document, given->query);
        });
    }
}

}  // namespace redwell::ctl
