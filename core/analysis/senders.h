// Who wrote a message, for comparing sightings: people whose names are the same letters count as one here, since a
// quotation has no address and a scan has slips.
#pragma once

#include "analysis/disjoint_sets.h"

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

namespace redwell::analysis {

class Senders {
public:
    // person: of the store; 0 for none. -1 when nothing is written.
    int add(const std::string& written, std::int64_t person);
    int identity(int sender);     // the same for senders that count as one
    bool mayBeOne(int a, int b);  // also within a slip or two, or when one is part of the other; -1 may be anybody

private:
    std::vector<std::string> m_letters;
    std::unordered_map<std::string, int> m_byWriting, m_byLetters;
    std::unordered_map<std::int64_t, int> m_byPerson;
    DisjointSets m_sets;
};

}  // namespace redwell::analysis
