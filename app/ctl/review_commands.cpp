#include "app/ctl/message_commands.h"
#include "app/ctl/message_selection.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "redaction/finder.h"
#include "redaction/redactions.h"
#include "review/annotations.h"
#include "review/coding.h"
#include "review/message_calls.h"
#include "search/search.h"

#include <algorithm>
#include <memory>
#include <set>

namespace redwell::ctl {
namespace {

struct CodeArguments {
    std::string query, document, message, by;
    bool onMessages = false;
    std::vector<std::string> settings;
};

// The reviewer's own calls on messages.
Result<int> codeMessages(const Options& options, const CodeArguments& given,
                         const std::vector<review::Assignment>& assignments) {
    REDWELL_TRY(const auto opened, openCase(options));
    std::vector<MessageId> ids;
    if (given.document.empty()) {
        REDWELL_TRY(auto lease, opened->read());
        REDWELL_TRY(ids, search::Search(*lease, opened->timeZone()).messages(given.query));
    } else {
        REDWELL_TRY(const auto document, documentNumbered(*opened, given.document));
        REDWELL_TRY(const auto chosen, messagesAt(*opened, document, given.message));
        ids = idsOf(chosen);
    }
    REDWELL_TRY(const auto change, opened->write([&](casefile::Database& database) {
        return review::MessageCalls(database).change(ids, assignments, given.by);
    }));
    show(options, {{"messages", ids.size()}, {"change", change}},
         ids.empty()   ? "No message matches, so nothing was coded."
         : change == 0 ? counted(ids.size(), "message") + " were coded so already."
                       : "Coded " + counted(ids.size(), "message") + ".");
    return int{kDone};
}

Result<int> code(const Options& options, const CodeArguments& given) {
    std::vector<review::Assignment> assignments;
    for (const auto& setting : given.settings) {
        REDWELL_TRY(auto assignment, review::CodingStore::parseAssignment(setting));
        assignments.push_back(std::move(assignment));
    }
    if (given.onMessages || !given.message.empty()) return codeMessages(options, given, assignments);
    REDWELL_TRY(const auto opened, openCase(options));
    std::vector<DocumentId> ids;
    if (given.document.empty()) {
        REDWELL_TRY(ids, find(*opened, given.query));
    } else {
        REDWELL_TRY(const auto document, documentNumbered(*opened, given.document));
        ids = {document.id};
    }
    REDWELL_TRY(const auto change, opened->write([&](casefile::Database& database) {
        return review::CodingStore(database).change(ids, assignments, given.by);
    }));
    show(options, {{"documents", ids.size()}, {"change", change}},
         ids.empty()   ? "No document matches, so nothing was coded."
         : change == 0 ? counted(ids.size(), "document") + " were coded so already."
                       : "Coded " + counted(ids.size(), "document") + ".");
    return int{kDone};
}

struct AnnotateArguments {
    std::string document, box, note, by;
    int message = 0, page = 0;
};

Result<int> annotate(const Options& options, const AnnotateArguments& given) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(const auto document, documentNumbered(*opened, given.document));
    review::Annotation annotation;
    annotation.document = document.id;
    annotation.page = given.page;
    annotation.note = given.note;
    annotation.by = given.by;
    if (!given.box.empty()) {
        REDWELL_TRY(annotation.box, boxFrom(given.box));
    }
    if (given.message > 0) {
        REDWELL_TRY(auto lease, opened->read());
        REDWELL_TRY(const auto all, messages::MessageStore(*lease).ofDocument(document.id));
        const auto found = std::ranges::find(all, given.message, &documents::Message::ordinal);
        if (found == all.end())
            return Error{ErrorKind::NotFound,
                         "has no message " + std::to_string(given.message) + "; it holds " + std::to_string(all.size()),
                         given.document, "See them with: redwellctl messages CASE --document " + given.document};
        annotation.message = found->id;
        annotation.page = found->page;
    }
    REDWELL_TRY(const auto id, opened->write([&](casefile::Database& database) {
        return review::AnnotationStore(database).add(annotation);
    }));
    show(options, {{"annotation", id.value}, {"control_number", document.controlNumber}},
         "Noted on " + document.controlNumber + ".");
    return int{kDone};
}

struct RedactArguments {
    std::string query, find, pattern, box;
    MessageRedactArguments message;
    int page = 0;
};

Result<std::vector<redaction::Redaction>> wanted(casefile::Case& opened, const RedactArguments& given,
                                                 const std::vector<DocumentId>& ids) {
    std::vector<redaction::Redaction> redactions;
    REDWELL_TRY(auto lease, opened.read());
    redaction::Redaction one;
    one.reason = given.message.reason;
    if (given.page > 0) {
        REDWELL_TRY(one.box, boxFrom(given.box));
        one.page = given.page;
        for (const auto id : ids) {
            REDWELL_TRY(const auto page, documents::DocumentStore(*lease).page(id, given.page));
            if (!page) continue;
            one.document = id;
            redactions.push_back(one);
        }
        if (redactions.empty())
            return Error{ErrorKind::NotFound, "nothing was redacted: none of " + counted(ids.size(), "document") +
                                                  " has a page " + std::to_string(given.page)};
        return redactions;
    }
    one.origin = "find";
    REDWELL_TRY(const auto found, given.pattern.empty() ? redaction::findText(*lease, ids, given.find)
                                                        : redaction::findPattern(*lease, ids, given.pattern));
    for (const auto& place : found) {
        one.document = place.document;
        one.page = place.page;
        for (const auto& box : place.boxes) {
            one.box = box;
            redactions.push_back(one);
        }
    }
    if (redactions.empty())
        return Error{ErrorKind::NotFound, "nothing was redacted: " +
                                              (given.pattern.empty() ? "'" + given.find + "'" : "no " + given.pattern) +
                                              " stands on the pages of " + counted(ids.size(), "document")};
    return redactions;
}

// Silence would be taken for "it stands nowhere".
Result<std::int64_t> tellOfUnread(casefile::Case& opened, const std::vector<DocumentId>& ids) {
    REDWELL_TRY(auto lease, opened.read());
    REDWELL_TRY(const auto unread, documents::DocumentStore(*lease).unread(ids));
    std::vector<std::string> parts;
    const auto say = [&](std::int64_t count, const char* one, const char* many) {
        if (count > 0) parts.push_back(counted(count, "document") + (count == 1 ? one : many));
    };
    say(static_cast<std::int64_t>(unread.withoutPages.size()), " has no pages yet", " have no pages yet");
    say(unread.queued, " waits to be read", " wait to be read");
    say(unread.waitingForOcr, " waits for OCR", " wait for OCR");
    say(unread.failed, " has pages that could not be read", " have pages that could not be read");
    if (!parts.empty()) note("Not looked through: " + join(parts, "; ") + ".");
    return unread.documents();
}

Result<int> redact(const Options& options, const RedactArguments& given) {
    if (!given.message.message.empty()) return redactMessages(options, given.message);
    if (given.query.empty())
        return Error{ErrorKind::Usage, "no documents were named", {}, "Give --query; * means every document."};
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_CHECK(finishPages(*opened));
    REDWELL_TRY(const auto ids, find(*opened, given.query));
    std::int64_t unread = 0;
    if (given.page == 0) {
        REDWELL_TRY(unread, tellOfUnread(*opened, ids));
    }
    REDWELL_TRY(const auto redactions, wanted(*opened, given, ids));
    REDWELL_TRY(const auto group, opened->write([&](casefile::Database& database) {
        return redaction::RedactionStore(database).add(redactions, given.message.by);
    }));
    std::set<DocumentId> touched;
    for (const auto& redaction : redactions) touched.insert(redaction.document);
    show(options,
         {{"redactions", redactions.size()},
          {"documents", touched.size()},
          {"group", group},
          {"not_looked_through", unread}},
         "Redacted " + counted(redactions.size(), "place") + " in " + counted(touched.size(), "document") + ".");
    return int{kDone};
}

}  // namespace

