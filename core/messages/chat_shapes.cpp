#include "messages/chat_shapes.h"

#include "base/text.h"
#include "messages/sender.h"

#include <algorithm>

namespace redwell::messages {
namespace {

constexpr std::size_t kLongestHead = 110, kMostWrapped = 20;
constexpr double kWithin = 0.4;  // white inside a text, in lines
constexpr std::size_t kLongestInBracket = 48, kLongestCount = 20;
constexpr double kWideGap = 0.95;  // in heights of the line: clearly more than a space

// Marks and brackets at the front; tells whether a bracket was among them.
std::size_t skipMarks(std::string_view text, std::size_t at, bool* hasBracket) {
    for (;;) {
        if (at >= text.size()) return text.size();
        const std::string_view rest = text.substr(at);
        if (std::string_view("])}").find(rest.front()) != std::string_view::npos) *hasBracket = true;
        if (std::string_view(" ])}>|,.;-*").find(rest.front()) != std::string_view::npos) {
            ++at;
            continue;
        }
        bool skipped = false;
        for (const std::string_view mark : {"\u2022", "\u00b7", "\u2014", "\u2013", "\u200e", "\u200f", "\u00a0"})
            if (rest.starts_with(mark)) {
                at += mark.size();
                skipped = true;
                break;
            }
        if (!skipped) return at;
    }
}

bool isOnlyMarks(std::string_view text) {
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i];
        const auto byte = static_cast<unsigned char>(c);
        if (byte == 0xE2)
            i += 2;  // general punctuation: dashes, bullets
        else if (byte == 0xC2)
            ++i;  // no-break space, middle dot
        else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || byte >= 0x80)
            return false;
    }
    return true;
}

// "12. ", "#12 "
bool isListNumber(std::string_view text) {
    return text.size() <= 7 && text.ends_with(' ') &&
           text.find_first_not_of("0123456789.)#( ") == std::string_view::npos;
}

// "(Read 10:14 AM)": when a text was read or delivered.
bool isReceiptTime(std::string_view text) {
    const auto first = text.find_first_not_of(" ([/-|");
    if (first == std::string_view::npos || text.size() > kLongestInBracket) return false;
    const auto rest = text.substr(first);
    for (const std::string_view word : {"read", "delivered", "seen", "edited"}) {
        if (!startsWithIgnoringCase(rest, word)) continue;
        const auto times = findTimes(rest);
        return times.size() == 1 && times.front().hasClock && isOnlyMarks(rest.substr(times.front().end)) &&
               (times.front().begin <= word.size() + 2 || rest.substr(word.size()).starts_with(" at ") ||
                rest.substr(word.size()).starts_with(" on "));
    }
    return false;
}

bool isWordLetter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9'); }

// "Name: text" in text from at; npos when there is no such colon.
std::size_t senderColon(std::string_view text, std::size_t at) {
    const std::size_t end = std::min(text.size(), at + kLongestHead);
    const bool isAddress = at < text.size() && text[at] == '@';  // "@ada:example.org"
    for (std::size_t i = at; i < end; ++i)
        if (text[i] == ':' && !(isAddress && i + 1 < end && isWordLetter(text[i + 1]))) return i;
    return std::string_view::npos;
}

// Where the account's name ends that stands in the text at at: "@ada.quill". at when there is none.
std::size_t endOfHandle(std::string_view text, std::size_t at) {
    if (at >= text.size() || text[at] != '@') return at;
    std::size_t end = at + 1;
    while (end < text.size() &&
           (isWordLetter(text[end]) || std::string_view("._-:").find(text[end]) != std::string_view::npos))
        ++end;
    return end > at + 2 && isWordLetter(text[end - 1]) && end < text.size() && text[end] == ' ' ? end : at;
}

// The name among cells parted by bars, where the others only count: "Message 1 of 20 | Ada Quill |".
std::string_view nameAmongCells(std::string_view text) {
    std::string_view name = text;
    std::size_t names = 0, begin = 0;
    while (begin <= text.size()) {
        const auto bar = std::min(text.find('|', begin), text.size());
        const auto cell = trim(text.substr(begin, bar - begin));
        if (nameLikeness(trimmedSender(cell)) >= 0.5) {
            ++names;
            name = cell;
        } else if (!cell.empty() &&
                   (cell.size() > kLongestCount || cell.find_first_of("0123456789") == std::string_view::npos)) {
            return text;
        }
        begin = bar + 1;
    }
    return names == 1 ? name : text;
}

