#include "messages/chat_layout.h"

#include "base/text.h"
#include "messages/beside_times.h"
#include "messages/chat_days.h"
#include "messages/chat_hypothesis.h"
#include "messages/chat_rescue.h"
#include "messages/date_order.h"
#include "messages/name_above.h"
#include "messages/sender.h"
#include "messages/text_above.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <set>
#include <unordered_map>

namespace redwell::messages {
namespace {

constexpr std::size_t kShapes = static_cast<std::size_t>(Shape::Count);
constexpr double kLeastScore = 2.2;

// How a stamp is written; a document writes nearly all of them alike.
std::array<bool, 4> traitsOf(const ShapeReading& r) {
    return {r.time.hasDayHalf, r.time.clockSecond >= 0, r.isEnclosed, r.time.hasWeekday};
}

using Hypotheses = std::array<Hypothesis, kShapes>;

void add(Hypotheses& all, const TextLine& line, std::size_t first, std::size_t last, ShapeReading reading) {
    auto& hypothesis = all[static_cast<std::size_t>(reading.shape)];
    Candidate c{first, last, std::move(reading), {}, line.x0};
    c.key = senderKey(c.reading.sender);
    if (c.key.empty()) return;
    if (!hypothesis.candidates.empty() &&
        hypothesis.candidates.back().line == first) {  // two times on a line: the dated, else the last
        auto& other = hypothesis.candidates.back();
        if (other.reading.time.hasDate && !c.reading.time.hasDate) return;
        if (other.reading.likeness > c.reading.likeness) return;
        --hypothesis.senders[other.key];
        ++hypothesis.senders[c.key];
        other = std::move(c);
        return;
    }
    ++hypothesis.senders[c.key];
    ++hypothesis.columns[std::lround(c.x / kColumn)];
    hypothesis.candidates.push_back(std::move(c));
}

bool isShortLine(const TextLine& line) { return line.text.size() <= 60; }

// Accounts behind the times write where few of them come again and again and no names stand above them: else those
// write, and it is somebody spoken to, or a place.
bool areWriters(const std::vector<TextLine>& lines) {
    std::set<std::string_view> handles;
    std::size_t count = 0, named = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto handle = handleBehindTime(lines[i]);
        if (handle.empty()) continue;
        handles.insert(handle);
        ++count;
        named += i > 0 && isShortLine(lines[i - 1]) && nameLikeness(trimmedSender(lines[i - 1].text)) >= 0.75;
    }
    return handles.size() * 2 <= count && named * 2 < count;
}

void collect(const std::vector<TextLine>& lines, Hypotheses& all) {
    const bool hasHandles = areWriters(lines);
    double right = 0;
    for (const auto& line : lines) right = std::max(right, line.x1);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (auto& reading : shapesOf(lines[i], hasHandles)) add(all, lines[i], i, i, std::move(reading));
        if (auto wrapped = wrappedBefore(lines, i, right)) add(all, lines[i], i, i, std::move(*wrapped));
        const auto alone = timeAlone(lines[i].text);
        if (!alone) continue;
        ShapeReading reading;
        reading.time = *alone;
        if (i > 0 && isShortLine(lines[i - 1]) && !timeAlone(lines[i - 1].text)) {
            reading.shape = Shape::TimeBelowName;
            reading.sender = trimmedSender(lines[i - 1].text);
            reading.likeness = nameLikeness(reading.sender);
            if (reading.likeness >= 0.5) add(all, lines[i - 1], i - 1, i, reading);
        }
        if (i + 1 < lines.size() && isShortLine(lines[i + 1]) && !timeAlone(lines[i + 1].text)) {
            reading.shape = Shape::TimeAboveName;
            reading.sender = trimmedSender(lines[i + 1].text);
            reading.likeness = nameLikeness(reading.sender);
            reading.isEnclosed = lines[i + 1].text.ends_with(':');
            if (reading.likeness >= 0.5) add(all, lines[i], i, i + 1, reading);
        }
    }
}

long long moment(const TimeExpression& t, DateOrder order) {
    return ((t.year * 12LL + t.month(order)) * 31 + t.day(order)) * 86400 + t.hour * 3600 + t.minute * 60 +
           std::max(0, t.clockSecond);
}

// The share of neighbouring stamps that run the same way.
double orderliness(const Hypothesis& h, DateOrder order) {
    int forward = 0, backward = 0, compared = 0;
    const TimeExpression* before = nullptr;
    for (const auto& c : h.candidates) {
        const auto& time = c.reading.time;
        if (time.hasDate != h.isDated) continue;
        if (before) {
            const auto a = moment(*before, order), b = moment(time, order);
            forward += b >= a;
            backward += b <= a;
            ++compared;
        }
        before = &time;
    }
    return compared == 0 ? 1 : static_cast<double>(std::max(forward, backward)) / compared;
}

