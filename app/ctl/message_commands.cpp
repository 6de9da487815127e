// What is decided on messages: correct, compare, settle, and redacting one wherever it is seen.
#include "app/ctl/message_commands.h"

#include "app/ctl/message_selection.h"
#include "base/text.h"
#include "documents/document_store.h"
#include "messages/message_store.h"
#include "redaction/message_redaction.h"
#include "review/corrections.h"
#include "review/message_calls.h"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <map>
#include <memory>

namespace redwell::ctl {
namespace {

struct CorrectArguments {
    std::string document, message, from, sent, subject, by;
    std::vector<std::string> to;
    int splitAt = 0, toNext = 0, toPrevious = 0;
    std::int64_t undo = 0;
    bool history = false;
    bool mergesNext = false, removes = false, hasFrom = false, hasSent = false, hasSubject = false, hasTo = false;
};

Result<int> undoCorrection(const Options& options, const CorrectArguments& given) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(const auto change, opened->write([&](casefile::Database& database) {
        return review::Corrections(database, opened->timeZone()).undo(given.undo, given.by);
    }));
    show(options, {{"undone", given.undo}, {"change", change}},
         "Taken back; redwellctl correct CASE --undo " + std::to_string(change) + " makes it again.");
    return int{kDone};
}

Result<int> listCorrections(const Options& options, const CorrectArguments& given) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(const auto document, documentNumbered(*opened, given.document));
    REDWELL_TRY(auto lease, opened->read());
    REDWELL_TRY(const auto events, review::Corrections(*lease, opened->timeZone()).history(document.id));
    std::vector<Json> rows;
    for (const auto& event : events)
        rows.push_back({{"change", event.change},
                        {"at", toIso(event.at)},
                        {"by", event.by},
                        {"what", event.what},
                        {"undo", event.isUndo}});
    showList(options, rows, {"change", "at", "by", "what", "undo"}, "No message of it was corrected.");
    return int{kDone};
}

Result<int> correct(const Options& options, const CorrectArguments& given) {
    if (given.undo > 0) return undoCorrection(options, given);
    if (given.document.empty())
        return Error{ErrorKind::Usage, "no document was named", {}, "Give --document, or --undo with a change."};
    if (given.history) return listCorrections(options, given);
    if (given.by.empty() || given.message.empty())
        return Error{
            ErrorKind::Usage, "a correction needs its message and its reviewer", {}, "Give --message and --by."};
    review::MessageMending mending;
    if (given.hasFrom) mending.from = given.from;
    if (given.hasSent) mending.sent = given.sent;
    if (given.hasSubject) mending.subject = given.subject;
    if (given.hasTo) mending.to = given.to;
    const bool mendsAlone =
        given.splitAt == 0 && given.toNext == 0 && given.toPrevious == 0 && !given.mergesNext && !given.removes;
    if (mendsAlone && mending.isEmpty())
        return Error{ErrorKind::Usage,
                     "nothing to correct was named",
                     {},
                     "Give --from, --to, --sent, --subject, --split-at-line, --lines-to-next, --lines-to-previous, "
                     "--merge-next or --remove."};
    if (!mendsAlone && given.splitAt == 0 && !mending.isEmpty())
        return Error{ErrorKind::Usage,
                     "sender, time and subject are corrected by themselves or for the second half of --split-at-line",
                     {},
                     "Run correct once for each."};
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(const auto document, documentNumbered(*opened, given.document));
    REDWELL_TRY(const auto chosen, messagesAt(*opened, document, given.message));
    if (chosen.size() != 1) return Error{ErrorKind::Usage, "one message is corrected at a time", given.document};
    const auto id = chosen.front().id;
    REDWELL_TRY(const auto change, opened->write([&](casefile::Database& database) -> Result<std::int64_t> {
        review::Corrections corrections(database, opened->timeZone());
        if (given.removes) return corrections.remove(id, given.by);
        if (given.mergesNext) return corrections.mergeWithNext(id, given.by);
        if (given.splitAt > 0) return corrections.splitAt(id, given.splitAt, mending, given.by);
        if (given.toNext > 0) return corrections.giveToNext(id, given.toNext, given.by);
        if (given.toPrevious > 0) return corrections.giveToPrevious(id, given.toPrevious, given.by);
        return corrections.edit(id, mending, given.by);
    }));
    REDWELL_TRY(auto lease, opened->read());
    REDWELL_TRY(const auto count, messages::MessageStore(*lease).count(document.id));
    show(options,
         {{"control_number", document.controlNumber},
          {"message", chosen.front().ordinal},
          {"change", change},
          {"messages", count}},
         change == 0 ? document.controlNumber + ", message " + given.message + " says so already."
                     : "Corrected " + document.controlNumber + ", message " + given.message + "; it holds " +
                           counted(count, "message") + ".");
    return int{kDone};
}