// "From Ada Quill to Everyone", "Ada Quill -> Ben Okoro"
void setSender(ShapeReading& reading, std::string_view text) {
    text = trimmedSender(text);
    const bool isFrom = startsWithIgnoringCase(text, "From ");
    if (isFrom) text.remove_prefix(5);
    for (const std::string_view joint : {" to ", " To ", " -> ", " \u2192 ", " => "}) {
        const auto at = text.find(joint);
        if (at == std::string_view::npos || (joint == " To " && !isFrom) ||
            (joint == " to " && !isFrom && nameLikeness(text.substr(0, at)) < 0.7))
            continue;
        std::string_view other = text.substr(at + joint.size());
        if (const auto bracket = other.find('('); bracket != std::string_view::npos) other = other.substr(0, bracket);
        other = trimmedSender(other);
        if (nameLikeness(other) < 0.5 && !(isFrom && std::ranges::count(other, ' ') < 4)) continue;
        reading.to = {std::string(other)};
        text = trim(text.substr(0, at));
        break;
    }
    reading.sender = text;
    reading.likeness = nameLikeness(text);
}

// Behind "| Edited 21:16:10" in the brackets of a time: where they close. Else where the time ends.
std::size_t endOfBracketed(std::string_view text, const TimeExpression& time) {
    const auto opener = text.substr(0, time.begin).find_last_of("[(");
    if (opener == std::string_view::npos) return time.end;
    const auto close = text.find(text[opener] == '[' ? ']' : ')', time.end);
    if (close == std::string_view::npos || close - time.end > kLongestInBracket) return time.end;
    const auto inside = text.substr(time.end, close - time.end);
    const auto others = findTimes(inside);
    return !others.empty() && others.back().hasClock && isOnlyMarks(inside.substr(others.back().end)) ? close
                                                                                                      : time.end;
}

void addTimeFirst(const TextLine& line, const TimeExpression& time, bool hasHandles, std::vector<ShapeReading>& out) {
    const std::string_view text = line.text;
    ShapeReading reading;
    reading.time = time;
    const std::size_t closed = endOfBracketed(text, time);
    std::size_t at = skipMarks(text, closed, &reading.isEnclosed);
    const bool isSetOff = text.substr(closed, at - closed).find("***") != std::string_view::npos;
    if (isSetOff && text.ends_with("***")) return;  // told by the system
    if (at < text.size() && text[at] == ':') at = skipMarks(text, at + 1, &reading.isEnclosed);
    if (at < text.size() && text[at] == '<') {
        const auto close = text.find('>', at);
        if (close != std::string_view::npos && close - at < 60) {
            ShapeReading angle = reading;
            angle.shape = Shape::TimeAngle;
            angle.sender = trimmedSender(text.substr(at + 1, close - at - 1));
            angle.bodyBegin = close + 1;
            angle.isEnclosed = true;
            angle.likeness = std::max(0.6, nameLikeness(angle.sender));
            if (!angle.sender.empty()) out.push_back(std::move(angle));
            return;
        }
    }
    if (at >= text.size()) return;
    if (const auto colon = senderColon(text, at); colon != std::string_view::npos) {
        ShapeReading named = reading;
        named.shape = Shape::TimeColon;
        setSender(named, text.substr(at, colon - at));
        named.bodyBegin = colon + 1;
        named.isEnclosed = true;
        if (named.likeness > 0.05) out.push_back(std::move(named));
    }
    ShapeReading whole = reading;
    whole.shape = Shape::TimeName;
    setSender(whole, text.substr(at, kLongestHead));
    if (text.size() - at > kLongestHead) whole.likeness = 0;
    if (whole.likeness > 0.3) out.push_back(std::move(whole));
    const std::size_t first = wordAt(line, at);
    const bool isBarred = text.substr(time.end, at - time.end).find('|') != std::string_view::npos;
    // 2023-10-24T08:57:13Z,ada,"text"
    const char mark = text[time.end];
    if (const auto end = text.find(mark, at); (mark == ',' || mark == ';') && at == time.end + 1 &&
                                              end != std::string_view::npos && end + 1 < text.size() &&
                                              text[end + 1] != ' ' && text[at] != ' ') {
        ShapeReading field = reading;
        field.shape = Shape::TimeGap;
        field.sender = trimmedSender(text.substr(at, end - at));
        field.likeness = nameLikeness(field.sender);
        field.bodyBegin = end + 1;
        field.isEnclosed = true;
        if (field.likeness > 0.3) out.push_back(std::move(field));
        return;
    }
    if (const auto end = endOfHandle(text, at); hasHandles && end > at) {
        ShapeReading handle = reading;
        handle.shape = Shape::TimeGap;
        handle.sender = text.substr(at, end - at);
        handle.likeness = std::max(0.6, nameLikeness(handle.sender));
        handle.bodyBegin = end + 1;
        out.push_back(std::move(handle));
        return;
    }
    for (std::size_t w = first + 1; w < line.words.size() && w < first + 6; ++w)
        if (const bool isBar = text[line.words[w].begin] == '|' && line.words[w].end == line.words[w].begin + 1 &&
                               (isBarred || !line.isOcr) && w + 1 < line.words.size();
            isBar || isWideGap(line, w, kWideGap)) {
            ShapeReading gap = reading;
            gap.shape = Shape::TimeGap;
            gap.sender = trimmedSender(text.substr(at, line.words[w - 1].end - at));
            gap.likeness = nameLikeness(gap.sender);
            gap.bodyBegin = line.words[isBar ? w + 1 : w].begin;
            gap.isEnclosed = gap.isEnclosed || isBar;
            if (gap.likeness > 0.3) out.push_back(std::move(gap));
            break;
        }
}

