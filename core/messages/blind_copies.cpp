#include "messages/blind_copies.h"

#include "messages/person_names.h"

#include <nlohmann/json.hpp>

#include <set>

namespace redwell::messages {
namespace {

using nlohmann::json;

std::vector<std::string> peopleIn(const json& list) {
    std::vector<std::string> people;
    if (list.is_array())
        for (const auto& one : list)
            if (one.is_string()) people.push_back(one);
    return people;
}

}  // namespace

Result<std::vector<BlindCopy>> blindCopies(casefile::Database& database) {
    std::vector<BlindCopy> copies;
    // Copies of one mail have the same To and Cc, or they would be none: whoever is none of these was in blind copy.
    // What counts is what was read of the kept one, whatever a reviewer has made of its message since.
    REDWELL_CHECK(database.query(
        "SELECT d.id, d.duplicate_of, d.recipients, k.recipients FROM documents d JOIN documents k ON k.id = "
        "d.duplicate_of WHERE d.state = 'duplicate' AND d.recipients <> '[]' AND k.message_count > 0 ORDER BY d.id",
        casefile::Parameters{}, [&](const casefile::Row& row) {
            std::set<std::string> known;
            for (const auto& one : peopleIn(json::parse(row.textView(3), nullptr, false))) known.insert(personKey(one));
            BlindCopy copy{{row.integer(0)}, {row.integer(1)}, {}};
            for (auto& one : peopleIn(json::parse(row.textView(2), nullptr, false)))
                if (!known.contains(personKey(one))) copy.people.push_back(std::move(one));
            if (!copy.people.empty()) copies.push_back(std::move(copy));
        }));
    return copies;
}

}  // namespace redwell::messages
