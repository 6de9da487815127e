#include "messages/time_reader.h"

#include "messages/calendar_words.h"
#include "messages/number_reader.h"
#include "messages/zone_reader.h"

#include <chrono>

namespace redwell::messages {
namespace {

int fullYear(const Number& n) { return n.length == 4 ? n.value : n.value < 70 ? 2000 + n.value : 1900 + n.value; }
bool isYear(const Number& n) {
    return (n.length == 4 && n.value >= 1970 && n.value <= 2099) || (n.length == 2 && n.real > 0);
}

bool readNumericDate(Reader& in, TimeExpression& out) {
    const auto a = in.number(4);
    if (!a) return false;
    auto mark = in.at();
    char separator = in.peek();
    if (in.take("\u5e74"))
        separator = 'y';
    else if (!in.takeAny("/.-"))
        return false;
    in.skipSpaces();
    const auto b = in.number(2);
    if (!b) return false;
    if (a->length == 4) {
        if (!isYear(*a) || !(separator == 'y' ? in.take("\u6708") : in.takeAny("/.-"))) return false;
        in.skipSpaces();
        const auto c = in.number(2);
        if (!c || b->value < 1 || b->value > 12 || c->value < 1 || c->value > 31 || a->real + b->real + c->real < 5)
            return false;
        if (separator == 'y') in.take("\u65e5");
        out.year = a->value;
        out.first = b->value;
        out.second = c->value;
        out.separator = separator;
        out.hasDate = true;
        return true;
    }
    if (a->length > 2 || a->real + b->real == 0 || a->value < 1 || a->value > 31 || b->value < 1 || b->value > 31)
        return false;
    if (a->value > 12 && b->value > 12) return false;
    out.first = a->value;
    out.second = b->value;
    out.separator = separator;
    out.isAmbiguous = true;
    out.hasDate = true;
    mark = in.at();
    const char next = in.peek();
    if ((next == '/' || next == '-' || next == '.') && next != separator && isDigit(in.peek(1))) return false;
    if (in.takeAny("/.-") && (in.skipSpaces(), true)) {
        if (const auto year = in.number(4); year && isYear(*year)) {
            out.year = fullYear(*year);
            return true;
        }
    }
    in.moveTo(mark);  // "10/24" counts only beside a clock, which the caller sees to
    return separator == '/' || separator == '.';
}

void skipOrdinal(Reader& in) {
    std::size_t end = 0;
    const auto suffix = in.word(&end);
    if (suffix == "st" || suffix == "nd" || suffix == "rd" || suffix == "th" || suffix == "er") in.moveTo(end);
}

void readYear(Reader& in, TimeExpression& out) {
    const auto mark = in.at();
    in.takeAny(",.-/");
    in.skipSpaces();
    if (!in.take("de ")) in.take("of ");
    const auto start = in.at();
    if (const auto year = in.number(4);
        year && isYear(*year) && in.peek() != ':' && (year->length == 4 || in.peek() != '.')) {
        if (year->length == 4 || start == mark + 1) {
            out.year = fullYear(*year);
            return;
        }
    }
    in.moveTo(mark);
}

bool readNamedDate(Reader& in, TimeExpression& out) {
    std::size_t end = 0;
    if (isDigit(in.peek()) || (digitLike(in.peek()) >= 0 && isDigit(in.peek(1)))) {  // 24 October 2023, 24-Oct-23
        const auto day = in.number(2);
        if (!day || day->value < 1 || day->value > 31) return false;
        skipOrdinal(in);
        in.takeAny(".-/");
        in.skipSpaces();
        if (!in.take("de ")) in.take("of ");
        const auto month = monthNamed(in.word(&end));
        if (!month) return false;
        in.moveTo(end);
        in.takeAny(".");
        out.first = *month;
        out.second = day->value;
    } else {
        const auto month = monthNamed(in.word(&end));
        if (!month) return false;
        in.moveTo(end);
        in.takeAny(".");
        in.skipSpaces();
        const auto day = in.number(2);
        if (!day || day->real == 0 || day->value < 1 || day->value > 31 || in.peek() == ':') return false;
        skipOrdinal(in);
        out.first = *month;
        out.second = day->value;
    }
    out.hasDate = true;
    readYear(in, out);
    return true;
}

// Whether the day may be that weekday, in the one order or the other.
bool isOnWeekday(const TimeExpression& t) {
    using namespace std::chrono;
    const auto is = [&](int month, int day) {
        const year_month_day date{std::chrono::year(t.year), std::chrono::month(static_cast<unsigned>(month)),
                                  std::chrono::day(static_cast<unsigned>(day))};
        return date.ok() && static_cast<int>(std::chrono::weekday(date).iso_encoding()) - 1 == t.weekday;
    };
    return is(t.first, t.second) || (t.isAmbiguous && is(t.second, t.first));
}

// Whether a short weekday is written as a name: "Sam 9:15", not "SAM 9:15", and in small letters only where nothing
// stands before it: "Ada Quill dom 9:15".
bool isWrittenAsName(const Reader& in) {
    const auto isCapital = [&in](std::size_t ahead) { return in.peek(ahead) >= 'A' && in.peek(ahead) <= 'Z'; };
    return isCapital(0) ? !isCapital(1) : in.at() == 0;
}

bool readDate(Reader& in, TimeExpression& out) {
    std::size_t end = 0;
    const auto start = in.at();
    const auto word = in.word(&end);
    const bool isName = isNameToo(word) && isWrittenAsName(in);
    bool isPerhapsName = false;
    if (const auto weekday = weekdayNamed(word); weekday) {
        in.moveTo(end);
        isPerhapsName = !in.takeAny(".") && isName;
        in.takeAny(",");
        in.skipSpaces();
        if (in.take("the ") || in.take("le ") || in.take("den ")) in.skipSpaces();
        out.weekday = *weekday;
        out.hasWeekday = true;
    }
    const auto mark = in.at();
    const auto isNoWeekday = [&] { return isPerhapsName && (out.year == 0 || !isOnWeekday(out)); };
    if (readNumericDate(in, out) && !isNoWeekday()) return true;
    const int weekday = out.weekday;
    out = {};
    out.weekday = weekday;
    out.hasWeekday = weekday >= 0;
    in.moveTo(mark);
    if (readNamedDate(in, out) && !isNoWeekday()) return true;
    out = {};
    in.moveTo(start);
    if (weekday >= 0 && readNamedDate(in, out)) return true;  // "mar." is a Tuesday in French and a month in English
    out = {};
    in.moveTo(start);
    return false;
}

bool readDayHalf(Reader& in, TimeExpression& out) {
    const auto mark = in.at();
    in.skipSpaces();
    const char half = in.peek() | 0x20;
    if (half == 'a' || half == 'p') {
        in.moveTo(in.at() + 1);
        in.takeAny(".");
        const auto inner = in.at();
        if (in.peek() == ' ' && (in.peek(1) == 'M' || in.peek(1) == 'm')) in.moveTo(inner + 1);
        if ((in.peek() | 0x20) == 'm' && !isLetter(in.peek(1))) {
            in.moveTo(in.at() + 1);
            if (in.peek() == '.') in.takeAny(".");
            if (out.hour >= 1 && out.hour <= 12) out.hour = out.hour % 12 + (half == 'p' ? 12 : 0);
            out.hasDayHalf = true;
            return true;
        }
    }
    in.moveTo(mark);
    return false;
}

// besideDate: weak writings ("8 PM", "14.03", "1103 PM") count only next to a date.
bool readClock(Reader& in, TimeExpression& out, bool besideDate, bool opensLine = false) {
    const auto hour = in.number(4);
    if (!hour || hour->real == 0) return false;
    bool isSure = false;
    if (hour->length >= 3) {
        if (!besideDate) return false;
        out.hour = hour->value / 100;
        out.minute = hour->value % 100;
        if (!readDayHalf(in, out)) return false;
        isSure = true;
    } else {
        out.hour = hour->value;
        const auto mark = in.at();
        if (besideDate && in.peek() == ' ' && in.peek(1) == ':' && isDigit(in.peek(2))) in.skipSpaces();
        if (besideDate && in.peek() == ' ' && in.peek(1) == 'h' && in.peek(2) == ' ' && isDigit(in.peek(3)))
            in.skipSpaces();  // "21 h 15"
        const char colon = in.peek();
        std::optional<Number> minute;
        if (in.takeAny(":") || (besideDate && in.takeAny(";.h")) || (colon == 'h' && in.takeAny("h")) ||
            (opensLine && hour->length == 2 && isDigit(in.peek(2)) && in.peek(3) == ' ' && in.takeAny("."))) {
            if (besideDate && (colon != 'h' || in.peek() == ' '))
                in.skipSpaces();
            else if (in.peek() == ' ' && isDigit(in.peek(1)) && isDigit(in.peek(2)) && in.peek(3) == ':')
                in.skipSpaces();
            minute = in.number(besideDate ? 4 : 2);
            isSure = colon == ':';
        }
        if (minute && minute->length >= 2 && minute->length != 3) {
            out.minute = minute->length == 4 ? minute->value / 100 : minute->value;
            if (minute->length == 4) out.clockSecond = minute->value % 100;
            const auto beforeSecond = in.at();
            if (out.clockSecond < 0) {
                const bool split = besideDate && in.peek() == ' ' && isDigit(in.peek(1)) && isDigit(in.peek(2)) &&
                                   !isDigit(in.peek(3));
                if (in.takeAny(":") || (besideDate && in.takeAny(";.")) || (split && in.takeAny(" "))) {
                    if (besideDate) in.skipSpaces();
                    const auto second = in.number(2);
                    if (second && second->length == 2 && second->value <= 60 &&
                        !(in.peek() == ':' && isDigit(in.peek(1))))
                        out.clockSecond = second->value;
                    else
                        in.moveTo(beforeSecond);
                }
            }
            if (out.clockSecond >= 0 && (in.peek() == '.' || in.peek() == ',') && isDigit(in.peek(1)) &&
                isDigit(in.peek(2))) {
                in.moveTo(in.at() + 1);
                while (isDigit(in.peek())) in.moveTo(in.at() + 1);
            }
        } else {
            in.moveTo(mark);
            out.minute = 0;
        }
        const bool half = readDayHalf(in, out);
        if (!minute && !(half && besideDate)) return false;
        if (minute && (minute->length < 2 || minute->length == 3)) return false;
        if (!isSure && !half && !besideDate && colon != 'h' && !(opensLine && colon == '.')) return false;
    }
    if (out.hour > 24 || (out.minute > 59 && !besideDate)) return false;  // a misread minute still marks a stamp
    if (isLetter(in.peek()) && in.peek() != 'Z' && in.peek() != 'z') return false;
    const auto mark = in.at();
    in.skipSpaces();
    if (!in.take("Uhr") && !in.take("uur")) in.moveTo(mark);
    readZone(in, out);
    out.hasClock = true;
    return true;
}

void skipBetween(Reader& in) {
    in.skipSpaces();
    for (int i = 0; i < 3; ++i) {
        const bool mark =
            in.takeAny(",|-;(") || in.take("\u00b7") || in.take("\u2022") || in.take("\u2013") || in.take("\u2014");
        in.skipSpaces();
        std::size_t end = 0;
        const auto word = in.word(&end);
        if (word == "at" || word == "um" || word == "a" || word == "kl" || word == "om" || word == "alle" ||
            word == "as" || word == "ore" || word == "las" || word == "on" || word == "t" || word == "o" ||
            word == "klo" || word == "v") {
            in.moveTo(end);
            in.takeAny(".");
            in.skipSpaces();
        } else if (!mark) {
            return;
        }
    }
}

// Only brackets and marks before it: there "14.03 - Name" is a time.
bool opensLine(std::string_view text, std::size_t at) {
    return at < 4 && text.substr(0, at).find_first_not_of("[( *-") == std::string_view::npos;
}

// "Thu Oct 19 09:33:00 2023": the year behind the clock.
void readLateYear(Reader& in, TimeExpression& out) {
    const auto mark = in.at();
    in.skipSpaces();
    if (const auto year = in.number(4);
        year && year->length == 4 && year->real == 4 && isYear(*year) && !isLetter(in.peek()) && in.peek() != ':') {
        out.year = year->value;
        return;
    }
    in.moveTo(mark);
}

// "Yesterday at 9:15 AM", "Mon, 9:15 AM"
std::optional<TimeExpression> readRelative(std::string_view text, std::size_t at) {
    Reader in(text, at);
    std::size_t end = 0;
    const auto word = in.word(&end);
    TimeExpression found;
    if (const auto back = relativeDayNamed(word))
        found.daysBack = *back;
    else if (const auto weekday = weekdayNamed(word); weekday && word.size() >= 3)
        found.weekday = *weekday;
    else
        return std::nullopt;
    found.hasWeekday = found.weekday >= 0;
    const bool isName = (isNameToo(word) || word == "mar") && isWrittenAsName(in);
    in.moveTo(end);
    if (!in.takeAny(".") && isName) return std::nullopt;  // "Sam 9:15"
    skipBetween(in);
    if (!readClock(in, found, false)) return std::nullopt;
    found.begin = at;
    found.end = in.at();
    return found;
}

// "kl. 09.07": the word says that a clock follows.
std::optional<TimeExpression> readAnnounced(std::string_view text, std::size_t at) {
    Reader in(text, at);
    std::size_t end = 0;
    const auto word = in.word(&end);
    if (word != "kl" && word != "klo" && word != "klokka" && word != "klokken" && word != "klockan")
        return std::nullopt;
    in.moveTo(end);
    in.takeAny(".");
    in.skipSpaces();
    TimeExpression found;
    if (!readClock(in, found, true)) return std::nullopt;
    found.begin = at;
    found.end = in.at();
    return found;
}

}  // namespace

std::optional<TimeExpression> readTimeAt(std::string_view text, std::size_t at) {
    TimeExpression found;
    Reader in(text, at);
    if (readDate(in, found)) {
        const auto afterDate = in.at();
        TimeExpression clock = found;
        if (in.peek() == 'T' && isDigit(in.peek(1)))
            in.takeAny("T");
        else
            skipBetween(in);
        if (readClock(in, clock, true)) {
            if (clock.year == 0 && clock.hasWeekday) readLateYear(in, clock);
            clock.begin = at;
            clock.end = in.at();
            return clock;
        }
        const bool isFraction = found.year == 0 && found.isAmbiguous;  // "20.08" may be a clock
        if (!isFraction) {
            if (afterDate < text.size() && (isLetter(text[afterDate]) || isDigit(text[afterDate]))) return std::nullopt;
            found.begin = at;
            found.end = afterDate;
            return found;
        }
    }
    if (const auto relative = readRelative(text, at)) return relative;
    if (const auto announced = readAnnounced(text, at)) return announced;
    in.moveTo(at);
    found = {};
    if (!readClock(in, found, false, opensLine(text, at))) return std::nullopt;
    found.begin = at;
    found.end = in.at();
    skipBetween(in);
    TimeExpression date;
    const auto mark = in.at();
    if (readDate(in, date) && !(date.year == 0 && date.isAmbiguous)) {
        date.hasClock = true;
        date.hasDayHalf = found.hasDayHalf;
        date.hour = found.hour;
        date.minute = found.minute;
        date.clockSecond = found.clockSecond;
        date.offsetMinutes = found.offsetMinutes;
        date.begin = at;
        date.end = in.at();
        return date;
    }
    in.moveTo(mark);
    return found;
}

}  // namespace redwell::messages
