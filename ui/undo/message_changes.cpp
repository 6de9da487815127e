#include "ui/undo/message_changes.h"

#include "analysis/threads.h"
#include "ui/session/case_session.h"
#include "ui/session/text.h"
#include "ui/undo/change_command.h"

#include <QCoreApplication>

#include <memory>
#include <set>

namespace redwell::ui {
namespace {

QString tr(const char* text, int n = -1) {
    return QCoreApplication::translate("redwell::ui::Changes", text, nullptr, n);
}

std::string by() { return utf8(CaseSession::reviewer()); }

// A change that core knows by a number, and whose undoing is a change of its own: taking that back is redoing.
using Numbered = std::function<Result<std::int64_t>(casefile::Database&)>;
Reversible numbered(const QString& text, Numbered make,
                    std::function<Result<std::int64_t>(casefile::Database&, std::int64_t)> undo,
                    std::function<void()> announce) {
    auto change = std::make_shared<std::int64_t>(0);
    const auto flip = [change, undo = std::move(undo)](casefile::Database& database) -> Status {
        if (*change == 0) return {};
        REDWELL_TRY(*change, undo(database, *change));
        return {};
    };
    return {text,
            [change, make = std::move(make)](casefile::Database& database) -> Status {
                REDWELL_TRY(*change, make(database));
                return {};
            },
            flip, flip, std::move(announce)};
}

auto undoCalls() {
    return [who = by()](casefile::Database& database, std::int64_t change) {
        return review::MessageCalls(database).undo(change, who);
    };
}

void makeThreadsAgain(CaseSession& session) {
    session.run(
        &session,
        [&open = session.caseFile()](Progress& progress, std::stop_token stop) {
            return analysis::Threads::rebuild(open, progress, stop);
        },
        [&session](const Status& status) {
            status ? emit session.messagesChanged({}) : session.report(status.error());
        });
}

}  // namespace

void callMessages(CaseSession& session, std::vector<MessageId> messages, std::vector<review::Assignment> assignments) {
    if (messages.empty() || assignments.empty()) return;
    const QString text =
        messages.size() == 1 ? tr("call on a message") : tr("calls on %n messages", static_cast<int>(messages.size()));
    perform(session, numbered(
                         text,
                         [messages = std::move(messages), assignments = std::move(assignments),
                          who = by()](casefile::Database& database) {
                             return review::MessageCalls(database).change(messages, assignments, who);
                         },
                         undoCalls(),
                         [&session] {
                             emit session.callsChanged();
                             emit session.fieldsChanged();
                         }));
}

void settleCalls(CaseSession& session, std::vector<MessageId> messages, std::vector<review::Assignment> assignments) {
    if (messages.empty() || assignments.empty()) return;
    perform(session, numbered(
                         tr("settlement"),
                         [messages = std::move(messages), assignments = std::move(assignments),
                          who = by()](casefile::Database& database) {
                             return review::MessageCalls(database).settle(messages, assignments, who);
                         },
                         undoCalls(), [&session] { emit session.callsChanged(); }));
}

void annotateMessages(CaseSession& session, std::vector<MessagePlaceInDocument> messages, const QString& note) {
    if (messages.empty()) return;
    auto ids = std::make_shared<std::vector<AnnotationId>>();
    std::set<DocumentId> documents;
    for (const auto& place : messages) documents.insert(place.document);
    const auto each = [ids, who = by()](Status (review::AnnotationStore::*what)(AnnotationId, std::string_view)) {
        return [ids, who, what](casefile::Database& database) -> Status {
            review::AnnotationStore store(database);
            for (const auto id : *ids) REDWELL_CHECK((store.*what)(id, who));
            return {};
        };
    };
    const QString text =
        messages.size() == 1 ? tr("note on a message") : tr("note on %n messages", static_cast<int>(messages.size()));
    const DocumentId only = documents.size() == 1 ? *documents.begin() : DocumentId{};
    perform(session, {text,
                      [ids, messages, note = utf8(note), who = by()](casefile::Database& database) -> Status {
                          review::AnnotationStore store(database);
                          for (const auto& place : messages) {
                              review::Annotation annotation;
                              annotation.document = place.document;
                              annotation.message = place.message;
                              annotation.note = note;
                              annotation.by = who;
                              REDWELL_TRY(const auto id, store.add(annotation));
                              ids->push_back(id);
                          }
                          return {};
                      },
                      each(&review::AnnotationStore::remove), each(&review::AnnotationStore::restore),
                      [&session, documents] {
                          for (const auto document : documents) emit session.annotationsChanged(document);
                      },
                      only});
}

void redactSightings(CaseSession& session, std::vector<redaction::Sighting> chosen, const QString& reason,
                     std::function<void(const redaction::MessageRedaction&)> then) {
    if (chosen.empty()) return;
    auto done = std::make_shared<redaction::MessageRedaction>();
    perform(
        session,
        {chosen.size() == 1 ? tr("redaction of a message")
                            : tr("redaction of a message in %n places", static_cast<int>(chosen.size())),
         [done, chosen = std::move(chosen), reason = utf8(reason), who = by()](casefile::Database& database) -> Status {
             REDWELL_TRY(*done, redaction::redact(database, chosen, reason, who));
             return {};
         },
         [done, who = by()](casefile::Database& database) -> Status {
             return done->group ? redaction::RedactionStore(database).removeGroup(done->group, who) : Status{};
         },
         [done, who = by()](casefile::Database& database) -> Status {
             return done->group ? redaction::RedactionStore(database).restoreGroup(done->group, who) : Status{};
         },
         [&session] { emit session.redactionsChanged({}); }},
        [done, then = std::move(then)](const Status& status) {
            if (status && then) then(*done);
        });
}

void correctMessages(CaseSession& session, DocumentId document, const QString& text, Correction make,
                     std::function<void(const Status&)> then) {
    const std::string zone = session.timeZone();
    perform(session,
            numbered(
                text,
                [make = std::move(make), zone, who = by()](casefile::Database& database) {
                    review::Corrections corrections(database, zone);
                    return make(corrections, who);
                },
                [zone, who = by()](casefile::Database& database, std::int64_t change) {
                    return review::Corrections(database, zone).undo(change, who);
                },
                [&session, document] {
                    emit session.messagesChanged(document);
                    emit session.annotationsChanged(document);
                    makeThreadsAgain(session);
                }),
            std::move(then));
}

void changePeople(CaseSession& session, const QString& text, PeopleWork make) {
    auto change = std::make_shared<messages::PeopleChange>();
    const auto flip = [change, who = by()](casefile::Database& database) -> Status {
        REDWELL_TRY(*change, messages::PeopleStore(database).takeBack(*change, who));
        return {};
    };
    perform(session, {text,
                      [change, make = std::move(make), who = by()](casefile::Database& database) -> Status {
                          messages::PeopleStore store(database);
                          REDWELL_TRY(*change, make(store, who));
                          return {};
                      },
                      flip, flip, [&session] { emit session.peopleChanged(); }});
}

}  // namespace redwell::ui
