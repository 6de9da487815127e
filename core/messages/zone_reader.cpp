#include "messages/zone_reader.h"

#include "messages/calendar_words.h"
#include "messages/place_zone.h"

#include <chrono>

namespace redwell::messages {
namespace {

// How far a place was from UTC then; empty where the day is not certain.
std::optional<int> offsetIn(const PlaceZone& zone, const TimeExpression& time) {
    if (!time.hasDate || time.year == 0 || time.isAmbiguous) return std::nullopt;
    const auto stated = statedTime(time.year, time.first, time.second, time.hour, time.minute, time.clockSecond);
    const auto there = stated.instant(zone.name), here = stated.instant("UTC");
    if (!there || !here) return std::nullopt;
    using namespace std::chrono;
    return static_cast<int>(duration_cast<minutes>(milliseconds(here->milliseconds - there->milliseconds)).count());
}

// Behind "Central European Summer Time)".
std::optional<std::size_t> endOfLongName(std::string_view text, std::size_t at) {
    constexpr std::size_t kLongest = 50;
    const auto close = text.find(')', at);
    if (close == std::string_view::npos || close - at > kLongest) return std::nullopt;
    const auto name = text.substr(at, close - at);
    const bool isNamed = name.ends_with(" Time") || name.ends_with("zeit");
    return isNamed && name.find_first_of("0123456789(:") == std::string_view::npos ? std::optional(close + 1)
                                                                                   : std::nullopt;
}

}  // namespace

void readZone(Reader& in, TimeExpression& out) {
    const auto mark = in.at();
    in.skipSpaces();
    const bool parenthesis = in.takeAny("(");
    std::size_t end = 0;
    const auto word = in.word(&end);
    std::optional<int> offset = zoneNamed(word);
    if (!offset && (word == "eastern" || word == "central" || word == "mountain" || word == "pacific")) {
        Reader half(in);  // "Eastern Daylight Time"
        half.moveTo(end);
        half.skipSpaces();
        const auto kind = half.word(&end);
        half.moveTo(end);
        half.skipSpaces();
        const int base = word == "eastern" ? -5 : word == "central" ? -6 : word == "mountain" ? -7 : -8;
        if ((kind == "daylight" || kind == "standard") && half.word(&end) == "time")
            offset = (base + (kind == "daylight")) * 60;
    }
    const bool named = offset.has_value();
    if (named) in.moveTo(end);
    const char sign = in.peek();
    if ((sign == '+' || sign == '-') && isDigit(in.peek(1)) && (!named || *offset == 0)) {
        const auto digits = in.at() + 1;
        in.moveTo(digits);
        int value = 0;
        std::size_t count = 0;
        while (isDigit(in.peek()) && count < 4) {
            value = value * 10 + (in.peek() - '0');
            in.moveTo(in.at() + 1);
            ++count;
            if (count == 2 && in.peek() == ':' && isDigit(in.peek(1))) in.moveTo(in.at() + 1);
        }
        if (count == 4 || (named && count <= 2)) {
            const int minutes = count == 4 ? value / 100 * 60 + value % 100 : value * 60;
            offset = sign == '-' ? -minutes : minutes;
        } else if (!named) {
            offset.reset();
        }
    }
    if (!offset || isLetter(in.peek()) || isDigit(in.peek())) {
        in.moveTo(mark);
        if (const auto place = placeZoneAt(in.text(), mark)) {
            out.offsetMinutes = offsetIn(*place, out);
            in.moveTo(place->end);
        }
        return;
    }
    out.offsetMinutes = offset;
    if (parenthesis && in.takeAny(")")) {
        in.moveTo(endOfZonePlaces(in.text(), in.at()));
        return;
    }
    const auto after = in.at();  // "-0700 (PDT)"
    if (const auto place = placeZoneAt(in.text(), after)) {
        in.moveTo(place->end);
        return;
    }
    in.skipSpaces();
    if (in.takeAny("(")) {
        if (const auto close = endOfLongName(in.text(), in.at())) {
            in.moveTo(*close);
            return;
        }
        const auto again = zoneNamed(in.word(&end));
        in.moveTo(end);
        if (again && in.takeAny(")")) return;
    }
    in.moveTo(after);
}

}  // namespace redwell::messages
