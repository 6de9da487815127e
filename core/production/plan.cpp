#include "production/plan.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "production/bates.h"
#include "production/ledger.h"
#include "production/secrets.h"
#include "redaction/redactions.h"
#include "review/message_calls.h"
#include "search/search.h"

#include <algorithm>
#include <map>
#include <set>

namespace redwell::production {

using documents::Document;
using documents::State;
using review::CodingValues;

namespace {

constexpr std::size_t kLeastQuote = 40;  // letters and digits; shorter bodies ("Thanks, will do") say nothing

std::string valueOf(const CodingValues& coding, const char* field) {
    const auto found = coding.find(field);
    return found == coding.end() ? std::string() : found->second;
}

bool isPrivileged(const CodingValues& coding) {
    const auto call = valueOf(coding, "privilege");
    return !call.empty() && call != "none";
}

class Planner {
public:
    Planner(casefile::Case& source, casefile::Database& database, const Specification& specification)
        : m_case(source), m_database(database), m_specification(specification), m_store(database) {}

    Result<Plan> make() {
        m_plan.specification = m_specification;
        REDWELL_CHECK(choose());
        REDWELL_CHECK(readPrivilegedOriginals());
        REDWELL_CHECK(readRedactedOriginals());
        for (const auto family : m_families) REDWELL_CHECK(planFamily(family));
        REDWELL_CHECK(number());
        REDWELL_CHECK(findQuotes());
        return std::move(m_plan);
    }

private:
    void conflict(const std::string& kind, const Document& document, const std::string& what, bool blocks) {
        m_plan.conflicts.push_back({kind, document.controlNumber, what, blocks});
    }

    // The families that the query touches, in the order of their heads' control numbers.
    Status choose() {
        search::Search search(m_database, m_case.timeZone());
        REDWELL_TRY(const auto ids, search.documents(m_specification.query));
        REDWELL_TRY(const auto found, m_store.get(ids));
        std::map<std::string, DocumentId> heads;
        for (const auto& d : found) {
            m_asked.insert(d.id);
            REDWELL_TRY(const auto head, m_store.find(d.family));
            if (head) heads.emplace(head->controlNumber, head->id);
        }
        for (const auto& [number, id] : heads) m_families.push_back(id);
        std::ranges::stable_sort(m_families, {}, &DocumentId::value);
        return {};
    }

    // Whoever holds a copy of a privileged document holds a privileged document.
    Status readPrivilegedOriginals() {
        return m_database.query(
            "SELECT DISTINCT d.sha256, d.control_number FROM documents d JOIN coding k ON k.document_id = d.id "
            "JOIN fields f ON f.id = k.field_id WHERE f.name = 'privilege' AND k.value <> 'none' AND d.sha256 IS NOT "
            "NULL",
            casefile::Parameters{},
            [&](const casefile::Row& row) { m_privilegedOriginals.emplace(row.text(0), row.text(1)); });
    }

    // What is covered on one copy must not go out open on another.
    Status readRedactedOriginals() {
        return m_database.query(
            "SELECT DISTINCT d.sha256, d.control_number FROM documents d JOIN redactions r ON r.document_id = d.id "
            "WHERE r.removed_at IS NULL AND d.sha256 IS NOT NULL",
            casefile::Parameters{},
            [&](const casefile::Row& row) { m_redactedOriginals.emplace(row.text(0), row.text(1)); });
    }

    Status planFamily(DocumentId family) {
        REDWELL_TRY(const auto members, m_store.family(family));
        std::vector<DocumentId> ids;
        for (const auto& d : members) ids.push_back(d.id);
        REDWELL_TRY(auto coded, review::CodingStore(m_database).values(ids));
        const auto before = m_plan.documents.size();
        for (const auto& d : members) REDWELL_CHECK(planDocument(d, coded[d.id]));
        const bool isHere = m_plan.documents.size() - before == members.size();
        for (auto at = before; at < m_plan.documents.size(); ++at) {
            auto& planned = m_plan.documents[at];
            planned.isFamilyHere = isHere;
            planned.holdsOthers = std::ranges::find(members, planned.document.id, &Document::parent) != members.end();
        }
        return {};
    }

