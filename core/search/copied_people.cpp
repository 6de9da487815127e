#include "search/copied_people.h"

#include "base/text.h"
#include "messages/blind_copies.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace redwell::search {
namespace {

std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    for (const char c : fold(text)) {
        const bool parts =
            static_cast<unsigned char>(c) <= ' ' || c == ',' || c == ';' || c == '"' || c == '<' || c == '>';
        if (!parts) word += c;
        if (parts && !word.empty()) words.push_back(std::move(word));
        if (parts) word.clear();
    }
    if (!word.empty()) words.push_back(std::move(word));
    return words;
}

bool names(std::string_view person, const std::vector<std::string>& words) {
    const auto folded = fold(person);
    std::size_t at = 0;
    for (const auto& word : words) {
        at = folded.find(word, at);
        if (at == std::string::npos) return false;
        at += word.size();
    }
    return true;
}

}  // namespace

Result<std::string> messagesByCopy(casefile::Database& database, std::string_view role, std::string_view match,
                                   std::string_view text) {
    const auto words = wordsOf(text);
    std::vector<std::int64_t> ids;
    const auto list = "json_extract(m.recipients, '$." + std::string(role) + "')";
    REDWELL_CHECK(database.query("SELECT m.id, " + list +
                                     " FROM messages m WHERE m.id IN (SELECT rowid FROM message_text WHERE "
                                     "message_text MATCH :match) AND " +
                                     list + " <> '[]'",
                                 {{":match", match}}, [&](const casefile::Row& row) {
                                     const auto people = nlohmann::json::parse(row.textView(1), nullptr, false);
                                     if (std::ranges::any_of(people, [&words](const auto& person) {
                                             return person.is_string() &&
                                                    names(person.template get_ref<const std::string&>(), words);
                                         }))
                                         ids.push_back(row.integer(0));
                                 }));
    return nlohmann::json(ids).dump();
}

Result<std::string> documentsByBlindCopy(casefile::Database& database, std::string_view text) {
    REDWELL_TRY(const auto copies, messages::blindCopies(database));
    const auto words = wordsOf(text);
    std::set<std::int64_t> ids;
    for (const auto& copy : copies)
        if (std::ranges::any_of(copy.people, [&words](const auto& person) { return names(person, words); }))
            ids.insert({copy.copy.value, copy.kept.value});
    return nlohmann::json(ids).dump();
}

}  // namespace redwell::search
