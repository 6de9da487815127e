#include "search/copied_people.h"

#include "base/text.h"
#include "documents/text_index.h"
#include "messages/blind_copies.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>
#include <string_view>
#include <vector>

namespace redwell::search {
namespace {

// As the full-text index parts them: whatever is no letter or digit stands between two words.
std::vector<std::string> wordsOf(std::string_view text) {
    std::vector<std::string> words;
    std::string word;
    const auto end = [&] {
        if (!word.empty()) words.push_back(std::move(word));
        word.clear();
    };
    const auto folded = fold(text);
    for (std::size_t at = 0; at < folded.size();) {
        auto length = std::size_t{1};
        while (at + length < folded.size() && (folded[at + length] & 0xc0) == 0x80) ++length;
        const auto letter = foldToAlphanumeric(std::string_view(folded).substr(at, length));
        if (letter.empty())
            end();
        else
            word += letter;
        at += length;
    }
    end();
    return words;
}

// Whether the person is written with these words one after the other; the last one may go on where it is a beginning.
bool names(std::string_view person, const std::vector<std::string>& words, bool isPrefix) {
    const auto written = wordsOf(person);
    const auto fits = [&](const std::string& word, const std::string& wanted) {
        return isPrefix && &wanted == &words.back() ? word.starts_with(wanted) : word == wanted;
    };
    return std::search(written.begin(), written.end(), words.begin(), words.end(), fits) != written.end() ||
           words.empty();
}

}  // namespace

Result<std::string> messagesByCopy(casefile::Database& database, std::string_view role, std::string_view match,
                                   std::string_view text, bool isPrefix) {
    const auto words = wordsOf(text);
    std::vector<std::int64_t> ids;
    const auto list = "json_extract(m.recipients, '$." + std::string(role) + "')";
    REDWELL_CHECK(database.query(
        "SELECT m.id, " + list + " FROM messages m WHERE m.id IN (" +
            documents::TextIndex::matching(documents::TextIndex::Of::Messages, ":match") + ") AND " + list + " <> '[]'",
        {{":match", match}}, [&](const casefile::Row& row) {
            const auto people = nlohmann::json::parse(row.textView(1), nullptr, false);
            if (std::ranges::any_of(people, [&](const auto& person) {
                    return person.is_string() && names(person.template get_ref<const std::string&>(), words, isPrefix);
                }))
                ids.push_back(row.integer(0));
        }));
    return nlohmann::json(ids).dump();
}

Result<std::string> documentsByBlindCopy(casefile::Database& database, std::string_view text, bool isPrefix) {
    REDWELL_TRY(const auto copies, messages::blindCopies(database));
    const auto words = wordsOf(text);
    std::set<std::int64_t> ids;
    for (const auto& copy : copies)
        if (std::ranges::any_of(copy.people, [&](const auto& person) { return names(person, words, isPrefix); }))
            ids.insert({copy.copy.value, copy.kept.value});
    return nlohmann::json(ids).dump();
}

}  // namespace redwell::search
