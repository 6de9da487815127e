#include "messages/place_zone.h"

#include "base/text.h"
#include "base/time.h"
#include "messages/calendar_words.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

constexpr std::size_t kLongestZone = 40;

bool isUpper(char c) { return c >= 'A' && c <= 'Z'; }
bool isDigit(char c) { return c >= '0' && c <= '9'; }
bool isLetter(char c) { return isUpper(c) || (c >= 'a' && c <= 'z') || (static_cast<unsigned char>(c) & 0x80) != 0; }
bool isZoneLetter(char c) { return isUpper(c) || isDigit(c) || (c >= 'a' && c <= 'z') || c == '_' || c == '/'; }

std::size_t skipSpaces(std::string_view text, std::size_t at) {
    return std::min(text.find_first_not_of(' ', at), text.size());
}

bool isArea(std::string_view word) {
    static constexpr std::array<std::string_view, 16> kAreas = {
        "Africa", "America", "Antarctica", "Arctic", "Asia",   "Atlantic", "Australia", "Europe",
        "Indian", "Pacific", "Etc",        "US",     "Canada", "Brazil",   "Mexico",    "Chile"};
    return std::find(kAreas.begin(), kAreas.end(), word) != kAreas.end();
}

// "EST5EDT"
bool isTwoNamed(std::string_view word) {
    return word.size() == 7 && isDigit(word[3]) && std::all_of(word.begin(), word.begin() + 3, isUpper) &&
           std::all_of(word.begin() + 4, word.end(), isUpper);
}

// Those of Windows.
constexpr std::string_view kPlaces =
    "Abu Dhabi|Adelaide|Alaska|Aleutian Islands|Amman|Amsterdam|Anadyr|Araguaina|Arizona|Ashgabat|Astana|Astrakhan|"
    "Asuncion|Athens|Atlantic Time (Canada)|Auckland|Azores|Baghdad|Baja California|Baku|Bangkok|Barnaul|Beijing|"
    "Beirut|Belgrade|Berlin|Bern|Bogota|Bougainville Island|Brasilia|Bratislava|Brisbane|Brussels|Bucharest|"
    "Budapest|Cabo Verde Is.|Cairo|Canberra|Caracas|Casablanca|Cayenne|Central America|Central Time (US & Canada)|"
    "Chatham Islands|Chennai|Chetumal|Chihuahua|Chisinau|Chita|Chokurdakh|Chongqing|City of Buenos Aires|"
    "Coordinated Universal Time|Copenhagen|Cuiaba|Damascus|Darwin|Dhaka|Dublin|Easter Island|"
    "Eastern Time (US & Canada)|Edinburgh|Ekaterinburg|Eucla|Fiji|Fortaleza|Gaza|Georgetown|Gorno-Altaysk|"
    "Greenland|Guadalajara|Guam|Haiti|Hanoi|Harare|Havana|Hawaii|Hebron|Helsinki|Hobart|Hong Kong|Hovd|"
    "Indiana (East)|International Date Line West|Irkutsk|Islamabad|Istanbul|Izhevsk|Jakarta|Jerusalem|Juba|Kabul|"
    "Kaliningrad|Karachi|Kathmandu|Khartoum|Kiritimati Island|Kolkata|Krasnoyarsk|Kuala Lumpur|Kuwait|Kyiv|La Paz|"
    "Lima|Lisbon|Ljubljana|London|Lord Howe Island|Madrid|Magadan|Manaus|Marquesas Islands|Mazatlan|Melbourne|"
    "Mexico City|Minsk|Monrovia|Monterrey|Montevideo|Moscow|Mountain Time (US & Canada)|Mumbai|Muscat|Nairobi|"
    "New Caledonia|New Delhi|Newfoundland|Norfolk Island|Novosibirsk|Nuku'alofa|Omsk|Osaka|"
    "Pacific Time (US & Canada)|Paris|Perth|Petropavlovsk-Kamchatsky|Port Louis|Port Moresby|Prague|Pretoria|"
    "Punta Arenas|Pyongyang|Quito|Qyzylorda|Rangoon|Reykjavik|Riga|Rio Branco|Riyadh|Rome|"
    "Saint Pierre and Miquelon|Sakhalin|Salvador|Samara|Samoa|San Juan|Santiago|Sao Tome|Sapporo|Sarajevo|Saratov|"
    "Saskatchewan|Seoul|Singapore|Skopje|Sofia|Solomon Is.|Sri Jayawardenepura|St. Petersburg|Stockholm|Sydney|"
    "Taipei|Tallinn|Tashkent|Tbilisi|Tehran|Tijuana|Tokyo|Tomsk|Tripoli|Turks and Caicos|Ulaanbaatar|Ulyanovsk|"
    "Urumqi|Vienna|Vilnius|Vladivostok|Volgograd|Warsaw|Wellington|West Central Africa|Windhoek|Yakutsk|"
    "Yangon (Rangoon)|Yerevan|Yukon|Zagreb";

