#include "review/corrections.h"

#include "base/text.h"
#include "casefile/audit.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "review/message_bounds.h"
#include "review/message_snapshot.h"
#include "review/undo_chain.h"

#include <algorithm>
#include <set>

namespace redwell::review {

using casefile::Database;
using casefile::Row;
using documents::Message;
using documents::Page;
using documents::Region;
using nlohmann::json;

namespace {

// A document's messages while a correction is made.
struct Draft {
    DocumentId document;
    std::string controlNumber, zone;
    std::vector<Message> before, after;
    std::size_t at = 0;                           // the message that is corrected, in after
    std::map<std::int64_t, std::int64_t> copied;  // new message -> the one whose calls it has too
    std::map<std::int64_t, std::int64_t> heirs;   // message that goes -> the one that takes what hangs on it
    std::optional<std::vector<Region>> unassigned;

    Message& message() { return after[at]; }
};

Result<Draft> draftOfDocument(Database& database, DocumentId document, const std::string& zone) {
    Draft draft;
    draft.document = document;
    draft.zone = zone;
    REDWELL_TRY(draft.controlNumber,
                database.text("SELECT control_number FROM documents WHERE id = :id", {{":id", document.value}}));
    if (draft.controlNumber.empty()) return Error{ErrorKind::NotFound, "there is no such document in the case"};
    REDWELL_TRY(draft.before, messages::MessageStore(database).ofDocument(document));
    draft.after = draft.before;
    return draft;
}

Result<Draft> draftOf(Database& database, MessageId message, const std::string& zone) {
    REDWELL_TRY(const auto document,
                database.integer("SELECT document_id FROM messages WHERE id = :id", {{":id", message.value}}));
    if (document == 0) return Error{ErrorKind::NotFound, "there is no such message in the case"};
    REDWELL_TRY(auto draft, draftOfDocument(database, {document}, zone));
    draft.at = static_cast<std::size_t>(std::ranges::find(draft.after, message, &Message::id) - draft.after.begin());
    return draft;
}

Result<std::vector<Page>> pagesUnder(Database& database, const Message& message) {
    std::set<int> numbers;
    for (const auto& region : message.regions) numbers.insert(region.page);
    std::vector<Page> pages;
    for (const auto number : numbers) {
        REDWELL_TRY(auto page, documents::DocumentStore(database).page(message.document, number));
        if (page) pages.push_back(std::move(*page));
    }
    return pages;
}

Result<std::string> statedAs(const std::string& text, std::string_view zone) {
    std::string stated(trim(text));
    if (stated.empty()) return stated;
    if (stated.size() > 10 && stated[10] == ' ') stated[10] = 'T';
    const bool isWhole =
        stated.size() >= 16 && stated[4] == '-' && stated[7] == '-' && stated[10] == 'T' && stated[13] == ':';
    if (!isWhole || !StatedTime{stated}.instant(zone))
        return Error{ErrorKind::Usage,
                     "'" + text + "' is no time",
                     {},
                     "Write it as 2023-10-24T14:03, with seconds and an offset such as +02:00 where they are known."};
    return stated;
}

Status mend(Message& message, const MessageMending& mending, std::string_view zone) {
    if (mending.from) message.from = collapseWhitespace(cleanUtf8(*mending.from));
    if (mending.sent) {
        REDWELL_TRY(message.sent.text, statedAs(*mending.sent, zone));
    }
    if (mending.subject) message.subject = collapseWhitespace(cleanUtf8(*mending.subject));
    if (mending.body) message.body = cleanUtf8(trim(*mending.body));
    for (const auto& [list, wanted] : {std::pair(&message.to, &mending.to), std::pair(&message.cc, &mending.cc),
                                       std::pair(&message.bcc, &mending.bcc)}) {
        if (!*wanted) continue;
        list->clear();
        for (const auto& one : **wanted)
            if (auto name = collapseWhitespace(cleanUtf8(one)); !name.empty()) list->push_back(std::move(name));
    }
    return {};
}

Error where(Error error, const Draft& draft, const Message& message) {
    if (error.where.empty()) error.where = draft.controlNumber + ", message " + std::to_string(message.ordinal);
    return error;
}

// One reviewer's word on both is one word; two different words are for the reviewer to settle first.
Status inherit(Database& database, const Message& from, const Message& heir, MessageSnapshot& after) {
    REDWELL_TRY(const auto gone, callsOf(database, from.id));
    REDWELL_TRY(const auto kept, callsOf(database, heir.id));
    for (const auto& call : gone) {
        const auto same = std::ranges::find_if(kept, [&](const StoredCall& k) {
            return k.field == call.field && k.isSettlement == call.isSettlement && (k.isSettlement || k.by == call.by);
        });
        if (same == kept.end()) {
            after.gained[heir.id.value].push_back(call);
        } else if (same->value != call.value) {
            REDWELL_TRY(const auto field,
                        database.text("SELECT name FROM fields WHERE id = :id", {{":id", call.field}}));
            return Error{ErrorKind::Conflict,
                         call.by + " has called the two messages differently (" + field + ")",
                         {},
                         "Make the calls agree first."};
        }
    }
    return {};
}

Status record(Database& database, std::int64_t change, DocumentId document, const MessageSnapshot& before,
              const MessageSnapshot& after, std::string_view by, std::optional<std::int64_t> undoes) {
    return database.run(
        "INSERT INTO message_corrections(change_id, document_id, before, after, by, at, undoes) "
        "VALUES (:change, :document, :before, :after, :by, :at, :undoes)",
        {{":change", change},
         {":document", document.value},
         {":before", written(before)},
         {":after", written(after)},
         {":by", by},
         {":at", Instant::now().milliseconds},
         {":undoes", undoes}});
}

// What the audit tells of a side: who, when and what, but not the geometry.
json told(const MessageSnapshot& side) {
    json all = json::array();
    for (const auto& m : side.messages)
        all.push_back({{"message", m.message.ordinal},
                       {"from", m.message.from},
                       {"to", m.message.to},
                       {"sent", m.message.sent.text},
                       {"subject", m.message.subject},
                       {"body", m.message.body}});
    return all;
}

Result<std::int64_t> nextChange(Database& database) {
    return database.integer("SELECT coalesce(max(change_id), 0) + 1 FROM message_corrections");
}

Result<std::int64_t> commit(Database& database, Draft& draft, const char* what, std::string_view by) {
    if (trim(by).empty()) return Error{ErrorKind::Usage, "a correction needs the name of who makes it"};
    MessageSnapshot before, after;
    before.what = after.what = what;
    int ordinal = 0;
    for (auto& message : draft.after) message.ordinal = ++ordinal;
    const auto differs = [](const Message& a, const Message& b) {
        Message moved = a;
        moved.ordinal = b.ordinal;
        return !(moved == b);
    };
    for (const auto& old : draft.before) {
        before.order.push_back(old.id.value);
        const auto now = std::ranges::find(draft.after, old.id, &Message::id);
        if (now != draft.after.end() && !differs(*now, old)) continue;
        SnapshotMessage kept{old, {}, {}};
        REDWELL_TRY(kept.calls, callsOf(database, old.id));
        REDWELL_TRY(kept.annotations, annotationsOf(database, old.id));
        before.messages.push_back(std::move(kept));
    }
    for (auto& now : draft.after) {
        after.order.push_back(now.id.value);
        const auto old = std::ranges::find(draft.before, now.id, &Message::id);
        if (old != draft.before.end() && !differs(now, *old)) continue;
        now.isCorrected = true;
        SnapshotMessage made{now, {}, {}};
        if (const auto source = draft.copied.find(now.id.value); source != draft.copied.end()) {
            REDWELL_TRY(made.calls, callsOf(database, {source->second}));
        }
        after.messages.push_back(std::move(made));
    }
    if (before.messages.empty() && after.messages.empty()) return std::int64_t{0};
    after.heirs = draft.heirs;
    for (const auto& [gone, heir] : draft.heirs) {
        const auto old = std::ranges::find(draft.before, MessageId{gone}, &Message::id);
        const auto kept = std::ranges::find(draft.before, MessageId{heir}, &Message::id);
        const auto inherited = inherit(database, *old, *kept, after);
        if (!inherited) return where(inherited.error(), draft, *old);
    }
    if (draft.unassigned) {
        REDWELL_TRY(before.unassigned, unassignedOf(database, draft.document));
        after.unassigned = draft.unassigned;
    }
    REDWELL_TRY(const auto change, nextChange(database));
    REDWELL_CHECK(apply(database, draft.document, before, after, draft.zone));
    REDWELL_CHECK(record(database, change, draft.document, before, after, by, std::nullopt));
    REDWELL_CHECK(
        casefile::appendAudit(database, by, "correct_message", draft.controlNumber,
                              {{"change", change}, {"what", what}, {"before", told(before)}, {"after", told(after)}}));
    return change;
}

std::pair<int, double> placeOf(const Message& message) {
    return message.regions.empty() ? std::pair(message.page, 0.0)
                                   : std::pair(message.regions.front().page, message.regions.front().box.y0);
}

}  // namespace

Result<std::int64_t> Corrections::edit(MessageId message, const MessageMending& mending, std::string_view by) {
    REDWELL_TRY(auto draft, draftOf(m_database, message, m_zone));
    REDWELL_CHECK(mend(draft.message(), mending, m_zone));
    return commit(m_database, draft, "edit", by);
}

Result<std::int64_t> Corrections::splitAt(MessageId message, int line, const MessageMending& second,
                                          std::string_view by) {
    REDWELL_TRY(auto draft, draftOf(m_database, message, m_zone));
    REDWELL_TRY(const auto pages, pagesUnder(m_database, draft.message()));
    auto halves = splitMessage(draft.message(), line, pages);
    if (!halves) return where(halves.error(), draft, draft.message());
    REDWELL_TRY(halves->second.id, messages::MessageStore(m_database).newId());
    REDWELL_CHECK(mend(halves->second, second, m_zone));
    draft.copied[halves->second.id.value] = message.value;
    draft.message() = halves->first;
    draft.after.insert(draft.after.begin() + static_cast<std::ptrdiff_t>(draft.at) + 1, halves->second);
    return commit(m_database, draft, "split", by);
}

Result<std::int64_t> Corrections::mergeWithNext(MessageId message, std::string_view by) {
    REDWELL_TRY(auto draft, draftOf(m_database, message, m_zone));
    if (draft.at + 1 == draft.after.size())
        return where({ErrorKind::Usage, "is the last of its document: there is no next one to merge with"}, draft,
                     draft.message());
    const auto next = draft.after.begin() + static_cast<std::ptrdiff_t>(draft.at) + 1;
    draft.heirs[next->id.value] = message.value;
    draft.message() = joined(draft.message(), *next);
    draft.after.erase(next);
    return commit(m_database, draft, "merge", by);
}

Result<std::int64_t> Corrections::giveToNext(MessageId message, int line, std::string_view by) {
    REDWELL_TRY(auto draft, draftOf(m_database, message, m_zone));
    if (draft.at + 1 == draft.after.size())
        return where(
            {ErrorKind::Usage, "is the last of its document: no next one can take its lines", {}, "Split it instead."},
            draft, draft.message());
    REDWELL_TRY(const auto pages, pagesUnder(m_database, draft.message()));
    const auto halves = splitMessage(draft.message(), line, pages);
    if (!halves) return where(halves.error(), draft, draft.message());
    draft.message() = halves->first;
    auto& next = draft.after[draft.at + 1];
    next.body = halves->second.body + (next.body.empty() ? "" : "\n") + next.body;
    next.regions.insert(next.regions.begin(), halves->second.regions.begin(), halves->second.regions.end());
    if (!next.regions.empty()) next.page = next.regions.front().page;
    return commit(m_database, draft, "move_lines", by);
}

Result<std::int64_t> Corrections::giveToPrevious(MessageId message, int line, std::string_view by) {
    REDWELL_TRY(auto draft, draftOf(m_database, message, m_zone));
    auto& here = draft.message();
    if (draft.at == 0)
        return where({ErrorKind::Usage, "is the first of its document: no previous one can take its lines"}, draft,
                     here);
    REDWELL_TRY(const auto pages, pagesUnder(m_database, here));
    const auto parts = bodyParts(here, line);
    if (!parts) return where(parts.error(), draft, here);
    // The line that names sender and time stays with the message.
    const auto [head, text] = cutRegions(here.regions, pages, here.body);
    auto [given, kept] = cutRegions(text, pages, parts->second);
    auto& previous = draft.after[draft.at - 1];
    previous.body += (previous.body.empty() ? "" : "\n") + parts->first;
    previous.regions.insert(previous.regions.end(), given.begin(), given.end());
    here.body = parts->second;
    here.regions = head;
    here.regions.insert(here.regions.end(), kept.begin(), kept.end());
    return commit(m_database, draft, "move_lines", by);
}

Result<std::int64_t> Corrections::take(DocumentId document, int page, const Box& box, const MessageMending& about,
                                       std::string_view by) {
    REDWELL_TRY(auto draft, draftOfDocument(m_database, document, m_zone));
    REDWELL_TRY(const auto paper, documents::DocumentStore(m_database).page(document, page));
    if (!paper) return Error{ErrorKind::Usage, "has no page " + std::to_string(page), draft.controlNumber};
    const auto middleIn = [](const documents::Word& word, const Box& area) {
        return area.contains((word.box.x0 + word.box.x1) / 2, (word.box.y0 + word.box.y1) / 2);
    };
    std::vector<documents::Word> words;
    Box covered;
    for (const auto& word : paper->words) {
        if (!middleIn(word, box.normalized())) {
            if (!words.empty() && word.endsLine) words.back().endsLine = true;
            continue;
        }
        for (const auto& m : draft.before)
            for (const auto& region : m.regions)
                if (region.page == page && middleIn(word, region.box))
                    return where(
                        {ErrorKind::Conflict, "holds text of that box already", {}, "Split it, or move its bounds."},
                        draft, m);
        words.push_back(word);
        covered = covered.united(word.box);
    }
    if (words.empty())
        return Error{ErrorKind::Usage, "no word stands in that box of page " + std::to_string(page),
                     draft.controlNumber};
    Message made;
    made.document = document;
    made.body = std::string(trim(documents::textOf(words)));
    made.page = page;
    made.regions = {{page, covered}};
    REDWELL_TRY(made.id, messages::MessageStore(m_database).newId());
    REDWELL_CHECK(mend(made, about, m_zone));
    const auto behind = std::ranges::find_if(draft.after, [&](const Message& m) { return placeOf(m) > placeOf(made); });
    if (behind != draft.after.begin()) made.conversation = std::prev(behind)->conversation;
    draft.after.insert(behind, made);
    REDWELL_TRY(auto unassigned, unassignedOf(m_database, document));
    std::erase_if(unassigned, [&](const Region& r) {
        return r.page == page && box.normalized().contains((r.box.x0 + r.box.x1) / 2, (r.box.y0 + r.box.y1) / 2);
    });
    draft.unassigned = std::move(unassigned);
    return commit(m_database, draft, "take", by);
}

Result<std::int64_t> Corrections::remove(MessageId message, std::string_view by) {
    REDWELL_TRY(auto draft, draftOf(m_database, message, m_zone));
    REDWELL_TRY(auto unassigned, unassignedOf(m_database, draft.document));
    const auto& regions = draft.message().regions;
    unassigned.insert(unassigned.end(), regions.begin(), regions.end());
    draft.unassigned = std::move(unassigned);
    draft.after.erase(draft.after.begin() + static_cast<std::ptrdiff_t>(draft.at));
    return commit(m_database, draft, "remove", by);
}

Result<std::int64_t> Corrections::undo(std::int64_t change, std::string_view by) {
    if (trim(by).empty()) return Error{ErrorKind::Usage, "a correction needs the name of who makes it"};
    DocumentId document;
    std::string beforeText, afterText;
    REDWELL_CHECK(
        m_database.query("SELECT document_id, before, after FROM message_corrections WHERE change_id = :change",
                         {{":change", change}}, [&](const Row& row) {
                             document = {row.integer(0)};
                             beforeText = row.text(1);
                             afterText = row.text(2);
                         }));
    if (!document) return Error{ErrorKind::NotFound, "there is no such correction to take back"};
    REDWELL_TRY(const auto number,
                m_database.text("SELECT control_number FROM documents WHERE id = :id", {{":id", document.value}}));
    REDWELL_TRY(const auto before, snapshotFrom(beforeText));
    REDWELL_TRY(auto after, snapshotFrom(afterText));
    REDWELL_TRY(const auto taken, m_database.integer("SELECT count(*) FROM message_corrections u WHERE u.undoes = "
                                                     ":change",
                                                     {{":change", change}}));
    if (taken > 0) return Error{ErrorKind::Conflict, "this correction was taken back already", number};
    // What has been written on messages that go now must be there again when this is taken back itself.
    for (auto& kept : after.messages) {
        if (before.holds(kept.message.id.value)) continue;
        REDWELL_TRY(kept.annotations, annotationsOf(m_database, kept.message.id));
    }
    const auto done = apply(m_database, document, after, before, m_zone);
    if (!done) {
        auto error = done.error();
        if (error.where.empty()) error.where = number;
        return error;
    }
    REDWELL_TRY(const auto next, nextChange(m_database));
    REDWELL_CHECK(record(m_database, next, document, after, before, by, change));
    REDWELL_TRY(const auto isAgain, tookBack(m_database, "message_corrections", change));
    REDWELL_CHECK(casefile::appendAudit(m_database, by, isAgain ? "redo_correct_message" : "undo_correct_message",
                                        number,
                                        {{"change", next},
                                         {"undoes", change},
                                         {"what", before.what},
                                         {"before", told(after)},
                                         {"after", told(before)}}));
    return next;
}

Result<std::optional<MessageId>> Corrections::outcome(std::int64_t change) {
    REDWELL_TRY(const auto text, m_database.text("SELECT after FROM message_corrections WHERE change_id = :change",
                                                 {{":change", change}}));
    if (text.empty()) return Error{ErrorKind::NotFound, "there is no such correction"};
    REDWELL_TRY(const auto after, snapshotFrom(text));
    if (after.messages.empty()) return std::optional<MessageId>{};
    return std::optional(after.messages.back().message.id);
}

Result<std::vector<CorrectionEvent>> Corrections::history(DocumentId document) {
    std::vector<CorrectionEvent> events;
    std::optional<Error> bad;
    REDWELL_CHECK(m_database.query(
        "SELECT change_id, after, by, at, undoes IS NOT NULL FROM message_corrections WHERE document_id = :document "
        "ORDER BY id DESC",
        {{":document", document.value}}, [&](const Row& row) {
            const auto after = snapshotFrom(row.textView(1));
            if (!after)
                bad = after.error();
            else
                events.push_back(
                    {row.integer(0), after->what, row.text(2), Instant{row.integer(3)}, row.integer(4) != 0});
        }));
    if (bad) return *bad;
    return events;
}

}  // namespace redwell::review
