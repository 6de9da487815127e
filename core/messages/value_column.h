// The column that the values of a head's labels begin in. A line with an unknown label before a value in that column
// ("Flag:   Follow up", "CUSTODIAN:   Vale, Imogen") is the head's too.
#pragma once

#include "messages/text_line.h"

#include <optional>
#include <vector>

namespace redwell::messages {

class ValueColumn {
public:
    void add(const TextLine& line);
    // All of three values or more begin in one column.
    bool isSure() const;
    // Three values or more are known to begin where the line's does.
    bool holds(const TextLine& line) const;

private:
    std::vector<double> m_known;
};

}  // namespace redwell::messages
