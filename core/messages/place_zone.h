// Zones by the name of a place, as programs write them behind a time: "Europe/Berlin", "EST5EDT", "[Europe/Paris]"
// behind an offset, and "Berlin" or "Eastern Time (US & Canada)" behind "(UTC+02:00)".
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace redwell::messages {

struct PlaceZone {
    std::string name;     // of the time zone data base; empty for one named by a city behind its offset
    std::size_t end = 0;  // in the text, behind its closing bracket
};

// A zone that stands in the text at at, with or without white and a bracket before it.
std::optional<PlaceZone> placeZoneAt(std::string_view text, std::size_t at);

// Where the cities end that stand behind an offset in brackets ("Amsterdam, Berlin, Bern"); at when none do, or when a
// single one may as well be somebody's first name: "(UTC+02:00) Sofia Petrov".
std::size_t endOfZonePlaces(std::string_view text, std::size_t at);

// A city or region after which operating systems name a zone.
bool isZonePlace(std::string_view text);

}  // namespace redwell::messages
