#include "formats/chat/chat_time.h"

#include "base/text.h"

#include <unicode/timezone.h>

#include <charconv>
#include <chrono>
#include <cstdio>

namespace redwell::formats {
namespace {

constexpr std::int64_t kSecond = 1'000'000;
constexpr std::int64_t kDay = 86'400 * kSecond;
constexpr std::int64_t kLastSecond = 253'402'300'799;  // 9999-12-31T23:59:59Z

int digits(std::string_view text, std::size_t at, std::size_t count) {
    if (at + count > text.size()) return -1;
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
        if (text[i] < '0' || text[i] > '9') return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

std::int64_t floorDivided(std::int64_t value, std::int64_t by) { return value / by - (value % by < 0 ? 1 : 0); }

std::int64_t daysSince1970(int year, int month, int day) {
    using namespace std::chrono;
    return sys_days(std::chrono::year(year) / std::chrono::month(static_cast<unsigned>(month)) /
                    std::chrono::day(static_cast<unsigned>(day)))
        .time_since_epoch()
        .count();
}

// Microseconds of a fraction, and where it ends.
std::int64_t fraction(std::string_view text, std::size_t& at) {
    std::int64_t micros = 0, unit = kSecond / 10;
    for (++at; at < text.size() && text[at] >= '0' && text[at] <= '9'; ++at) {
        micros += (text[at] - '0') * unit;
        unit /= 10;
    }
    return micros;
}

// "Z", "+02:00", "+0200", "+02"; false where something else follows.
bool readOffset(std::string_view rest, std::optional<int>& offset) {
    rest = trim(rest);
    if (rest.empty()) return true;
    if (rest == "Z" || rest == "z" || rest == "UTC" || rest == "GMT") {
        offset = 0;
        return true;
    }
    if (rest.front() != '+' && rest.front() != '-') return false;
    const int hours = digits(rest, 1, 2);
    const bool hasColon = rest.size() > 3 && rest[3] == ':';
    const int minutes = rest.size() > 3 ? digits(rest, hasColon ? 4 : 3, 2) : 0;
    const std::size_t size = rest.size() > 3 ? (hasColon ? 6 : 5) : 3;
    if (hours < 0 || hours > 24 || minutes < 0 || minutes > 59 || rest.size() != size) return false;
    offset = (rest.front() == '-' ? -1 : 1) * (hours * 60 + minutes);
    return true;
}

}  // namespace

ChatTime chatTime(int year, int month, int day, int hour, int minute, int second) {
    ChatTime time;
    time.stated = statedTime(year, month, day, hour, minute, second);
    if (time.stated.isEmpty()) {
        char buffer[96];
        std::snprintf(buffer, sizeof buffer, "%04d-%02d-%02dT%02d:%02d", year, month, day, hour, minute);
        time.text = buffer;
        return time;
    }
    time.text = time.stated.text;
    time.wall = daysSince1970(year, month, day) * kDay + ((hour * 60LL + minute) * 60 + std::max(second, 0)) * kSecond;
    return time;
}

ChatTime chatTime(std::string_view iso) {
    ChatTime time;
    iso = trim(iso);
    time.text = cleanUtf8(iso.substr(0, 200));
    const int year = digits(iso, 0, 4), month = digits(iso, 5, 2), day = digits(iso, 8, 2);
    if (year < 1 || month < 1 || day < 1 || iso[4] != '-' || iso[7] != '-') return time;
    int hour = 0, minute = 0, second = -1;
    std::int64_t micros = 0;
    std::size_t at = 10;
    if (at < iso.size() && (iso[at] == 'T' || iso[at] == 't' || iso[at] == ' ') && digits(iso, 11, 2) >= 0) {
        hour = digits(iso, 11, 2);
        minute = digits(iso, 14, 2);
        if (hour < 0 || minute < 0 || iso[13] != ':') return time;
        at = 16;
        if (at < iso.size() && iso[at] == ':') {
            second = digits(iso, 17, 2);
            if (second < 0) return time;
            at = 19;
            if (at < iso.size() && (iso[at] == '.' || iso[at] == ',')) micros = fraction(iso, at);
        }
    }
    std::optional<int> offset;
    if (!readOffset(iso.substr(at), offset)) return time;
    const auto stated = statedTime(year, month, day, hour, minute, second, offset);
    if (stated.isEmpty()) return time;
    time.stated = stated;
    time.offset = offset;
    time.wall =
        daysSince1970(year, month, day) * kDay + ((hour * 60LL + minute) * 60 + std::max(second, 0)) * kSecond + micros;
    return time;
}

ChatTime chatTimeFromUnix(std::int64_t microseconds) {
    using namespace std::chrono;
    const auto days = floorDivided(microseconds, kDay);
    const auto rest = microseconds - days * kDay;
    if (microseconds / kSecond > kLastSecond || days < -719'162) {
        ChatTime time;
        time.text = std::to_string(microseconds / kSecond) + " seconds since 1970";
        return time;
    }
    const year_month_day date{sys_days(std::chrono::days(days))};
    const auto seconds = rest / kSecond;
    char buffer[64];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                  static_cast<int>(seconds / 3600), static_cast<int>(seconds / 60 % 60),
                  static_cast<int>(seconds % 60));
    std::string text = buffer;
    if (const auto micros = rest % kSecond; micros > 0) {
        std::snprintf(buffer, sizeof buffer, micros % 1000 ? ".%06d" : ".%03d",
                      static_cast<int>(micros % 1000 ? micros : micros / 1000));
        text += buffer;
    }
    return chatTime(text + "Z");
}

ChatTime chatTimeFromUnixText(std::string_view seconds) {
    ChatTime time;
    time.text = cleanUtf8(trim(seconds).substr(0, 200));
    std::int64_t whole = 0;
    const auto [end, failure] = std::from_chars(seconds.data(), seconds.data() + seconds.size(), whole);
    if (failure != std::errc() || whole > kLastSecond || whole < -kLastSecond) return time;
    auto at = static_cast<std::size_t>(end - seconds.data());
    std::int64_t micros = 0;
    if (at < seconds.size() && seconds[at] == '.') micros = fraction(seconds, at);
    if (at != seconds.size()) return time;
    return chatTimeFromUnix(whole * kSecond + micros);
}

struct DayClock::Zone {
    std::unique_ptr<icu::TimeZone> zone;
};

DayClock::DayClock(std::string_view zone) : m_zone(std::make_unique<Zone>()) {
    const std::string name = zone.empty() ? "Etc/UTC" : std::string(zone);
    m_zone->zone.reset(icu::TimeZone::createTimeZone(icu::UnicodeString::fromUTF8(name)));
}
DayClock::~DayClock() = default;
DayClock::DayClock(DayClock&&) noexcept = default;

std::int64_t DayClock::microseconds(const ChatTime& time) const {
    if (time.offset) return time.wall - *time.offset * 60 * kSecond;
    int32_t raw = 0, daylight = 0;
    UErrorCode status = U_ZERO_ERROR;
    m_zone->zone->getOffset(static_cast<UDate>(floorDivided(time.wall, 1000)), true, raw, daylight, status);
    return U_FAILURE(status) ? time.wall : time.wall - (raw + daylight) * 1000LL;
}

DayClock::Place DayClock::place(const ChatTime& time) const {
    auto wall = time.wall;
    if (time.offset) {
        const auto utc = microseconds(time);
        int32_t raw = 0, daylight = 0;
        UErrorCode status = U_ZERO_ERROR;
        m_zone->zone->getOffset(static_cast<UDate>(floorDivided(utc, 1000)), false, raw, daylight, status);
        wall = U_FAILURE(status) ? utc : utc + (raw + daylight) * 1000LL;
    }
    const auto day = floorDivided(wall, kDay);
    return {day, static_cast<int>((wall - day * kDay) / (3600 * kSecond))};
}

std::string DayClock::dayText(std::int64_t day) {
    const std::chrono::year_month_day date{std::chrono::sys_days(std::chrono::days(day))};
    char buffer[48];
    std::snprintf(buffer, sizeof buffer, "%04d-%02u-%02u", static_cast<int>(date.year()),
                  static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()));
    return buffer;
}

}  // namespace redwell::formats
