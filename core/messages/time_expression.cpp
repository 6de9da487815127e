#include "messages/time_expression.h"

#include "base/text.h"
#include "messages/calendar_words.h"
#include "messages/number_reader.h"
#include "messages/time_reader.h"

#include <algorithm>
#include <chrono>
#include <string>

namespace redwell::messages {
namespace {

constexpr std::size_t kHead = 260, kTail = 120;

}  // namespace

std::vector<TimeExpression> findTimes(std::string_view text) {
    std::vector<TimeExpression> times;
    const auto lastDigit = text.find_last_of("0123456789");
    if (lastDigit == std::string_view::npos) return times;
    for (std::size_t i = 0; i <= lastDigit; ++i) {  // a reading needs a real digit
        if (i == kHead && text.size() > kHead + kTail) i = text.size() - kTail;
        const char c = text[i];
        if (i > 0) {
            const char before = text[i - 1];
            if (isLetter(before) || isDigit(before)) continue;
            if ((before == '.' || before == ',' || before == '/' || before == '-' || before == '$' || before == ':' ||
                 before == '_') &&
                i > 1 && (isDigit(text[i - 2]) || before == '$'))
                continue;
        }
        if (!isDigit(c) && !isLetter(c) && digitLike(c) < 0) continue;
        if (const auto found = readTimeAt(text, i)) {
            times.push_back(*found);
            i = std::max(i, found->end - 1);
        }
    }
    return times;
}

StatedTime statedTimeOf(const TimeExpression& clock, const TimeExpression* date, DateOrder order, int yearWhenMissing) {
    if (!clock.hasClock) return {};
    const TimeExpression* day = clock.hasDate ? &clock : date;
    if (!day || !day->hasDate) return {};
    const int year = day->year ? day->year : yearWhenMissing;
    if (!year) return {};
    return statedTime(year, day->month(order), day->day(order), clock.hour, clock.minute, clock.clockSecond,
                      clock.offsetMinutes);
}

StatedTime clockAlone(const TimeExpression& clock) {
    if (!clock.hasClock) return {};
    const auto some = statedTime(2000, 1, 1, clock.hour, clock.minute, clock.clockSecond, clock.offsetMinutes);
    return some.isEmpty() ? some : StatedTime{some.text.substr(some.text.find('T') + 1)};
}

StatedTime dayAlone(const TimeExpression& day, DateOrder order) {
    if (!day.hasDate || day.year == 0) return {};
    const auto some = statedTime(day.year, day.month(order), day.day(order), 0, 0);
    return some.isEmpty() ? some : StatedTime{some.text.substr(0, some.text.find('T'))};
}

TimeExpression resolved(const TimeExpression& time, const TimeExpression& anchor, DateOrder order) {
    using namespace std::chrono;
    if (!time.isRelative() || !anchor.hasDate || anchor.year == 0) return time;
    const year_month_day day(year(anchor.year), month(static_cast<unsigned>(anchor.month(order))),
                             std::chrono::day(static_cast<unsigned>(anchor.day(order))));
    if (!day.ok()) return time;
    sys_days on = day;
    if (time.daysBack >= 0) {
        on -= days(time.daysBack);
    } else {
        const int today = static_cast<int>(weekday(on).iso_encoding()) - 1;
        on -= days((today - time.weekday + 7) % 7);
    }
    const year_month_day found(on);
    TimeExpression dated = time;
    dated.hasDate = true;
    dated.year = static_cast<int>(found.year());
    dated.first = static_cast<int>(static_cast<unsigned>(found.month()));
    dated.second = static_cast<int>(static_cast<unsigned>(found.day()));
    return dated;
}

std::optional<TimeExpression> relativeDayOf(std::string_view text) {
    if (text.size() > 24) return std::nullopt;
    if (std::string_view(".?!,").find(text.empty() ? '.' : text.back()) != std::string_view::npos)
        return std::nullopt;  // the last word of a text
    const std::string word = foldToAlphanumeric(text);
    TimeExpression day;
    if (const auto back = relativeDayNamed(word))
        day.daysBack = *back;
    else if (const auto weekday = weekdayNamed(word); weekday && word.size() > 3)
        day.weekday = *weekday;
    else
        return std::nullopt;
    day.hasWeekday = day.weekday >= 0;
    return day;
}

}  // namespace redwell::messages
