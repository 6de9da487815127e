#include "messages/bubble_layout.h"

#include "base/text.h"
#include "messages/chat_days.h"
#include "messages/chat_shapes.h"
#include "messages/document_owner.h"

#include <algorithm>
#include <cmath>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastBubbles = 4, kLeastASide = 2;
constexpr double kOnItsSide = 2;     // how far a bubble may stand off its side, in heights of a line
constexpr double kBeforeTime = 0.6;  // white before a closing time, likewise
constexpr double kSameEdge = 2;      // points

struct Bubble {
    std::size_t first = 0, last = 0, stamp = 0;  // lines; stamp: that of the time
    TimeExpression time;
    bool isClosing = false;  // the time ends its line
    double x0 = 1e9, x1 = 0;
};

std::optional<Bubble> stampedLine(const TextLine& line, std::size_t i) {
    if (timeAlone(line.text)) return std::nullopt;
    const auto times = findTimes(line.text);
    if (times.empty()) return std::nullopt;
    Bubble bubble{i, i, i, {}};
    if (const auto& time = times.front();
        time.begin <= 1 && time.hasClock && wordAt(line, time.end) < line.words.size()) {
        bubble.time = time;
        return bubble;
    }
    const auto& time = times.back();
    if (!time.hasClock || time.begin == 0 || !isDecoration(std::string_view(line.text).substr(time.end)) ||
        !isWideGap(line, wordAt(line, time.begin), kBeforeTime))
        return std::nullopt;
    bubble.time = time;
    bubble.isClosing = true;
    return bubble;
}

class Bubbles {
public:
    Bubbles(const std::vector<TextLine>& lines, const std::vector<TextLine>& running) : m_lines(lines) {
        m_dividers = dividersOf(lines, std::vector<bool>(lines.size(), false));
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (const auto bubble = stampedLine(lines[i], i); bubble && !isDivider(i)) m_all.push_back(*bubble);
        if (m_all.size() < kLeastBubbles) return;
        m_areBesideLast = areBesideLast();
        for (std::size_t b = 0; b < m_all.size(); ++b) gather(b);
        m_sides = sidesOf(lines, m_all.front().first, running);
        m_titles.emplace(lines, running);
    }

    std::optional<ChatReading> read() const {
        if (m_all.size() < kLeastBubbles || m_sides.partner.empty()) return std::nullopt;
        double left = 1e9, right = 0;
        for (const auto& bubble : m_all) {
            left = std::min(left, bubble.x0);
            right = std::max(right, bubble.x1);
        }
        ChatReading chat;
        std::size_t clear = 0, rights = 0;
        for (const auto& bubble : m_all) {
            const double off = kOnItsSide * m_lines[bubble.stamp].height();
            const bool isLeft = bubble.x0 < left + off, isRight = !isLeft && bubble.x1 > right - off;
            clear += isLeft || isRight;
            rights += isRight;
            auto title = m_titles->over(m_lines[bubble.first]);
            const auto partner = title.empty() ? m_sides.partner : std::move(title);
            chat.starts.push_back(startOf(bubble, isRight ? m_sides.owner : isLeft ? partner : std::string()));
        }
        if (rights < kLeastASide || clear < rights + kLeastASide || clear * 10 < m_all.size() * 9) return std::nullopt;
        chat.dividers = m_dividers;
        // What stands in no bubble behind a closing time is not of the one above it.
        for (std::size_t b = 0, i = 0; i < m_lines.size(); ++i) {
            while (b + 1 < m_all.size() && m_all[b + 1].first <= i) ++b;
            const bool isOutside = i > m_all[b].last && m_all[b].isClosing && !isDivider(i);
            if (m_titles->isTitle(i) || isOutside) chat.notices.push_back(i);
        }
        chat.score = static_cast<double>(clear);
        return chat;
    }

private:
    bool isDivider(std::size_t i) const { return std::binary_search(m_dividers.begin(), m_dividers.end(), i); }
    const Bubble* stampedOn(std::size_t i) const {
        const auto bubble = std::ranges::lower_bound(m_all, i, {}, &Bubble::stamp);
        return bubble != m_all.end() && bubble->stamp == i ? &*bubble : nullptr;
    }

