#include "app/ctl/message_decisions.h"

#include "documents/document_store.h"
#include "redaction/message_place.h"
#include "review/annotations.h"
#include "review/message_calls.h"

namespace redwell::ctl {
namespace {

Json callJson(const review::MessageCall& call) {
    Json calls = Json::array();
    for (const auto& one : call.calls) calls.push_back({{"by", one.by}, {"value", one.value}});
    Json row = {{"standing", review::name(call.standing)}, {"value", call.value}, {"calls", std::move(calls)}};
    if (call.settlement) row["settled_by"] = call.settlement->by;
    return row;
}

const char* wordFor(redaction::Coverage coverage) {
    switch (coverage) {
        case redaction::Coverage::None: return "none";
        case redaction::Coverage::Partly: return "partly";
        case redaction::Coverage::Whole: return "whole";
    }
    return "none";
}

class Decisions {
public:
    explicit Decisions(casefile::Database& database) : m_database(database) {}

    Status take(DocumentId document, const std::vector<const documents::Message*>& messages) {
        REDWELL_TRY(const auto notes, review::AnnotationStore(m_database).ofDocument(document));
        for (const auto& note : notes)
            for (const auto* message : messages)
                if (note.message && note.message == message->id)
                    of(message->id)["notes"].push_back(
                        {{"note", note.note}, {"by", note.by}, {"at", toIso(note.at)}, {"annotation", note.id.value}});
        REDWELL_TRY(const auto redactions, redaction::RedactionStore(m_database).ofDocument(document));
        if (redactions.empty()) return {};
        REDWELL_TRY(const auto pages, documents::DocumentStore(m_database).pages(document));
        for (const auto* message : messages) {
            const auto place = redaction::placeOf(*message, pages);
            const auto coverage = redaction::coverageOf(place, redactions);
            if (coverage == redaction::Coverage::None) continue;
            auto& row = of(message->id);
            row["redacted"] = wordFor(coverage);
            for (const auto& one : redactions)
                if (redaction::coverageOf(place, std::span(&one, 1)) != redaction::Coverage::None)
                    row["redactions"].push_back({{"redaction", one.id.value},
                                                 {"page", one.page},
                                                 {"box", toJson(one.box)},
                                                 {"reason", one.reason},
                                                 {"by", one.by}});
        }
        return {};
    }

    Status takeCalls(const std::vector<documents::Message>& messages) {
        std::vector<MessageId> ids;
        for (const auto& message : messages) ids.push_back(message.id);
        REDWELL_TRY(const auto called, review::MessageCalls(m_database).effective(ids));
        for (const auto& [message, fields] : called)
            for (const auto& [field, call] : fields) of(message)["calls"][field] = callJson(call);
        return {};
    }

    std::map<MessageId, Json> rows() { return std::move(m_rows); }

private:
    Json& of(MessageId message) { return m_rows.try_emplace(message, noDecisions()).first->second; }

    casefile::Database& m_database;
    std::map<MessageId, Json> m_rows;
};

}  // namespace

Json noDecisions() {
    return {{"calls", Json::object()}, {"notes", Json::array()}, {"redactions", Json::array()}, {"redacted", "none"}};
}

Result<std::map<MessageId, Json>> decisionsOn(casefile::Database& database,
                                              const std::vector<documents::Message>& messages) {
    Decisions decisions(database);
    REDWELL_CHECK(decisions.takeCalls(messages));
    std::map<DocumentId, std::vector<const documents::Message*>> byDocument;
    for (const auto& message : messages) byDocument[message.document].push_back(&message);
    for (const auto& [document, all] : byDocument) REDWELL_CHECK(decisions.take(document, all));
    return decisions.rows();
}

}  // namespace redwell::ctl