struct CompareArguments {
    std::string reviewers, document, conversation;
    bool onlyOpen = false;
};

Result<int> compare(const Options& options, const CompareArguments& given) {
    const auto names = split(given.reviewers, ',');
    if (names.size() != 2 || trim(names[0]).empty() || trim(names[1]).empty())
        return Error{ErrorKind::Usage,
                     "'" + given.reviewers + "' does not name two reviewers",
                     {},
                     "Write --reviewers Ann,Ben."};
    const std::string first(trim(names[0])), second(trim(names[1]));
    REDWELL_TRY(const auto opened, openCase(options));
    review::CompareScope scope;
    scope.conversation = given.conversation;
    if (!given.document.empty()) {
        REDWELL_TRY(const auto document, documentNumbered(*opened, given.document));
        scope.document = document.id;
    }
    REDWELL_TRY(auto lease, opened->read());
    review::MessageCalls calls(*lease);
    REDWELL_TRY(const auto known, calls.reviewers());
    for (const auto& reviewer : {first, second})
        if (std::ranges::find(known, reviewer) == known.end())
            return Error{ErrorKind::NotFound,
                         "'" + reviewer + "' has called or annotated no message of this case",
                         {},
                         known.empty() ? "Call one with: redwellctl code CASE --document ID --message N."
                                       : "Who has: " + join(known, ", ") + "."};
    REDWELL_TRY(const auto compared, calls.compare(scope, first, second));
    std::map<DocumentId, std::string> numbers;
    std::vector<Json> rows;
    std::size_t open = 0;
    for (const auto& row : compared) {
        open += row.isOpen();
        if (given.onlyOpen && !row.isOpen()) continue;
        auto& number = numbers[row.document];
        if (number.empty()) {
            REDWELL_TRY(const auto document, documents::DocumentStore(*lease).find(row.document));
            if (document) number = document->controlNumber;
        }
        Json settled = nullptr;
        if (!row.settledBy.empty()) settled = Json{{"value", row.settled}, {"by", row.settledBy}};
        rows.push_back({{"control_number", number},
                        {"message", row.ordinal},
                        {"field", row.field},
                        {"calls", {{first, row.first}, {second, row.second}}},
                        {"differs", row.differs},
                        {"settled", settled}});
        if (options.json) continue;
        rows.back()[first] = row.first;
        rows.back()[second] = row.second;
        rows.back()["verdict"] = !row.settledBy.empty() ? row.settled + " (" + row.settledBy + ")"
                                 : row.isOpen()         ? "differs"
                                                        : "";
    }
    showList(options, rows, {"control_number", "message", "field", first, second, "verdict"},
             given.onlyOpen ? "Nothing is to be settled between them." : "Neither has called any message there.");
    if (!options.json && open > 0) note(counted(open, "disagreement") + " to settle.");
    return int{kDone};
}

struct SettleArguments {
    std::string document, message, by;
    std::vector<std::string> settings;
};

Result<int> settle(const Options& options, const SettleArguments& given) {
    std::vector<review::Assignment> assignments;
    for (const auto& setting : given.settings) {
        REDWELL_TRY(auto assignment, review::CodingStore::parseAssignment(setting));
        assignments.push_back(std::move(assignment));
    }
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_TRY(const auto document, documentNumbered(*opened, given.document));
    REDWELL_TRY(const auto chosen, messagesAt(*opened, document, given.message));
    REDWELL_TRY(const auto change, opened->write([&](casefile::Database& database) {
        return review::MessageCalls(database).settle(idsOf(chosen), assignments, given.by);
    }));
    show(options, {{"control_number", document.controlNumber}, {"messages", chosen.size()}, {"change", change}},
         change == 0 ? "It was settled so already."
                     : "Settled " + counted(chosen.size(), "message") + " of " + document.controlNumber + ".");
    return int{kDone};
}

