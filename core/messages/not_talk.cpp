#include "messages/not_talk.h"

#include "base/text.h"
#include "messages/label_words.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>
#include <string>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastPlanned = 8, kLeastLogged = 6, kLeastSilent = 4;
constexpr std::size_t kLeastLabels = 3, kMostInLabel = 4, kLongestRow = 120, kMostAboveList = 12;
constexpr std::size_t kLongestRange = 16, kLongestJoint = 5;
constexpr double kLabelGap = 0.8;      // in heights of a line
constexpr double kUnderLabel = 12;     // points
constexpr double kRoomForPicture = 1;  // in empty lines

// "INFO", "ERROR gateway": the level that a machine's line opens with, in capitals where more follows.
std::string levelOf(std::string_view sender) {
    static constexpr std::array<std::string_view, 8> kLevels = {"info",  "warn",  "warning", "error",
                                                                "debug", "fatal", "err",     "trace"};
    const auto words = split(collapseWhitespace(sender), ' ');
    if (words.empty()) return {};
    const auto level = foldToAlphanumeric(words.front());
    const bool isShouted = std::ranges::none_of(words.front(), [](char c) { return c >= 'a' && c <= 'z'; });
    return std::ranges::find(kLevels, level) != kLevels.end() && (words.size() == 1 || isShouted) ? level
                                                                                                  : std::string();
}

// Nearly all writers are levels, of more than one kind, at times to the second.
bool isMachineLog(const ChatReading& chat) {
    std::set<std::string> levels;
    std::size_t known = 0;
    for (const auto& start : chat.starts) {
        if (start.time.clockSecond < 0) return false;
        const auto level = levelOf(start.sender);
        known += !level.empty();
        if (!level.empty()) levels.insert(level);
    }
    return levels.size() >= 2 && chat.starts.size() >= kLeastLogged && known * 10 >= chat.starts.size() * 8;
}

bool isWrittenAlike(const TimeExpression& a, const TimeExpression& b) {
    return a.begin == b.begin && a.hasDate == b.hasDate && a.hasDayHalf == b.hasDayHalf && a.separator == b.separator &&
           a.hasWeekday == b.hasWeekday && (a.clockSecond >= 0) == (b.clockSecond >= 0);
}

// Lines that open with a day and a clock just as the heads do, in their column, most of which are no heads and which
// stand beneath most of the heads: a log that somebody has put into a text is in one place.
bool isMostlyOther(const std::vector<TextLine>& lines, const ChatReading& chat) {
    const auto& first = chat.starts.front();
    const bool isDated = std::ranges::all_of(
        chat.starts, [](const ChatStart& s) { return s.time.hasDate && s.time.hasClock && s.time.begin <= 1; });
    if (!isDated) return false;
    std::size_t others = 0, followed = 0;
    for (std::size_t s = 0; s < chat.starts.size(); ++s) {
        const std::size_t end = s + 1 < chat.starts.size() ? chat.starts[s + 1].line : lines.size(), before = others;
        for (std::size_t i = chat.starts[s].lastLine + 1; i < end; ++i) {
            const auto times = findTimes(lines[i].text);
            others += !times.empty() && isWrittenAlike(times.front(), first.time) &&
                      times.front().end + 4 < lines[i].text.size() &&
                      std::abs(lines[i].x0 - lines[first.line].x0) < kUnderLabel;
        }
        followed += others > before;
    }
    return others >= kLeastLogged && others > chat.starts.size() && followed * 2 > chat.starts.size();
}

// Asks or calls out or says I or you, in English or another of the languages that chats are read in.
bool speaks(std::string_view text) {
    if (text.find_first_of("?!") != std::string_view::npos) return true;
    static constexpr std::array<std::string_view, 58> kSpoken = {
        "i",      "you",   "we",      "it",   "is",   "me",       "my",       "your",    "please", "will",
        "thanks", "ok",    "our",     "us",   "hi",   "hello",    "hey",      "yes",     "ich",    "du",
        "wir",    "mir",   "mich",    "dir",  "dich", "uns",      "euch",     "bitte",   "danke",  "ja",
        "nein",   "hallo", "je",      "tu",   "nous", "vous",     "moi",      "merci",   "oui",    "bonjour",
        "yo",     "usted", "gracias", "hola", "io",   "noi",      "voi",      "grazie",  "ciao",   "ik",
        "jij",    "wij",   "bedankt", "eu",   "voce", "obrigado", "obrigada", "nosotros"};
    return std::ranges::any_of(split(fold(text), ' '), [](const std::string& word) {
        return std::ranges::find(kSpoken, foldToAlphanumeric(word)) != kSpoken.end();
    });
}

