#include "production/withheld_messages.h"

#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "production/privileged_documents.h"
#include "redaction/redactions.h"
#include "review/message_calls.h"

#include <algorithm>
#include <set>

namespace redwell::production {

using casefile::Row;
using documents::Message;

namespace {

constexpr std::size_t kLeastText = 40;  // letters and digits; shorter bodies ("Thanks, will do") say nothing

enum class Said { Nothing, NotPrivileged, Privileged };  // Privileged: or disputed

Result<std::map<MessageId, Said>> callsOn(casefile::Database& database, const std::vector<Message>& messages) {
    std::vector<MessageId> ids;
    for (const auto& message : messages) ids.push_back(message.id);
    REDWELL_TRY(auto called, review::MessageCalls(database).effective(ids));
    std::map<MessageId, Said> said;
    for (auto& [id, values] : called) {
        const auto call = values.find("privilege");
        if (call == values.end()) continue;
        const bool isDisputed = call->second.standing == review::CallStanding::InConflict;
        said[id] = !isDisputed && call->second.value == "none" ? Said::NotPrivileged : Said::Privileged;
    }
    return said;
}

// The first sighting of the same message; itself before threads are known.
Result<std::int64_t> sightingOf(casefile::Database& database, MessageId message) {
    return database.integer(
        "SELECT coalesce((SELECT same_as FROM message_links WHERE message_id = :id AND same_as > 0), :id)",
        {{":id", message.value}});
}

// Whether the document is one message, with what it quotes: then its coding speaks for that message.
Result<bool> isOwnMessage(casefile::Database& database, const Message& message) {
    if (message.depth != 0) return false;
    REDWELL_TRY(const auto count,
                database.integer("SELECT count(*) FROM messages WHERE document_id = :id AND depth = 0",
                                 {{":id", message.document.value}}));
    return count == 1;
}

Result<bool> isCodedNotPrivileged(casefile::Database& database, DocumentId document) {
    REDWELL_TRY(const auto value, database.text("SELECT k.value FROM coding k JOIN fields f ON f.id = k.field_id WHERE "
                                                "f.name = 'privilege' AND k.document_id = :id",
                                                {{":id", document.value}}));
    return value == "none";
}

}  // namespace

class WithheldReader {
public:
    explicit WithheldReader(casefile::Database& database) : m_database(database), m_messages(database) {}

    Result<WithheldMessages> read(const Specification& specification) {
        REDWELL_TRY(m_privileged, privilegedDocuments(m_database));
        if (specification.redactedPrivileged == Specification::RedactedPrivileged::Produce) {
            REDWELL_TRY(const auto redacted, redactedForPrivilege(m_database, m_privileged));
            REDWELL_TRY(m_redacted, withCopies(m_database, redacted));
        }
        for (const auto& [id, about] : m_privileged)
            if (!m_redacted.contains(id)) REDWELL_CHECK(readWithheld(id, about));
        REDWELL_CHECK(readCalled());
        REDWELL_CHECK(readCovered());
        REDWELL_CHECK(release());
        return std::move(m_found);
    }

private:
    Status add(const Message& message, const std::string& number, const std::string& call, bool isQuoted) {
        auto folded = foldToAlphanumeric(message.body);
        if (folded.empty() || message.kind != documents::MessageKind::Message) return {};
        REDWELL_TRY(const auto sighting, sightingOf(m_database, message.id));
        const auto index = m_found.m_all.size();
        // What a redaction says is privileged has the call that another sighting of it has.
        auto about = call;
        if (about.empty()) {
            if (const auto linked = m_found.m_bySighting.find(sighting); linked != m_found.m_bySighting.end())
                about = m_found.m_all[linked->second].call;
            else if (const auto worded = m_found.m_byText.find(folded); worded != m_found.m_byText.end())
                about = m_found.m_all[worded->second].call;
        }
        m_found.m_all.push_back({message.document, number, message.ordinal, message.body, about, isQuoted});
        // What stays back by itself stands before what is only quoted.
        const auto put = [&](auto& map, const auto& key) {
            const auto [at, isNew] = map.emplace(key, index);
            if (!isNew && m_found.m_all[at->second].isQuoted && !isQuoted) at->second = index;
        };
        put(m_found.m_bySighting, sighting);
        if (folded.size() >= kLeastText) put(m_found.m_byText, folded);
        return {};
    }

    Status readWithheld(DocumentId id, const PrivilegedDocument& about) {
        REDWELL_TRY(const auto all, m_messages.ofDocument(id));
        REDWELL_TRY(const auto said, callsOn(m_database, all));
        for (const auto& message : all) {
            const auto call = said.find(message.id);
            if (call != said.end() && call->second == Said::NotPrivileged) continue;
            REDWELL_CHECK(add(message, about.controlNumber, about.call, message.depth > 0 && call == said.end()));
        }
        return {};
    }

    Status readCalled() {
        struct Called {
            MessageId message;
            std::string number, call;
        };
        std::vector<Called> called;
        REDWELL_CHECK(m_database.query(
            "SELECT m.id, d.control_number, max(k.value) FROM standing_calls k JOIN fields f ON f.id = k.field_id "
            "JOIN messages m ON m.id = k.message_id JOIN documents d ON d.id = m.document_id "
            "WHERE f.name = 'privilege' AND k.value <> 'none' GROUP BY m.id ORDER BY m.id",
            casefile::Parameters{}, [&](const Row& row) {
                called.push_back({{row.integer(0)}, row.text(1), row.text(2)});
            }));
        for (const auto& [id, number, call] : called) {
            REDWELL_TRY(const auto message, m_messages.find(id));
            if (message) REDWELL_CHECK(add(*message, number, call, false));
        }
        return {};
    }

