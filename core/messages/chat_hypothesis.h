// What one line shape would make of a whole document: where it starts messages, for whom, in which column.
#pragma once

#include "messages/chat_layout.h"
#include "messages/chat_shapes.h"

#include <array>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace redwell::messages {

constexpr double kColumn = 9;  // points

struct Candidate {
    std::size_t line = 0, lastLine = 0;
    ShapeReading reading;
    std::string key;
    double x = 0;
};

struct Hypothesis {
    std::vector<Candidate> candidates;
    std::unordered_map<std::string, int> senders;
    std::map<long, int> columns;
    double score = 0;
    bool isDated = false;          // most stamps carry a date
    bool isNamed = false;          // most senders look like names
    std::array<bool, 4> traits{};  // of most stamps
};

// Candidates that start within a column of x.
int columnCount(const Hypothesis& hypothesis, double x);

// "Ada Quill added a comment": words of saying that every sender ends with are the form's, a surname that all share is
// not.
void shedCommonWords(Hypothesis& hypothesis);

ChatStart startOf(const Candidate& candidate, double confidence);

}  // namespace redwell::messages
