#include "formats/mail_date.h"

#include "base/text.h"
#include "formats/chat/chat_time.h"
#include "formats/mime.h"

#include <algorithm>
#include <optional>
#include <regex>
#include <string>

namespace redwell::formats {
namespace {

// The offset that a Date field states, in minutes: "+0200", "GMT", "EST"; nothing for a bare time or a zone that is
// none.
bool statesZone(std::string_view raw) {
    const auto colon = raw.rfind(':');
    if (colon == std::string_view::npos) return false;
    auto rest = raw.substr(colon + 1);
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1);
    rest = trim(rest);
    rest = rest.substr(0, rest.find_first_of(" ("));
    if (rest.empty()) return false;
    if (rest.front() == '+' || rest.front() == '-') {
        const auto digits = rest.substr(1);
        if (digits.size() != 4 || digits.find_first_not_of("0123456789") != std::string_view::npos) return false;
        const int hours = (digits[0] - '0') * 10 + digits[1] - '0', minutes = (digits[2] - '0') * 10 + digits[3] - '0';
        return hours <= 14 && minutes < 60;
    }
    static constexpr std::string_view kZones[] = {"GMT", "UTC", "UT",  "Z",   "EST", "EDT",
                                                  "CST", "CDT", "MST", "MDT", "PST", "PDT"};
    return std::find(std::begin(kZones), std::end(kZones), rest) != std::end(kZones);  // the others have numbers by now
}

// A run of more than two digits is the year; one of another length than four, or 0, is none that a mail was sent in.
bool hasPossibleYear(std::string_view raw) {
    for (std::size_t at = 0; at < raw.size();) {
        const auto begin = raw.find_first_of("0123456789", at);
        if (begin == std::string_view::npos) break;
        const auto end = std::min(raw.find_first_not_of("0123456789", begin), raw.size());
        const bool isZone = begin > 0 && (raw[begin - 1] == '+' || raw[begin - 1] == '-') && raw.find(':') < begin;
        if (end - begin > 2 && !isZone && (end - begin != 4 || raw.substr(begin, 2) < "19")) return false;
        at = end;
    }
    return true;
}

bool mayHoldHalfOfDay(std::string_view field) {
    for (auto at = field.find_first_of("Mm"); at != std::string_view::npos; at = field.find_first_of("Mm", at + 1)) {
        const auto before = field.substr(0, at);
        const auto half = before.ends_with('.') ? before.substr(0, at - 1) : before;
        if (!half.empty() && std::string_view("AaPp").find(half.back()) != std::string_view::npos) return true;
    }
    return false;
}

// "2:03:11 PM" as "14:03:11": the library leaves the half of the day out.
void writeInTwentyFourHours(std::string& field) {
    if (!mayHoldHalfOfDay(field)) return;
    static const std::regex kClock(R"((\d{1,2})(:\d{2}(?::\d{2})?)\s*([AaPp])\.?[Mm]\b\.?)");
    std::smatch found;
    if (!std::regex_search(field, found, kClock)) return;
    int hour = std::stoi(found[1].str());
    if (hour < 1 || hour > 12) return;
    const bool isAfternoon = found[3].str() == "P" || found[3].str() == "p";
    hour = hour % 12 + (isAfternoon ? 12 : 0);
    field =
        found.prefix().str() + (hour < 10 ? "0" : "") + std::to_string(hour) + found[2].str() + found.suffix().str();
}

// "24 Okt 2023" as "24 Oct 2023": the library knows English.
void writeInEnglish(std::string& field) {
    struct Month {
        std::string_view begins, english;
    };
    // By how their folded names begin, where that is not how the English one does; the longer first.
    static constexpr Month kMonths[] = {
        {"janv", "Jan"}, {"ene", "Jan"}, {"gen", "Jan"},  {"fev", "Feb"}, {"mar", "Mar"},  {"maer", "Mar"},
        {"mrt", "Mar"},  {"mrz", "Mar"}, {"avr", "Apr"},  {"abr", "Apr"}, {"mai", "May"},  {"mag", "May"},
        {"maj", "May"},  {"mei", "May"}, {"juin", "Jun"}, {"giu", "Jun"}, {"juil", "Jul"}, {"lug", "Jul"},
        {"aou", "Aug"},  {"ago", "Aug"}, {"set", "Sep"},  {"okt", "Oct"}, {"ott", "Oct"},  {"out", "Oct"},
        {"dez", "Dec"},  {"dic", "Dec"}, {"des", "Dec"}};
    static const std::regex kDayAndMonth(R"((^|[\s,])(\d{1,2})[.\s-]+([^\s\d,.-]+)\.?[\s-]+(\d{4}|\d{2})(?=\s))");
    static constexpr std::string_view kEnglish[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                                    "jul", "aug", "sep", "oct", "nov", "dec"};
    const auto low = toLower(field);
    for (const auto month : kEnglish)
        for (auto at = low.find(month); at != std::string::npos; at = low.find(month, at + 1))
            if (at > 0 && (low[at - 1] == ' ' || low[at - 1] == '-')) return;
    std::smatch found;
    if (!std::regex_search(field, found, kDayAndMonth)) return;
    const auto word = fold(found[3].str());
    const auto write = [&](std::string_view month) {
        // The weekday in front is of the same language; the date says it anyway.
        field = found[2].str() + " " + std::string(month) + " " + found[4].str() + found.suffix().str();
    };
    for (const auto& month : kMonths) {
        if (word.starts_with(month.begins)) return write(month.english);
    }
    for (const auto month : kEnglish)  // "déc."
        if (word.starts_with(month)) return write(month);
}

// "Mo, 14.03.11 9:15" as "14 Mar 11 9:15": with dots the day stands first.
void writeMonthByName(std::string& field) {
    static constexpr const char* kMonths[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                              "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    static const std::regex kDotted(R"(^\D*(\d{1,2})\. ?(\d{1,2})\. ?(\d{4}|\d{2}),?\s+(?=\d{1,2}[:.]\d{2}))");
    const auto digit = field.find_first_of("0123456789");
    const auto dot = field.find('.', digit == std::string::npos ? 0 : digit);
    if (digit == std::string::npos || dot == std::string::npos || dot - digit > 2) return;
    std::smatch found;
    if (!std::regex_search(field, found, kDotted)) return;
    const int month = std::stoi(found[2].str());
    if (month < 1 || month > 12) return;
    field = found[1].str() + " " + kMonths[month - 1] + " " + found[3].str() + " " + found.suffix().str();
}

// "14.03.11" behind the date as "14:03:11"
void writeColons(std::string& field) {
    if (field.find(':') != std::string::npos) return;
    static const std::regex kDotted(R"((\s)(\d{1,2})\.(\d{2})\.(\d{2})(?=\s|$))");
    field = std::regex_replace(field, kDotted, "$1$2:$3:$4");
}

// "CEST" as "+0200". IST is taken for India's, whose mails are the most.
void writeZoneInNumbers(std::string& field) {
    struct Zone {
        std::string_view name, offset;
    };
    static constexpr Zone kZones[] = {
        {"CET", "+0100"},  {"CEST", "+0200"}, {"MET", "+0100"},  {"MEST", "+0200"}, {"MEZ", "+0100"}, {"MESZ", "+0200"},
        {"BST", "+0100"},  {"IST", "+0530"},  {"WET", "+0000"},  {"WEST", "+0100"}, {"EET", "+0200"}, {"EEST", "+0300"},
        {"MSK", "+0300"},  {"SAST", "+0200"}, {"SGT", "+0800"},  {"HKT", "+0800"},  {"JST", "+0900"}, {"KST", "+0900"},
        {"AEST", "+1000"}, {"AEDT", "+1100"}, {"AKST", "-0900"}, {"AKDT", "-0800"}, {"HST", "-1000"}};
    const auto colon = field.rfind(':');
    if (colon == std::string::npos || field.find_first_of("+-", colon) != std::string::npos) return;
    static const std::regex kNamed(R"((:\d{2}(?::\d{2})?)\s+([A-Z]{3,4})(?=\s|$|\())");
    std::smatch found;
    if (!std::regex_search(field, found, kNamed)) return;
    const auto name = found[2].str();
    const auto zone = std::find_if(std::begin(kZones), std::end(kZones), [&](const Zone& z) { return z.name == name; });
    if (zone == std::end(kZones)) return;
    field = found.prefix().str() + found[1].str() + " " + std::string(zone->offset) + found.suffix().str();
}

// A leap second as the one before it; whether there was one.
bool withoutLeapSecond(std::string& field) {
    if (field.find(":60") == std::string::npos) return false;
    static const std::regex kLeap(R"((\d{1,2}:\d{2}):60(?!\d))");
    if (!std::regex_search(field, kLeap)) return false;
    field = std::regex_replace(field, kLeap, "$1:59");
    return true;
}

bool isIso(std::string_view field) {
    return field.size() >= 16 && field[4] == '-' && field[7] == '-' && (field[10] == 'T' || field[10] == ' ') &&
           field[13] == ':';
}

}  // namespace

StatedTime mailTime(std::string_view raw) {
    initMime();
    raw = trim(raw.substr(0, 200));
    std::string field(cleanUtf8(raw));
    writeMonthByName(field);
    writeColons(field);
    if (field.empty() || !hasPossibleYear(std::string_view(field).substr(0, field.find('(')))) return {};
    if (isIso(field)) return chatTime(field).stated;
    writeInTwentyFourHours(field);
    writeInEnglish(field);
    writeZoneInNumbers(field);
    const bool isLeap = withoutLeapSecond(field);
    GDateTime* date = g_mime_utils_header_decode_date(field.c_str());
    if (!date) return {};
    std::optional<int> offset;
    if (statesZone(field)) offset = static_cast<int>(g_date_time_get_utc_offset(date) / 60'000'000);
    auto time = statedTime(g_date_time_get_year(date), g_date_time_get_month(date), g_date_time_get_day_of_month(date),
                           g_date_time_get_hour(date), g_date_time_get_minute(date),
                           isLeap ? 60 : g_date_time_get_second(date), offset);
    g_date_time_unref(date);
    return time;
}

}  // namespace redwell::formats
