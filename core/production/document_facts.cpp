#include "production/document_facts.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "production/custodian_names.h"
#include "production/open_paths.h"
#include "production/secrets.h"
#include "redaction/redactions.h"

#include <algorithm>
#include <cctype>
#include <set>

namespace redwell::production {
namespace {

class Facts {
public:
    Facts(casefile::Case& source, casefile::Database& database, const Plan& plan, OpenPaths paths, CustodianNames names)
        : m_case(source),
          m_database(database),
          m_plan(plan),
          m_store(database),
          m_paths(std::move(paths)),
          m_names(std::move(names)) {}

    Result<FieldContext> of(const PlannedDocument& planned, const DocumentPlace& place) {
        const auto& d = planned.document;
        FieldContext c;
        c.planned = &planned;
        c.volume = m_plan.specification.volume;
        c.zone = m_plan.specification.timeZone.empty() ? m_case.timeZone() : m_plan.specification.timeZone;
        c.textPath = withBackslashes(place.text);
        c.nativePath = withBackslashes(place.native);
        c.pdfPath = withBackslashes(place.pdf);
        REDWELL_TRY(c.confidentiality, designation(m_database, planned.coding));
        addFamily(planned, c);
        REDWELL_TRY(c.allCustodians, custodiansOf(m_database, d));
        std::erase_if(c.allCustodians, [&](const auto& name) { return m_names.isHiddenEverywhere(name); });
        REDWELL_TRY(c.allPaths, m_paths.all(d));
        if (planned.treatment == Treatment::SlipSheet) return c;
        REDWELL_TRY(c.metadata, m_store.metadata(d.id));
        if (d.kind == documents::Kind::Mail) {
            REDWELL_TRY(const auto messages, messages::MessageStore(m_database).ofDocument(d.id));
            const auto own = std::ranges::find(messages, 0, &documents::Message::depth);
            if (own != messages.end()) c.mail = *own;
        }
        if (planned.treatment == Treatment::Redacted) {
            REDWELL_TRY(const auto redactions, redaction::RedactionStore(m_database).ofDocument(d.id));
            REDWELL_TRY(const auto pages, m_store.pages(d.id));
            std::set<std::string> reasons;
            for (const auto& redaction : redactions) reasons.insert(redaction.reason);
            c.redactionReasons.assign(reasons.begin(), reasons.end());
            c.hidden = hiddenPhrases(pages, redactions);
            c.hiddenWords = hiddenWords(pages, redactions);
            std::erase_if(c.allCustodians,
                          [&](const auto& name) { return tellsHidden(name, c.hidden, c.hiddenWords); });
        }
        return c;
    }

private:
    void addFamily(const PlannedDocument& planned, FieldContext& c) const {
        const PlannedDocument *first = nullptr, *last = nullptr;
        for (const auto& other : m_plan.documents) {
            if (other.document.family != planned.document.family || other.treatment == Treatment::Withheld) continue;
            if (!first) first = &other;
            last = &other;
            if (other.document.id == planned.document.parent) c.parentBates = other.beginBates;
            if (other.document.parent == planned.document.id) {
                c.childBates.push_back(other.beginBates);
                if (other.treatment == Treatment::Produced) c.childNames.push_back(other.document.fileName);
            }
        }
        if (!first || first == last) return;
        c.beginAttach = first->beginBates;
        c.endAttach = last->endBates;
    }

    casefile::Case& m_case;
    casefile::Database& m_database;
    const Plan& m_plan;
    documents::DocumentStore m_store;
    OpenPaths m_paths;
    CustodianNames m_names;
};

}  // namespace

Result<std::string> designation(casefile::Database& database, const review::CodingValues& coding) {
    const auto value = coding.find("confidentiality");
    if (value == coding.end() || value->second == "none") return std::string();
    REDWELL_TRY(const auto fields, review::CodingStore(database).fields());
    std::string label = value->second;
    for (const auto& field : fields)
        if (field.name == "confidentiality")
            for (const auto& choice : field.choices)
                if (choice.value == value->second) label = choice.label;
    for (auto& c : label) c = static_cast<char>(std::toupper(static_cast<unsigned char>(c)));
    return label;
}

Result<std::vector<std::vector<std::string>>> loadFileRows(casefile::Case& source, const Plan& plan,
                                                           const std::vector<DocumentPlace>& places,
                                                           const std::vector<std::string>& columns) {
    REDWELL_TRY(auto lease, source.read());
    REDWELL_TRY(auto paths, OpenPaths::of(*lease));
    REDWELL_TRY(auto names, CustodianNames::of(*lease, plan));
    Facts facts(source, *lease, plan, std::move(paths), std::move(names));
    std::vector<std::vector<std::string>> rows;
    for (const auto& place : places) {
        REDWELL_TRY(const auto context, facts.of(plan.documents[place.planned], place));
        REDWELL_TRY(auto values, fieldValues(columns, context));
        rows.push_back(std::move(values));
    }
    return rows;
}

}  // namespace redwell::production
