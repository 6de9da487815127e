#include "messages/people_store.h"

#include "base/text.h"
#include "messages/person_names.h"
#include "messages/person_rules.h"

#include <algorithm>
#include <set>
#include <unordered_map>

namespace redwell::messages {

using casefile::Row;

namespace {

std::optional<bool> optionalBool(const Row& row, int column) {
    if (row.isNull(column)) return std::nullopt;
    return row.integer(column) != 0;
}

// What the rules and the list make of a person's names.
void describe(Person& person) {
    std::ranges::stable_sort(person.names, {}, &PersonName::isAddress);
    for (const auto& name : person.names) {
        if (name.isAddress && person.domain.empty()) person.domain = domainOf(name.key);
        if (!person.isAttorney && person.attorneyReason.empty())
            person.attorneyReason = attorneyReason(name.written, name.isAddress);
    }
}

// What the team has said of a domain's people holds for the others of it; else the domain's own name.
void guessOrganisations(std::vector<Person>& people) {
    std::unordered_map<std::string, std::string> known;
    for (const auto& person : people)
        if (!person.organisation.empty() && !person.domain.empty() && !organisationOf(person.domain).empty())
            known.emplace(person.domain, person.organisation);
    for (auto& person : people) {
        if (!person.organisation.empty() || person.domain.empty()) continue;
        const auto found = known.find(person.domain);
        person.organisation = found != known.end() ? found->second : organisationOf(person.domain);
        person.isOrganisationGuessed = !person.organisation.empty();
    }
}

// Gives initials and the full names that they may stand for the documents in which both stand: as people of messages,
// or in the text around them, where a legend or a list of participants names them.
Status placeInitials(casefile::Database& database, std::vector<RuledPerson>& people) {
    constexpr std::int64_t kMostDocuments = 200, kMostPages = 20;
    struct Full {
        RuledPerson* person;
        std::string name;  // folded
    };
    std::unordered_map<std::string, std::vector<Full>> full;  // by initials
    struct Brief {
        RuledPerson* person;
        std::string key, letters;
    };
    std::vector<Brief> brief;
    for (auto& person : people)
        for (const auto& name : person.names) {
            if (name.isAddress) continue;
            if (isInitials(name.written)) {
                std::string letters;
                for (const char c : fold(name.written))
                    if (c >= 'a' && c <= 'z') letters += c;
                brief.push_back({&person, name.key, letters});
            }
            for (const auto& initials : initialsOf(name.written))
                full[initials].push_back({&person, fold(bareName(name.written))});
        }
    for (const auto& [person, key, letters] : brief) {
        const auto candidates = full.find(letters);
        if (candidates == full.end()) continue;
        REDWELL_CHECK(
            database.query("SELECT DISTINCT m.document_id FROM message_people p JOIN messages m ON m.id = p.message_id "
                           "WHERE p.key = :key ORDER BY m.document_id LIMIT :most",
                           {{":key", key}, {":most", kMostDocuments}},
                           [&, who = person](const Row& row) { who->documents.push_back(row.integer(0)); }));
        const auto documents = person->documents;
        for (const auto document : documents) {
            std::string text;
            const auto add = [&](const Row& row) { text += fold(row.textView(0)) + ' '; };
            REDWELL_CHECK(
                database.query("SELECT text FROM page_texts WHERE document_id = :document ORDER BY number LIMIT :most",
                               {{":document", document}, {":most", kMostPages}}, add));
            REDWELL_CHECK(
                database.query("SELECT DISTINCT n.written FROM messages m JOIN message_people p ON p.message_id = m.id "
                               "JOIN person_names n ON n.key = p.key WHERE m.document_id = :document",
                               {{":document", document}}, add));
            text = collapseWhitespace(text);
            for (const auto& [other, name] : candidates->second)
                if (text.find(name) != std::string::npos) other->documents.push_back(document);
        }
    }
    for (auto& person : people) {
        std::ranges::sort(person.documents);
        const auto twice = std::ranges::unique(person.documents);
        person.documents.erase(twice.begin(), twice.end());
    }
    return {};
}

}  // namespace

Result<std::vector<Person>> PeopleStore::list() {
    std::unordered_map<std::int64_t, Person> people;
    REDWELL_CHECK(m_database.query("SELECT id, name, organisation, is_attorney, is_settled FROM people",
                                   casefile::Parameters{}, [&](const Row& row) {
                                       Person person;
                                       person.id = {row.integer(0)};
                                       person.name = row.text(1);
                                       person.organisation = row.text(2);
                                       person.isAttorney = optionalBool(row, 3);
                                       person.isSettled = row.integer(4) != 0;
                                       people.emplace(person.id.value, std::move(person));
                                   }));
    std::unordered_map<std::string, std::int64_t> owners;
    REDWELL_CHECK(m_database.query("SELECT person_id, key, written, is_address FROM person_names ORDER BY key",
                                   casefile::Parameters{}, [&](const Row& row) {
                                       const auto found = people.find(row.integer(0));
                                       if (found == people.end()) return;
                                       found->second.names.push_back({row.text(1), row.text(2), row.integer(3) != 0});
                                       owners.emplace(row.text(1), row.integer(0));
                                   }));
    // A message seen three times counts once.
    REDWELL_CHECK(m_database.query(
        "SELECT p.key, sum(p.role = 'from'), sum(p.role <> 'from') FROM message_people p LEFT JOIN message_links l ON "
        "l.message_id = p.message_id WHERE l.same_as IS NULL OR l.same_as = p.message_id GROUP BY p.key",
        casefile::Parameters{}, [&](const Row& row) {
            const auto owner = owners.find(row.text(0));
            if (owner == owners.end()) return;
            people[owner->second].sent += row.integer(1);
            people[owner->second].received += row.integer(2);
        }));
    std::vector<Person> list;
    for (auto& [id, person] : people) {
        const bool isStale = person.sent + person.received == 0 && !person.isSettled;  // a reading since corrected
        if (person.names.empty() || isStale) continue;
        describe(person);
        list.push_back(std::move(person));
    }
    guessOrganisations(list);
    std::ranges::sort(list, [](const Person& a, const Person& b) {
        const auto first = fold(a.name), second = fold(b.name);
        return first != second ? first < second : a.id < b.id;
    });
    return list;
}

Result<std::optional<Person>> PeopleStore::find(PersonId id) {
    REDWELL_TRY(auto people, list());
    const auto found = std::ranges::find(people, id, &Person::id);
    if (found == people.end()) return std::optional<Person>();
    return std::optional(std::move(*found));
}

Result<Person> PeopleStore::named(std::string_view text) {
    REDWELL_TRY(auto people, list());
    const auto address = addressKey(text), name = nameKey(text);
    if (const auto key = personKey(text); !key.empty())  // exactly as one is written
        for (auto& person : people)
            if (std::ranges::any_of(person.names, [&](const PersonName& n) { return n.key == key; }))
                return std::move(person);
    std::vector<Person*> fitting;
    for (auto& person : people) {
        const bool fits =
            nameKey(person.name) == name || std::ranges::any_of(person.names, [&](const PersonName& n) {
                return n.isAddress ? n.key.substr(0, n.key.find('@')) == address : nameKey(bareName(n.written)) == name;
            });
        if (fits) fitting.push_back(&person);
    }
    if (fitting.size() == 1) return std::move(*fitting.front());
    std::vector<std::string> names;
    for (const auto* person : fitting) {
        const auto& last = person->names.back();
        names.push_back(isOneWord(last.written) && !last.isAddress ? "'" + last.key + "'"
                                                                   : person->name + " <" + last.written + ">");
    }
    if (fitting.empty())
        return Error{ErrorKind::Usage,
                     "nobody in the case is written '" + std::string(text) + "'",
                     {},
                     "See who there is: redwellctl people CASE."};
    return Error{ErrorKind::Usage,
                 "'" + std::string(text) + "' may be several people: " + join(names, ", "),
                 {},
                 "Name one by an address or by the full way of writing."};
}

Result<std::map<MessageId, PersonId>> PeopleStore::senders(std::span<const MessageId> messages) {
    std::map<MessageId, PersonId> senders;
    for (const auto message : messages)
        REDWELL_CHECK(
            m_database.query("SELECT n.person_id FROM message_people p JOIN person_names n ON n.key = p.key WHERE "
                             "p.message_id = :id AND "
                             "p.role = 'from' ORDER BY p.position LIMIT 1",
                             {{":id", message.value}}, [&](const Row& row) { senders[message] = {row.integer(0)}; }));
    return senders;
}

Result<std::vector<PersonSuggestion>> PeopleStore::suggestions() {
    REDWELL_TRY(const auto people, list());
    std::vector<RuledPerson> ruled;
    std::unordered_map<std::string, std::int64_t> owners;
    std::unordered_map<std::int64_t, const Person*> byId;
    for (const auto& person : people) {
        RuledPerson one{person.id.value, person.sent + person.received, {}, {}};
        byId.emplace(person.id.value, &person);
        const auto shown = nameKey(person.name);
        bool hasShown = writtenPerson(person.name).name.empty();
        for (const auto& name : person.names) {
            one.names.push_back({name.key, name.written, name.isAddress});
            owners.emplace(name.key, person.id.value);
            hasShown = hasShown || name.key == shown;
        }
        // A name that another person was first to have is known by the address beside it.
        if (!hasShown) one.names.push_back({person.names.front().key, person.name, false});
        ruled.push_back(std::move(one));
    }
    std::set<std::pair<std::int64_t, std::int64_t>> refused;
    REDWELL_CHECK(
        m_database.query("SELECT first, second FROM person_refusals", casefile::Parameters{}, [&](const Row& row) {
            const auto first = owners.find(row.text(0)), second = owners.find(row.text(1));
            if (first != owners.end() && second != owners.end())
                refused.insert(std::minmax(first->second, second->second));
        }));
    REDWELL_CHECK(placeInitials(m_database, ruled));
    std::vector<PersonSuggestion> suggestions;
    for (auto& pair : likelyPairs(ruled)) {
        if (refused.contains(std::minmax(pair.first, pair.second))) continue;
        suggestions.push_back({{pair.first},
                               {pair.second},
                               byId.at(pair.first)->name,
                               byId.at(pair.second)->name,
                               std::move(pair.firstKey),
                               std::move(pair.secondKey),
                               std::move(pair.reason),
                               pair.confidence});
    }
    return suggestions;
}

}  // namespace redwell::messages