void score(Hypothesis& h, std::size_t lineCount, DateOrder order) {
    const auto n = static_cast<double>(h.candidates.size());
    if (n == 0) return;
    double dated = 0, distinct = 0, singles = 0;
    for (const auto& c : h.candidates) dated += c.reading.time.hasDate;
    h.isDated = dated * 2 >= n;
    double named = 0;
    std::array<double, 4> traits{};
    for (const auto& c : h.candidates) {
        named += c.reading.likeness >= 0.5;
        const auto own = traitsOf(c.reading);
        for (std::size_t t = 0; t < own.size(); ++t) traits[t] += own[t];
    }
    h.isNamed = named >= 0.45 * n;
    for (std::size_t t = 0; t < traits.size(); ++t) h.traits[t] = traits[t] * 2 >= n;
    for (const auto& [key, count] : h.senders) {
        distinct += count > 0;
        singles += count == 1;
    }
    double sum = 0;
    for (const auto& c : h.candidates) {
        const int recurs = h.senders[c.key];
        double weight = recurs >= 2 ? 0.6 + 0.4 * c.reading.likeness : 0.55 * c.reading.likeness;
        if (c.reading.likeness < 0.2 && recurs < 3) weight *= 0.3;
        if (c.reading.time.hasDate) weight += 0.3;
        if (c.reading.isEnclosed) weight += 0.25;
        if (n >= 4 && columnCount(h, c.x) * 6 < n) weight *= 0.5;
        sum += weight;
    }
    if (n >= 5 && singles > 0.6 * n) sum *= 0.3;  // an agenda, a docket: nobody comes back
    sum *= 0.4 + 0.6 * orderliness(h, order);
    const double linesEach = static_cast<double>(lineCount) / n;
    if (linesEach > 25) sum *= 25 / linesEach;
    h.score = sum;
}

// One or two stamps only: taken when nothing about them is in doubt.
bool isCertain(const Hypothesis& h, const std::vector<TextLine>& lines) {
    for (const auto& c : h.candidates) {
        const auto& r = c.reading;
        if (!r.time.hasDate || !r.isEnclosed || r.likeness < 0.9 || r.time.year == 0) return false;
        if (r.sender.find(' ') == std::string::npos && r.sender.find('@') == std::string::npos) return false;
    }
    return !h.candidates.empty() && h.candidates.front().line < 8 && lines.size() < 60 * h.candidates.size();
}

// Where writers are set in lower case, one who writes once is known by being set as those who come back.
bool isSetAsOthers(const Hypothesis& h, const Candidate& c) {
    if (h.isNamed || !c.reading.isEnclosed || !c.reading.time.hasDate || c.reading.likeness < 0.15) return false;
    const auto words = [](const Candidate& one) { return std::ranges::count(one.reading.sender, ' '); };
    return std::ranges::any_of(h.candidates, [&](const Candidate& other) {
        const auto found = h.senders.find(other.key);
        return found != h.senders.end() && found->second >= 2 && words(other) == words(c);
    });
}

bool isTaken(const Hypothesis& h, const Candidate& c, double n) {
    const auto found = h.senders.find(c.key);
    const int recurs = found == h.senders.end() ? 0 : found->second;
    const auto& r = c.reading;
    const bool isOnTop = c.line == h.candidates.front().line;
    if (!h.isDated && isOnTop && r.time.hasDate && r.bodyBegin == std::string::npos && recurs < 2)
        return false;                                                 // "Started: 24 October 2023, 14:03"
    if (h.isDated && !r.time.hasDate && r.isMarkedOff) return false;  // "Paris - 10:30 - gate 4"
    if (h.isDated && !r.time.hasDate && !(recurs >= 2 && r.isEnclosed && columnCount(h, c.x) * 4 >= n)) return false;
    const auto own = traitsOf(r);
    int odd = 0;
    for (std::size_t t = 0; t < own.size(); ++t) odd += own[t] != h.traits[t];
    if (odd >= 2 && n >= 4) return false;
    if (h.isNamed && r.likeness < 0.3) return false;
    if (recurs >= 2) return r.likeness >= 0.15 || recurs >= 3;
    if (n >= 4 && columnCount(h, c.x) * 6 < n) return false;
    return r.likeness >= 0.5 || (r.isEnclosed && r.time.hasDate && r.likeness >= 0.3) || isSetAsOthers(h, c);
}

// "** Ada has joined **", "--- Log closed": told by the system.
bool isSetOff(std::string_view text) {
    static constexpr std::string_view kMarks[] = {"**", "--", "==", "-!-", "\u2014\u2014", "***"};
    return text.size() < 120 && std::any_of(std::begin(kMarks), std::end(kMarks),
                                            [text](std::string_view mark) { return text.starts_with(mark); });
}

