#include "production/privilege_log.h"

#include "base/files.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "production/ledger.h"
#include "production/load_file.h"
#include "production/privileged_documents.h"
#include "production/secrets.h"
#include "production/spreadsheet.h"
#include "redaction/redactions.h"
#include "review/coding.h"

#include <algorithm>
#include <map>
#include <set>

namespace redwell::production {

using documents::Document;

namespace {

const std::vector<std::string> kColumns = {"No.",       "Bates",         "Control number",  "Date",
                                           "Type",      "From / author", "To / recipients", "Title or subject",
                                           "Privilege", "Description",   "Treatment",       "Pages",
                                           "Custodian", "Family"};

// Whether a redaction's reason asserts a privilege: a redaction for personal data is no entry of this log.
bool assertsPrivilege(std::string_view reason) {
    const auto folded = fold(reason);
    return std::ranges::any_of(
        std::initializer_list<std::string_view>{"privileg", "attorney", "work product", "common interest", "counsel"},
        [&](std::string_view word) { return folded.find(word) != std::string::npos; });
}

std::string labelOf(const std::vector<casefile::Field>& fields, const std::string& field, const std::string& value) {
    for (const auto& f : fields)
        if (f.name == field)
            for (const auto& choice : f.choices)
                if (choice.value == value) return choice.label;
    return value;
}

std::string kindOf(const Document& d) {
    if (d.kind == documents::Kind::Mail) return "Email";
    if (d.isAttachment()) return "Attachment";
    if (d.messageCount > 0) return "Messages";
    return d.kind == documents::Kind::Image ? "Scan" : "Document";
}

class LogWriter {
public:
    LogWriter(casefile::Case& source, casefile::Database& database)
        : m_case(source), m_database(database), m_store(database) {}

    Result<std::vector<PrivilegeLogEntry>> entries() {
        REDWELL_TRY(m_fields, review::CodingStore(m_database).fields());
        REDWELL_TRY(const auto sealed, Ledger(m_database).sealedEntries());
        for (const auto& entry : sealed)
            if (!entry.beginBates.empty())
                m_bates[entry.document] =
                    entry.beginBates == entry.endBates ? entry.beginBates : entry.beginBates + " to " + entry.endBates;
        REDWELL_TRY(m_privileged, privilegedDocuments(m_database));
        std::set<DocumentId> ids;
        for (const auto& [id, about] : m_privileged) ids.insert(id);
        REDWELL_CHECK(m_database.query("SELECT DISTINCT document_id FROM redactions WHERE removed_at IS NULL",
                                       casefile::Parameters{},
                                       [&](const casefile::Row& row) { ids.insert({row.integer(0)}); }));
        REDWELL_TRY(auto found, m_store.get(std::vector<DocumentId>(ids.begin(), ids.end())));
        // Numbers of a case grow longer: the shorter ones come first.
        std::ranges::sort(found, {}, [](const Document& d) {
            return std::pair(std::min(d.controlNumber.find('.'), d.controlNumber.size()), d.controlNumber);
        });
        for (const auto& d : found) REDWELL_CHECK(add(d));
        return std::move(m_entries);
    }

private:
    Status add(const Document& d) {
        const auto call = m_privileged.find(d.id);
        const bool withheld = call != m_privileged.end();
        // What stands for a duplicate is withheld and logged in its place; a call that was made on it is logged too.
        if (withheld && d.state == documents::State::Duplicate && call->second.isCopy()) return {};
        std::set<std::string> reasons;
        std::vector<std::string> hidden;
        std::set<std::string> words;
        REDWELL_TRY(const auto redactions, redaction::RedactionStore(m_database).ofDocument(d.id));
        for (const auto& redaction : redactions)
            if (assertsPrivilege(redaction.reason)) reasons.insert(redaction.reason);
        if (!withheld && reasons.empty()) return {};
        if (!withheld) {
            REDWELL_TRY(const auto pages, m_store.pages(d.id));
            hidden = hiddenPhrases(pages, redactions);
            words = hiddenWords(pages, redactions);
        }
        PrivilegeLogEntry entry;
        entry.number = static_cast<int>(m_entries.size()) + 1;
        entry.control = d.controlNumber;
        entry.date = d.dateUtc ? formatInstant(*d.dateUtc, m_case.timeZone(), "yyyy-MM-dd") : std::string();
        entry.kind = kindOf(d);
        entry.author = d.author;
        entry.recipients = join(d.recipients, "; ");
        entry.title = d.title;
        // The log goes to the other side: what a redaction hides must not stand in it.
        for (auto* text : {&entry.title, &entry.author, &entry.recipients}) {
            if (tellsHidden(*text, hidden, words)) *text = "[redacted]";
        }
        entry.basis =
            withheld ? labelOf(m_fields, "privilege", call->second.call) : join({reasons.begin(), reasons.end()}, "; ");
        entry.description = describe(d, withheld ? call->second.call : std::string(), entry);
        entry.treatment = withheld ? "Withheld in full" : "Redacted";
        entry.pages = d.pageCount;
        entry.custodian = d.custodian;
        if (const auto bates = m_bates.find(d.id); bates != m_bates.end()) entry.bates = bates->second;
        REDWELL_TRY(const auto head, m_store.find(d.family));
        entry.family = head && head->id != d.id ? head->controlNumber : std::string();
        m_entries.push_back(std::move(entry));
        return {};
    }

