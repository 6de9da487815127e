#include "messages/date_order.h"

#include "messages/date_range.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <optional>

namespace redwell::messages {
namespace {

using std::chrono::sys_days;

constexpr std::array kOrders = {DateOrder::MonthFirst, DateOrder::DayFirst};
constexpr int kSomeYear = 2000;  // of dates that write none: a leap year, so that every day exists
constexpr int kMuchCloser = 4;
constexpr std::chrono::days kOtherZone{1};  // a day may be the next one where the print was made

using PerOrder = std::array<long long, 2>;

std::optional<sys_days> dayOf(const TimeExpression& time, DateOrder order) {
    return calendarDay(time.year ? time.year : kSomeYear, time.month(order), time.day(order));
}

std::optional<DateOrder> fewer(const PerOrder& counts) {
    if (counts[0] == counts[1]) return std::nullopt;
    return counts[0] < counts[1] ? DateOrder::MonthFirst : DateOrder::DayFirst;
}

bool isOpen(const TimeExpression& time) { return time.hasDate && time.isAmbiguous; }

// Dates that one of the orders cannot be: a thirteenth month, another weekday than the one beside it.
PerOrder impossible(const std::vector<TimeExpression>& times) {
    PerOrder count{};
    for (const auto& time : times) {
        if (!isOpen(time)) continue;
        for (std::size_t o = 0; o < kOrders.size(); ++o) {
            const auto day = dayOf(time, kOrders[o]);
            const bool isOtherWeekday = day && time.year && time.weekday >= 0 &&
                                        static_cast<int>(std::chrono::weekday(*day).iso_encoding()) - 1 != time.weekday;
            count[o] += !day || isOtherWeekday;
        }
    }
    return count;
}

// What an order would have written after it was printed. Nothing unless the other order has all of it before: a foot
// may hold some other day.
PerOrder afterPrinting(const std::vector<TimeExpression>& times, const std::vector<TimeExpression>& printed) {
    PerOrder late{};
    long long all = 0;
    for (const auto& time : times) all += time.hasDate && time.year;
    for (std::size_t o = 0; o < kOrders.size(); ++o) {
        std::optional<sys_days> last;
        for (const auto& time : printed)
            if (const auto day = dayOf(time, kOrders[o]); day && time.year) last = last ? std::max(*last, *day) : day;
        if (!last) return {};
        for (const auto& time : times)
            if (const auto day = dayOf(time, kOrders[o]); time.hasDate && time.year && day)
                late[o] += *day > *last + kOtherZone;
    }
    const auto [least, most] = std::minmax(late[0], late[1]);
    return least == 0 && most * 2 >= all ? late : PerOrder{};
}

struct Course {
    PerOrder days{};      // from date to date, there and back
    PerOrder turns{};     // steps against the way that most go
    PerOrder backward{};  // steps back in time
};

Course courseOf(const std::vector<TimeExpression>& times) {
    Course course;
    PerOrder forward{};
    const TimeExpression* before = nullptr;
    for (const auto& time : times) {
        if (!isOpen(time)) continue;
        for (std::size_t o = 0; before && o < kOrders.size(); ++o) {
            const auto from = dayOf(*before, kOrders[o]), to = dayOf(time, kOrders[o]);
            if (!from || !to) continue;
            course.days[o] += std::abs((*to - *from).count());
            const auto at = [](const TimeExpression& t) { return t.hour * 60 + t.minute; };
            course.backward[o] += *to < *from || (*to == *from && at(time) < at(*before));
            forward[o] += *to > *from || (*to == *from && at(time) > at(*before));
        }
        before = &time;
    }
    for (std::size_t o = 0; o < kOrders.size(); ++o) course.turns[o] = std::min(course.backward[o], forward[o]);
    return course;
}

std::optional<DateOrder> muchCloser(const PerOrder& days) {
    const auto [least, most] = std::minmax(days[0], days[1]);
    return least > 0 && most >= kMuchCloser * least ? fewer(days) : std::nullopt;
}

std::vector<TimeExpression> timesIn(const std::vector<TextLine>& lines) {
    std::vector<TimeExpression> times;
    for (const auto& line : lines)
        for (const auto& time : findTimes(line.text))
            if (isOpen(time) && time.year) times.push_back(time);
    return times;
}

// A browser sets its foot as its country does: where the month goes first, the clock has an a.m. and a p.m.
bool isPrintedByDayFirst(const std::vector<TimeExpression>& printed) {
    return std::any_of(printed.begin(), printed.end(), [](const TimeExpression& time) {
        return isOpen(time) && time.year && time.separator == '/' && time.hasClock && !time.hasDayHalf;
    });
}

// By the habit of the separator.
DateOrder usualOrder(const std::vector<TimeExpression>& times) {
    long long slashes = 0, dots = 0;
    for (const auto& time : times)
        if (isOpen(time)) (time.separator == '.' ? dots : slashes)++;
    return dots > slashes ? DateOrder::DayFirst : DateOrder::MonthFirst;
}

}  // namespace

DateOrder dateOrderOf(const std::vector<TimeExpression>& times) { return dateOrderOf(times, {}, {}); }

DateOrder dateOrderOf(const std::vector<TimeExpression>& times, const std::vector<TimeExpression>& printed,
                      const std::vector<TextLine>& lines) {
    if (const auto order = fewer(impossible(times))) return *order;
    const bool isAsked =
        std::any_of(times.begin(), times.end(), isOpen) || std::any_of(printed.begin(), printed.end(), isOpen);
    if (!isAsked) return DateOrder::MonthFirst;
    if (const auto order = fewer(afterPrinting(times, printed))) return *order;
    const Course course = courseOf(times);
    if (const auto order = muchCloser(course.days)) return *order;
    if (const auto order = fewer(course.turns)) return *order;
    if (const auto order = fewer(impossible(printed))) return *order;
    if (const auto order = fewer(impossible(timesIn(lines)))) return *order;
    if (const auto order = fewer(course.backward)) return *order;
    return isPrintedByDayFirst(printed) ? DateOrder::DayFirst : usualOrder(times);
}

std::vector<TimeExpression> printedDaysOf(const std::vector<TextLine>& running) {
    std::vector<TimeExpression> days;
    for (const auto& line : running)
        for (const auto& time : findTimes(line.text))
            if (time.hasDate && time.year) days.push_back(time);
    return days;
}

}  // namespace redwell::messages
