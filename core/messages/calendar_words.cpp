#include "messages/calendar_words.h"

#include <algorithm>
#include <array>
#include <span>
#include <string>

namespace redwell::messages {
namespace {

// Long names; an abbreviation is three letters of one, if no other name begins so, or one of kLongAbbreviations: other
// beginnings are words of their own ("Same", "Otto", "Nove").
constexpr std::string_view kMonths[12][8] = {
    {"january", "januar", "janvier", "enero", "gennaio", "januari", "janeiro", "janner"},
    {"february", "februar", "fevrier", "febrero", "febbraio", "februari", "fevereiro", "feber"},
    {"march", "marz", "mars", "marzo", "maart", "marco", "maerz", "mrt"},
    {"april", "avril", "abril", "aprile", "apr", "avr", "abr", ""},
    {"may", "mai", "mayo", "maggio", "mei", "maio", "maj", "mag"},
    {"june", "juni", "juin", "junio", "giugno", "junho", "jun", "giu"},
    {"july", "juli", "juillet", "julio", "luglio", "julho", "jul", "lug"},
    {"august", "aout", "agosto", "augustus", "augusti", "aug", "ago", ""},
    {"september", "septembre", "septiembre", "settembre", "setembro", "sept", "set", ""},
    {"october", "oktober", "octobre", "octubre", "ottobre", "outubro", "okt", ""},
    {"november", "novembre", "noviembre", "novembro", "nov", "", "", ""},
    {"december", "dezember", "decembre", "diciembre", "dicembre", "dezembro", "dec", "des"}};

// Whole words only, but for the long Finnish ones: their beginnings are words of other languages. Danish, Finnish,
// Polish, Czech, Turkish, Russian.
constexpr std::string_view kWholeMonths[12][6] = {
    {"", "tammikuuta", "stycznia", "ledna", "ocak", "\u044f\u043d\u0432\u0430\u0440\u044f"},
    {"", "helmikuuta", "lutego", "unora", "subat", "\u0444\u0435\u0432\u0440\u0430\u043b\u044f"},
    {"marts", "maaliskuuta", "marca", "brezna", "", "\u043c\u0430\u0440\u0442\u0430"},
    {"", "huhtikuuta", "kwietnia", "dubna", "nisan", "\u0430\u043f\u0440\u0435\u043b\u044f"},
    {"", "toukokuuta", "maja", "kvetna", "mayis", "\u043c\u0430\u044f"},
    {"", "kesakuuta", "czerwca", "cervna", "haziran", "\u0438\u044e\u043d\u044f"},
    {"", "heinakuuta", "lipca", "cervence", "temmuz", "\u0438\u044e\u043b\u044f"},
    {"", "elokuuta", "sierpnia", "srpna", "agustos", "\u0430\u0432\u0433\u0443\u0441\u0442\u0430"},
    {"", "syyskuuta", "wrzesnia", "zari", "eylul", "\u0441\u0435\u043d\u0442\u044f\u0431\u0440\u044f"},
    {"", "lokakuuta", "pazdziernika", "rijna", "ekim", "\u043e\u043a\u0442\u044f\u0431\u0440\u044f"},
    {"", "marraskuuta", "listopada", "listopadu", "kasim", "\u043d\u043e\u044f\u0431\u0440\u044f"},
    {"", "joulukuuta", "grudnia", "prosince", "aralik", "\u0434\u0435\u043a\u0430\u0431\u0440\u044f"}};

// Polish programs write these for a day and a month.
constexpr std::string_view kShortPolishMonths[12] = {"sty", "lut", "mar", "kwi", "maj", "cze",
                                                     "lip", "sie", "wrz", "paz", "lis", "gru"};

constexpr std::string_view kWeekdays[7][10] = {
    {"monday", "montag", "lundi", "lunes", "lunedi", "maandag", "segunda-feira", "mandag", "poniedzia\u0142ek", ""},
    {"tuesday", "dienstag", "mardi", "martes", "martedi", "dinsdag", "terca-feira", "tues", "tisdag", "wtorek"},
    {"wednesday", "mittwoch", "mercredi", "miercoles", "mercoledi", "woensdag", "quarta-feira", "onsdag", "sroda", ""},
    {"thursday", "donnerstag", "jeudi", "jueves", "giovedi", "donderdag", "quinta-feira", "thurs", "torsdag",
     "czwartek"},
    {"friday", "freitag", "vendredi", "viernes", "venerdi", "vrijdag", "sexta-feira", "fredag", "piatek", ""},
    {"saturday", "samstag", "samedi", "sabado", "sabato", "zaterdag", "sonnabend", "lordag", "sobota", ""},
    {"sunday", "sonntag", "dimanche", "domingo", "domenica", "zondag", "sondag", "niedziela", "", ""}};

struct Zone {
    std::string_view name;
    int hours;
};
constexpr Zone kZones[] = {{"utc", 0},   {"gmt", 0},  {"z", 0},     {"est", -5},  {"edt", -4},  {"cst", -6},
                           {"cdt", -5},  {"mst", -7}, {"mdt", -6},  {"pst", -8},  {"pdt", -7},  {"cet", 1},
                           {"cest", 2},  {"bst", 1},  {"wet", 0},   {"west", 1},  {"eet", 2},   {"eest", 3},
                           {"msk", 3},   {"jst", 9},  {"aest", 10}, {"aedt", 11}, {"akst", -9}, {"akdt", -8},
                           {"hst", -10}, {"mez", 1},  {"mesz", 2}};

constexpr std::string_view kLongAbbreviations[] = {
    "janv", "febr",  "fevr",  "juil",  "juill", "sept", "sett", "genn", "magg", "agos", "dicie", "diciem",
    "okto", "octob", "novem", "decem", "thur",  "weds", "wedn", "mier", "tirs", "tors", "niedz"};

// Letters that scans take for one another.
bool looksAlike(char a, char b) {
    static constexpr std::string_view kAlike[] = {"iljtf1", "oce0q", "uvn", "hbnk", "gqy9",
                                                  "mnw",    "rnt",   "s5",  "z2",   "ae"};
    return std::ranges::any_of(kAlike, [=](std::string_view set) {
        return set.find(a) != std::string_view::npos && set.find(b) != std::string_view::npos;
    });
}

// A name at one changed letter, or an abbreviation of one. Of a short name the letter must be one that scans change:
// "Julia" is no "julio".
bool isFormOf(std::string_view word, std::string_view name) {
    constexpr std::size_t kShort = 5;
    if (name.empty()) return false;
    if (word == name) return true;
    if (word.size() < name.size())
        return word.size() >= 3 && name.starts_with(word) &&
               (word.size() == 3 || std::ranges::find(kLongAbbreviations, word) != std::end(kLongAbbreviations));
    if (word.size() != name.size() || name.size() < kShort) return false;
    int changed = 0;
    for (std::size_t i = 0; i < name.size(); ++i) {
        if (word[i] == name[i]) continue;
        if (name.size() == kShort && !looksAlike(word[i], name[i])) return false;
        ++changed;
    }
    return changed <= 1;
}

template <std::size_t Names>
std::optional<int> indexOf(std::string_view word, std::span<const std::string_view[Names]> table) {
    if (word.size() < 2 || word.size() > 13) return std::nullopt;
    for (std::size_t i = 0; i < table.size(); ++i)  // "julio" is no misread "junio"
        if (std::ranges::find(table[i], word) != std::end(table[i])) return static_cast<int>(i);
    for (std::size_t i = 0; i < table.size(); ++i)
        for (const auto name : table[i]) {
            if (name.size() < 2 || (word[0] != name[0] && word[1] != name[1])) continue;  // two letters changed
            if (isFormOf(word, name)) return static_cast<int>(i);
        }
    return std::nullopt;
}

}  // namespace

std::optional<int> monthNamed(std::string_view word) {
    if (word.size() < 3) return std::nullopt;
    for (int month = 0; month < 12; ++month)
        if (word == kShortPolishMonths[month] ||
            std::ranges::find(kWholeMonths[month], word) != std::end(kWholeMonths[month]))
            return month + 1;
    constexpr std::size_t kLeastOfLong = 4;  // letters: "elok."
    if (word.size() >= kLeastOfLong)
        for (int month = 0; month < 12; ++month)
            if (kWholeMonths[month][1].starts_with(word)) return month + 1;
    if (const auto index = indexOf<8>(word, kMonths)) return *index + 1;
    // "ao\u00fbt" as scans read it: "aodt", "aoit", "aot"
    const bool isAugust = word.starts_with("ao") && word.ends_with('t') && (word.size() == 3 || word.size() == 4);
    return isAugust ? std::optional(8) : std::nullopt;
}

std::optional<int> weekdayNamed(std::string_view word) {
    if (word.size() == 2) {  // German, Dutch, Polish
        constexpr std::array<std::array<std::string_view, 3>, 7> kShort = {{{"mo", "ma", "pn"},
                                                                            {"di", "di", "wt"},
                                                                            {"mi", "wo", "sr"},
                                                                            {"do", "do", "cz"},
                                                                            {"fr", "vr", "pt"},
                                                                            {"sa", "za", "sb"},
                                                                            {"so", "zo", "nd"}}};
        for (std::size_t i = 0; i < kShort.size(); ++i)
            if (std::ranges::find(kShort[i], word) != kShort[i].end()) return static_cast<int>(i);
        return std::nullopt;
    }
    return indexOf<10>(word, kWeekdays);
}

bool isNameToo(std::string_view word) { return word == "sam" || word == "dom" || word == "don"; }

std::optional<int> relativeDayNamed(std::string_view word) {
    constexpr std::array<std::string_view, 8> kToday = {"today",       "heute",   "aujourdhui", "hoy",
                                                        "aujourd'hui", "vandaag", "oggi",       "hoje"};
    constexpr std::array<std::string_view, 7> kYesterday = {"yesterday", "gestern", "hier", "ayer",
                                                            "gisteren",  "ieri",    "ontem"};
    if (std::find(kToday.begin(), kToday.end(), word) != kToday.end()) return 0;
    if (std::find(kYesterday.begin(), kYesterday.end(), word) != kYesterday.end()) return 1;
    return std::nullopt;
}

std::optional<int> zoneNamed(std::string_view word) {
    if (word == "ist") return 5 * 60 + 30;  // India's, whose are the most
    for (const auto& zone : kZones)
        if (word == zone.name) return zone.hours * 60;
    return std::nullopt;
}

}  // namespace redwell::messages