Json sightingJson(const redaction::Sighting& sighting, std::size_t number) {
    Json places = Json::array();
    for (const auto& place : sighting.places) {
        Json boxes = Json::array();
        for (const auto& box : place.boxes) boxes.push_back(toJson(box));
        places.push_back({{"page", place.page}, {"boxes", boxes}});
    }
    return {{"sighting", number},
            {"control_number", sighting.controlNumber},
            {"message", sighting.ordinal == 0 ? Json(nullptr) : Json(sighting.ordinal)},
            {"how", redaction::name(sighting.how)},
            {"score", std::round(sighting.score * 100) / 100},
            {"in_part", sighting.isPart},
            {"page", sighting.page},
            {"located", sighting.isLocated()},
            {"covered", sighting.isCovered},
            {"places", places},
            {"excerpt", sighting.excerpt}};
}

// "1,3": which of the list that a dry run shows.
Result<std::vector<std::size_t>> numbersIn(const std::string& text, std::size_t count) {
    std::vector<std::size_t> numbers;
    for (const auto& part : split(text, ',')) {
        const auto one = trim(part);
        std::size_t number = 0;
        const auto [end, error] = std::from_chars(one.data(), one.data() + one.size(), number);
        if (error != std::errc() || end != one.data() + one.size() || number == 0 || number > count)
            return Error{ErrorKind::Usage,
                         "'" + part + "' is no sighting of this message: there are " + std::to_string(count),
                         {},
                         "See them with --everywhere --dry-run."};
        numbers.push_back(number);
    }
    return numbers;
}

}  // namespace

Result<int> redactMessages(const Options& options, const MessageRedactArguments& given) {
    REDWELL_TRY(const auto opened, openCase(options));
    REDWELL_CHECK(finishPages(*opened));
    REDWELL_TRY(const auto document, documentNumbered(*opened, given.document));
    REDWELL_TRY(const auto chosen, messagesAt(*opened, document, given.message));
    redaction::Sightings found;
    {
        REDWELL_TRY(auto lease, opened->read());
        for (const auto& message : chosen) {
            if (!given.everywhere) {
                REDWELL_TRY(auto own, redaction::ownPlace(*lease, message.id));
                found.all.push_back(std::move(own));
                continue;
            }
            REDWELL_TRY(auto one, redaction::findSightings(*lease, message.id));
            found.isTextSearched = found.isTextSearched && one.isTextSearched;
            std::ranges::move(one.all, std::back_inserter(found.all));
        }
    }
    std::vector<Json> rows;
    for (const auto& sighting : found.all) rows.push_back(sightingJson(sighting, rows.size() + 1));
    if (!found.isTextSearched && given.everywhere)
        note("Its text is too short to be looked for in other documents; only linked copies are shown.");
    if (given.isDry) {
        showList(options, rows,
                 {"sighting", "control_number", "message", "page", "how", "score", "located", "covered", "excerpt"},
                 "");
        return int{kDone};
    }
    auto wanted = found.all;
    if (given.only.empty()) {
        if (const auto left = std::erase_if(wanted, [](const redaction::Sighting& one) { return one.isPart; });
            left > 0)
            note(
                counted(static_cast<std::int64_t>(left), "place") +
                " that may quote a part of it are left as they are: see them with --dry-run, choose them with --only.");
    } else {
        REDWELL_TRY(const auto numbers, numbersIn(given.only, found.all.size()));
        wanted.clear();
        for (const auto number : numbers) wanted.push_back(found.all[number - 1]);
    }
    REDWELL_TRY(const auto done, opened->write([&](casefile::Database& database) {
        return redaction::redact(database, wanted, given.reason, given.by);
    }));
    Json unlocated = Json::array();
    for (const auto& sighting : done.unlocated) {
        unlocated.push_back({{"control_number", sighting.controlNumber},
                             {"message", sighting.ordinal == 0 ? Json(nullptr) : Json(sighting.ordinal)},
                             {"excerpt", sighting.excerpt}});
        note(sighting.controlNumber + " shows it too, but has no place on a page that could be covered: withhold it.");
    }
    if (done.group == 0 && !done.unlocated.empty() && done.unlocated.size() == wanted.size())
        return Error{ErrorKind::NotFound, "nothing was redacted: the message has no place on a page",
                     document.controlNumber, "Withhold the document, or draw a box."};
    show(options,
         {{"redactions", done.redactions},
          {"documents", done.documents},
          {"group", done.group},
          {"sightings", wanted.size()},
          {"unlocated", unlocated}},
         done.group == 0
             ? "All of it was redacted already."
             : "Redacted " + counted(done.redactions, "place") + " in " + counted(done.documents, "document") + ".");
    return int{kDone};
}

