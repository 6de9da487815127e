// Changes of people as the audit trail tells them, read back so that a later program can take one back. The trail says
// all that a change touched, hence no table keeps it a second time.
#include "messages/people_store.h"

#include <nlohmann/json.hpp>

namespace redwell::messages {
namespace {

using nlohmann::json;

constexpr std::string_view kChanges =
    "action IN ('merge_people', 'split_person', 'rename_person', 'set_organisation', 'set_attorney', 'refuse_people', "
    "'take_back_people')";

// standing: how the people stand now, for what older entries do not tell.
PeopleState stateFrom(const json& told, const std::map<std::int64_t, bool>& standing) {
    PeopleState state;
    for (const auto& one : told.value("people", json::array())) {
        PeopleState::Row row;
        row.id = {one.at("person")};
        row.name = one.at("name");
        row.organisation = one.at("organisation");
        if (one.contains("attorney")) row.isAttorney = one["attorney"].get<bool>();
        const auto now = standing.find(row.id.value);
        row.isSettled = one.value("settled", now == standing.end() || now->second);
        for (const auto& key : one.value("names", json::array())) state.owners[key] = row.id;
        state.people.push_back(std::move(row));
    }
    for (const auto& one : told.value("refusals", json::array()))
        state.refusals[{one.at("first"), one.at("second")}] = one.at("refused");
    return state;
}

}  // namespace

Result<PeopleChange> PeopleStore::changeNumbered(std::int64_t number) {
    REDWELL_TRY(const auto details,
                m_database.text("SELECT coalesce((SELECT details FROM audit WHERE sequence = :number AND " +
                                    std::string(kChanges) + "), '')",
                                {{":number", number}}));
    if (details.empty())
        return Error{ErrorKind::NotFound,
                     "there is no change of people with the number " + std::to_string(number),
                     {},
                     "See which there are: redwellctl people CASE --history."};
    std::map<std::int64_t, bool> standing;
    REDWELL_CHECK(m_database.query("SELECT id, is_settled FROM people", casefile::Parameters{},
                                   [&](const casefile::Row& row) { standing[row.integer(0)] = row.integer(1) != 0; }));
    try {
        const auto told = json::parse(details);
        PeopleChange change;
        change.number = number;
        change.before = stateFrom(told.at("before"), standing);
        change.after = stateFrom(told.at("after"), standing);
        // A refusal hangs on two names and on no person.
        for (auto* state : {&change.before, &change.after})
            for (const auto& [pair, isRefused] : state->refusals)
                for (const auto& key : {pair.first, pair.second})
                    if (!state->owners.contains(key)) {
                        REDWELL_TRY(const auto owner,
                                    m_database.integer("SELECT coalesce((SELECT person_id FROM person_names WHERE key "
                                                       "= :key), 0)",
                                                       {{":key", key}}));
                        state->owners[key] = {owner};
                    }
        if (!change.before.people.empty()) change.person = change.before.people.front().id;
        return change;
    } catch (const json::exception&) {
        return Error{ErrorKind::Damaged,
                     "what the audit trail keeps of change " + std::to_string(number) + " cannot be read"};
    }
}

Result<std::vector<PeopleEvent>> PeopleStore::history() {
    std::vector<PeopleEvent> events;
    REDWELL_CHECK(m_database.query(
        "SELECT sequence, at, by, action, subject FROM audit WHERE " + std::string(kChanges) +
            " ORDER BY sequence DESC",
        casefile::Parameters{}, [&](const casefile::Row& row) {
            events.push_back({row.integer(0), Instant{row.integer(1)}, row.text(2), row.text(3), row.text(4)});
        }));
    return events;
}

}  // namespace redwell::messages