// Opens with a capital and speaks to nobody.
bool isSaidOfWork(std::string_view text) {
    text = trim(text);
    return !text.empty() && text.front() >= 'A' && text.front() <= 'Z' && !speaks(text);
}

bool isQuarter(const TimeExpression& t) { return t.minute % 15 == 0 && t.clockSecond <= 0; }

// "- 09:45" behind a time: until when it lasts.
bool isRange(const TextLine& line, const ChatStart& start) {
    if (start.time.begin > 1 || start.bodyBegin == std::string::npos || start.bodyBegin < start.time.end) return false;
    const auto later = findTimes(std::string_view(line.text).substr(start.time.end).substr(0, kLongestRange));
    return !later.empty() && later.front().hasClock && later.front().begin <= kLongestJoint;
}

// What parts the name behind a time from the words behind it.
enum class Parted { ByNothing, ByWhite, ByColon, ByOther };

Parted partingOf(const TextLine& line, const ChatStart& start) {
    const auto head = std::string_view(line.text).substr(start.time.end, start.bodyBegin - start.time.end);
    if (head.find_first_of("])>|") != std::string_view::npos) return Parted::ByOther;
    if (head.find(':') != std::string_view::npos) return Parted::ByColon;
    const auto word = wordAt(line, start.bodyBegin);
    constexpr double kWhite = 0.35;  // in heights
    const bool isWide = word > 0 && word < line.words.size() && isWideGap(line, word, kWhite);
    return isWide ? Parted::ByWhite : Parted::ByNothing;
}

// A time, then a name and words of work behind it.
bool isEntry(const TextLine& line, const ChatStart& start) {
    return start.time.begin <= 1 && start.bodyBegin != std::string::npos && start.bodyBegin >= start.time.end &&
           start.bodyBegin < line.text.size() && partingOf(line, start) != Parted::ByOther &&
           isSaidOfWork(std::string_view(line.text).substr(start.bodyBegin));
}

// Times that last until others; many of them at full quarters beside what was or will be done; or a book of what was
// done, in which nothing parts who from what, as those do who write to one another; "Noted." alone is an answer.
bool isPlan(const std::vector<TextLine>& lines, const ChatReading& chat) {
    constexpr std::size_t kFewAnswers = 8;  // fewer than one in so many
    std::size_t ranges = 0, entries = 0, round = 0, apart = 0, answers = 0;
    for (const auto& start : chat.starts) {
        const auto& line = lines[start.line];
        ranges += isRange(line, start);
        if (!isEntry(line, start)) continue;
        const auto parted = partingOf(line, start);
        ++entries;
        round += isQuarter(start.time) && parted != Parted::ByColon;
        apart += parted != Parted::ByNothing;
        answers += trim(std::string_view(line.text).substr(start.bodyBegin)).find(' ') == std::string_view::npos;
    }
    const auto n = chat.starts.size();
    if (n >= kLeastLogged && ranges * 10 >= n * 9) return true;
    if (n < kLeastPlanned) return false;
    const bool isAgenda = entries == n && std::ranges::all_of(chat.starts, [](const ChatStart& start) {
                              return isQuarter(start.time) && !start.time.hasDate;
                          });
    return round * 20 >= n * 19 || isAgenda || (entries == n && apart == 0 && answers * kFewAnswers < n);
}

// Heads with nothing said beneath or behind them, nor room for a picture.
bool saysNothing(const std::vector<TextLine>& lines, const ChatReading& chat) {
    if (chat.starts.size() < kLeastSilent) return false;
    std::size_t wide = 0;
    for (std::size_t s = 0; s < chat.starts.size(); ++s) {
        const auto& start = chat.starts[s];
        const std::size_t next = start.lastLine + 1;
        const double gap = lines[start.line].gapAbove;
        if (start.bodyBegin != std::string::npos || start.stampLine != std::string::npos) return false;
        wide += s > 0 && gap > kRoomForPicture && gap < kStartsPage;
        if (next >= lines.size() || (s + 1 < chat.starts.size() && chat.starts[s + 1].line == next)) continue;
        const auto times = findTimes(lines[next].text);
        if (times.empty() || times.front().begin > 1) return false;
    }
    return wide * 4 < chat.starts.size();
}

template <std::size_t Size>
bool hasWordOf(const std::array<std::string_view, Size>& known, std::string_view label) {
    return std::ranges::any_of(split(fold(label), ' '), [&](const std::string& word) {
        return std::ranges::find(known, std::string_view(foldToAlphanumeric(word))) != known.end();
    });
}