void addMessageCommands(Program& program) {
    {
        const auto given = std::make_shared<CorrectArguments>();
        auto* command = program.onCase("correct", "Correct a message: who, when, and where it begins and ends");
        auto* document = command->add_option("--document", given->document, "Control number");
        auto* message = command->add_option("--message", given->message, "The message by its place in the document")
                            ->needs(document);
        auto* from = command->add_option("--from", given->from, "Who wrote it");
        auto* to = command->add_option("--to", given->to, "Whom to; once for each");
        auto* sent = command->add_option("--sent", given->sent, "When: 2023-10-24T14:03, or empty");
        auto* subject = command->add_option("--subject", given->subject, "Its subject");
        auto* bounds = command->add_option_group("bounds", "Where it begins and ends");
        bounds->add_option("--split-at-line", given->splitAt, "This line of its text begins a message of its own")
            ->check(CLI::PositiveNumber);
        bounds->add_option("--lines-to-next", given->toNext, "From this line on the text is the next message's")
            ->check(CLI::PositiveNumber);
        bounds
            ->add_option("--lines-to-previous", given->toPrevious,
                         "Before this line the text is the previous message's")
            ->check(CLI::PositiveNumber);
        bounds->add_flag("--merge-next", given->mergesNext, "The next message is its end");
        bounds->add_flag("--remove", given->removes, "It is no message");
        bounds->require_option(0, 1);
        auto* by = command->add_option("--by", given->by, "The reviewer");
        auto* undo = command->add_option("--undo", given->undo, "Take back this correction, by its number")
                         ->check(CLI::PositiveNumber)
                         ->needs(by);
        auto* history = command->add_flag("--history", given->history, "The document's corrections, with their numbers")
                            ->needs(document);
        for (auto* other : {document, message, from, to, sent, subject, history}) undo->excludes(other);
        for (auto* other : bounds->get_options()) undo->excludes(other);
        history->excludes(message);
        program.does(command, [&options = program.options, given, from, to, sent, subject] {
            given->hasFrom = from->count() > 0;
            given->hasTo = to->count() > 0;
            given->hasSent = sent->count() > 0;
            given->hasSubject = subject->count() > 0;
            return correct(options, *given);
        });
    }
    {
        const auto given = std::make_shared<CompareArguments>();
        auto* command = program.onCase("compare", "Two reviewers' calls on messages side by side");
        command->add_option("--reviewers", given->reviewers, "Two names: Ann,Ben")->required();
        auto* document = command->add_option("--document", given->document, "Of one document, by control number");
        command->add_option("--conversation", given->conversation, "Of one channel or chat, by its name")
            ->excludes(document);
        command->add_flag("--open", given->onlyOpen, "Only what is still to be settled");
        program.does(command, [&options = program.options, given] { return compare(options, *given); });
    }
    {
        const auto given = std::make_shared<SettleArguments>();
        auto* command = program.onCase("settle", "Decide where reviewers have called a message differently");
        command->add_option("--document", given->document, "Control number")->required();
        command->add_option("--message", given->message, "The message by its place, or a run: 3-7")->required();
        command->add_option("--set", given->settings, "FIELD=VALUE; an empty value opens the question again")
            ->required()
            ->expected(1)
            ->take_all();
        command->add_option("--by", given->by, "Who decides")->required();
        program.does(command, [&options = program.options, given] { return settle(options, *given); });
    }
}

}  // namespace redwell::ctl
