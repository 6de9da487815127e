// Which of the two first numbers of the all-number dates of a document is its month. A document keeps to one order, so
// whatever settles one date settles all: a number over twelve, a weekday beside a date, the day of printing, after
// which nothing was written. Where nothing of that is said, the order in which the messages lie closer together: days
// read as months scatter a week over a year.
#pragma once

#include "messages/text_line.h"
#include "messages/time_expression.h"

#include <vector>

namespace redwell::messages {

// times: of the messages, in the order of the document.
DateOrder dateOrderOf(const std::vector<TimeExpression>& times);

// printed: when the document was printed, where it says so. lines: whatever else may hold dates, read only when the
// messages' own times leave the order open.
DateOrder dateOrderOf(const std::vector<TimeExpression>& times, const std::vector<TimeExpression>& printed,
                      const std::vector<TextLine>& lines);

// The days in heads and feet of pages.
std::vector<TimeExpression> printedDaysOf(const std::vector<TextLine>& running);

}  // namespace redwell::messages
