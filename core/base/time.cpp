#include "base/time.h"

#include <unicode/gregocal.h>
#include <unicode/smpdtfmt.h>
#include <unicode/timezone.h>

#include <chrono>
#include <cstdio>
#include <memory>

namespace redwell {
namespace {

constexpr std::int64_t kGregorianFrom = -12219292800000;  // 1582-10-15T00:00Z

icu::UnicodeString wide(std::string_view text) {
    return icu::UnicodeString::fromUTF8(icu::StringPiece(text.data(), static_cast<int32_t>(text.size())));
}

std::unique_ptr<icu::TimeZone> zoneNamed(std::string_view zone) {
    return std::unique_ptr<icu::TimeZone>(icu::TimeZone::createTimeZone(zone.empty() ? wide("Etc/UTC") : wide(zone)));
}

struct Parts {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0;
    std::optional<int> offsetMinutes;
};

int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::optional<Parts> parse(std::string_view text) {
    Parts p;
    p.year = digits(text, 0, 4);
    p.month = digits(text, 5, 2);
    p.day = digits(text, 8, 2);
    if (p.year < 1 || p.month < 1 || p.month > 12 || p.day < 1) return std::nullopt;
    if (text[4] != '-' || text[7] != '-') return std::nullopt;
    const std::chrono::year_month_day date{std::chrono::year(p.year),
                                           std::chrono::month(static_cast<unsigned>(p.month)),
                                           std::chrono::day(static_cast<unsigned>(p.day))};
    if (!date.ok()) return std::nullopt;
    std::size_t at = 10;
    if (at < text.size() && (text[at] == 'T' || text[at] == ' ')) {
        p.hour = digits(text, 11, 2);
        p.minute = digits(text, 14, 2);
        if (p.hour < 0 || p.hour > 23 || p.minute < 0 || p.minute > 59 || text[13] != ':') return std::nullopt;
        at = 16;
        if (at < text.size() && text[at] == ':') {
            p.second = digits(text, 17, 2);
            if (p.second < 0 || p.second > 60) return std::nullopt;
            at = 19;
            if (at < text.size() && text[at] == '.')
                for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9';) ++at;
        }
    }
    if (at == text.size()) return p;
    if (text[at] == 'Z' && at + 1 == text.size()) {
        p.offsetMinutes = 0;
        return p;
    }
    if (text[at] != '+' && text[at] != '-') return std::nullopt;
    const int hours = digits(text, at + 1, 2);
    const bool colon = at + 3 < text.size() && text[at + 3] == ':';
    const int minutes = digits(text, at + (colon ? 4 : 3), 2);
    if (hours < 0 || minutes < 0 || at + (colon ? 6 : 5) != text.size()) return std::nullopt;
    p.offsetMinutes = (text[at] == '-' ? -1 : 1) * (hours * 60 + minutes);
    return p;
}

std::int64_t wallClockMilliseconds(const Parts& p) {
    using namespace std::chrono;
    const sys_days day =
        year(p.year) / month(static_cast<unsigned>(p.month)) / std::chrono::day(static_cast<unsigned>(p.day));
    return duration_cast<std::chrono::milliseconds>(day.time_since_epoch()).count() +
           ((p.hour * 60LL + p.minute) * 60 + p.second) * 1000;
}

}  // namespace

Instant Instant::now() {
    using namespace std::chrono;
    return {duration_cast<std::chrono::milliseconds>(system_clock::now().time_since_epoch()).count()};
}

bool StatedTime::hasOffset() const {
    const auto parts = parse(text);
    return parts && parts->offsetMinutes;
}

std::optional<Instant> StatedTime::instant(std::string_view zone) const {
    const auto parts = parse(text);
    if (!parts) return std::nullopt;
    const auto wall = wallClockMilliseconds(*parts);
    if (parts->offsetMinutes) return Instant{wall - *parts->offsetMinutes * 60000LL};
    UErrorCode status = U_ZERO_ERROR;
    int32_t raw = 0, daylight = 0;
    zoneNamed(zone)->getOffset(static_cast<UDate>(wall), true, raw, daylight, status);
    if (U_FAILURE(status)) return std::nullopt;
    return Instant{wall - raw - daylight};
}

StatedTime statedTime(int year, int month, int day, int hour, int minute, int second, std::optional<int> offset) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1 || day > 31 || hour < 0 || hour > 23 ||
        minute < 0 || minute > 59 || second > 60 || (offset && (*offset < -24 * 60 || *offset > 24 * 60)))
        return {};
    char buffer[64];
    int length = std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d", year, month, day, hour, minute);
    std::string text(buffer, static_cast<std::size_t>(length));
    if (second >= 0) {
        length = std::snprintf(buffer, sizeof buffer, ":%02d", second);
        text.append(buffer, static_cast<std::size_t>(length));
    }
    if (offset) {
        const int minutes = *offset < 0 ? -*offset : *offset;
        length =
            std::snprintf(buffer, sizeof buffer, "%c%02d:%02d", *offset < 0 ? '-' : '+', minutes / 60, minutes % 60);
        text.append(buffer, static_cast<std::size_t>(length));
    }
    if (!parse(text)) return {};
    return {text};
}

bool isKnownZone(std::string_view zone) {
    const auto found = zoneNamed(zone);
    icu::UnicodeString id;
    return found && found->getID(id) != wide("Etc/Unknown");
}

std::string formatInstant(Instant instant, std::string_view zone, std::string_view pattern) {
    UErrorCode status = U_ZERO_ERROR;
    icu::SimpleDateFormat format(wide(pattern), icu::Locale::getEnglish(), status);
    if (U_FAILURE(status)) return {};
    // ICU counts earlier days by the Julian calendar; a StatedTime is Gregorian at any date.
    if (instant.milliseconds < kGregorianFrom + 24 * 3600 * 1000) {
        auto calendar = std::make_unique<icu::GregorianCalendar>(icu::Locale::getEnglish(), status);
        if (U_FAILURE(status)) return {};
        calendar->setGregorianChange(-1e17, status);
        if (U_FAILURE(status)) return {};
        format.adoptCalendar(calendar.release());
    }
    format.adoptTimeZone(zoneNamed(zone).release());
    icu::UnicodeString out;
    format.format(static_cast<UDate>(instant.milliseconds), out);
    std::string text;
    out.toUTF8String(text);
    return text;
}

std::string toIso(Instant instant) {
    using namespace std::chrono;
    const sys_time<std::chrono::milliseconds> at{std::chrono::milliseconds(instant.milliseconds)};
    if (at < sys_days(year(1) / 1 / 1) || at >= sys_days(year(10000) / 1 / 1))
        return formatInstant(instant, "Etc/UTC", "yyyy-MM-dd'T'HH:mm:ss'Z'");
    const auto day = floor<days>(at);
    const year_month_day date(day);
    const hh_mm_ss time(floor<seconds>(at - day));
    std::string text = "0000-00-00T00:00:00Z";
    const auto put = [&text](std::size_t end, std::int64_t value) {
        for (; value > 0; value /= 10) text[--end] = static_cast<char>('0' + value % 10);
    };
    put(4, int{date.year()});
    put(7, unsigned{date.month()});
    put(10, unsigned{date.day()});
    put(13, time.hours().count());
    put(16, time.minutes().count());
    put(19, time.seconds().count());
    return text;
}
std::string toLocal(Instant instant, std::string_view zone) {
    return formatInstant(instant, zone, "yyyy-MM-dd HH:mm:ss");
}

std::optional<Instant> instantFromIso(std::string_view iso) { return StatedTime{std::string(iso)}.instant("Etc/UTC"); }

}  // namespace redwell
