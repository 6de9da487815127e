#include "analysis/duplicates.h"
#include "analysis/threads.h"
#include "app/ctl/commands.h"
#include "app/ctl/message_rows.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"

#include <iostream>
#include <map>
#include <memory>
#include <set>

namespace redwell::ctl {
namespace {

// One distinct message of a thread with everywhere that it was seen.
struct ThreadEntry {
    documents::Message message;
    analysis::MessageLink link;
    std::vector<analysis::MessageLink> sightings;
};

class ThreadShowing {
public:
    ThreadShowing(casefile::Database& database, const std::string& zone)
        : m_database(database),
          m_zone(zone),
          m_threads(database),
          m_messages(database),
          m_documents(database),
          m_duplicates(database),
          m_references(database) {}

    Result<Json> describe(const analysis::ThreadSummary& summary) {
        REDWELL_TRY(const auto thread, m_threads.find(summary.id));
        REDWELL_CHECK(gather(*thread));
        Json messages = Json::array();
        for (const auto& entry : m_entries) {
            REDWELL_TRY(auto row, describe(entry));
            messages.push_back(std::move(row));
        }
        Json gaps = Json::array();
        for (const auto& gap : thread->gaps) {
            REDWELL_TRY(auto from, m_references.of(gap.knownFrom));
            REDWELL_TRY(auto quoted, m_references.of(gap.quoted));
            gaps.push_back({{"key", gap.key}, {"known_from", std::move(from)}, {"quoted", std::move(quoted)}});
        }
        return Json{{"thread", summary.id.value},        {"subject", summary.subject},
                    {"message_count", summary.messages}, {"gap_count", summary.gaps},
                    {"begins", shown(summary.begins)},   {"ends", shown(summary.ends)},
                    {"messages", std::move(messages)},   {"gaps", std::move(gaps)}};
    }

    // Answers below what they answer; ! marks inclusive messages, ? those that nobody delivered.
    Result<std::string> tree(const analysis::ThreadSummary& summary) {
        REDWELL_TRY(const auto thread, m_threads.find(summary.id));
        REDWELL_CHECK(gather(*thread));
        std::map<MessageId, std::vector<const ThreadEntry*>> below;
        std::set<MessageId> here;
        for (const auto& entry : m_entries) here.insert(entry.message.id);
        for (const auto& entry : m_entries)
            below[here.contains(entry.link.parent) ? entry.link.parent : MessageId{}].push_back(&entry);
        std::map<MessageId, std::vector<std::string>> missing;  // known by a reference alone
        for (const auto& gap : thread->gaps)
            if (!gap.quoted) missing[gap.knownFrom].push_back(gap.key);
        std::string text =
            summary.subject + ": " + counted(summary.messages, "message") + ", " + counted(summary.gaps, "gap") + "\n";
        std::vector<std::pair<const ThreadEntry*, int>> walk;
        const auto push = [&](MessageId of, int level) {
            const auto children = below.find(of);
            if (children == below.end()) return;
            for (auto child = children->second.rbegin(); child != children->second.rend(); ++child)
                walk.emplace_back(*child, level);
        };
        push({}, 0);
        while (!walk.empty()) {
            const auto [entry, level] = walk.back();
            walk.pop_back();
            const std::string indent(static_cast<std::size_t>(std::min(level, 20)) * 2, ' ');
            for (const auto& key : missing[entry->message.id])
                text += indent + "? missing: " + escapeControls(key) + "\n";
            REDWELL_TRY(const auto number, m_references.numberOf(entry->message.document));
            text += indent +
                    (entry->link.isGap         ? "? "
                     : entry->link.isInclusive ? "! "
                                               : "  ") +
                    number + " " + std::to_string(entry->message.ordinal) + "  " + entry->message.sent.text + "  " +
                    escapeControls(entry->message.from) + (entry->link.isGap ? "  (quoted only)" : "") +
                    (entry->sightings.size() > 1 ? "  seen " + counted(entry->sightings.size(), "time") : "") + "\n";
            push(entry->message.id, level + 1);
        }
        return text;
    }

    Json shown(const std::optional<Instant>& at) const { return at ? Json(toLocal(*at, m_zone)) : Json(nullptr); }

private:
    Status gather(const analysis::Thread& thread) {
        m_entries.clear();
        for (const auto& link : thread.messages) {  // the first sighting of each comes first
            if (m_entries.empty() || m_entries.back().link.sameAs != link.sameAs) {
                REDWELL_TRY(auto message, m_messages.find(link.message));
                if (!message) continue;
                m_entries.push_back({std::move(*message), link, {}});
            }
            m_entries.back().sightings.push_back(link);
        }
        return {};
    }

    Result<Json> describe(const ThreadEntry& entry) {
        REDWELL_TRY(auto row, m_references.of(entry.message.id));
        row["key"] = entry.message.key;
        row["from"] = entry.message.from;
        row["sent"] = entry.message.sent.text;
        row["subject"] = entry.message.subject;
        REDWELL_TRY(row["answers"], m_references.of(entry.link.parent));
        row["inclusive"] = entry.link.isInclusive;
        row["gap"] = entry.link.isGap;
        Json sightings = Json::array();
        for (const auto& link : entry.sightings) {
            REDWELL_TRY(auto sighting, m_references.of(link.message));
            REDWELL_TRY(const auto copies, m_duplicates.copiesOf(link.document));
            for (const auto& copy : copies) sighting["source_paths"].push_back(copy.path);
            sightings.push_back(std::move(sighting));
        }
        row["sightings"] = std::move(sightings);
        return row;
    }