// What a column of a list holds that nobody says to another.
bool namesNoText(std::string_view label) {
    static constexpr std::array<std::string_view, 32> kWords = {
        "action",   "event",     "duration",  "amount", "balance", "quantity",  "hours",    "rate",
        "outcome",  "latitude",  "longitude", "result", "price",   "operation", "modified", "size",
        "initials", "signature", "company",   "badge",  "purpose", "extension", "door",     "stunden",
        "dauer",    "betrag",    "heures",    "duree",  "montant", "horas",     "pages",    "duracion"};
    return hasWordOf(kWords, label);
}

// Who does what a list tells of.
bool namesDoer(std::string_view label) {
    static constexpr std::array<std::string_view, 21> kWords = {
        "timekeeper", "nurse",      "visitor",     "employee",   "attorney",  "lawyer",     "officer",
        "guard",      "technician", "driver",      "operator",   "inspector", "supervisor", "caller",
        "staff",      "guest",      "mitarbeiter", "bearbeiter", "besucher",  "employe",    "empleado"};
    return hasWordOf(kWords, label);
}

// "Taken by", "Released by": who did what is no message.
bool namesDeed(std::string_view label) {
    static constexpr std::array<std::string_view, 12> kOfWriting = {"sent",     "typed",    "shared", "published",
                                                                    "posted",   "written",  "said",   "created",
                                                                    "received", "authored", "edited", "deleted"};
    const auto words = split(collapseWhitespace(fold(label)), ' ');
    return words.size() == 2 && words.back() == "by" &&
           (words.front().ends_with('d') || words.front().ends_with('n')) &&
           std::ranges::find(kOfWriting, std::string_view(words.front())) == kOfWriting.end();
}

// What of a machine writes its log.
bool namesMachine(std::string_view label) {
    static constexpr std::array<std::string_view, 10> kWords = {
        "source", "component", "host", "server", "process", "service", "logger", "module", "subsystem", "system"};
    return hasWordOf(kWords, label);
}

// What may be told of work or said to somebody.
bool mayTell(std::string_view label) {
    static constexpr std::array<std::string_view, 10> kWords = {"details",      "detail",  "description", "observation",
                                                                "observations", "remarks", "activity",    "task",
                                                                "narrative",    "work"};
    return hasWordOf(kWords, label);
}

struct ListLabels {
    std::vector<double> lefts;
    bool mayTell = false;    // one of them names a column that may be a text
    bool isMachine = false;  // the writers are parts of a machine
};

// A row of labels that names a time, a writer and what nobody says, and none a text.
std::optional<ListLabels> listLabelsOf(const TextLine& line) {
    if (line.text.size() > kLongestRow || line.text.find_first_of("0123456789") != std::string::npos)
        return std::nullopt;
    const auto cells = segmentsOf(line, kLabelGap);
    if (cells.size() < kLeastLabels) return std::nullopt;
    ListLabels labels;
    bool hasTime = false, hasWriter = false, hasOther = false, tellsDetails = false;
    for (const auto& cell : cells) {
        const auto meaning = meaningOf(cell.text);
        const auto folded = fold(cell.text);
        if (cell.words.size() > kMostInLabel) return std::nullopt;
        tellsDetails = tellsDetails || mayTell(cell.text);
        labels.lefts.push_back(cell.x0);
        if (meaning == LabelMeaning::Time || meaning == LabelMeaning::Date || folded.ends_with("modified") ||
            folded == "time in" || folded == "time out")
            hasTime = true;
        else if (meaning == LabelMeaning::From || meaning == LabelMeaning::Party || namesDoer(cell.text))
            hasWriter = true;
        else if (namesNoText(cell.text))
            hasOther = true;
        else if (namesDeed(cell.text))
            hasWriter = hasOther = true;
        else if (namesMachine(cell.text))
            labels.isMachine = true;
        else if (meaning == LabelMeaning::Body || folded.starts_with("note"))
            return std::nullopt;  // may well be what somebody wrote
        else if (!meaning)
            labels.mayTell = true;
    }
    if (hasTime && hasWriter && hasOther) {
        labels.isMachine = false;
        return labels;
    }
    return hasTime && !hasWriter && labels.isMachine && tellsDetails ? std::optional(std::move(labels)) : std::nullopt;
}

