#include "app/ctl/message_rows.h"

#include "analysis/threads.h"
#include "app/ctl/inspection.h"
#include "app/ctl/message_decisions.h"
#include "documents/document_store.h"
#include "messages/blind_copies.h"
#include "messages/message_store.h"
#include "messages/people_store.h"

#include <optional>
#include <set>
#include <span>

namespace redwell::ctl {

Result<std::string> MessageReferences::numberOf(DocumentId document) {
    auto& number = m_numbers[document];
    if (number.empty()) {
        REDWELL_TRY(const auto d, documents::DocumentStore(m_database).find(document));
        if (d) number = d->controlNumber;
    }
    return number;
}

Result<Json> MessageReferences::of(MessageId message) {
    if (!message) return Json(nullptr);
    REDWELL_TRY(const auto found, messages::MessageStore(m_database).find(message));
    if (!found) return Json(nullptr);
    REDWELL_TRY(const auto number, numberOf(found->document));
    return Json{{"control_number", number}, {"message", found->ordinal}};
}

Result<std::vector<Json>> describeMessages(casefile::Database& database, const std::vector<documents::Message>& found) {
    std::vector<MessageId> ids;
    for (const auto& m : found) ids.push_back(m.id);
    messages::PeopleStore people(database);
    REDWELL_TRY(const auto senders, people.senders(ids));
    REDWELL_TRY(const auto everyone, people.list());
    std::map<PersonId, const messages::Person*> known;
    for (const auto& person : everyone) known[person.id] = &person;
    analysis::Threads threads(database);
    REDWELL_TRY(const auto links, threads.links(ids));
    std::map<MessageId, std::vector<analysis::ThreadGap>> gaps;
    std::set<ThreadId> seen;
    for (const auto& [id, link] : links) {
        if (!link.thread || !seen.insert(link.thread).second) continue;
        REDWELL_TRY(const auto missing, threads.gaps(link.thread));
        for (const auto& gap : missing) gaps[gap.knownFrom].push_back(gap);
    }
    REDWELL_TRY(const auto decisions, decisionsOn(database, found));
    REDWELL_TRY(const auto copies, messages::blindCopies(database));
    std::multimap<DocumentId, const messages::BlindCopy*> copiesOf;
    for (const auto& copy : copies) copiesOf.emplace(copy.kept, &copy);
    messages::MessageStore store(database);
    documents::DocumentStore documents(database);
    MessageReferences references(database);
    std::set<DocumentId> begun;
    std::vector<Json> rows;
    for (const auto& m : found) {
        REDWELL_TRY(const auto number, references.numberOf(m.document));
        Json row = {{"control_number", number}, {"message", m.ordinal}};
        row.update(messageJson(m));
        row["from"] = m.from;  // as written
        row["to"] = m.to;
        row["cc"] = m.cc;
        row["bcc"] = m.bcc;
        const auto sender = senders.find(m.id);
        const auto person = sender == senders.end() ? known.end() : known.find(sender->second);
        row["person"] = person == known.end() ? Json(nullptr) : Json(person->second->name);
        const auto link = links.find(m.id);
        const bool isLinked = link != links.end();
        row["thread"] = isLinked && link->second.thread ? Json(link->second.thread.value) : Json(nullptr);
        REDWELL_TRY(row["answers"], references.of(isLinked ? link->second.parent : MessageId{}));
        REDWELL_TRY(row["same_as"],
                    references.of(isLinked && link->second.sameAs != m.id ? link->second.sameAs : MessageId{}));
        row["inclusive"] = isLinked && link->second.isInclusive;
        Json missing = Json::array();
        if (const auto told = gaps.find(m.id); told != gaps.end())
            for (const auto& gap : told->second) {
                REDWELL_TRY(auto quoted, references.of(gap.quoted));
                missing.push_back({{"key", gap.key}, {"quoted", std::move(quoted)}});
            }
        row["gaps"] = std::move(missing);
        const auto decided = decisions.find(m.id);
        row.update(decided == decisions.end() ? noDecisions() : decided->second);
        Json blind = Json::array();
        if (m.ordinal == 1)
            for (auto [copy, end] = copiesOf.equal_range(m.document); copy != end; ++copy) {
                REDWELL_TRY(auto copyNumber, references.numberOf(copy->second->copy));
                blind.push_back({{"control_number", std::move(copyNumber)}, {"bcc", copy->second->people}});
            }
        row["bcc_of_copies"] = std::move(blind);
        if (begun.insert(m.document).second) {
            Json unassigned = Json::array();
            REDWELL_TRY(const auto regions, store.unassigned(m.document));
            std::optional<documents::Page> page;
            for (const auto& region : regions) {
                if (!page || page->number != region.page) {
                    REDWELL_TRY(page, documents.page(m.document, region.page));
                }
                unassigned.push_back(unassignedJson(
                    region, page ? std::span<const documents::Page>(&*page, 1) : std::span<const documents::Page>()));
            }
            row["unassigned"] = std::move(unassigned);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

}  // namespace redwell::ctl
