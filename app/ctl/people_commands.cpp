#include "app/ctl/commands.h"
#include "base/text.h"
#include "messages/people_store.h"
#include "messages/person_names.h"

#include <memory>

namespace redwell::ctl {
namespace {

using messages::PeopleChange;
using messages::PeopleStore;
using messages::Person;

struct Arguments {
    bool suggestions = false;
    std::string merge, into, rename, as, organisationOf, organisation, attorney, notAttorney, refuse, with, by;
    std::vector<std::string> split;
    std::int64_t undo = 0;
    bool history = false;
    std::string who() const { return by.empty() ? userName() : by; }
};

Json toJson(const Person& person) {
    Json names = Json::array(), addresses = Json::array();
    for (const auto& name : person.names) (name.isAddress ? addresses : names).push_back(name.written);
    Json row = {{"person", person.id.value},
                {"name", person.name},
                {"names", std::move(names)},
                {"addresses", std::move(addresses)},
                {"domain", person.domain},
                {"organisation", person.organisation},
                {"organisation_guessed", person.isOrganisationGuessed},
                {"attorney", person.isAttorney ? Json(*person.isAttorney) : Json(nullptr)},
                {"sent", person.sent},
                {"received", person.received}};
    if (!person.attorneyReason.empty()) row["maybe_attorney"] = person.attorneyReason;
    return row;
}

Result<int> listPeople(const Options& options, PeopleStore& store) {
    REDWELL_TRY(const auto people, store.list());
    std::vector<Json> rows;
    for (const auto& person : people) {
        auto row = toJson(person);
        if (!options.json)
            row["attorney"] = person.isAttorney               ? (*person.isAttorney ? "yes" : "no")
                              : person.attorneyReason.empty() ? ""
                                                              : "maybe";
        rows.push_back(std::move(row));
    }
    showList(options, rows, {"name", "sent", "received", "organisation", "attorney", "addresses", "names"},
             "Nobody writes or receives a message yet.");
    return int{kDone};
}

Result<int> listSuggestions(const Options& options, PeopleStore& store) {
    REDWELL_TRY(const auto suggestions, store.suggestions());
    std::vector<Json> rows;
    for (const auto& s : suggestions)
        rows.push_back({{"merge", s.secondName},
                        {"into", s.firstName},
                        {"merge_key", s.secondKey},
                        {"into_key", s.firstKey},
                        {"reason", s.reason},
                        {"confidence", s.confidence}});
    showList(options, rows, {"merge", "into", "confidence", "reason"}, "No two people look alike.");
    return int{kDone};
}

// The key of one of somebody's names, as it is written or as the list shows it.
std::string keyOf(const Person& person, const std::string& text) {
    for (const auto& key : {messages::addressKey(text), messages::nameKey(text)})
        for (const auto& name : person.names)
            if (name.key == key) return key;
    return person.names.front().key;
}

Result<int> listHistory(const Options& options, PeopleStore& store) {
    REDWELL_TRY(const auto events, store.history());
    std::vector<Json> rows;
    for (const auto& event : events)
        rows.push_back({{"change", event.number},
                        {"at", toIso(event.at)},
                        {"by", event.by},
                        {"action", event.action},
                        {"person", event.subject}});
    showList(options, rows, {"change", "at", "by", "action", "person"}, "Nobody has changed anything about people.");
    return int{kDone};
}

Result<PeopleChange> change(PeopleStore& store, const Arguments& given) {
    if (given.undo > 0) {
        REDWELL_TRY(const auto made, store.changeNumbered(given.undo));
        return store.takeBack(made, given.who());
    }
    if (!given.merge.empty()) {
        REDWELL_TRY(const auto gone, store.named(given.merge));
        REDWELL_TRY(const auto into, store.named(given.into));
        return store.merge(gone.id, into.id, given.who());
    }
    if (!given.split.empty()) {
        REDWELL_TRY(const auto person, store.named(given.split.front()));
        std::vector<std::string> keys;
        for (const auto& name : given.split) keys.push_back(messages::personKey(name));
        return store.split(person.id, keys, given.who());
    }
    if (!given.rename.empty()) {
        REDWELL_TRY(const auto person, store.named(given.rename));
        return store.rename(person.id, given.as, given.who());
    }
    if (!given.organisationOf.empty()) {
        REDWELL_TRY(const auto person, store.named(given.organisationOf));
        return store.setOrganisation(person.id, given.organisation, given.who());
    }
    if (!given.refuse.empty()) {
        REDWELL_TRY(const auto first, store.named(given.refuse));
        REDWELL_TRY(const auto second, store.named(given.with));
        return store.refuse(keyOf(first, given.refuse), keyOf(second, given.with), given.who());
    }
    REDWELL_TRY(const auto person, store.named(given.attorney.empty() ? given.notAttorney : given.attorney));
    return store.setAttorney(person.id, !given.attorney.empty(), given.who());
}

Result<int> work(const Options& options, const Arguments& given) {
    REDWELL_TRY(const auto opened, openCase(options));
    const bool isChange = given.undo > 0 || !given.merge.empty() || !given.split.empty() || !given.rename.empty() ||
                          !given.organisationOf.empty() || !given.attorney.empty() || !given.notAttorney.empty() ||
                          !given.refuse.empty();
    if (!isChange) {
        REDWELL_TRY(auto lease, opened->read());
        PeopleStore store(*lease);
        if (given.history) return listHistory(options, store);
        return given.suggestions ? listSuggestions(options, store) : listPeople(options, store);
    }
    PeopleChange done;
    REDWELL_TRY(const auto person, opened->write([&](casefile::Database& database) -> Result<std::optional<Person>> {
        PeopleStore store(database);
        REDWELL_TRY(done, change(store, given));
        return store.find(done.person);
    }));
    if (given.undo > 0) {
        show(options, {{"undone", given.undo}, {"change", done.number}},
             "Taken back; redwellctl people CASE --undo " + std::to_string(done.number) + " makes it again.");
        return int{kDone};
    }
    if (!person) {
        show(options, {{"refused", {given.refuse, given.with}}, {"change", done.number}},
             given.refuse + " and " + given.with + " are two people.");
        return int{kDone};
    }
    if (!given.split.empty() && person->isAttorney.value_or(false))
        note("Both are attorneys now, as the person was. Say who is none with --not-attorney.");
    std::vector<std::string> names;
    for (const auto& name : person->names) names.push_back(name.written);
    auto row = toJson(*person);
    row["change"] = done.number;
    show(options, row, person->name + ": " + join(names, ", "));
    return int{kDone};
}

}  // namespace

void addPeopleCommands(Program& program) {
    const auto given = std::make_shared<Arguments>();
    auto* command = program.onCase("people", "Who writes and receives: names, addresses, organisations, attorneys");
    auto* suggestions =
        command->add_flag("--suggestions", given->suggestions, "Who may be one person, with the reason");
    auto* into = command->add_option("--into", given->into, "Into whom");
    auto* merge =
        command->add_option("--merge", given->merge, "Make this person one with another, by any name or address")
            ->needs(into);
    into->needs(merge);
    auto* split =
        command->add_option("--split", given->split, "Take these names or addresses out into a person of their own");
    auto* as = command->add_option("--as", given->as, "The name to be shown");
    auto* rename = command->add_option("--rename", given->rename, "Show a person under another name")->needs(as);
    as->needs(rename);
    auto* organisation =
        command->add_option("--organisation", given->organisation, "The organisation's name; empty for the guess");
    auto* of = command->add_option("--of", given->organisationOf, "Whose organisation")->needs(organisation);
    organisation->needs(of);
    auto* attorney = command->add_option("--attorney", given->attorney, "This person is an attorney");
    auto* notAttorney = command->add_option("--not-attorney", given->notAttorney, "This person is none");
    auto* with = command->add_option("--and", given->with, "From whom");
    auto* refuse =
        command->add_option("--refuse", given->refuse, "This person is somebody else: suggest the pair no more")
            ->needs(with);
    with->needs(refuse);
    auto* undo =
        command->add_option("--undo", given->undo, "Take back this change, by its number")->check(CLI::PositiveNumber);
    auto* history = command->add_flag("--history", given->history, "What was changed about people, with the numbers");
    const std::vector<CLI::Option*> one{undo,   history, suggestions, merge,       split,
                                        rename, of,      attorney,    notAttorney, refuse};
    for (auto* a : one)
        for (auto* b : one)
            if (a != b) a->excludes(b);
    command->add_option("--by", given->by, "Who decides");
    command->footer(
        "Names are given as written in a message, or as the list shows them. Every change has a\n"
        "number, by which --undo takes it back, and takes that back. New threads after a merge: redwellctl threads "
        "CASE --rebuild");
    program.does(command, [&options = program.options, given] { return work(options, *given); });
}

}  // namespace redwell::ctl
