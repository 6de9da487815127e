// The window's changes to messages and people. Each is saved when its signal arrives, and undone as one.
#pragma once

#include "messages/people_store.h"
#include "redaction/message_redaction.h"
#include "review/corrections.h"
#include "review/message_calls.h"

#include <QString>

#include <functional>
#include <vector>

namespace redwell::ui {

class CaseSession;

// This reviewer's own calls on the messages.
void callMessages(CaseSession& session, std::vector<MessageId> messages, std::vector<review::Assignment> assignments);
// The third choice where two reviewers differ.
void settleCalls(CaseSession& session, std::vector<MessageId> messages, std::vector<review::Assignment> assignments);
// One note, on each of the messages.
struct MessagePlaceInDocument {
    DocumentId document;
    MessageId message;
};
void annotateMessages(CaseSession& session, std::vector<MessagePlaceInDocument> messages, const QString& note);
// then gets what was covered, and what could not be.
void redactSightings(CaseSession& session, std::vector<redaction::Sighting> chosen, const QString& reason,
                     std::function<void(const redaction::MessageRedaction&)> then);

// make: one correction of a message of the document; threads are made again behind it.
using Correction = std::function<Result<std::int64_t>(review::Corrections&, const std::string& by)>;
void correctMessages(CaseSession& session, DocumentId document, const QString& text, Correction make,
                     std::function<void(const Status&)> then = {});

using PeopleWork = std::function<Result<messages::PeopleChange>(messages::PeopleStore&, const std::string& by)>;
void changePeople(CaseSession& session, const QString& text, PeopleWork make);

}  // namespace redwell::ui
