#include "messages/participants.h"

#include "messages/message_store.h"
#include "messages/people_store.h"
#include "messages/person_names.h"
#include "messages/sender.h"

#include <optional>
#include <utility>
#include <vector>

namespace redwell::messages {
namespace {

constexpr std::size_t kMostParticipants = 2000;  // of one message: more is a broken header, not an audience
constexpr std::size_t kNotedAtOnce = 500;

// Where a message stands, as far as a name alone means somebody.
struct Place {
    std::int64_t document = 0;
    std::string conversation, custodian;
    std::string owner;  // the custodian, where that is somebody by a full name
};

Result<Place> placeOf(casefile::Database& database, MessageId id, const documents::Message& message) {
    Place place;
    std::string number;
    REDWELL_CHECK(database.query(
        "SELECT d.id, d.control_number, coalesce(c.name, '') FROM messages m JOIN documents d ON d.id = m.document_id "
        "LEFT JOIN custodians c ON c.id = d.custodian_id WHERE m.id = :id",
        {{":id", id.value}}, [&](const casefile::Row& row) {
            place.document = row.integer(0);
            number = row.text(1);
            place.custodian = row.text(2);
        }));
    place.conversation = message.conversation;
    if (place.custodian.find(' ') != std::string::npos && nameLikeness(place.custodian) >= 0.9)
        place.owner = place.custodian;
    if (nameKey(place.conversation).empty()) {
        place.conversation = number;
        place.custodian.clear();
    }
    return place;
}

bool standsAlone(const WrittenPerson& written) { return written.address.empty() && isOneWord(written.name); }

class Noting {
public:
    explicit Noting(casefile::Database& database) : m_database(database) {}

    // The key that the participant is kept under; empty when nothing is written. place: for one word alone.
    Result<std::string> note(const std::string& participant, const Place& place) {
        const auto written = writtenPerson(participant);
        auto address = addressKey(written.address), name = nameKey(written.name);
        if (standsAlone(written)) return noteInPlace(name, written.name, place);
        if (address.empty()) {
            if (!name.empty()) REDWELL_CHECK(noteAlone(name, written.name, false));
            return name;
        }
        if (name.empty()) {
            REDWELL_CHECK(noteAlone(address, written.address, true));
            return address;
        }
        REDWELL_TRY(const auto byAddress, ownerOf(address));
        REDWELL_TRY(const auto byName, ownerOf(name));
        if (byAddress && byName) {
            if (byAddress != byName) REDWELL_CHECK(joinBare(byAddress, byName));
        } else if (byAddress) {
            REDWELL_CHECK(addName(byAddress, name, written.name, false));
            REDWELL_CHECK(showBest(byAddress, written.name));
        } else {
            REDWELL_TRY(const bool isFree, byName ? hasNoAddress(byName) : Result<bool>(false));
            REDWELL_TRY(const auto person, isFree ? Result<PersonId>(byName) : addPerson(written.name));
            REDWELL_CHECK(addName(person, address, written.address, true));
            if (!byName) REDWELL_CHECK(addName(person, name, written.name, false));
        }
        return address;
    }

    // Whether people have changed since it was last asked.
    bool takeChanged() { return std::exchange(m_hasChanged, false); }

private:
    Result<PersonId> ownerOf(const std::string& key) {
        REDWELL_TRY(const auto id,
                    m_database.integer("SELECT person_id FROM person_names WHERE key = :key", {{":key", key}}));
        return PersonId{id};
    }
    Result<PersonId> addPerson(const std::string& name) {
        m_hasChanged = true;
        REDWELL_CHECK(m_database.run("INSERT INTO people(name) VALUES (:name)", {{":name", name}}));
        return PersonId{m_database.lastInsertId()};
    }
    Status addName(PersonId person, const std::string& key, const std::string& written, bool isAddress) {
        m_hasChanged = true;
        return m_database.run(
            "INSERT INTO person_names(key, person_id, written, is_address) VALUES (:key, :person, :written, :address)",
            {{":key", key}, {":person", person.value}, {":written", written}, {":address", isAddress}});
    }
    Result<std::string> noteInPlace(const std::string& name, const std::string& written, const Place& place) {
        if (name == "me" && !place.owner.empty()) {  // on a telephone, whose it is
            const auto key = nameKey(place.owner);
            REDWELL_CHECK(noteAlone(key, place.owner, false));
            return key;
        }
        // What the team has said of the name everywhere, in a case from before names had a place, stands.
        REDWELL_TRY(
            const auto decided,
            m_database.integer("SELECT EXISTS (SELECT 1 FROM person_names n JOIN people p ON p.id = n.person_id "
                               "WHERE n.key = :key AND p.is_settled = 1 AND NOT EXISTS (SELECT 1 FROM "
                               "person_names a WHERE a.person_id = p.id AND a.is_address = 1)) OR "
                               "EXISTS (SELECT 1 FROM person_refusals WHERE first = :key OR second = :key)",
                               {{":key", name}}));
        if (decided != 0) {
            REDWELL_CHECK(noteAlone(name, written, false));
            return name;
        }
        const auto key = scopedKey(written, place.conversation, place.custodian);
        REDWELL_TRY(const auto owner, ownerOf(key));
        if (owner) return key;
        // Beside an address in the same document, the word is that person's.
        std::vector<std::int64_t> near;
        REDWELL_CHECK(m_database.query(
            "SELECT DISTINCT n.person_id FROM messages m JOIN message_people p ON p.message_id = m.id JOIN "
            "person_names "
            "a ON a.key = p.key AND a.is_address = 1 JOIN person_names n ON n.person_id = a.person_id AND n.key = :key "
            "WHERE m.document_id = :document LIMIT 2",
            {{":key", name}, {":document", place.document}},
            [&](const casefile::Row& row) { near.push_back(row.integer(0)); }));
        REDWELL_TRY(const auto person,
                    near.size() == 1 ? Result<PersonId>(PersonId{near.front()}) : addPerson(written));
        REDWELL_CHECK(addName(person, key, written, false));
        return key;
    }
    Status noteAlone(const std::string& key, const std::string& written, bool isAddress) {
        REDWELL_TRY(const auto owner, ownerOf(key));
        if (owner) return isAddress ? Status() : showBest(owner, written);
        REDWELL_TRY(const auto person, addPerson(isAddress ? written : turnedRound(written)));
        return addName(person, key, written, isAddress);
    }