    Status planDocument(const Document& d, const CodingValues& coding) {
        if (d.state == State::Duplicate) {
            if (m_asked.contains(d.id)) REDWELL_CHECK(checkDuplicate(d));
            return {};
        }
        if (d.state == State::Queued) {
            conflict("exception", d, "is not read yet: let the queue finish first", true);
            return {};
        }
        if (d.kind == documents::Kind::Container) {
            if (m_asked.contains(d.id))
                conflict("container", d, "stays out: what came in it goes out document by document", false);
            return {};
        }
        if (!d.hasLayout) {
            conflict("no_pages", d, "has no pages yet: let the queue finish first", true);
            return {};
        }
        PlannedDocument planned;
        planned.document = d;
        planned.coding = coding;
        REDWELL_TRY(const auto redactions, redaction::RedactionStore(m_database).ofDocument(d.id));
        planned.redactions = static_cast<int>(redactions.size());
        const auto copy =
            d.sha256 == Sha256{} ? m_privilegedOriginals.end() : m_privilegedOriginals.find(d.sha256.hex());
        const bool privilegedCopy = copy != m_privilegedOriginals.end();
        if (isPrivileged(coding) || privilegedCopy) {
            if (!isPrivileged(coding))
                conflict("duplicate_treatment", d,
                         "is a copy of " + copy->second + ", which is coded privileged, and is withheld with it",
                         false);
            const bool sheet = m_specification.privileged == Specification::Privileged::SlipSheet;
            planned.treatment = sheet ? Treatment::SlipSheet : Treatment::Withheld;
            planned.pages = sheet ? 1 : 0;
            return keep(std::move(planned));
        }
        if (d.state == State::Exception) {
            conflict("exception", d, "could not be read (" + d.exceptionReason + ") and stays out", false);
            return {};
        }
        const auto responsiveness = valueOf(coding, "responsiveness");
        if (responsiveness == "needs_review") {
            conflict("needs_review", d, "is coded as needing another review", true);
            return {};
        }
        if (!m_asked.contains(d.id)) {
            if (responsiveness == "not_responsive")
                conflict("family_split", d, "is coded not responsive but goes out with its family", false);
            else
                conflict("family_split", d, "is not what was asked for but goes out with its family", false);
        }
        if (valueOf(coding, "privilege").empty()) conflict("not_coded", d, "goes out without a privilege call", false);
        planned.treatment = planned.redactions > 0 ? Treatment::Redacted : Treatment::Produced;
        const auto covered =
            d.sha256 == Sha256{} ? m_redactedOriginals.end() : m_redactedOriginals.find(d.sha256.hex());
        if (planned.redactions == 0 && covered != m_redactedOriginals.end())
            conflict(
                "duplicate_treatment", d,
                "would go out open, but its copy " + covered->second + " is redacted: redact it too, or take it out",
                true);
        if (std::ranges::find(d.flags, "privileged_message") != d.flags.end())
            REDWELL_CHECK(checkPrivilegedMessages(d, redactions));
        planned.pages = d.pageCount;
        const bool asNative =
            std::ranges::find(m_specification.natives, documents::name(d.kind)) != m_specification.natives.end();
        if (planned.pages == 0) {
            if (!asNative) {
                conflict(
                    "no_pages", d,
                    "has no pages to produce and stays out; name its kind under natives to produce the file itself",
                    false);
                return {};
            }
            planned.pages = 1;  // a sheet that says so
        }
        return keep(std::move(planned));
    }