// "*** Call ended ***" in "[14/03/2022 21:15] *** Call ended ***"; empty where no time opens the line as times open the
// heads: "10:30 -- Ada opens" is a line of somebody's agenda.
std::string_view behindTime(const TextLine& line, const std::vector<TextLine>& lines, const ChatReading& reading) {
    const std::string_view text = line.text;
    const auto times = findTimes(text);
    if (times.empty() || times.front().begin > 1 || !times.front().hasClock) return {};
    const auto& time = times.front();
    const auto isAlike = [&](const ChatStart& start) {
        const auto& head = lines[start.line];
        const auto& other = start.time;
        if (other.end > head.text.size()) return false;  // the time stands on the head's second line
        return other.begin == time.begin && other.hasDate == time.hasDate && other.hasDayHalf == time.hasDayHalf &&
               (other.clockSecond >= 0) == (time.clockSecond >= 0) && std::abs(head.x0 - line.x0) < kColumn &&
               head.text.substr(other.end, 1) == text.substr(time.end, 1) &&
               (time.hasDate || time.begin > 0 || time.clockSecond >= 0);
    };
    const auto alike = static_cast<std::size_t>(std::ranges::count_if(reading.starts, isAlike));
    if (alike * 2 < reading.starts.size()) return {};
    const auto rest = text.substr(time.end);
    const auto first = rest.find_first_not_of("]) ");
    return first == std::string_view::npos ? std::string_view() : rest.substr(first);
}

}  // namespace

std::optional<ChatReading> readChat(const std::vector<TextLine>& lines) {
    Hypotheses all;
    collect(lines, all);
    for (auto& h : all) shedCommonWords(h);
    std::vector<TimeExpression> stamps;
    for (const auto& h : all)
        for (const auto& c : h.candidates) stamps.push_back(c.reading.time);
    const DateOrder order = dateOrderOf(stamps);
    std::size_t best = 0;
    for (std::size_t s = 0; s < kShapes; ++s) {
        score(all[s], lines.size(), order);
        if (all[s].score > all[best].score) best = s;
    }
    const Hypothesis& h = all[best];
    const auto n = static_cast<double>(h.candidates.size());
    if (h.score < kLeastScore || n < 3) {
        if (!isCertain(h, lines)) return std::nullopt;
    }
    // What many heads have in common, nearly all of them of writers who come back, is the form's and no chance.
    const auto returning = std::ranges::count_if(
        h.candidates, [&](const Candidate& c) { return h.senders.at(c.key) >= 2 && c.reading.likeness >= 0.5; });
    const bool isSettled = n >= 8 && static_cast<double>(returning) >= 0.8 * n;
    ChatReading reading;
    reading.score = h.score;
    std::vector<bool> used(lines.size(), false);
    for (const auto& c : h.candidates) {
        if (used[c.line] || used[c.lastLine] || !isTaken(h, c, n)) continue;
        const double likely = std::min(1.0, 0.5 + 0.2 * c.reading.isEnclosed + 0.15 * c.reading.time.hasDate +
                                                0.15 * (h.senders.at(c.key) >= 2) + 0.2 * isSettled);
        reading.starts.push_back(startOf(c, likely));
        used[c.line] = used[c.lastLine] = true;
    }
    if (reading.starts.empty()) return std::nullopt;
    const Shape shape = static_cast<Shape>(best);
    reading.usesLoneTimes = shape == Shape::TimeBelowName || shape == Shape::TimeAboveName;
    for (const auto& [start, last] : wrappedSenders(lines, reading.starts, used)) {
        auto& head = reading.starts[start];
        for (std::size_t i = head.lastLine + 1; i <= last; ++i) {
            head.sender += ' ' + std::string(trimmedSender(lines[i].text));
            used[i] = true;
        }
        head.lastLine = last;
    }
    if (n >= 3) rescueHeads(lines, h, shape, reading, used);
    reading.dividers = dividersOf(lines, used);
    if (!h.isDated) {
        const auto sessions = sessionsOf(lines, used);
        reading.dividers.insert(reading.dividers.end(), sessions.begin(), sessions.end());
        std::sort(reading.dividers.begin(), reading.dividers.end());
    }
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!used[i] && (isSetOff(lines[i].text) || isSetOff(behindTime(lines[i], lines, reading))))
            reading.notices.push_back(i);
    std::sort(reading.starts.begin(), reading.starts.end(),
              [](const ChatStart& a, const ChatStart& b) { return a.line < b.line; });
    takeNamesAbove(lines, reading);
    if (shape == Shape::SenderTime) {
        takeTextsBesideTimes(lines, reading);
        takeTextsAbove(lines, reading);
    }
    return reading;
}

}  // namespace redwell::messages
