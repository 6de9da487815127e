// The people of a case: one participant out of his several names and addresses. Names come in with messages and make a
// person by themselves; an address always leads to one person, and a name that stands beside it goes with it. Whatever
// is less certain is suggested with its reason and joined or refused by the team. What the team has decided hangs on
// names, not on messages, so that reading documents again changes none of it.
#pragma once

#include "base/result.h"
#include "base/strong_id.h"
#include "base/time.h"
#include "casefile/database.h"

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redwell {
using PersonId = StrongId<struct PersonTag>;
}

namespace redwell::messages {

struct PersonName {
    std::string key;      // folded name, or address in lower case: what changes take
    std::string written;  // as people see it
    bool isAddress = false;
    bool operator==(const PersonName&) const = default;
};

struct Person {
    PersonId id;
    std::string name;               // the one shown
    std::vector<PersonName> names;  // names first, then addresses
    std::string domain;             // of his first address; empty without one
    std::string organisation;       // set by the team, else guessed from the domain
    bool isOrganisationGuessed = false;
    std::optional<bool> isAttorney;       // what the team said; nothing while nobody has
    std::string attorneyReason;           // why a rule takes him for one; only while nobody has said
    bool isSettled = false;               // the team has touched him
    std::int64_t sent = 0, received = 0;  // messages
};

struct PersonSuggestion {
    PersonId first, second;             // merge(second, first) accepts it
    std::string firstName, secondName;  // as shown
    std::string firstKey, secondKey;    // refuse(firstKey, secondKey) refuses it
    std::string reason;
    double confidence = 0;  // 0 to 1
};

// How things stood for what a change touched; opaque to its bearer, who may keep it to take the change back.
struct PeopleState {
    struct Row {
        PersonId id;
        std::string name, organisation;
        std::optional<bool> isAttorney;
        bool isSettled = false;
        bool operator==(const Row&) const = default;
    };
    std::vector<Row> people;
    std::map<std::string, PersonId> owners;                        // of name keys
    std::map<std::pair<std::string, std::string>, bool> refusals;  // whether the pair is refused
    bool operator==(const PeopleState&) const = default;
};
struct PeopleChange {
    PersonId person;  // that the change made or left: the one merged into, the one split off, the one renamed
    PeopleState before, after;
    std::int64_t number = 0;  // of its entry in the audit trail, by which a later program finds it again
};

struct PeopleEvent {
    std::int64_t number = 0;
    Instant at;
    std::string by, action, subject;  // "merge_people", "split_person" ...; who it is about, as shown
};

class PeopleStore {
public:
    // Calls that change: inside Case::write, audited. Any connection reads.
    explicit PeopleStore(casefile::Database& database) : m_database(database) {}

    // By name. People left without a name (merged away) are not among them.
    Result<std::vector<Person>> list();
    Result<std::optional<Person>> find(PersonId id);
    // By any of his names or addresses as somebody would type it; Usage when several or none fit.
    Result<Person> named(std::string_view nameOrAddress);
    // Who wrote each message; messages without a sender are left out.
    Result<std::map<MessageId, PersonId>> senders(std::span<const MessageId> messages);
    Result<std::vector<PersonSuggestion>> suggestions();  // most likely first; refused pairs are left out

    // One person out of two: all names of the first go to the second, who keeps his own shown name. He is an attorney
    // when either was one.
    Result<PeopleChange> merge(PersonId gone, PersonId into, std::string_view by);
    // Takes names out into a person of their own, whom suggestions leave apart. Both are attorneys when the person was
    // one: until somebody says which of them it is, a privilege screen must stop at either. Usage when none or all of
    // the person's names are named.
    Result<PeopleChange> split(PersonId person, std::span<const std::string> keys, std::string_view by);
    Result<PeopleChange> rename(PersonId person, std::string_view name, std::string_view by);
    Result<PeopleChange> setOrganisation(PersonId person, std::string_view organisation, std::string_view by);
    Result<PeopleChange> setAttorney(PersonId person, std::optional<bool> isAttorney, std::string_view by);
    // The two are not one person: not suggested again.
    Result<PeopleChange> refuse(std::string_view firstKey, std::string_view secondKey, std::string_view by);
    // Puts back how things stood; the change that it returns does it again. Conflict when somebody has changed the same
    // people since.
    Result<PeopleChange> takeBack(const PeopleChange& change, std::string_view by);
    // The change as it was made, to be taken back. NotFound when the entry is no change of people.
    Result<PeopleChange> changeNumbered(std::int64_t number);
    Result<std::vector<PeopleEvent>> history();  // newest first

private:
    // How things stand with the people, names and pairs that like holds.
    Result<PeopleState> stateOf(const PeopleState& like);
    Result<PeopleChange> finished(PeopleChange change, std::string_view by, std::string_view action);

    casefile::Database& m_database;
};

}  // namespace redwell::messages
