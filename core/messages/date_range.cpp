#include "messages/date_range.h"

#include "base/text.h"
#include "messages/calendar_words.h"
#include "messages/number_reader.h"
#include "messages/time_reader.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

using namespace std::chrono;

constexpr std::size_t kLongest = 300;

// One end of a span: 0 stands for what it leaves to the other end.
struct End {
    int year = 0, month = 0, day = 0;
    std::size_t begin = 0, end = 0;
};

bool isYear(const Number& n) { return n.length == 4 && n.real == 4 && n.value >= 1970 && n.value <= 2099; }

std::optional<End> wholeDayAt(std::string_view text, std::size_t at, DateOrder order) {
    const auto time = readTimeAt(text, at);
    if (!time || !time->hasDate) return std::nullopt;
    return End{time->year, time->month(order), time->day(order), at, time->end};
}

// "Nov 2023", "November"
std::optional<End> namedMonthAt(std::string_view text, std::size_t at) {
    Reader in(text, at);
    std::size_t end = 0;
    const auto month = monthNamed(in.word(&end));
    if (!month) return std::nullopt;
    in.moveTo(end);
    in.takeAny(".");
    End found{0, *month, 0, at, in.at()};
    in.takeAny(",");
    in.skipSpaces();
    if (const auto year = in.number(4); year && isYear(*year)) {
        found.year = year->value;
        found.end = in.at();
    }
    return found;
}

// "2023-11", "11/2023", and the bare day of "1 - 30 November 2023"
std::optional<End> numberAt(std::string_view text, std::size_t at) {
    Reader in(text, at);
    const auto first = in.number(4);
    if (!first || first->real != first->length) return std::nullopt;
    const auto afterFirst = in.at();
    if (in.takeAny("-/."))
        if (const auto second = in.number(4); second && second->real == second->length && !isDigit(in.peek())) {
            const bool isYearFirst = isYear(*first);
            const Number& year = isYearFirst ? *first : *second;
            const Number& month = isYearFirst ? *second : *first;
            if (isYear(year) && month.length <= 2 && month.value >= 1 && month.value <= 12)
                return End{year.value, month.value, 0, at, in.at()};
        }
    if (first->length > 2 || first->value < 1 || first->value > 31) return std::nullopt;
    End day{0, 0, first->value, at, afterFirst};
    in.moveTo(afterFirst);
    in.takeAny(",");
    in.skipSpaces();
    if (const auto year = in.number(4); year && isYear(*year)) {  // the end of "Nov 1 - 30, 2023"
        day.year = year->value;
        day.end = in.at();
    }
    return day;
}

std::optional<End> endAt(std::string_view text, std::size_t at, DateOrder order) {
    if (auto day = wholeDayAt(text, at, order)) return day;
    if (auto month = namedMonthAt(text, at)) return month;
    return numberAt(text, at);
}

bool joins(std::string_view between) {
    static constexpr std::array<std::string_view, 17> kJoints = {
        "-", "\u2013", "\u2014", "to",  "until", "till", "through", "thru", "bis",
        "a", "\u2026", "..",     "...", "al",    "and",  "hasta",   "au"};
    const std::string folded = fold(trim(between));
    return std::find(kJoints.begin(), kJoints.end(), folded) != kJoints.end();
}

std::optional<sys_days> firstOf(const End& end) { return calendarDay(end.year, end.month, end.day ? end.day : 1); }
std::optional<sys_days> lastOf(const End& end) {
    if (end.day) return calendarDay(end.year, end.month, end.day);
    if (!calendarDay(end.year, end.month, 1)) return std::nullopt;
    return sys_days(year_month_day_last(year(end.year), month_day_last(month(static_cast<unsigned>(end.month)))));
}

std::optional<DateRange> spanOf(End first, End second) {
    if (!second.month) second.month = first.month;  // "Nov 1 - 30, 2023"
    if (!first.month) first.month = second.month;
    if (!second.year) return std::nullopt;
    if (!first.year) {
        first.year = second.year;
        const auto from = firstOf(first), until = lastOf(second);
        if (from && until && *from > *until) --first.year;
    }
    const auto from = firstOf(first), until = lastOf(second);
    if (!from || !until || *from > *until) return std::nullopt;
    return DateRange{*from, *until, false};
}

}  // namespace

std::optional<sys_days> calendarDay(int y, int m, int d) {
    if (y < 1 || m < 1 || d < 1) return std::nullopt;
    const year_month_day date(year(y), month(static_cast<unsigned>(m)), day(static_cast<unsigned>(d)));
    if (!date.ok()) return std::nullopt;
    return sys_days(date);
}

std::optional<DateRange> dateRangeIn(std::string_view text, DateOrder order) {
    text = text.substr(0, kLongest);
    std::optional<End> before;
    std::optional<DateRange> single;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (i > 0 && (isLetter(text[i - 1]) || isDigit(text[i - 1]))) continue;
        if (!isLetter(text[i]) && !isDigit(text[i])) continue;
        const auto end = endAt(text, i, order);
        if (!end) continue;
        if (before && joins(text.substr(before->end, end->begin - before->end)))
            if (auto span = spanOf(*before, *end)) return span;
        if (!single && end->year && end->month && !end->day)
            if (const auto from = firstOf(*end), until = lastOf(*end); from && until)
                single = DateRange{*from, *until, true};
        before = end;
        i = std::max(i, end->end - 1);
    }
    return single;
}

}  // namespace redwell::messages
