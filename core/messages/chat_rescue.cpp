#include "messages/chat_rescue.h"

#include "base/text.h"
#include "messages/sender.h"

#include <algorithm>

namespace redwell::messages {
namespace {

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
            if (auto start = damaged(i)) {
                used[i] = true;
                reading.starts.push_back(std::move(*start));
                continue;
            }
            if (m_shape != Shape::TimeColon && m_shape != Shape::TimeName && m_shape != Shape::TimeAngle &&
                m_shape != Shape::TimeGap)
                continue;
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

    // A scanned head whose time cannot be read: a known name where names stand, beside what was a time.
    std::optional<ChatStart> damaged(std::size_t i) const {
        const auto& line = m_lines[i];
        const std::string_view text = line.text;
        const bool isBefore = m_shape == Shape::SenderTime;
        const bool isAfter = m_shape == Shape::TimeColon || m_shape == Shape::TimeAngle;
        if (!line.isOcr || (!isBefore && !isAfter)) return std::nullopt;
        if (columnCount(m_h, line.x0) * 4 < static_cast<int>(m_h.candidates.size())) return std::nullopt;
        const auto digits = [](std::string_view part) {
            return std::count_if(part.begin(), part.end(), [](char c) { return c >= '0' && c <= '9'; });
        };
        for (std::size_t first = 0; first < std::min<std::size_t>(isBefore ? 1 : 6, line.words.size()); ++first)
            for (std::size_t last = first; last < std::min(first + 4, line.words.size()); ++last) {
                const std::size_t begin = line.words[first].begin, end = line.words[last].end;
                const std::string_view word = text.substr(begin, end - begin);
                const auto known = m_names.find(senderKey(word));
                if (known == m_names.end()) continue;
                const std::string_view rest = text.substr(end);
                const bool isHead = isBefore ? rest.size() <= 24 && digits(rest) >= 2
                                             : first > 0 && begin <= 30 && digits(text.substr(0, begin)) >= 2 &&
                                                   (word.back() == ':' || word.back() == '>');
                if (!isHead) continue;
                ChatStart start;
                start.line = start.lastLine = i;
                start.sender = known->second;
                start.confidence = 0.5;
                if (isAfter) start.bodyBegin = end;
                for (const auto& time : findTimes(text))
                    if (time.hasClock && (isBefore ? time.begin >= end : time.end <= begin)) start.time = time;
                if (m_h.traits[0] && !start.time.hasDayHalf) start.time.hasClock = false;
                return start;
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
                const bool isSaid = !isEvent(std::string_view(text).substr(end));
                const bool isLostMark =
                    (m_lines[i].isOcr || m_shape == Shape::TimeAngle || m_shape == Shape::TimeGap) &&
                    m_shape != Shape::TimeName && isSaid;  // "* ada waves" is said as well
                if (isLostMark || (m_shape == Shape::TimeName && end >= text.size())) start.sender = known->second;
                break;
            }
            if (start.sender.empty() && (m_shape == Shape::TimeName || m_shape == Shape::TimeGap)) return std::nullopt;
            return start;
        }
        return std::nullopt;
    }

    const std::vector<TextLine>& m_lines;
    const Hypothesis& m_h;
    Shape m_shape;
    std::unordered_map<std::string, std::string> m_names;
};

// A clock without a day half goes on from the stamp before it: 8:21 beneath 8:13 PM is in the evening.
TimeExpression continued(TimeExpression time, const TimeExpression& before) {
    if (before.hasDayHalf && !time.hasDayHalf && time.hour <= 12) {
        const int now = time.hour % 12 * 60 + time.minute, then = before.hour * 60 + before.minute;
        time.hour = time.hour % 12 + (now + 12 * 60 >= then && now < then ? 12 : 0);
    }
    time.hasDate = before.hasDate;
    time.year = before.year;
    time.first = before.first;
    time.second = before.second;
    time.isAmbiguous = before.isAmbiguous;
    return time;
}