// The white between cells; a row of few words has as many lanes as spaces.
bool isLane(const TextLine& line, std::size_t w) {
    double least = 1e9;
    for (std::size_t i = 1; i < line.words.size(); ++i)
        least = std::min(least, line.words[i].x0 - line.words[i - 1].x1);
    const double gap = line.words[w].x0 - line.words[w - 1].x1;
    return gap > kWideGap * line.height() && (line.words.size() <= 4 || gap > 1.8 * least);
}

// "Ada Quill    On it.    09:11", by columns.
bool addCells(const TextLine& line, const ShapeReading& timed, std::vector<ShapeReading>& out) {
    const std::size_t stamp = wordAt(line, timed.time.begin);
    if (stamp < 2 || stamp >= line.words.size() || !isLane(line, stamp)) return false;
    for (std::size_t w = 1; w < stamp && w < 6; ++w) {
        if (!isLane(line, w)) continue;
        ShapeReading cells = timed;
        cells.shape = Shape::NameTextTime;
        cells.sender = trimmedSender(std::string_view(line.text).substr(0, line.words[w - 1].end));
        cells.likeness = nameLikeness(cells.sender);
        cells.bodyBegin = line.words[w].begin;
        cells.bodyEnd = line.words[stamp - 1].end;
        if (cells.likeness < 0.5) return false;
        out.push_back(std::move(cells));
        return true;
    }
    return false;
}

void addSenderFirst(const TextLine& line, const TimeExpression& time, std::vector<ShapeReading>& out) {
    const std::string_view text = line.text;
    const std::string_view before = text.substr(0, time.begin);
    ShapeReading reading;
    reading.time = time;
    const auto opener = before.find_last_not_of(' ');
    const bool isOpened = opener != std::string_view::npos && (before[opener] == '(' || before[opener] == '[');
    bool isClosed = false;
    std::size_t after = skipMarks(text, time.end, &isClosed);
    for (const std::string_view word : {"said:", "wrote:", "says:", "writes:"})
        if (text.substr(after).starts_with(word)) after += word.size() - 1;
    const bool hasColon = after < text.size() && text[after] == ':';
    if (hasColon) after = skipMarks(text, after + 1, &isClosed);
    const auto behind = text.substr(time.end, after - time.end);
    const bool isDashed = before.ends_with(" - ") && behind.starts_with(" - ");
    const bool isBarred =
        opener != std::string_view::npos && before[opener] == '|' && behind.find('|') != std::string_view::npos;
    reading.isMarkedOff = !hasColon && !(isOpened && isClosed) && (isBarred || isDashed);
    reading.isEnclosed = hasColon || (isOpened && isClosed) || reading.isMarkedOff;
    // Set off by a colon, or by a bracket that no other follows, it is what somebody says: "Read 10:14".
    const bool isSaid =
        (hasColon || (reading.isEnclosed && after < text.size() && isReceiptTime(text.substr(after)))) &&
        behind.find_first_of("([") == std::string_view::npos && !text.substr(after).starts_with('(') &&
        !text.substr(after).starts_with('[');
    const bool endsLine = after >= text.size() || (!isSaid && isDecoration(text.substr(after)));
    if (before.size() <= kLongestHead && (endsLine || reading.isEnclosed)) {
        ShapeReading head = reading;
        head.shape = Shape::SenderTime;
        setSender(head, nameAmongCells(before));
        if (!endsLine) head.bodyBegin = after;
        if (head.likeness > 0.05) out.push_back(std::move(head));
    }
    if (endsLine && !addCells(line, reading, out)) {
        const auto colon = before.find(": ");
        if (colon != std::string_view::npos && colon < kLongestHead && colon + 2 < before.size()) {
            ShapeReading head = reading;
            head.shape = Shape::NameTextTime;
            head.sender = trimmedSender(before.substr(0, colon));
            head.likeness = nameLikeness(head.sender);
            head.bodyBegin = colon + 1;
            head.bodyEnd = before.find_last_not_of(" ([-") + 1;
            if (head.likeness > 0.3) out.push_back(std::move(head));
        }
    }
}

}  // namespace

