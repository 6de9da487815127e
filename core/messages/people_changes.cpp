// What the team decides about people. Every change is told as how things stood before and after for what it touched,
// so that any of them is taken back the same way.
#include "messages/people_store.h"

#include "base/text.h"
#include "casefile/audit.h"
#include "messages/person_names.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <optional>
#include <utility>

namespace redwell::messages {

using casefile::Row;
using nlohmann::json;

namespace {

std::optional<std::int64_t> asInteger(std::optional<bool> value) {
    if (!value) return std::nullopt;
    return *value ? 1 : 0;
}

Error noSuchPerson() {
    return {ErrorKind::NotFound, "there is no such person", {}, "See who there is: redwellctl people CASE."};
}

// A state that holds these people and all their names, values still to be filled in.
Result<PeopleState> touched(casefile::Database& database, std::initializer_list<PersonId> people) {
    PeopleState state;
    for (const auto person : people) {
        PeopleState::Row row;
        row.id = person;
        state.people.push_back(row);
        REDWELL_CHECK(database.query("SELECT key FROM person_names WHERE person_id = :id", {{":id", person.value}},
                                     [&](const Row& name) { state.owners[name.text(0)] = person; }));
    }
    return state;
}

// As the audit trail tells it.
json told(const PeopleState& state) {
    json value = json::object();
    for (const auto& row : state.people) {
        json person = {{"person", row.id.value}, {"name", row.name}, {"organisation", row.organisation}};
        if (row.isAttorney) person["attorney"] = *row.isAttorney;
        person["settled"] = row.isSettled;
        for (const auto& [key, owner] : state.owners)
            if (owner == row.id) person["names"].push_back(key);
        value["people"].push_back(std::move(person));
    }
    for (const auto& [pair, isRefused] : state.refusals)
        value["refusals"].push_back({{"first", pair.first}, {"second", pair.second}, {"refused", isRefused}});
    return value;
}

// A name that goes and one that stays: refused as a pair, the two whom the team has parted are not suggested to be one
// again. Addresses where there are some, since a first name alone may be somebody else's elsewhere.
std::optional<std::pair<std::string, std::string>> partedPair(const std::map<std::string, PersonId>& owners,
                                                              std::span<const std::string> keys) {
    std::string goes, stays;
    for (const auto& [key, owner] : owners) {
        auto& side = std::ranges::find(keys, key) != keys.end() ? goes : stays;
        if (side.empty() || (side.find('@') == std::string::npos && key.find('@') != std::string::npos)) side = key;
    }
    if (goes.empty() || stays.empty()) return std::nullopt;
    return std::pair(std::min(goes, stays), std::max(goes, stays));
}

}  // namespace

Result<PeopleState> PeopleStore::stateOf(const PeopleState& like) {
    PeopleState now;
    for (const auto& person : like.people)
        REDWELL_CHECK(m_database.query(
            "SELECT id, name, organisation, is_attorney, is_settled FROM people WHERE id = :id",
            {{":id", person.id.value}}, [&](const Row& row) {
                PeopleState::Row found{{row.integer(0)}, row.text(1), row.text(2), std::nullopt, row.integer(4) != 0};
                if (!row.isNull(3)) found.isAttorney = row.integer(3) != 0;
                now.people.push_back(std::move(found));
            }));
    for (const auto& [key, owner] : like.owners) {
        REDWELL_TRY(const auto id,
                    m_database.integer("SELECT person_id FROM person_names WHERE key = :key", {{":key", key}}));
        now.owners[key] = {id};
    }
    for (const auto& [pair, isRefused] : like.refusals) {
        REDWELL_TRY(const auto count,
                    m_database.integer("SELECT count(*) FROM person_refusals WHERE first = :first AND second = :second",
                                       {{":first", pair.first}, {":second", pair.second}}));
        now.refusals[pair] = count > 0;
    }
    return now;
}

Result<PeopleChange> PeopleStore::finished(PeopleChange change, std::string_view by, std::string_view action) {
    PeopleState like = change.before;
    if (std::ranges::find(like.people, change.person, &PeopleState::Row::id) == like.people.end() && change.person) {
        PeopleState::Row made;
        made.id = change.person;
        like.people.push_back(made);
    }
    REDWELL_TRY(change.after, stateOf(like));
    const auto person = std::ranges::find(change.after.people, change.person, &PeopleState::Row::id);
    const std::string subject = person == change.after.people.end() ? "people" : person->name;
    REDWELL_CHECK(casefile::appendAudit(m_database, by, action, subject,
                                        {{"before", told(change.before)}, {"after", told(change.after)}}));
    REDWELL_TRY(change.number, m_database.integer("SELECT max(sequence) FROM audit"));
    return change;
}

Result<PeopleChange> PeopleStore::merge(PersonId gone, PersonId into, std::string_view by) {
    if (gone == into) return Error{ErrorKind::Usage, "a person cannot be merged with himself", {}, "Name two people."};
    REDWELL_TRY(const auto like, touched(m_database, {into, gone}));
    PeopleChange change;
    change.person = into;
    REDWELL_TRY(change.before, stateOf(like));
    if (change.before.people.size() != 2) return noSuchPerson();
    const auto &kept = change.before.people[0], &left = change.before.people[1];
    REDWELL_CHECK(m_database.run("UPDATE person_names SET person_id = :into WHERE person_id = :gone",
                                 {{":into", into.value}, {":gone", gone.value}}));
    const bool isEither = kept.isAttorney.value_or(false) || left.isAttorney.value_or(false);
    const auto attorney = asInteger(isEither          ? std::optional(true)
                                    : kept.isAttorney ? kept.isAttorney
                                                      : left.isAttorney);
    const auto& organisation = kept.organisation.empty() ? left.organisation : kept.organisation;
    // A person whom nobody has named keeps the better of the two names: "ivale@" gives way to "Imogen Vale".
    const bool givesWay = !kept.isSettled && writtenQuality(left.name) > writtenQuality(kept.name);
    REDWELL_CHECK(
        m_database.run("UPDATE people SET name = :name, organisation = :organisation, is_attorney = :attorney, "
                       "is_settled = 1 WHERE id = :id",
                       {{":name", givesWay ? left.name : kept.name},
                        {":organisation", organisation},
                        {":attorney", attorney},
                        {":id", into.value}}));
    return finished(std::move(change), by, "merge_people");
}

Result<PeopleChange> PeopleStore::split(PersonId person, std::span<const std::string> keys, std::string_view by) {
    REDWELL_TRY(auto like, touched(m_database, {person}));
    const auto parted = partedPair(like.owners, keys);
    if (parted) like.refusals[*parted] = false;
    PeopleChange change;
    REDWELL_TRY(change.before, stateOf(like));
    if (change.before.people.empty()) return noSuchPerson();
    for (const auto& key : keys)
        if (!like.owners.contains(key))
            return Error{ErrorKind::Usage, "'" + key + "' is no name of " + change.before.people.front().name};
    if (keys.empty() || keys.size() >= like.owners.size())
        return Error{ErrorKind::Usage, "a person is split by taking some of his names out, not all",
                     change.before.people.front().name, "Choose the names that belong to somebody else."};
    std::string shown;
    for (const auto& key : keys) {
        REDWELL_TRY(const auto written,
                    m_database.text("SELECT written FROM person_names WHERE key = :key", {{":key", key}}));
        if (shown.empty() || writtenQuality(written) > writtenQuality(shown)) shown = written;
    }
    // That the person is no attorney was said of all his names together, and says nothing of a part of them.
    std::optional<std::int64_t> attorney;
    if (change.before.people.front().isAttorney.value_or(false)) attorney = 1;
    REDWELL_CHECK(m_database.run("INSERT INTO people(name, is_attorney, is_settled) VALUES (:name, :attorney, 1)",
                                 {{":name", turnedRound(shown)}, {":attorney", attorney}}));
    change.person = {m_database.lastInsertId()};
    for (const auto& key : keys)
        REDWELL_CHECK(m_database.run("UPDATE person_names SET person_id = :to WHERE key = :key",
                                     {{":to", change.person.value}, {":key", key}}));
    // A name that went away is shown no longer.
    std::string best = change.before.people.front().name;
    const auto goes =
        std::ranges::find(keys, nameKey(best)) != keys.end() || std::ranges::find(keys, addressKey(best)) != keys.end();
    if (goes) {
        best.clear();
        REDWELL_CHECK(m_database.query("SELECT written FROM person_names WHERE person_id = :id",
                                       {{":id", person.value}}, [&](const Row& row) {
                                           if (best.empty() || writtenQuality(row.text(0)) > writtenQuality(best))
                                               best = turnedRound(row.text(0));
                                       }));
    }
    REDWELL_CHECK(m_database.run("UPDATE people SET name = :name, is_settled = 1 WHERE id = :id",
                                 {{":name", best}, {":id", person.value}}));
    if (parted)
        REDWELL_CHECK(m_database.run("INSERT OR IGNORE INTO person_refusals(first, second) VALUES (:first, :second)",
                                     {{":first", parted->first}, {":second", parted->second}}));
    return finished(std::move(change), by, "split_person");
}

Result<PeopleChange> PeopleStore::rename(PersonId person, std::string_view name, std::string_view by) {
    const auto clean = collapseWhitespace(cleanUtf8(name));
    if (clean.empty()) return Error{ErrorKind::Usage, "a person needs a name", {}, "Write the name to be shown."};
    PeopleChange change;
    change.person = person;
    PeopleState like;
    like.people.push_back({person, {}, {}, {}, false});
    REDWELL_TRY(change.before, stateOf(like));
    if (change.before.people.empty()) return noSuchPerson();
    REDWELL_CHECK(m_database.run("UPDATE people SET name = :name, is_settled = 1 WHERE id = :id",
                                 {{":name", clean}, {":id", person.value}}));
    return finished(std::move(change), by, "rename_person");
}

Result<PeopleChange> PeopleStore::setOrganisation(PersonId person, std::string_view organisation, std::string_view by) {
    PeopleChange change;
    change.person = person;
    PeopleState like;
    like.people.push_back({person, {}, {}, {}, false});
    REDWELL_TRY(change.before, stateOf(like));
    if (change.before.people.empty()) return noSuchPerson();
    REDWELL_CHECK(
        m_database.run("UPDATE people SET organisation = :organisation, is_settled = 1 WHERE id = :id",
                       {{":organisation", collapseWhitespace(cleanUtf8(organisation))}, {":id", person.value}}));
    return finished(std::move(change), by, "set_organisation");
}

Result<PeopleChange> PeopleStore::setAttorney(PersonId person, std::optional<bool> isAttorney, std::string_view by) {
    PeopleChange change;
    change.person = person;
    PeopleState like;
    like.people.push_back({person, {}, {}, {}, false});
    REDWELL_TRY(change.before, stateOf(like));
    if (change.before.people.empty()) return noSuchPerson();
    REDWELL_CHECK(m_database.run("UPDATE people SET is_attorney = :attorney, is_settled = 1 WHERE id = :id",
                                 {{":attorney", asInteger(isAttorney)}, {":id", person.value}}));
    return finished(std::move(change), by, "set_attorney");
}

Result<PeopleChange> PeopleStore::refuse(std::string_view firstKey, std::string_view secondKey, std::string_view by) {
    std::string first(firstKey), second(secondKey);
    if (second < first) std::swap(first, second);
    if (first == second) return Error{ErrorKind::Usage, "that is one name, not two", {}, {}};
    PeopleChange change;
    change.before.refusals[{first, second}] = false;
    change.before.owners = {{first, {}}, {second, {}}};
    REDWELL_TRY(change.before, stateOf(change.before));
    if (!change.before.owners[first] || !change.before.owners[second]) return noSuchPerson();
    REDWELL_CHECK(m_database.run("INSERT OR IGNORE INTO person_refusals(first, second) VALUES (:first, :second)",
                                 {{":first", first}, {":second", second}}));
    return finished(std::move(change), by, "refuse_people");
}

Result<PeopleChange> PeopleStore::takeBack(const PeopleChange& change, std::string_view by) {
    REDWELL_TRY(const auto now, stateOf(change.after));
    if (now != change.after)
        return Error{ErrorKind::Conflict,
                     "somebody has changed the same people since",
                     {},
                     "See how they stand now, then change them by hand."};
    for (const auto& row : change.before.people)
        REDWELL_CHECK(
            m_database.run("UPDATE people SET name = :name, organisation = :organisation, is_attorney = :attorney, "
                           "is_settled = :settled WHERE id = :id",
                           {{":name", row.name},
                            {":organisation", row.organisation},
                            {":attorney", asInteger(row.isAttorney)},
                            {":settled", row.isSettled},
                            {":id", row.id.value}}));
    for (const auto& [key, owner] : change.before.owners)
        REDWELL_CHECK(m_database.run("UPDATE person_names SET person_id = :owner WHERE key = :key",
                                     {{":owner", owner.value}, {":key", key}}));
    for (const auto& [pair, isRefused] : change.before.refusals)
        REDWELL_CHECK(
            m_database.run(isRefused ? "INSERT OR IGNORE INTO person_refusals(first, second) VALUES (:first, :second)"
                                     : "DELETE FROM person_refusals WHERE first = :first AND second = :second",
                           {{":first", pair.first}, {":second", pair.second}}));
    PeopleChange back;
    back.person = change.person;
    back.before = change.after;
    return finished(std::move(back), by, "take_back_people");
}

}  // namespace redwell::messages