    // What Rule 26(b)(5)(A)(ii) asks for, from what is known without quoting: the reviewers' notes are work product and
    // stay here.
    static std::string describe(const Document& d, const std::string& call, const PrivilegeLogEntry& entry) {
        std::string text = entry.kind;
        if (!entry.author.empty() && !entry.recipients.empty())
            text += " from " + elide(entry.author, 80) + " to " + elide(entry.recipients, 120);
        else if (!entry.author.empty())
            text += (d.messageCount > 1 ? " between " : " by ") + elide(entry.author, 160);
        if (call == "attorney_client") text += ", made to obtain or give legal advice";
        if (call == "work_product") text += ", prepared in anticipation of litigation";
        if (call == "common_interest") text += ", shared under a common legal interest";
        if (call.empty()) text += ", with the privileged part redacted";
        return text + ".";
    }

    casefile::Case& m_case;
    casefile::Database& m_database;
    documents::DocumentStore m_store;
    std::vector<casefile::Field> m_fields;
    std::map<DocumentId, std::string> m_bates;
    std::map<DocumentId, PrivilegedDocument> m_privileged;
    std::vector<PrivilegeLogEntry> m_entries;
};

std::vector<std::string> cells(const PrivilegeLogEntry& e) {
    return {std::to_string(e.number),
            e.bates,
            e.control,
            e.date,
            e.kind,
            e.author,
            e.recipients,
            e.title,
            e.basis,
            e.description,
            e.treatment,
            std::to_string(e.pages),
            e.custodian,
            e.family};
}

}  // namespace

Result<std::vector<PrivilegeLogEntry>> privilegeLog(casefile::Case& source) {
    REDWELL_TRY(auto lease, source.read());
    return LogWriter(source, *lease).entries();
}

Status writePrivilegeLog(casefile::Case& source, const std::filesystem::path& file) {
    const auto extension = toLower(file.extension().string());
    if (extension != ".xlsx" && extension != ".csv")
        return Error{ErrorKind::Usage, "is neither .xlsx nor .csv", file.string(),
                     "Name the log PRIVILEGE.xlsx or PRIVILEGE.csv."};
    REDWELL_TRY(const auto entries, privilegeLog(source));
    std::vector<std::vector<std::string>> rows;
    for (const auto& entry : entries) rows.push_back(cells(entry));
    if (extension == ".csv") return writeFileDurably(file, writeCsv(kColumns, rows), 0644);
    return writeSpreadsheet(file, "Privilege log", kColumns, rows);
}

}  // namespace redwell::production
