#include "production/privilege_log.h"

#include "base/files.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "production/ledger.h"
#include "production/load_file.h"
#include "production/privilege_basis.h"
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

const std::vector<std::string> kColumns = {
    "No.",       "Bates", "Control number",   "Date",      "Type",        "From / author", "To / recipients",
    "CC",        "BCC",   "Title or subject", "Privilege", "Description", "Treatment",     "Pages",
    "Custodian", "Family"};

constexpr std::size_t kNamedInDescription = 4;  // the columns beside it name all
constexpr const char* kRedacted = "[redacted]";
constexpr const char* kUnknownBasis = "Privileged (redacted)";

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

// People as a sentence names them: without addresses, whole, the rest counted.
std::string named(std::vector<std::string> people) {
    for (auto& person : people)
        if (const auto address = person.find(" <"); address != std::string::npos && address > 0)
            person = std::string(trim(std::string_view(person).substr(0, address)));
    if (people.size() > kNamedInDescription + 1) {
        const auto more = people.size() - kNamedInDescription;
        people.resize(kNamedInDescription);
        return join(people, ", ") + " and " + std::to_string(more) + " others";
    }
    if (people.size() < 2) return join(people, "");
    const auto last = people.back();
    people.pop_back();
    return join(people, ", ") + " and " + last;
}

struct People {
    std::vector<std::string> authors, to, cc, bcc;
};

class LogWriter {
public:
    LogWriter(casefile::Case& source, casefile::Database& database)
        : m_case(source), m_database(database), m_store(database) {}

    Result<std::vector<PrivilegeLogEntry>> entries() {
        REDWELL_TRY(m_fields, review::CodingStore(m_database).fields());
        REDWELL_TRY(const auto sealed, Ledger(m_database).sealedEntries());
        for (const auto& entry : sealed) {
            if (entry.treatment == name(Treatment::Redacted))
                m_leftRedacted.insert(entry.document);
            else
                m_leftRedacted.erase(entry.document);
            if (!entry.beginBates.empty())
                m_bates[entry.document] =
                    entry.beginBates == entry.endBates ? entry.beginBates : entry.beginBates + " to " + entry.endBates;
        }
        REDWELL_TRY(m_withheld, WithheldMessages::of(m_database, Specification{}));
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
        const bool isPrivileged = call != m_privileged.end();
        // What stands for a duplicate is withheld and logged in its place; a call that was made on it is logged too.
        if (isPrivileged && d.state == documents::State::Duplicate && call->second.isCopy()) return {};
        REDWELL_TRY(const auto redactions, redaction::RedactionStore(m_database).ofDocument(d.id));
        const auto claims = claimsAmong(redactions);
        const bool isRedacted = !claims.empty() && (!isPrivileged || m_leftRedacted.contains(d.id));
        if (!isPrivileged && claims.empty()) return {};
        // A duplicate was not read again: what it is, the one that stands for it tells.
        Document shown = d;
        if (d.state == documents::State::Duplicate) {
            REDWELL_TRY(const auto original, m_store.find(d.duplicateOf));
            if (original) shown = *original;
        }
        REDWELL_TRY(auto people, peopleOf(shown));
        PrivilegeLogEntry entry;
        entry.number = static_cast<int>(m_entries.size()) + 1;
        entry.control = d.controlNumber;
        entry.date = shown.dateUtc ? formatInstant(*shown.dateUtc, m_case.timeZone(), "yyyy-MM-dd") : std::string();
        entry.kind = kindOf(shown);
        entry.title = shown.title;
        // The log goes to the other side: what a redaction hides must not stand in it.
        if (isRedacted) {
            REDWELL_TRY(const auto pages, m_store.pages(d.id));
            const auto hidden = hiddenPhrases(pages, redactions);
            const auto words = hiddenWords(pages, redactions);
            if (tellsHidden(entry.title, hidden, words)) entry.title = kRedacted;
            for (auto* list : {&people.authors, &people.to, &people.cc, &people.bcc})
                if (tellsHidden(join(*list, "; "), hidden, words)) *list = {kRedacted};
        }
        entry.author = join(people.authors, "; ");
        entry.recipients = join(people.to, "; ");
        entry.cc = join(people.cc, "; ");
        entry.bcc = join(people.bcc, "; ");
        const auto ownCall = isPrivileged ? call->second.call : std::string();
        std::set<std::string> bases{ownCall};
        if (isRedacted) {
            REDWELL_TRY(const auto basis, privilegeBasis(m_database, d.id, ownCall, claims, m_withheld));
            bases = basis.calls;
            entry.basis = labelsOf(basis);
        } else {
            entry.basis = labelOf(m_fields, "privilege", ownCall);
        }
        entry.description = describe(shown, bases, entry.kind, people, isRedacted);
        entry.treatment = isRedacted ? "Redacted" : "Withheld in full";
        entry.pages = shown.pageCount;
        entry.custodian = d.custodian;
        if (const auto bates = m_bates.find(d.id); bates != m_bates.end()) entry.bates = bates->second;
        REDWELL_TRY(const auto head, m_store.find(d.family));
        entry.family = head && head->id != d.id ? head->controlNumber : std::string();
        m_entries.push_back(std::move(entry));
        return {};
    }

