#include "production/plan.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "production/bates.h"
#include "production/custodian_names.h"
#include "production/ledger.h"
#include "production/privilege_basis.h"
#include "production/privileged_documents.h"
#include "production/withheld_messages.h"
#include "redaction/message_place.h"
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

std::string valueOf(const CodingValues& coding, const char* field) {
    const auto found = coding.find(field);
    return found == coding.end() ? std::string() : found->second;
}

class Planner {
public:
    Planner(casefile::Case& source, casefile::Database& database, const Specification& specification)
        : m_case(source), m_database(database), m_specification(specification), m_store(database) {}

    Result<Plan> make() {
        m_plan.specification = m_specification;
        REDWELL_CHECK(choose());
        REDWELL_TRY(m_privileged, privilegedDocuments(m_database));
        if (m_specification.redactedPrivileged == Specification::RedactedPrivileged::Produce) {
            REDWELL_TRY(m_redactedPrivileged, redactedForPrivilege(m_database, m_privileged));
        }
        REDWELL_CHECK(readRedacted());
        for (const auto family : m_families) REDWELL_CHECK(planFamily(family));
        REDWELL_CHECK(number());
        REDWELL_TRY(m_withheld, WithheldMessages::of(m_database, m_specification));
        for (const auto& planned : m_plan.documents) {
            if (planned.treatment != Treatment::Produced && planned.treatment != Treatment::Redacted) continue;
            REDWELL_CHECK(findWithheldMessages(planned));
            REDWELL_CHECK(findBasis(planned));
        }
        REDWELL_CHECK(findCustodianNames());
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

    // What is covered on one copy must not go out open on another.
    Status readRedacted() {
        std::map<DocumentId, std::string> seeds;
        REDWELL_CHECK(m_database.query(
            "SELECT DISTINCT d.id, d.control_number FROM documents d JOIN redactions r ON r.document_id = d.id "
            "WHERE r.removed_at IS NULL",
            casefile::Parameters{},
            [&](const casefile::Row& row) { seeds.emplace(DocumentId{row.integer(0)}, row.text(1)); }));
        REDWELL_TRY(m_redacted, withCopies(m_database, seeds));
        return {};
    }

    // The nearest privileged document that this one came in, as an attachment or out of an archive; empty when none.
    Result<std::string> withheldAbove(const Document& d) {
        if (!d.parent) return std::string();
        if (const auto parent = m_privileged.find(d.parent);
            parent != m_privileged.end() && !m_redactedPrivileged.contains(d.parent))
            return parent->second.controlNumber;
        if (const auto known = m_withheldAbove.find(d.parent); known != m_withheldAbove.end()) return known->second;
        REDWELL_TRY(const auto parent, m_store.find(d.parent));
        std::string above;
        if (parent) {
            REDWELL_TRY(above, withheldAbove(*parent));
        }
        m_withheldAbove.emplace(d.parent, above);
        return above;
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
        const auto call = m_privileged.find(d.id);
        if (call != m_privileged.end() && !m_redactedPrivileged.contains(d.id)) {
            if (call->second.isCopy())
                conflict(
                    "duplicate_treatment", d,
                    "is a copy of " + call->second.calledOn + ", which is coded privileged, and is withheld with it",
                    false);
            const bool sheet = m_specification.privileged == Specification::Privileged::SlipSheet;
            planned.treatment = sheet ? Treatment::SlipSheet : Treatment::Withheld;
            planned.pages = sheet ? 1 : 0;
            return keep(std::move(planned));
        }
        const bool asNative = isAskedAsNative(d);
        // A kind that is not read can still be handed over as a file; what should be readable and is not stays.
        if (d.state == State::Exception && !(asNative && isUnreadKind(d))) {
            conflict("exception", d,
                     "could not be read (" + d.exceptionReason + ") and stays out" +
                         (isUnreadKind(d) ? "; name 'unsupported' under natives to produce the file itself" : ""),
                     false);
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
        REDWELL_TRY(const auto above, withheldAbove(d));
        const bool isCalled = !valueOf(coding, "privilege").empty() || call != m_privileged.end();
        if (!isCalled && above.empty()) conflict("not_coded", d, "goes out without a privilege call", false);
        if (!isCalled && !above.empty())
            conflict("withheld_parent", d,
                     "would go out, but its parent " + above + " is withheld: make a privilege call on it", true);
        if (isCalled && !above.empty())
            conflict("withheld_parent", d,
                     "goes out by its own privilege call, but its parent " + above +
                         " is withheld: its record names no parent",
                     false);
        if (call != m_privileged.end())
            conflict("redacted_privilege", d,
                     "is privileged and goes out redacted: see that all that is privileged is covered", false);
        planned.treatment = planned.redactions > 0 ? Treatment::Redacted : Treatment::Produced;
        const auto covered = m_redacted.find(d.id);
        if (planned.redactions == 0 && covered != m_redacted.end())
            conflict(
                "duplicate_treatment", d,
                "would go out open, but its copy " + covered->second + " is redacted: redact it too, or take it out",
                true);
        if (std::ranges::find(d.flags, "privileged_message") != d.flags.end())
            REDWELL_CHECK(checkPrivilegedMessages(d, redactions));
        planned.pages = d.pageCount;
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

    bool isAskedAsNative(const Document& d) const {
        return std::ranges::find(m_specification.natives, documents::name(d.kind)) != m_specification.natives.end();
    }
    static bool isUnreadKind(const Document& d) {
        return d.state == State::Exception && d.kind == documents::Kind::Unsupported &&
               errorKindFromName(d.exceptionKind) == ErrorKind::Unsupported && d.sha256 != Sha256{};
    }

    // A privileged message may leave with its document only under redactions.
    Status checkPrivilegedMessages(const Document& d, const std::vector<redaction::Redaction>& redactions) {
        REDWELL_TRY(const auto all, messages::MessageStore(m_database).ofDocument(d.id));
        std::vector<MessageId> ids;
        for (const auto& message : all) ids.push_back(message.id);
        REDWELL_TRY(auto called, review::MessageCalls(m_database).effective(ids));
        REDWELL_TRY(const auto pages, m_store.pages(d.id));
        for (const auto& message : all) {
            const auto& calls = called[message.id];
            const auto call = calls.find("privilege");
            if (call == calls.end()) continue;
            const bool isDisputed = call->second.standing == review::CallStanding::InConflict;
            if (!isDisputed && call->second.value == "none") continue;
            if (coverageOf(redaction::placeOf(message, pages), redactions) == redaction::Coverage::Whole) continue;
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

    // What stays back in one document must not leave in another that holds the same message.
    Status findWithheldMessages(const PlannedDocument& planned) {
        REDWELL_TRY(const auto found, m_withheld.in(m_database, planned.document.id));
        for (const auto& one : found) {
            if (!one.isOpen() || one.isCalled) continue;  // a call of its own is told with the document
            const auto& number = one.of.controlNumber;
            std::string what =
                "holds message " + std::to_string(one.message.ordinal) + ", which is " +
                (one.of.isQuoted ? "quoted in withheld " + number
                                 : "message " + std::to_string(one.of.ordinal) + " of " + number + " and privileged") +
                ": ";
            if (!one.place.isLocated())
                what += "it has no place on a page, so ";
            else
                what += one.coverage == redaction::Coverage::Partly ? "cover the rest of it, " : "redact the message, ";
            what += one.isOwn && one.of.isQuoted ? "withhold the document, or code it not privileged"
                                                 : "withhold the document, or call the message not privileged";
            conflict("quoted_privilege", planned.document, what, true);
        }
        return {};
    }

    // The privilege log needs one of the bases; a box that only says "Privileged" names none.
    Status findBasis(const PlannedDocument& planned) {
        if (planned.redactions == 0) return {};
        REDWELL_TRY(auto redactions, redaction::RedactionStore(m_database).ofDocument(planned.document.id));
        const auto claims = claimsAmong(std::move(redactions));
        if (claims.empty()) return {};
        const auto call = m_privileged.find(planned.document.id);
        REDWELL_TRY(const auto basis,
                    privilegeBasis(m_database, planned.document.id,
                                   call == m_privileged.end() ? std::string() : call->second.call, claims, m_withheld));
        if (!basis.isKnown())
            conflict("no_basis", planned.document,
                     "is redacted as privileged, but nothing says on which basis: call its messages, or name the basis "
                     "in the redactions' reason",
                     false);
        return {};
    }

    // A name that a redaction hides must not be told by the record's custodian.
    Status findCustodianNames() {
        REDWELL_TRY(const auto names, CustodianNames::of(m_database, m_plan));
        for (const auto& hidden : names.hidden()) {
            std::string what = "hides the name of its custodian, " + hidden.name;
            if (hidden.documents > 1)
                what += ", as " + std::to_string(hidden.documents - 1) +
                        (hidden.documents == 2 ? " more document does" : " more documents do");
            what += std::string(": CUSTODIAN and ALLCUSTODIANS will not tell it in ") +
                    (hidden.isHiddenEverywhere ? "any record"
                     : hidden.documents == 1   ? "its record"
                                               : "their records") +
                    "; to tell it, take the redactions off the name";
            m_plan.conflicts.push_back({"custodian_name", hidden.firstControlNumber, what, false});
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
    std::map<DocumentId, PrivilegedDocument> m_privileged;
    std::map<DocumentId, std::string> m_redactedPrivileged;  // those of them that go out redacted
    WithheldMessages m_withheld;
    std::map<DocumentId, std::string> m_redacted;       // and copies of what is redacted -> control number of that
    std::map<DocumentId, std::string> m_withheldAbove;  // by parent
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