    // The best written form is the one shown, until the team names the person itself.
    Status showBest(PersonId person, const std::string& written) {
        REDWELL_TRY(const auto shown, m_database.text("SELECT name FROM people WHERE id = :id AND is_settled = 0",
                                                      {{":id", person.value}}));
        const auto better = turnedRound(written);
        if (shown.empty() || shown == better || writtenQuality(better) <= writtenQuality(shown)) return {};
        m_hasChanged = true;
        return m_database.run("UPDATE people SET name = :name WHERE id = :id",
                              {{":name", better}, {":id", person.value}});
    }

    // A person known by names alone, whom no decision of the team keeps from gaining an address.
    Result<bool> hasNoAddress(PersonId person) {
        REDWELL_TRY(
            const auto bars,
            m_database.integer("SELECT (SELECT count(*) FROM person_names WHERE person_id = :id AND is_address = 1) + "
                               "(SELECT is_settled FROM people WHERE id = :id)",
                               {{":id", person.value}}));
        return bars == 0;
    }

    // The address and the name were first seen apart, each alone: now they are seen side by side.
    Status joinBare(PersonId byAddress, PersonId byName) {
        REDWELL_TRY(const bool isFree, hasNoAddress(byName));
        if (!isFree) return {};
        REDWELL_TRY(
            const auto bars,
            m_database.integer("SELECT (SELECT count(*) FROM person_names WHERE person_id = :id AND is_address = 0) + "
                               "(SELECT is_settled FROM people WHERE id = :id)",
                               {{":id", byAddress.value}}));
        if (bars > 0) return {};
        REDWELL_TRY(const auto name,
                    m_database.text("SELECT name FROM people WHERE id = :id", {{":id", byName.value}}));
        m_hasChanged = true;
        REDWELL_CHECK(m_database.run("UPDATE person_names SET person_id = :into WHERE person_id = :gone",
                                     {{":into", byAddress.value}, {":gone", byName.value}}));
        return showBest(byAddress, name);
    }

    casefile::Database& m_database;
    bool m_hasChanged = false;
};

}  // namespace

Status Participants::note(MessageId id, const documents::Message& message) {
    Noting noting(m_database);
    std::optional<Place> place;
    const auto keyOf = [&](const std::string& participant) -> Result<std::string> {
        // A name that stands alone is kept with its place, so that no other is found by what is written.
        if (const auto found = m_keys.find(participant); found != m_keys.end()) return found->second;
        std::string known = participant;
        if (standsAlone(writtenPerson(participant))) {
            if (!place) {
                REDWELL_TRY(place, placeOf(m_database, id, message));
            }
            known += '\n' + place->conversation + '\n' + place->custodian + '\n' + place->owner;
        }
        if (const auto found = m_keys.find(known); found != m_keys.end()) return found->second;
        REDWELL_TRY(auto key, noting.note(participant, place.value_or(Place{})));
        if (noting.takeChanged()) m_keys.clear();
        m_keys.emplace(known, key);
        return key;
    };
    const std::vector<std::string> sender{message.from};
    std::size_t count = 0;
    for (const auto& [role, list] : {std::pair{"from", &sender}, std::pair{"to", &message.to},
                                     std::pair{"cc", &message.cc}, std::pair{"bcc", &message.bcc}}) {
        int position = 0;
        for (const auto& participant : *list) {
            if (++count > kMostParticipants) return {};
            REDWELL_TRY(const auto key, keyOf(participant));
            if (key.empty()) continue;
            REDWELL_CHECK(m_database.run(
                "INSERT INTO message_people(message_id, role, position, key) VALUES (:id, :role, :position, :key)",
                {{":id", id.value}, {":role", role}, {":position", ++position}, {":key", key}}));
        }
    }
    return {};
}

Status forgetParticipants(casefile::Database& database, MessageId id) {
    return database.run("DELETE FROM message_people WHERE message_id = :id", {{":id", id.value}});
}

Status noteMissingParticipants(casefile::Case& target) {
    std::vector<MessageId> missing;
    {
        REDWELL_TRY(auto lease, target.read());
        REDWELL_CHECK(lease->query(
            "SELECT id FROM messages m WHERE trim(sender) <> '' AND NOT EXISTS "
            "(SELECT 1 FROM message_people p WHERE p.message_id = m.id)",
            casefile::Parameters{}, [&](const casefile::Row& row) { missing.push_back({row.integer(0)}); }));
    }
    for (std::size_t done = 0; done < missing.size(); done += kNotedAtOnce)
        REDWELL_CHECK(target.write([&](casefile::Database& database) -> Status {
            MessageStore store(database);
            Participants participants(database);
            for (std::size_t i = done; i < missing.size() && i < done + kNotedAtOnce; ++i) {
                REDWELL_TRY(const auto message, store.find(missing[i]));
                if (!message) continue;
                REDWELL_CHECK(forgetParticipants(database, missing[i]));
                REDWELL_CHECK(participants.note(missing[i], *message));
            }
            return {};
        }));
    return {};
}

}  // namespace redwell::messages
