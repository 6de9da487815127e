#include "search/date_range.h"

#include <cstdio>

namespace redwell::search {
namespace {

struct Date {
    int year = 0, month = 0, day = 0;  // 0: not given
};

bool digits(std::string_view text, std::size_t count, int& value) {
    if (text.size() != count) return false;
    value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    return true;
}

bool read(std::string_view text, Date& date) {
    if (!digits(text.substr(0, 4), 4, date.year) || date.year == 0) return false;
    if (text.size() == 4) return true;
    if (text[4] != '-' || text.size() < 7 || !digits(text.substr(5, 2), 2, date.month) || date.month == 0) return false;
    if (text.size() == 7) return date.month <= 12;
    return text[7] == '-' && digits(text.substr(8), 2, date.day) && date.day > 0;
}

std::optional<Instant> midnight(const Date& date, std::string_view zone) {
    return statedTime(date.year, date.month ? date.month : 1, date.day ? date.day : 1, 0, 0).instant(zone);
}

// The first day after the one, month or year that date names.
Date after(Date date) {
    if (date.day) {
        ++date.day;
        if (statedTime(date.year, date.month, date.day, 0, 0).isEmpty()) date = {date.year, date.month + 1, 1};
    } else if (date.month) {
        ++date.month;
    } else {
        ++date.year;
    }
    if (date.month > 12) date = {date.year + 1, 1, 1};
    return date;
}

}  // namespace

Result<DateRange> dateRange(std::string_view text, std::string_view zone) {
    const auto dots = text.find("..");
    const auto first = text.substr(0, dots), last = dots == std::string_view::npos ? first : text.substr(dots + 2);
    Date from, to;
    if (read(first, from) && read(last, to)) {
        const auto begin = midnight(from, zone), end = midnight(after(to), zone);
        if (begin && end && *begin < *end) return DateRange{*begin, *end};
    }
    return Error{ErrorKind::Usage,
                 "'" + std::string(text) + "' is not a date",
                 {},
                 "Write 2023-10-24, 2023-10 or 2023, or two of them as 2023-10-01..2023-10-24."};
}

}  // namespace redwell::search