    // Of a mail as its own message has them; of a conversation everybody who speaks in it.
    Result<People> peopleOf(const Document& d) {
        People people{{}, d.recipients, {}, {}};
        REDWELL_TRY(const auto messages, messages::MessageStore(m_database).ofDocument(d.id));
        const auto own = std::ranges::find(messages, 0, &documents::Message::depth);
        const auto ownCount = std::ranges::count(messages, 0, &documents::Message::depth);
        if (ownCount == 1 && (!own->to.empty() || !own->cc.empty() || !own->bcc.empty())) {
            people.to = own->to;
            people.cc = own->cc;
            people.bcc = own->bcc;
        }
        if (d.kind != documents::Kind::Mail && ownCount > 1) {
            for (const auto& message : messages)
                if (message.depth == 0 && !message.from.empty() &&
                    std::ranges::find(people.authors, message.from) == people.authors.end())
                    people.authors.push_back(message.from);
        }
        if (people.authors.empty() && !d.author.empty()) people.authors = {d.author};
        return people;
    }

    std::string labelsOf(const PrivilegeBasis& basis) const {
        std::vector<std::string> labels;
        for (const auto& call : basis.calls) labels.push_back(labelOf(m_fields, "privilege", call));
        labels.insert(labels.end(), basis.reasons.begin(), basis.reasons.end());
        return labels.empty() ? kUnknownBasis : join(labels, "; ");
    }

    // What Rule 26(b)(5)(A)(ii) asks for, from what is known without quoting: the reviewers' notes are work product and
    // stay here.
    static std::string describe(const Document& d, const std::set<std::string>& calls, std::string text,
                                const People& people, bool isRedacted) {
        if (!people.authors.empty() && !people.to.empty())
            text += " from " + named(people.authors) + " to " + named(people.to);
        else if (!people.authors.empty())
            text += (d.messageCount > 1 ? " between " : " by ") + named(people.authors);
        if (calls.contains("attorney_client")) text += ", made to obtain or give legal advice";
        if (calls.contains("work_product")) text += ", prepared in anticipation of litigation";
        if (calls.contains("common_interest")) text += ", shared under a common legal interest";
        if (isRedacted) text += ", with the privileged part redacted";
        return text + ".";
    }

    casefile::Case& m_case;
    casefile::Database& m_database;
    documents::DocumentStore m_store;
    std::vector<casefile::Field> m_fields;
    std::map<DocumentId, std::string> m_bates;
    std::map<DocumentId, PrivilegedDocument> m_privileged;
    std::set<DocumentId> m_leftRedacted;  // by what was sealed last
    WithheldMessages m_withheld;
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
            e.cc,
            e.bcc,
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