    // A privileged message may leave with its document only under redactions.
    Status checkPrivilegedMessages(const Document& d, const std::vector<redaction::Redaction>& redactions) {
        REDWELL_TRY(const auto all, messages::MessageStore(m_database).ofDocument(d.id));
        std::vector<MessageId> ids;
        for (const auto& message : all) ids.push_back(message.id);
        REDWELL_TRY(auto called, review::MessageCalls(m_database).effective(ids));
        for (const auto& message : all) {
            const auto& calls = called[message.id];
            const auto call = calls.find("privilege");
            if (call == calls.end()) continue;
            const bool isDisputed = call->second.standing == review::CallStanding::InConflict;
            if (!isDisputed && call->second.value == "none") continue;
            REDWELL_TRY(const bool isCovered, covers(redactions, message));
            if (isCovered) continue;
            conflict("privileged_message", d,
                     "holds message " + std::to_string(message.ordinal) +
                         (isDisputed ? ", on whose privilege the reviewers differ: settle it, redact the message, or "
                                       "withhold the document"
                                     : ", which is privileged and not fully redacted: redact it, or withhold the "
                                       "document"),
                     true);
        }
        return {};
    }

    // No word of the message is legible. One without a place on a page cannot be covered.
    Result<bool> covers(const std::vector<redaction::Redaction>& redactions, const documents::Message& message) {
        if (message.regions.empty()) return false;
        for (const auto& region : message.regions) {
            REDWELL_TRY(const auto page, m_store.page(message.document, region.page));
            if (!page) return false;
            std::vector<redaction::Redaction> here;
            for (const auto& r : redactions)
                if (r.page == region.page) here.push_back(r);
            const auto lies = [&](const documents::Word& word) {
                return region.box.contains((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2);
            };
            const auto open = openWords(*page, here);
            if (std::ranges::any_of(open, [&](const auto* word) { return lies(*word); })) return false;
            const bool hasWords = std::ranges::any_of(page->words, lies);
            if (!hasWords && std::ranges::none_of(here, [&](const auto& r) {
                    return r.box.intersected(region.box).area() > 0.99 * region.box.area();
                }))
                return false;
        }
        return true;
    }

    // A duplicate's own decisions must not be lost because its copy stands for it.
    Status checkDuplicate(const Document& d) {
        REDWELL_TRY(const auto kept, m_store.find(d.duplicateOf));
        if (!kept) return {};
        REDWELL_TRY(const auto redactions, redaction::RedactionStore(m_database).ofDocument(d.id));
        if (!redactions.empty())
            conflict("duplicate_treatment", d,
                     "is redacted, but its copy " + kept->controlNumber + " is what would go out", true);
        if (!m_asked.contains(kept->id) && m_reported.insert(kept->id).second)
            conflict("duplicate_treatment", d,
                     "was asked for, but its copy " + kept->controlNumber + " was not, so neither goes out", false);
        return {};
    }

    Status keep(PlannedDocument planned) {
        switch (planned.treatment) {
            case Treatment::Produced: ++m_plan.produced; break;
            case Treatment::Redacted: ++m_plan.redacted; break;
            case Treatment::SlipSheet: ++m_plan.slipSheets; break;
            case Treatment::Withheld: ++m_plan.withheld; break;
        }
        m_plan.producedPages += planned.pages;
        m_plan.documents.push_back(std::move(planned));
        return {};
    }

    Status number() {
        auto next = m_specification.batesStart;
        for (auto& planned : m_plan.documents) {
            if (planned.treatment == Treatment::Withheld) continue;
            planned.firstNumber = next;
            planned.lastNumber = m_specification.level == Specification::Level::Page ? next + planned.pages - 1 : next;
            REDWELL_TRY(planned.beginBates,
                        batesNumber(m_specification.batesPrefix, m_specification.batesDigits, planned.firstNumber));
            REDWELL_TRY(planned.endBates,
                        batesNumber(m_specification.batesPrefix, m_specification.batesDigits, planned.lastNumber));
            next = planned.lastNumber + 1;
        }
        if (next == m_specification.batesStart) return {};
        REDWELL_TRY(const auto taken, Ledger(m_database).taken(m_specification, m_specification.batesStart, next - 1));
        for (const auto& entry : taken)
            m_plan.conflicts.push_back({"bates_taken", entry.controlNumber,
                                        "already left as " + numbersOf(entry) + " in volume " + entry.volume +
                                            ": begin at a higher number, or take another prefix",
                                        true});
        return {};
    }

    // A produced mail that quotes a withheld one word for word.
    Status findQuotes() {
        // Every privileged document of the case counts, whether or not the query found it.
        std::map<DocumentId, std::string> privileged;
        for (const auto& planned : m_plan.documents)
            if (planned.treatment == Treatment::Withheld || planned.treatment == Treatment::SlipSheet)
                privileged.emplace(planned.document.id, planned.document.controlNumber);
        REDWELL_CHECK(m_database.query(
            "SELECT d.id, d.control_number FROM documents d JOIN coding k ON k.document_id = d.id "
            "JOIN fields f ON f.id = k.field_id WHERE f.name = 'privilege' AND k.value <> 'none'",
            casefile::Parameters{},
            [&](const casefile::Row& row) { privileged.emplace(DocumentId{row.integer(0)}, row.text(1)); }));
        std::map<std::string, std::string> withheld;
        messages::MessageStore store(m_database);
        for (const auto& [id, number] : privileged) {
            REDWELL_TRY(const auto all, store.ofDocument(id));
            for (const auto& message : all) {
                auto body = foldToAlphanumeric(message.body);
                if (message.depth == 0 && body.size() >= kLeastQuote) withheld.emplace(std::move(body), number);
            }
        }
        // So does every privileged message of a document that is not.
        REDWELL_CHECK(
            m_database.query("SELECT m.body, d.control_number FROM standing_calls k JOIN fields f ON f.id = k.field_id "
                             "JOIN messages m ON m.id = k.message_id JOIN documents d ON d.id = m.document_id "
                             "WHERE f.name = 'privilege' AND k.value <> 'none'",
                             casefile::Parameters{}, [&](const casefile::Row& row) {
                                 auto body = foldToAlphanumeric(row.textView(0));
                                 if (body.size() < kLeastQuote) return;
                                 withheld.emplace(std::move(body), row.text(1));
                             }));
        if (withheld.empty()) return {};
        for (const auto& planned : m_plan.documents) {
            if (planned.treatment != Treatment::Produced && planned.treatment != Treatment::Redacted) continue;
            REDWELL_TRY(const auto all, store.ofDocument(planned.document.id));
            for (const auto& message : all) {
                const auto found = withheld.find(foldToAlphanumeric(message.body));
                if (found == withheld.end() || found->second == planned.document.controlNumber) continue;
                const bool isOpen = planned.redactions == 0;
                conflict("quoted_privilege", planned.document,
                         "holds a message of " + found->second + ", which is privileged (message " +
                             std::to_string(message.ordinal) + ")" +
                             (isOpen ? ": redact it, or withhold the document" : "; see that it is redacted"),
                         isOpen);
                break;
            }
        }
        return {};
    }

    casefile::Case& m_case;
    casefile::Database& m_database;
    const Specification& m_specification;
    documents::DocumentStore m_store;
    Plan m_plan;
    std::set<DocumentId> m_asked, m_reported;
    std::vector<DocumentId> m_families;
    std::map<std::string, std::string> m_redactedOriginals;    // SHA-256 -> control number
    std::map<std::string, std::string> m_privilegedOriginals;  // SHA-256 -> control number
};

}  // namespace

std::string_view name(Treatment treatment) {
    switch (treatment) {
        case Treatment::Produced: return "produced";
        case Treatment::Redacted: return "redacted";
        case Treatment::SlipSheet: return "slip_sheet";
        case Treatment::Withheld: break;
    }
    return "withheld";
}

Result<Plan> plan(casefile::Case& source, const Specification& specification) {
    REDWELL_TRY(auto lease, source.read());
    return Planner(source, *lease, specification).make();
}

}  // namespace redwell::production
