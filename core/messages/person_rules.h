// What can be guessed of people from how they are written: which two may be one, and who may be an attorney. A rule
// only suggests, with its reason in the team's words; joining is the team's.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages {

// One person as the rules see him.
struct RuledPerson {
    std::int64_t id = 0;
    std::int64_t messages = 0;
    struct Name {
        std::string key, written;
        bool isAddress = false;
    };
    std::vector<Name> names;
    std::vector<std::int64_t> documents;  // where he writes, is written to or is named, ascending; those with initials
};

// "DO", "D.O.": letters for a name, not a short name; in capitals, two or three of them.
bool isInitials(std::string_view written);
// The folded initials of a full name: "do" for "Dana Okoro", "do" and "dmo" for "Dana Mary Okoro"; none for others.
std::vector<std::string> initialsOf(std::string_view written);

struct LikelyPair {
    std::int64_t first = 0, second = 0;  // first is the one better known: more messages are his
    std::string firstKey, secondKey;     // the two ways of writing that the rule compared
    std::string reason;                  // "'I. Vale' may stand for 'Imogen Vale'"
    double confidence = 0;               // 0 to 1
};

// Most likely first; a pair once, by its best rule. Time and memory grow with the number of names.
std::vector<LikelyPair> likelyPairs(const std::vector<RuledPerson>& people);

// Why somebody written so may be an attorney: "writes 'Esq.' after the name"; empty when nothing says so.
std::string attorneyReason(std::string_view written, bool isAddress);

}  // namespace redwell::messages