bool isDecoration(std::string_view text) {
    if (isOnlyMarks(text)) return true;
    const std::string folded = foldToAlphanumeric(text.substr(0, 40));
    return folded == "edited" || folded == "app" || folded == "read" || folded == "delivered" || folded == "sent" ||
           folded == "viasms" || folded == "wrote" || folded == "said" || folded == "incoming" ||
           folded == "outgoing" || isReceiptTime(text);
}

std::string_view handleBehindTime(const TextLine& line) {
    if (line.text.find('@') == std::string::npos) return {};
    const auto times = findTimes(line.text);
    if (times.empty() || !times.front().hasClock) return {};
    bool isClosed = false;
    const auto at = skipMarks(line.text, times.front().end, &isClosed);
    return std::string_view(line.text).substr(at, endOfHandle(line.text, at) - at);
}

std::vector<ShapeReading> shapesOf(const TextLine& line, bool hasHandles) {
    std::vector<ShapeReading> out;
    const auto times = findTimes(line.text);
    std::size_t tried = 0;
    for (const auto& time : times) {
        if (!time.hasClock) continue;
        if (++tried > 2 && &time != &times.back()) continue;
        const std::string_view before = std::string_view(line.text).substr(0, time.begin);
        if (isOnlyMarks(before) || isListNumber(before)) {
            if (!timeAlone(line.text)) addTimeFirst(line, time, hasHandles, out);
        } else {
            addSenderFirst(line, time, out);
        }
    }
    return out;
}

std::optional<ShapeReading> wrappedBefore(const std::vector<TextLine>& lines, std::size_t at, double right) {
    const auto openingAt = [&](std::size_t i) {
        const auto colon = lines[i].text.find(": ");
        return colon != std::string::npos && colon < kLongestHead &&
                       nameLikeness(trimmedSender(std::string_view(lines[i].text).substr(0, colon))) >= 0.5
                   ? colon
                   : std::string::npos;
    };
    const auto colon = openingAt(at);
    if (colon == std::string::npos) return std::nullopt;
    for (std::size_t i = at; i < lines.size() && i < at + kMostWrapped; ++i) {
        if (i > at &&
            (openingAt(i) != std::string::npos || (lines[i].gapAbove > kWithin && lines[i].gapAbove < kStartsPage)))
            break;
        const std::string_view text = lines[i].text;
        if (!text.ends_with(')') && !text.ends_with(']')) continue;
        const auto times = findTimes(text);
        if (times.empty() || !times.back().hasClock || times.back().begin == 0) continue;
        const auto& time = times.back();
        const char open = text[time.begin - 1];
        if ((open != '(' && open != '[') || text.substr(time.end) != (open == '(' ? ")" : "]")) continue;
        if (i == at) break;  // a head on one line
        const double room = right - lines[i - 1].x1, width = lines[i].words.front().x1 - lines[i].x0;
        if (time.begin == 1 && room > width + lines[i].height()) break;  // not wrapped, but a line of its own
        ShapeReading reading;
        reading.shape = Shape::NameTextTime;
        reading.sender = trimmedSender(std::string_view(lines[at].text).substr(0, colon));
        reading.likeness = nameLikeness(reading.sender);
        reading.time = time;
        reading.isEnclosed = true;
        reading.bodyBegin = colon + 1;
        reading.stampLine = i;
        reading.stampBegin = text.substr(0, time.begin - 1).find_last_not_of(' ') + 1;
        return reading;
    }
    return std::nullopt;
}

std::optional<TimeExpression> timeAlone(std::string_view text) {
    if (text.size() > 90) return std::nullopt;
    const auto times = findTimes(text);
    if (times.size() != 1 || !times.front().hasClock) return std::nullopt;
    if (!isOnlyMarks(text.substr(0, times.front().begin)) || !isDecoration(text.substr(times.front().end)))
        return std::nullopt;
    return times.front();
}

}  // namespace redwell::messages