// Behind a bar or a dash on the line of a time that no bar follows at once: "9:11 Ada Quill | Room 4B", "Sofia - 9:11 -
// LH 400".
bool isBehindMark(const TextLine& line, const ChatStart& start) {
    if (start.bodyBegin == std::string::npos || start.bodyBegin > line.text.size() ||
        start.time.begin > line.text.size() || start.bodyBegin < start.time.end)
        return false;
    const auto front = trim(std::string_view(line.text).substr(0, start.time.begin));
    const auto behind = trim(std::string_view(line.text).substr(start.time.end, start.bodyBegin - start.time.end));
    if (front.size() <= 1) return behind.find('|') != std::string_view::npos && !behind.starts_with('|');
    return (front.ends_with('|') || front.ends_with('-')) && (behind.starts_with('|') || behind.starts_with('-'));
}

// Entries of a calendar or a timetable: all stand so, and each names a thing.
bool areEntriesBehindMarks(const std::vector<TextLine>& lines, const ChatReading& chat) {
    std::size_t entries = 0, spoken = 0;
    std::set<std::string> told;
    for (const auto& start : chat.starts) {
        const auto& line = lines[start.line];
        if (!isBehindMark(line, start)) return false;
        spoken += speaks(std::string_view(line.text).substr(start.bodyBegin));
        told.insert(line.text.substr(start.bodyBegin));
        entries += isSaidOfWork(std::string_view(line.text).substr(start.bodyBegin)) && !line.text.ends_with('.');
    }
    const bool areRepeated = spoken == 0 && told.size() * 2 <= chat.starts.size();  // "door open"
    return chat.starts.size() >= kLeastLogged && (areRepeated || entries * 10 >= chat.starts.size() * 9);
}

// "gateway", "db-primary": no person's name.
bool isPartOfMachine(std::string_view writer) {
    return !writer.empty() && std::ranges::none_of(writer, [](char c) { return c == ' ' || (c >= 'A' && c <= 'Z'); });
}

bool isAt(double a, double b) { return std::abs(a - b) < kUnderLabel; }

}  // namespace

bool isSheetOfHours(const std::vector<TimeExpression>& clocks, const std::vector<std::string>& texts) {
    return clocks.size() >= kLeastPlanned && std::ranges::all_of(clocks, isQuarter) &&
           std::ranges::all_of(texts, isSaidOfWork);
}

bool isHeadedAsList(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                    const std::vector<PlacedRow>& rows) {
    const bool isSpoken = std::ranges::any_of(rows, [](const PlacedRow& row) { return speaks(row.told); });
    const bool isMachines = std::ranges::all_of(rows, [](const PlacedRow& row) { return isPartOfMachine(row.from); });
    const auto isOver = [&](const TextLine& line) {
        const auto list = listLabelsOf(line);
        if (!list || (list->mayTell && (isSpoken || rows.size() < kLeastPlanned)) || (list->isMachine && !isMachines))
            return false;
        const auto isUnder = [&](double at) {
            return std::ranges::any_of(list->lefts, [&](double x) { return isAt(x, at); });
        };
        const auto under = static_cast<std::size_t>(std::ranges::count_if(rows, [&](const PlacedRow& row) {
            return isUnder(row.time) && isUnder(row.writer) && (!row.text || isUnder(*row.text));
        }));
        return !rows.empty() && under * 10 >= rows.size() * 8;
    };
    const auto first = lines.begin(),
               last = first + static_cast<std::ptrdiff_t>(std::min(lines.size(), kMostAboveList));
    return std::any_of(first, last, isOver) || std::ranges::any_of(running, [&](const TextLine& line) {
               return line.y0 < line.pageHeight / 2 && isOver(line);
           });
}

std::vector<PlacedRow> placedRowsOf(const std::vector<TextLine>& lines, const ChatReading& chat) {
    std::vector<PlacedRow> rows;
    for (const auto& start : chat.starts) {
        const auto& line = lines[start.line];
        const auto xOf = [&](std::size_t byte) {
            const auto word = wordAt(line, byte);
            return word < line.words.size() ? line.words[word].x0 : line.x1;
        };
        const auto sender = line.text.find(start.sender);
        if (start.lastLine != start.line || sender == std::string::npos) continue;
        rows.push_back({xOf(start.time.begin), xOf(sender), {}, start.sender, {}});
        if (start.bodyBegin >= line.text.size()) continue;
        rows.back().text = xOf(start.bodyBegin);
        rows.back().told = line.text.substr(start.bodyBegin);
    }
    return rows.size() == chat.starts.size() ? rows : std::vector<PlacedRow>();
}

bool isNoTalk(const std::vector<TextLine>& lines, const std::vector<TextLine>& running, const ChatReading& chat) {
    return isPlan(lines, chat) || isMachineLog(chat) || isMostlyOther(lines, chat) || saysNothing(lines, chat) ||
           areEntriesBehindMarks(lines, chat) || isHeadedAsList(lines, running, placedRowsOf(lines, chat));
}

}  // namespace redwell::messages
