#include "production/custodian_names.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "production/secrets.h"
#include "redaction/redactions.h"

#include <algorithm>
#include <map>

namespace redwell::production {
namespace {

bool goesOut(const PlannedDocument& planned) {
    return planned.treatment == Treatment::Produced || planned.treatment == Treatment::Redacted;
}

class Reader {
public:
    Reader(casefile::Database& database, const Plan& plan)
        : m_database(database), m_store(database), m_redactions(database), m_plan(plan) {}

    Result<std::vector<CustodianNames::Hidden>> read() {
        std::set<std::string> names;
        for (const auto& planned : m_plan.documents) {
            if (planned.treatment == Treatment::Withheld) continue;
            REDWELL_TRY(const auto custodians, custodiansOf(m_database, planned.document));
            names.insert(custodians.begin(), custodians.end());
        }
        for (const auto& planned : m_plan.documents)
            if (planned.treatment == Treatment::Redacted) REDWELL_CHECK(readRedacted(planned, names));
        if (m_phrases.empty() && m_hidden.empty()) return std::vector<CustodianNames::Hidden>{};
        for (const auto& planned : m_plan.documents)
            if (goesOut(planned) && !m_phrases.empty()) REDWELL_CHECK(readOpen(planned));
        // What is left stands openly nowhere.
        for (const auto& [phrase, told] : m_phrases)
            for (const auto& name : told) m_hidden[name].isHiddenEverywhere = true;
        std::vector<CustodianNames::Hidden> all;
        for (auto& [name, hidden] : m_hidden) {
            hidden.name = name;
            all.push_back(std::move(hidden));
        }
        return all;
    }

private:
    Status readRedacted(const PlannedDocument& planned, const std::set<std::string>& names) {
        const auto& d = planned.document;
        REDWELL_TRY(const auto pages, m_store.pages(d.id));
        REDWELL_TRY(const auto redactions, m_redactions.ofDocument(d.id));
        const auto phrases = hiddenPhrases(pages, redactions);
        const auto words = hiddenWords(pages, redactions);
        REDWELL_TRY(const auto own, custodiansOf(m_database, d));
        for (const auto& name : own) {
            if (!tellsHidden(name, phrases, words)) continue;
            auto& hidden = m_hidden[name];
            if (hidden.documents++ == 0) hidden.firstControlNumber = d.controlNumber;
        }
        for (const auto& name : names) {
            const auto folded = foldToAlphanumeric(name);
            for (const auto& phrase : phrases)
                if (isSecretEverywhere(phrase) && folded.find(phrase) != std::string::npos) {
                    m_phrases[phrase].insert(name);
                    if (auto& hidden = m_hidden[name]; hidden.firstControlNumber.empty())
                        hidden.firstControlNumber = d.controlNumber;
                }
        }
        return {};
    }

    Status readOpen(const PlannedDocument& planned) {
        REDWELL_TRY(const auto pages, m_store.pages(planned.document.id));
        REDWELL_TRY(const auto redactions, m_redactions.ofDocument(planned.document.id));
        const auto open = foldToAlphanumeric(openText(planned, pages, redactions, {}, {}));
        std::erase_if(m_phrases, [&](const auto& one) { return open.find(one.first) != std::string::npos; });
        return {};
    }

    casefile::Database& m_database;
    documents::DocumentStore m_store;
    redaction::RedactionStore m_redactions;
    const Plan& m_plan;
    std::map<std::string, std::set<std::string>> m_phrases;  // hidden -> names that tell it
    std::map<std::string, CustodianNames::Hidden> m_hidden;
};

}  // namespace

Result<CustodianNames> CustodianNames::of(casefile::Database& database, const Plan& plan) {
    CustodianNames names;
    REDWELL_TRY(names.m_hidden, Reader(database, plan).read());
    // A word that others show openly and no document of that custodian hides.
    std::erase_if(names.m_hidden, [](const Hidden& one) { return one.documents == 0 && !one.isHiddenEverywhere; });
    for (const auto& one : names.m_hidden)
        if (one.isHiddenEverywhere) names.m_everywhere.insert(one.name);
    return names;
}

Result<std::vector<std::string>> custodiansOf(casefile::Database& database, const documents::Document& document) {
    std::vector<std::string> all{document.custodian};
    REDWELL_CHECK(
        database.query("SELECT DISTINCT c.name FROM documents d JOIN custodians c ON c.id = d.custodian_id WHERE "
                       "d.duplicate_of = :id ORDER BY c.name",
                       {{":id", document.id.value}}, [&](const casefile::Row& row) {
                           if (row.text(0) != document.custodian) all.push_back(row.text(0));
                       }));
    std::erase(all, std::string());
    return all;
}

}  // namespace redwell::production
