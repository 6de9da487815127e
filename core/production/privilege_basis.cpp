#include "production/privilege_basis.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "review/message_calls.h"

#include <algorithm>

namespace redwell::production {
namespace {

// The call that a reason speaks of; empty where it only says that something is privileged.
std::string namedBy(std::string_view reason) {
    const auto folded = fold(reason);
    const auto says = [&](std::string_view words) { return folded.find(words) != std::string::npos; };
    if (says("work product")) return "work_product";
    if (says("common interest")) return "common_interest";
    if (says("attorney") || says("counsel") || says("legal advice")) return "attorney_client";
    return {};
}

}  // namespace

std::vector<redaction::Redaction> claimsAmong(std::vector<redaction::Redaction> redactions) {
    std::erase_if(redactions, [](const auto& one) { return !redaction::claimsPrivilege(one.reason); });
    return redactions;
}

Result<PrivilegeBasis> privilegeBasis(casefile::Database& database, DocumentId document, const std::string& ownCall,
                                      std::span<const redaction::Redaction> claims, const WithheldMessages& withheld) {
    PrivilegeBasis basis;
    if (!ownCall.empty() && ownCall != "none") basis.calls.insert(ownCall);
    REDWELL_TRY(const auto all, messages::MessageStore(database).ofDocument(document));
    if (basis.calls.empty() && !all.empty()) {
        std::vector<MessageId> ids;
        for (const auto& message : all) ids.push_back(message.id);
        REDWELL_TRY(auto called, review::MessageCalls(database).effective(ids));
        REDWELL_TRY(const auto pages, documents::DocumentStore(database).pages(document));
        const auto isTouched = [&](const redaction::MessagePlace& place) {
            return coverageOf(place, claims) != redaction::Coverage::None;
        };
        for (const auto& message : all) {
            const auto call = called[message.id].find("privilege");
            if (call == called[message.id].end() || call->second.value.empty() || call->second.value == "none")
                continue;
            if (isTouched(redaction::placeOf(message, pages))) basis.calls.insert(call->second.value);
        }
        REDWELL_TRY(const auto elsewhere, withheld.in(database, document));
        for (const auto& one : elsewhere)
            if (!one.of.call.empty() && isTouched(one.place)) basis.calls.insert(one.of.call);
    }
    for (const auto& claim : claims)
        if (const auto named = namedBy(claim.reason); !named.empty() && !basis.calls.contains(named))
            basis.reasons.insert(claim.reason);
    return basis;
}

}  // namespace redwell::production
