#include "messages/chat_hypothesis.h"

#include <cmath>

namespace redwell::messages {

int columnCount(const Hypothesis& h, double x) {
    const long column = std::lround(x / kColumn);
    int count = 0;
    for (long c = column - 1; c <= column + 1; ++c)
        if (const auto found = h.columns.find(c); found != h.columns.end()) count += found->second;
    return count;
}

ChatStart startOf(const Candidate& c, double confidence) {
    ChatStart start;
    start.line = c.line;
    start.lastLine = c.lastLine;
    start.bodyBegin = c.reading.bodyBegin;
    start.bodyEnd = c.reading.bodyEnd;
    start.sender = c.reading.sender;
    start.to = c.reading.to;
    start.time = c.reading.time;
    start.confidence = confidence;
    return start;
}

}  // namespace redwell::messages
