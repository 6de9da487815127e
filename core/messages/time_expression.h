// Times as documents write them: numeric in American, European and ISO order, month names in eight languages, clock
// with or without seconds, day half, zone or offset, in either order. Scanned text is read with the usual confusions (l
// for 1, O for 0, a lost colon), but a reading needs real digits, so that words never become times.
#pragma once

#include "base/time.h"

#include <optional>
#include <string_view>
#include <vector>

namespace redwell::messages {

// Which of the two first numbers of 4/5/2023 is the month; a document keeps to one.
enum class DateOrder { MonthFirst, DayFirst };

struct TimeExpression {
    std::size_t begin = 0, end = 0;  // bytes in the text
    bool hasDate = false, hasClock = false, hasDayHalf = false, hasWeekday = false;
    bool isAmbiguous = false;   // first and second may be month and day either way
    char separator = 0;         // of a numeric date
    int year = 0;               // 0 when not written
    int first = 0, second = 0;  // of a numeric date, as written; else month and day
    int weekday = -1;           // 0 Monday
    int daysBack = -1;          // 0 "today", 1 "yesterday"
    int hour = 0, minute = 0, clockSecond = -1;
    std::optional<int> offsetMinutes;

    // Says its day only by the day of printing: "Yesterday at 9:15", "Mon 9:15".
    bool isRelative() const { return !hasDate && (daysBack >= 0 || weekday >= 0); }

    int month(DateOrder order) const { return isAmbiguous && order == DateOrder::DayFirst ? second : first; }
    int day(DateOrder order) const { return isAmbiguous && order == DateOrder::DayFirst ? first : second; }
};

// Every time expression in the text, left to right. Looks at the first and last few hundred bytes of long text only: a
// stamp stands at an end of its line.
std::vector<TimeExpression> findTimes(std::string_view text);

// A day named relative to another: the same time with that day's date put in. Unchanged when it is not relative or the
// anchor has no whole date. A bare weekday is the last one on or before the anchor.
TimeExpression resolved(const TimeExpression& time, const TimeExpression& anchor, DateOrder order);

// "Yesterday", "Monday" and nothing else of weight.
std::optional<TimeExpression> relativeDayOf(std::string_view text);

// date gives what the clock's expression does not have; empty when there is no date or no clock at all.
StatedTime statedTimeOf(const TimeExpression& clock, const TimeExpression* date, DateOrder order, int yearWhenMissing);
// The time of day alone ("14:03"), for a message whose day nothing tells; empty without a clock.
StatedTime clockAlone(const TimeExpression& clock);
// The day alone ("2023-10-24"), for a mail that tells no clock; empty without a day and its year.
StatedTime dayAlone(const TimeExpression& day, DateOrder order);

}  // namespace redwell::messages