    // Where the line's text begins, behind a time in front of it.
    double textLeft(std::size_t i) const {
        const auto* bubble = stampedOn(i);
        const auto& line = m_lines[i];
        if (!bubble || bubble->isClosing) return line.x0;
        return line.words[wordAt(line, bubble->time.end)].x0;
    }

    // mayOpenPage: at the top of a page it may go on with what stands right above it at the foot of the one before.
    bool goesOn(std::size_t i, bool mayOpenPage) const {
        const bool isOverPage =
            mayOpenPage && m_lines[i].gapAbove >= kStartsPage && std::abs(textLeft(i) - textLeft(i - 1)) < kSameEdge;
        return (isWithinText(m_lines, i) || isOverPage) && !isDivider(i) && !isDivider(i - 1);
    }

    // Times in front of lines stand beside the last lines of the bubbles rather than the first.
    bool areBesideLast() const {
        std::size_t above = 0, beneath = 0;
        for (const auto& bubble : m_all) {
            if (bubble.isClosing) continue;
            const auto i = bubble.stamp;
            above += i > 0 && isWithinText(m_lines, i) && !stampedOn(i - 1) && !isDivider(i - 1);
            beneath += i + 1 < m_lines.size() && isWithinText(m_lines, i + 1) && !stampedOn(i + 1);
        }
        return above > beneath;
    }

    void gather(std::size_t b) {
        auto& bubble = m_all[b];
        if (bubble.isClosing) {
            const std::size_t least = b == 0 ? 0 : m_all[b - 1].last + 1;
            while (bubble.first > least && goesOn(bubble.first, true)) --bubble.first;
        } else {
            const std::size_t end = b + 1 < m_all.size() ? m_all[b + 1].stamp : m_lines.size();
            while (bubble.last + 1 < end && goesOn(bubble.last + 1, !m_areBesideLast)) ++bubble.last;
            // The time may stand beside the last line of a bubble, in front of it.
            const std::size_t least = b == 0 ? 0 : m_all[b - 1].last + 1;
            if (bubble.last == bubble.stamp)
                while (bubble.first > least && goesOn(bubble.first, m_areBesideLast)) --bubble.first;
        }
        for (std::size_t i = bubble.first; i <= bubble.last; ++i)
            for (const auto& word : m_lines[i].words) {
                if (i == bubble.stamp && word.end > bubble.time.begin && word.begin < bubble.time.end) continue;
                bubble.x0 = std::min(bubble.x0, word.x0);
                bubble.x1 = std::max(bubble.x1, word.x1);
            }
    }

    static ChatStart startOf(const Bubble& bubble, std::string sender) {
        ChatStart start;
        start.line = start.lastLine = bubble.first;
        start.bodyBegin = 0;
        start.time = bubble.time;
        start.sender = std::move(sender);
        start.confidence = 0.75;
        if (!bubble.isClosing && bubble.first == bubble.stamp) {
            start.bodyBegin = bubble.time.end;
        } else {
            if (bubble.first == bubble.stamp) start.bodyEnd = bubble.time.begin;
            start.stampLine = bubble.stamp;
            if (bubble.isClosing)
                start.stampBegin = bubble.time.begin;
            else
                start.stampEnd = bubble.time.end;
        }
        return start;
    }

    const std::vector<TextLine>& m_lines;
    std::vector<std::size_t> m_dividers;
    std::vector<Bubble> m_all;
    Sides m_sides;
    std::optional<ScreenTitles> m_titles;
    bool m_areBesideLast = false;
};

}  // namespace

std::optional<ChatReading> readBubbles(const std::vector<TextLine>& lines, const std::vector<TextLine>& running) {
    return Bubbles(lines, running).read();
}

}  // namespace redwell::messages