void addReviewCommands(Program& program) {
    {
        const auto given = std::make_shared<CodeArguments>();
        auto* command = program.onCase("code", "Code every document, or call every message, that matches");
        auto* which = command->add_option_group("which", "What to code");
        which->add_option("--query", given->query, "Which documents; * for every one");
        auto* document = which->add_option("--document", given->document, "One document, by control number");
        which->require_option(1);
        auto* message = command->add_option("--message", given->message, "Its message by its place, or a run: 3-7")
                            ->needs(document);
        command->add_flag("--messages", given->onMessages, "The query is for messages, and they are called")
            ->excludes(message)
            ->excludes(document);
        command->add_option("--set", given->settings, "FIELD=VALUE, FIELD+=VALUE or FIELD-=VALUE")
            ->required()
            ->expected(1)
            ->take_all();
        command->add_option("--by", given->by, "The reviewer")->required();
        program.does(command, [&options = program.options, given] { return code(options, *given); });
    }
    {
        const auto given = std::make_shared<AnnotateArguments>();
        auto* command = program.onCase("annotate", "Put a note on a document, a place on a page, or a message");
        command->add_option("--document", given->document, "Control number")->required();
        auto* message = command->add_option("--message", given->message, "The message by its place in the document")
                            ->check(CLI::PositiveNumber);
        auto* page =
            command->add_option("--page", given->page, "The page")->check(CLI::PositiveNumber)->excludes(message);
        command->add_option("--box", given->box, "X0,Y0,X1,Y1 in points from the page's top left")->needs(page);
        command->add_option("--note", given->note, "What to say")->required();
        command->add_option("--by", given->by, "The reviewer")->required();
        program.does(command, [&options = program.options, given] { return annotate(options, *given); });
    }
    {
        const auto given = std::make_shared<RedactArguments>();
        auto* command = program.onCase(
            "redact", "Redact a phrase, a pattern or a box in every document that matches, or a message");
        auto* query = command->add_option("--query", given->query, "Which documents; * for every one");
        auto* document = command->add_option("--document", given->message.document, "The message's document");
        auto* what = command->add_option_group("what", "What to cover");
        what->add_option("--find", given->find, "A phrase, wherever it stands");
        what->add_option("--pattern", given->pattern, "ssn, email, phone, credit_card or iban")
            ->check(CLI::IsMember(redaction::patternNames()));
        auto* page = what->add_option("--page", given->page, "The page of the box")->check(CLI::PositiveNumber);
        auto* message =
            what->add_option("--message", given->message.message, "By its place in the document, or a run: 3-7")
                ->needs(document)
                ->excludes(query);
        document->needs(message);
        what->require_option(1);
        auto* everywhere =
            command->add_flag("--everywhere", given->message.everywhere, "In every document that holds or quotes it")
                ->needs(message);
        command->add_option("--only", given->message.only, "These of what a dry run lists: 1,3")->needs(everywhere);
        command->add_flag("--dry-run", given->message.isDry, "List what would be covered")->needs(message);
        auto* box =
            command->add_option("--box", given->box, "X0,Y0,X1,Y1 in points from the page's top left")->needs(page);
        page->needs(box);
        command->add_option("--reason", given->message.reason, "Printed on the box")->required();
        command->add_option("--by", given->message.by, "The reviewer")->required();
        program.does(command, [&options = program.options, given] { return redact(options, *given); });
    }
    addMessageCommands(program);
}

}  // namespace redwell::ctl