// Times in a margin of their own, left of every head, go with the sender above them.
void addMarginTimes(const std::vector<TextLine>& lines, ChatReading& reading, std::vector<bool>& used) {
    std::vector<std::pair<std::size_t, TimeExpression>> found;
    const auto isHead = [&](std::size_t i) {
        return std::any_of(reading.starts.begin(), reading.starts.end(),
                           [i](const ChatStart& s) { return s.line <= i && i <= s.lastLine; });
    };
    std::vector<double> heads;
    for (const auto& start : reading.starts) heads.push_back(lines[start.line].x0);
    if (heads.empty()) return;
    std::nth_element(heads.begin(), heads.begin() + static_cast<std::ptrdiff_t>(heads.size() / 2), heads.end());
    const double edge = heads[heads.size() / 2];
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto& line = lines[i];
        if (used[i] || line.x0 > edge - 1.5 * line.height()) continue;
        const auto times = findTimes(line.text);
        if (times.empty() || times.front().begin > 1 || !times.front().hasClock || times.front().hasDate) continue;
        const std::size_t next = wordAt(line, times.front().end);
        if (next < line.words.size() && std::abs(line.words[next].x0 - edge) > 2 * line.height()) continue;
        if (!isHead(i)) found.emplace_back(i, times.front());
    }
    if (found.size() < 2) return;
    std::sort(reading.starts.begin(), reading.starts.end(),
              [](const ChatStart& a, const ChatStart& b) { return a.line < b.line; });
    const std::size_t known = reading.starts.size();
    std::size_t before = 0;
    const ChatStart* last = nullptr;
    reading.starts.reserve(known + found.size());
    for (const auto& [i, time] : found) {
        while (before < known && reading.starts[before].line < i) {
            if (!last || reading.starts[before].line > last->line) last = &reading.starts[before];
            ++before;
        }
        if (!last) continue;
        ChatStart start;
        start.line = start.lastLine = i;
        start.sender = last->sender;
        start.time = continued(time, last->time);
        start.bodyBegin = time.end;
        start.confidence = 0.85;
        used[i] = true;
        reading.starts.push_back(std::move(start));
        last = &reading.starts.back();
    }
}

}  // namespace

std::vector<std::pair<std::size_t, std::size_t>> wrappedSenders(const std::vector<TextLine>& lines,
                                                                const std::vector<ChatStart>& starts,
                                                                const std::vector<bool>& used) {
    constexpr std::size_t kMostWrapped = 2, kLeastClosed = 2;
    double right = 0;
    for (const auto& line : lines) right = std::max(right, line.x1);
    std::size_t closed = 0;
    std::vector<std::pair<std::size_t, std::size_t>> wrapped;
    for (std::size_t s = 0; s < starts.size(); ++s) {
        const auto& start = starts[s];
        if (start.bodyBegin != std::string::npos || start.stampLine != std::string::npos) continue;
        if (lines[start.lastLine].text.ends_with(':')) {
            ++closed;
            continue;
        }
        for (std::size_t i = start.lastLine + 1; i <= start.lastLine + kMostWrapped && i < lines.size(); ++i) {
            const auto &line = lines[i], &above = lines[i - 1];
            const double first = line.words.front().x1 - line.words.front().x0;
            if (used[i] || line.gapAbove > 0.3 || above.x1 + first + 0.3 * line.height() < right) break;
            if (!line.text.ends_with(':')) continue;
            wrapped.emplace_back(s, i);
            break;
        }
    }
    if (closed < kLeastClosed) wrapped.clear();
    return wrapped;
}

bool isEvent(std::string_view rest) {
    rest = trim(rest);
    if (const auto close = rest.find_first_of("])"); !rest.empty() && (rest[0] == '[' || rest[0] == '(') && close < 60)
        rest = rest.substr(close + 1);
    const std::string folded = fold(trim(rest.substr(0, 60)));
    static constexpr std::string_view kVerbs[] = {
        "added ",  "left",     "joined",      "removed ",  "created ",  "changed ",        "started ",
        "ended ",  "pinned ",  "renamed ",    "was added", "has left",  "has joined",      "joins",
        "leaves",  "parts",    "quits",       "has quit",  "quit",      "is now known as", "sets mode",
        "is away", "set the ", "has changed", "turned ",   "missed a ", "called ",         "was removed",
        "entered", "exited",   "hat ",        "a ajoute",  "a quitte",  "anadio ",         "invited "};
    for (const std::string_view verb : kVerbs)
        if (folded.starts_with(verb)) return true;
    return false;
}

void rescueHeads(const std::vector<TextLine>& lines, const Hypothesis& hypothesis, Shape shape, ChatReading& reading,
                 std::vector<bool>& used) {
    Rescue(lines, hypothesis, shape).into(reading, used);
    if (shape == Shape::SenderTime || shape == Shape::TimeBelowName || shape == Shape::TimeName)
        addMarginTimes(lines, reading, used);
}

}  // namespace redwell::messages