    casefile::Database& m_database;
    std::string m_zone;
    analysis::Threads m_threads;
    messages::MessageStore m_messages;
    documents::DocumentStore m_documents;
    analysis::Duplicates m_duplicates;
    MessageReferences m_references;
    std::vector<ThreadEntry> m_entries;
};

Result<int> showThreads(const Options& options, std::int64_t wanted, bool again) {
    REDWELL_TRY(const auto opened, openCase(options));
    if (again) {
        TerminalProgress progress("messages");
        REDWELL_CHECK(analysis::Threads::rebuild(*opened, progress, stopOnSignal()));
    }
    REDWELL_TRY(auto lease, opened->read());
    REDWELL_TRY(const auto summaries, analysis::Threads(*lease).list());
    ThreadShowing showing(*lease, opened->timeZone());
    if (wanted != 0) {
        for (const auto& summary : summaries) {
            if (summary.id.value != wanted) continue;
            if (options.json) {
                REDWELL_TRY(const auto value, showing.describe(summary));
                std::cout << dump(value) << '\n';
            } else {
                REDWELL_TRY(const auto text, showing.tree(summary));
                std::cout << text;
            }
            return int{kDone};
        }
        return Error{ErrorKind::Usage,
                     "there is no thread " + std::to_string(wanted),
                     {},
                     "See which there are: redwellctl threads CASE."};
    }
    std::vector<Json> rows;
    for (const auto& summary : summaries) {
        if (options.json) {
            REDWELL_TRY(auto row, showing.describe(summary));
            rows.push_back(std::move(row));
        } else {
            rows.push_back({{"thread", summary.id.value},
                            {"messages", summary.messages},
                            {"gaps", summary.gaps},
                            {"begins", showing.shown(summary.begins)},
                            {"ends", showing.shown(summary.ends)},
                            {"subject", summary.subject}});
        }
    }
    showList(options, rows, {"thread", "messages", "gaps", "begins", "ends", "subject"},
             "No messages are threaded yet.");
    return int{kDone};
}

Json copyJson(const analysis::Copy& copy) {
    return {{"control_number", copy.controlNumber},
            {"custodian", copy.custodian},
            {"path", copy.path},
            {"kept", copy.isKept}};
}

Result<int> showDuplicates(const Options& options, const std::string& document, const std::string& other) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(auto lease, opened->read());
    analysis::Duplicates duplicates(*lease);
    if (!other.empty()) {
        REDWELL_TRY(const auto first, documentNumbered(*opened, document));
        REDWELL_TRY(const auto second, documentNumbered(*opened, other));
        REDWELL_TRY(const auto compared, duplicates.compare(first.id, second.id));
        Json same = Json::object();
        for (const auto& part : compared.parts) same[part.name] = part.isSame;
        show(options,
             {{"document", first.controlNumber},
              {"other", second.controlNumber},
              {"duplicates", compared.areDuplicates},
              {"same", same},
              {"reason", compared.reason}},
             first.controlNumber + " and " + second.controlNumber + " are " + compared.reason);
        return int{kDone};
    }
    std::vector<Json> rows;
    if (!document.empty()) {
        REDWELL_TRY(const auto d, documentNumbered(*opened, document));
        REDWELL_TRY(const auto copies, duplicates.copiesOf(d.id));
        for (const auto& copy : copies) rows.push_back(copyJson(copy));
        showList(options, rows, {"control_number", "kept", "custodian", "path"}, "");
        return int{kDone};
    }
    REDWELL_TRY(const auto groups, duplicates.groups());
    for (const auto& group : groups) {
        if (!options.json) {
            for (const auto& copy : group) rows.push_back(copyJson(copy));
            continue;
        }
        Json copies = Json::array();
        for (const auto& copy : group) copies.push_back(copyJson(copy));
        rows.push_back({{"kept", group.front().controlNumber}, {"copies", std::move(copies)}});
    }
    showList(options, rows, {"control_number", "kept", "custodian", "path"}, "No document is in the case twice.");
    return int{kDone};
}

}  // namespace

void addThreadCommands(Program& program) {
    {
        struct Arguments {
            std::int64_t thread = 0;
            bool again = false;
        };
        const auto given = std::make_shared<Arguments>();
        auto* command = program.onCase("threads", "Threads: which message answers which, what is missing");
        command->add_option("--thread", given->thread, "One thread as a tree, by its number")
            ->check(CLI::PositiveNumber);
        command->add_flag("--rebuild", given->again, "Find the threads again first, after people were merged");
        command->footer(
            "In a tree, ! marks inclusive messages (no later one holds them in full), ? those known only\n"
            "by a reference or a quotation.");
        program.does(command,
                     [&options = program.options, given] { return showThreads(options, given->thread, given->again); });
    }
    {
        struct Arguments {
            std::string document, other;
        };
        const auto given = std::make_shared<Arguments>();
        auto* command = program.onCase("duplicates", "Copies of documents with their custodians and paths");
        auto* document =
            command->add_option("--document", given->document, "Copies of one document, by control number");
        command->add_option("--other", given->other, "Why it is, or is not, a duplicate of this one")->needs(document);
        program.does(command, [&options = program.options, given] {
            return showDuplicates(options, given->document, given->other);
        });
    }
}

}  // namespace redwell::ctl
