#include "messages/chat_layout.h"

#include "base/text.h"
#include "messages/chat_shapes.h"
#include "messages/sender.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

namespace redwell::messages {
namespace {

constexpr std::size_t kShapes = static_cast<std::size_t>(Shape::Count);
constexpr double kLeastScore = 2.2;
constexpr double kColumn = 9;  // points

struct Candidate {
    std::size_t line = 0, lastLine = 0;
    ShapeReading reading;
    std::string key;
    double x = 0;
};

struct Hypothesis {
    std::vector<Candidate> candidates;
    std::unordered_map<std::string, int> senders;
    std::map<long, int> columns;
    double score = 0;
    bool isDated = false;          // most stamps carry a date
    bool isNamed = false;          // most senders look like names
    std::array<bool, 4> traits{};  // of most stamps
};

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

void collect(const std::vector<TextLine>& lines, Hypotheses& all) {
    for (std::size_t i = 0; i < lines.size(); ++i) {
        for (auto& reading : shapesOf(lines[i])) add(all, lines[i], i, i, std::move(reading));
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

int columnCount(const Hypothesis& h, double x) {
    const long column = std::lround(x / kColumn);
    int count = 0;
    for (long c = column - 1; c <= column + 1; ++c)
        if (const auto found = h.columns.find(c); found != h.columns.end()) count += found->second;
    return count;
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

bool isTaken(const Hypothesis& h, const Candidate& c, double n) {
    const auto found = h.senders.find(c.key);
    const int recurs = found == h.senders.end() ? 0 : found->second;
    const auto& r = c.reading;
    if (h.isDated && !r.time.hasDate && !(recurs >= 2 && r.isEnclosed && columnCount(h, c.x) * 4 >= n)) return false;
    const auto own = traitsOf(r);
    int odd = 0;
    for (std::size_t t = 0; t < own.size(); ++t) odd += own[t] != h.traits[t];
    if (odd >= 2 && n >= 4) return false;
    if (h.isNamed && r.likeness < 0.3) return false;
    if (recurs >= 2) return r.likeness >= 0.15 || recurs >= 3;
    if (n >= 4 && columnCount(h, c.x) * 6 < n) return false;
    return r.likeness >= 0.5 || (r.isEnclosed && r.time.hasDate && r.likeness >= 0.3);
}

ChatStart startOf(const Candidate& c, double confidence) {
    ChatStart start;
    start.line = c.line;
    start.lastLine = c.lastLine;
    start.bodyBegin = c.reading.bodyBegin;
    start.bodyEnd = c.reading.bodyEnd;
    start.sender = c.reading.sender;
    start.time = c.reading.time;
    start.confidence = confidence;
    return start;
}

// Heads that break over two lines, lost colons, and notices, now that the senders are known.
class Rescue {
public:
    Rescue(const std::vector<TextLine>& lines, const Hypothesis& h, Shape shape)
        : m_lines(lines), m_h(h), m_shape(shape) {
        for (const auto& c : h.candidates)
            if (const auto known = h.senders.find(c.key);
                known != h.senders.end() && (known->second >= 2 || c.reading.likeness >= 0.9))
                m_names[c.key] = c.reading.sender;
    }

    void into(ChatReading& reading, std::vector<bool>& used) const {
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            if (used[i]) continue;
            if (const auto start = wrapped(i, used)) {
                reading.starts.push_back(*start);
                used[i] = used[start->lastLine] = true;
                continue;
            }
            if (m_shape != Shape::TimeColon && m_shape != Shape::TimeName) continue;
            if (columnCount(m_h, m_lines[i].x0) * 4 < static_cast<int>(m_h.candidates.size())) continue;
            if (const auto start = withoutColon(i)) {
                used[i] = true;
                if (start->sender.empty())
                    reading.notices.push_back(i);
                else
                    reading.starts.push_back(*start);
            }
        }
    }

private:
    std::optional<ChatStart> wrapped(std::size_t i, const std::vector<bool>& used) const {
        if (i + 1 >= m_lines.size() || used[i + 1] || m_lines[i].text.size() > 120) return std::nullopt;
        TextLine joined = m_lines[i];
        const std::size_t shift = joined.text.size() + 1;
        joined.text += ' ';
        joined.text += m_lines[i + 1].text;
        for (auto word : m_lines[i + 1].words) {
            word.begin += shift;
            word.end += shift;
            joined.words.push_back(word);
        }
        for (const auto& r : shapesOf(joined)) {
            if (r.shape != m_shape || !r.isEnclosed || r.time.hasDate != m_h.isDated) continue;
            if (r.bodyBegin != std::string::npos && r.bodyBegin < shift) continue;
            if (!m_names.contains(senderKey(r.sender))) continue;
            Candidate c{i, i + 1, r, senderKey(r.sender), joined.x0};
            if (c.reading.bodyBegin != std::string::npos) c.reading.bodyBegin -= shift;
            if (c.reading.bodyEnd != std::string::npos)
                c.reading.bodyEnd = c.reading.bodyEnd > shift ? c.reading.bodyEnd - shift : 0;
            return startOf(c, 0.8);
        }
        return std::nullopt;
    }

    // "[date time] Name text": the colon lost, or an event of the system, which has no known name in front of words.
    std::optional<ChatStart> withoutColon(std::size_t i) const {
        const std::string& text = m_lines[i].text;
        for (const auto& time : findTimes(text)) {
            if (!time.hasClock || time.hasDate != m_h.isDated || time.begin > 3) continue;
            ChatStart start;
            start.line = start.lastLine = i;
            start.time = time;
            start.confidence = 0.7;
            std::size_t at = time.end;
            while (at < text.size() && std::string_view("])}>|,.;:-* ").find(text[at]) != std::string_view::npos) ++at;
            std::size_t end = at;
            for (int words = 0; words < 6 && end < text.size(); ++words) {
                end = std::min(text.find(' ', end + 1), text.size());
                const auto known = m_names.find(senderKey(std::string_view(text).substr(at, end - at)));
                if (known == m_names.end()) continue;
                start.bodyBegin = end;
                const bool isLostColon =
                    m_lines[i].isOcr && m_shape == Shape::TimeColon && !isEvent(std::string_view(text).substr(end));
                if (isLostColon || (m_shape == Shape::TimeName && end >= text.size())) start.sender = known->second;
                break;
            }
            if (start.sender.empty() && m_shape == Shape::TimeName) return std::nullopt;
            return start;
        }
        return std::nullopt;
    }

    static bool isEvent(std::string_view rest) {
        const std::string folded = fold(trim(rest.substr(0, 40)));
        for (const std::string_view verb : {"added ", "left", "joined", "removed ", "created ", "changed ", "started ",
                                            "ended ", "pinned ", "renamed ", "was added", "has left", "has joined"})
            if (folded.starts_with(verb)) return true;
        return false;
    }

    const std::vector<TextLine>& m_lines;
    const Hypothesis& m_h;
    Shape m_shape;
    std::unordered_map<std::string, std::string> m_names;
};

}  // namespace

std::optional<TimeExpression> dayDividerOf(std::string_view text) {
    if (text.size() > 80) return std::nullopt;
    const auto times = findTimes(text);
    if (times.size() != 1 || !times.front().hasDate || times.front().hasClock) return std::nullopt;
    std::size_t letters = 0;
    for (std::size_t i = 0; i < text.size(); ++i)
        if (i < times.front().begin || i >= times.front().end)
            letters += (text[i] | 0x20) >= 'a' && (text[i] | 0x20) <= 'z';
    if (letters > 5) return std::nullopt;
    return times.front();
}

std::optional<ChatReading> readChat(const std::vector<TextLine>& lines) {
    Hypotheses all;
    collect(lines, all);
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
    ChatReading reading;
    reading.score = h.score;
    std::vector<bool> used(lines.size(), false);
    for (const auto& c : h.candidates) {
        if (used[c.line] || used[c.lastLine] || !isTaken(h, c, n)) continue;
        const double likely = std::min(
            1.0, 0.5 + 0.2 * c.reading.isEnclosed + 0.15 * c.reading.time.hasDate + 0.15 * (h.senders.at(c.key) >= 2));
        reading.starts.push_back(startOf(c, likely));
        used[c.line] = used[c.lastLine] = true;
    }
    if (reading.starts.empty()) return std::nullopt;
    const Shape shape = static_cast<Shape>(best);
    if (n >= 3) Rescue(lines, h, shape).into(reading, used);
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (!used[i] && dayDividerOf(lines[i].text)) reading.dividers.push_back(i);
    std::sort(reading.starts.begin(), reading.starts.end(),
              [](const ChatStart& a, const ChatStart& b) { return a.line < b.line; });
    return reading;
}

}  // namespace redwell::messages