    // A reviewer who covers a whole message as privileged means it wherever it stands.
    Status readCovered() {
        std::vector<std::pair<DocumentId, std::string>> redacted;
        REDWELL_CHECK(m_database.query(
            "SELECT DISTINCT d.id, d.control_number FROM redactions r JOIN documents d ON d.id = r.document_id "
            "WHERE r.removed_at IS NULL ORDER BY d.id",
            casefile::Parameters{},
            [&](const Row& row) { redacted.emplace_back(DocumentId{row.integer(0)}, row.text(1)); }));
        for (const auto& [id, number] : redacted) {
            REDWELL_TRY(auto redactions, redaction::RedactionStore(m_database).ofDocument(id));
            std::erase_if(redactions, [](const auto& one) { return !redaction::claimsPrivilege(one.reason); });
            if (redactions.empty()) continue;
            REDWELL_TRY(const auto all, m_messages.ofDocument(id));
            if (all.empty()) continue;
            REDWELL_TRY(const auto said, callsOn(m_database, all));
            REDWELL_TRY(const auto pages, documents::DocumentStore(m_database).pages(id));
            for (const auto& message : all) {
                const auto call = said.find(message.id);
                if (call != said.end() && call->second == Said::NotPrivileged) continue;
                if (coverageOf(redaction::placeOf(message, pages), redactions) == redaction::Coverage::Whole) {
                    REDWELL_CHECK(add(message, number, {}, false));
                }
            }
        }
        return {};
    }

    // What is only quoted goes where somebody has said that it may.
    Status release() {
        std::set<std::size_t> released;
        for (const auto& [sighting, index] : m_found.m_bySighting) {
            if (!m_found.m_all[index].isQuoted) continue;
            REDWELL_TRY(const bool isReleased, isLetGo(sighting));
            if (isReleased) released.insert(index);
        }
        std::erase_if(m_found.m_bySighting, [&](const auto& one) { return released.contains(one.second); });
        std::erase_if(m_found.m_byText, [&](const auto& one) { return released.contains(one.second); });
        return {};
    }

    Result<bool> isLetGo(std::int64_t sighting) {
        std::vector<MessageId> ids{{sighting}};
        REDWELL_CHECK(m_database.query(
            "SELECT message_id FROM message_links WHERE same_as = :id AND message_id <> :id ORDER BY message_id",
            {{":id", sighting}}, [&](const Row& row) { ids.push_back({row.integer(0)}); }));
        std::vector<Message> all;
        for (const auto id : ids) {
            REDWELL_TRY(const auto message, m_messages.find(id));
            if (message) all.push_back(*message);
        }
        REDWELL_TRY(const auto said, callsOn(m_database, all));
        if (std::ranges::any_of(said, [](const auto& one) { return one.second == Said::NotPrivileged; })) return true;
        for (const auto& message : all) {
            if (m_privileged.contains(message.document)) continue;
            REDWELL_TRY(const bool isOwn, isOwnMessage(m_database, message));
            if (!isOwn) continue;
            REDWELL_TRY(const bool isFree, isCodedNotPrivileged(m_database, message.document));
            if (isFree) return true;
        }
        return false;
    }

    casefile::Database& m_database;
    messages::MessageStore m_messages;
    std::map<DocumentId, PrivilegedDocument> m_privileged;
    std::map<DocumentId, std::string> m_redacted;
    WithheldMessages m_found;
};

Result<WithheldMessages> WithheldMessages::of(casefile::Database& database, const Specification& specification) {
    return WithheldReader(database).read(specification);
}

Result<std::vector<Reappearance>> WithheldMessages::in(casefile::Database& database, DocumentId document) const {
    std::vector<Reappearance> found;
    if (m_all.empty()) return found;
    REDWELL_TRY(const auto all, messages::MessageStore(database).ofDocument(document));
    for (const auto& message : all) {
        REDWELL_TRY(const auto sighting, sightingOf(database, message.id));
        const WithheldMessage* of = nullptr;
        if (const auto linked = m_bySighting.find(sighting); linked != m_bySighting.end())
            of = &m_all[linked->second];
        else if (const auto worded = m_byText.find(foldToAlphanumeric(message.body)); worded != m_byText.end())
            of = &m_all[worded->second];
        if (of) found.push_back({message, *of, {}, redaction::Coverage::None, false, false});
    }
    if (found.empty()) return found;
    REDWELL_TRY(const auto said, callsOn(database, all));
    for (auto& one : found) one.isCalled = said.contains(one.message.id);
    std::erase_if(
        found, [&](const Reappearance& one) { return one.isCalled && said.at(one.message.id) == Said::NotPrivileged; });
    REDWELL_TRY(const bool isFree, isCodedNotPrivileged(database, document));
    REDWELL_TRY(const auto pages, documents::DocumentStore(database).pages(document));
    REDWELL_TRY(const auto redactions, redaction::RedactionStore(database).ofDocument(document));
    std::vector<Reappearance> kept;
    for (auto& one : found) {
        REDWELL_TRY(one.isOwn, isOwnMessage(database, one.message));
        if (isFree && one.isOwn && one.of.isQuoted && !one.isCalled) continue;
        one.place = redaction::placeOf(one.message, pages);
        one.coverage = coverageOf(one.place, redactions);
        kept.push_back(std::move(one));
    }
    return kept;
}

}  // namespace redwell::production