// Calls use(place) for each.
template <class Use>
void eachPlace(Use use) {
    for (std::size_t begin = 0; begin < kPlaces.size();) {
        const auto end = std::min(kPlaces.find('|', begin), kPlaces.size());
        use(kPlaces.substr(begin, end - begin));
        begin = end + 1;
    }
}

// Somebody may be named there: a word that is none of a date.
bool hasName(std::string_view text) {
    std::size_t at = 0;
    while (at < text.size()) {
        if (!isLetter(text[at])) {
            ++at;
            continue;
        }
        const auto begin = at;
        while (at < text.size() && isLetter(text[at])) ++at;
        const auto word = fold(text.substr(begin, at - begin));
        const bool isOfDate =
            word.size() < 3 || word == "uhr" || monthNamed(word) || weekdayNamed(word) || zoneNamed(word);
        if (!isOfDate) return true;
    }
    return false;
}

// The longest place that the text begins with.
std::string_view placeAt(std::string_view text) {
    std::string_view longest;
    eachPlace([&](std::string_view place) {
        if (place.size() <= longest.size() || !text.starts_with(place)) return;
        if (place.size() == text.size() ||
            std::string_view(" ,])|:-").find(text[place.size()]) != std::string_view::npos)
            longest = place;
    });
    return longest;
}

}  // namespace

std::optional<PlaceZone> placeZoneAt(std::string_view text, std::size_t at) {
    at = skipSpaces(text, at);
    if (at >= text.size()) return std::nullopt;
    const char close = text[at] == '[' ? ']' : text[at] == '(' ? ')' : '\0';
    const std::size_t first = at + (close != '\0');
    std::size_t end = first;
    while (end < text.size() && end - first < kLongestZone &&
           (isZoneLetter(text[end]) ||
            ((text[end] == '-' || text[end] == '+') && end + 1 < text.size() && isZoneLetter(text[end + 1]))))
        ++end;
    const auto word = text.substr(first, end - first);
    const auto slash = word.find('/');
    const bool isPlace = slash != std::string_view::npos && slash + 2 < word.size() && isUpper(word[slash + 1]) &&
                         isArea(word.substr(0, slash));
    if (!isPlace && !isTwoNamed(word)) return std::nullopt;
    if (!isKnownZone(word)) return std::nullopt;
    if (close != '\0' && (end >= text.size() || text[end] != close)) return std::nullopt;
    return PlaceZone{std::string(word), end + (close != '\0')};
}

std::size_t endOfZonePlaces(std::string_view text, std::size_t at) {
    std::size_t end = at, next = skipSpaces(text, at), count = 0;
    for (;;) {
        const auto place = placeAt(text.substr(next));
        if (place.empty()) break;
        ++count;
        end = next + place.size();
        if (end >= text.size() || text[end] != ',') break;
        next = skipSpaces(text, end + 1);
    }
    if (count != 1) return end;
    const auto rest = text.substr(end);
    // Behind a time that opens the line it may be who writes: "24 Oct 2023 14:03 (UTC+02:00) Sofia".
    const bool isClosed = (trim(rest).empty() && hasName(text.substr(0, at))) ||
                          (!rest.empty() && std::string_view("]),|").find(rest.front()) != std::string_view::npos) ||
                          rest.starts_with(" - ") || rest.starts_with(" |") || rest.starts_with(" \u2013 ") ||
                          text[end - 1] == ')';
    return isClosed ? end : at;
}

bool isZonePlace(std::string_view text) {
    bool isOne = false;
    eachPlace([&](std::string_view place) { isOne = isOne || place == text; });
    return isOne;
}

}  // namespace redwell::messages
