#include "messages/stamp_layout.h"

#include "messages/chat_days.h"
#include "messages/chat_shapes.h"
#include "messages/document_owner.h"
#include "messages/sender.h"
#include "messages/stamp_lines.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace redwell::messages {
namespace {

constexpr double kApart = 0.35;        // white that parts two texts, in lines
constexpr double kSideways = 0.12;     // of the text's width: how far a bubble stands off its side
constexpr double kOffCentre = 0.02;    // of the page's width
constexpr double kWidestInside = 0.5;  // of a line: the white between two lines of one bubble
constexpr double kOffSide = 1.5;       // of a line: nearer to a side than that is at it
constexpr double kSameEdge = 2;        // points
constexpr std::size_t kLeastTexts = 3;
constexpr int kLeastVotes = 4;

struct Text {  // what one person says: lines first to last
    std::size_t first = 0, last = 0;
    const Stamp* stamp = nullptr;
    bool isRight = false, hasName = false;
    std::size_t nameEnd = 0;  // of "Ada: text" on its first line, where nearly all texts open so
};

// The owner, as a telephone calls him.
bool isSelf(std::string_view text) { return text == "You" || text == "Me"; }

class StampedChat {
public:
    StampedChat(const std::vector<TextLine>& lines, const std::vector<TextLine>& running)
        : m_lines(lines), m_running(running), m_titles(lines, running), m_kinds(lines.size(), Kind::Text) {
        const auto end = commonEndOf(lines);
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (const auto stamp = stampOn(lines[i], i, end)) {
                m_kinds[i] = Kind::Stamp;
                m_stamps.push_back(*stamp);
            }
        for (const auto i : dividersOf(lines, std::vector<bool>(lines.size(), false)))
            if (m_kinds[i] == Kind::Text) m_kinds[i] = Kind::Divider;
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (m_kinds[i] == Kind::Text && (isReceipt(lines[i].text) || m_titles.isTitle(i))) m_kinds[i] = Kind::Mark;
    }

    std::optional<ChatReading> read() {
        measureMargins();
        setNoticesAside();
        if (m_stamps.size() < kLeastTexts) findTimesInside();
        if (m_stamps.size() < kLeastTexts) return std::nullopt;
        m_isGrouped = !m_isInside && opensGroups();
        if (m_isGrouped) {
            setReceiptsAside();
            measureBubbles();
        }
        m_isClosing = m_isInside || (!m_isGrouped && isClosing());
        if (m_isInside)
            gatherAround();
        else if (m_isClosing)
            gatherAbove();
        else
            gatherBeneath();
        if (m_texts.size() < kLeastTexts) return std::nullopt;
        findNames();
        return reading();
    }

private:
    enum class Kind { Text, Stamp, Divider, Mark };

    void measureMargins() {
        m_left = 1e9;
        m_right = 0;
        for (const auto& line : m_lines) {
            m_left = std::min(m_left, line.x0);
            m_right = std::max(m_right, line.x1);
        }
    }

    // A line in the middle that keeps off both sides and stands apart from its neighbours: nobody's bubble.
    void setNoticesAside() {
        for (std::size_t i = 1; i + 1 < m_lines.size(); ++i) {
            const auto& line = m_lines[i];
            const double off = kOffSide * line.height();
            const bool isAmidAll = std::abs(line.x0 + line.x1 - m_left - m_right) < 2 * kOffCentre * (m_right - m_left);
            if (m_kinds[i] == Kind::Text && line.x0 > m_left + off && line.x1 < m_right - off &&
                !isWithinText(m_lines, i) && !isWithinText(m_lines, i + 1) && m_kinds[i + 1] != Kind::Stamp &&
                (isCentred(line) || (isAmidAll && !isInStep(line))))
                m_kinds[i] = Kind::Mark;
        }
    }

    // Lines of other lengths begin or end where it does: a bubble of a side that stands off the outermost line.
    bool isInStep(const TextLine& line) const {
        std::size_t others = 0;
        for (const auto& other : m_lines) {
            const bool isLeft = std::abs(other.x0 - line.x0) < kSameEdge,
                       isRight = std::abs(other.x1 - line.x1) < kSameEdge;
            if (isLeft != isRight && ++others == 2) return true;
        }
        return false;
    }

    bool isCentred(const TextLine& line) const {
        const double middle = line.pageWidth / 2, width = line.x1 - line.x0;
        return width < middle && std::abs((line.x0 + line.x1) / 2 - middle) < kOffCentre * line.pageWidth;
    }

    // Times in the middle over groups of bubbles: nothing but a title stands above the first one, and texts follow the
    // last.
    bool opensGroups() const {
        const auto isOpening = [&](const Stamp& stamp) { return isCentred(m_lines[stamp.line]); };
        if (m_stamps.front().isReceipt ||
            !std::ranges::all_of(m_stamps, [&](const Stamp& stamp) { return stamp.isReceipt || isOpening(stamp); }))
            return false;
        for (std::size_t i = 0; i < m_stamps.front().line; ++i)
            if (!isCentred(m_lines[i]) && !m_titles.isTitle(i)) return false;
        return std::find(m_kinds.begin() + static_cast<std::ptrdiff_t>(m_stamps.back().line), m_kinds.end(),
                         Kind::Text) != m_kinds.end();
    }

    // "Read 10:14" beneath a text of a group tells nothing of when it was sent.
    void setReceiptsAside() {
        for (const auto& stamp : m_stamps)
            if (stamp.isReceipt) m_kinds[stamp.line] = Kind::Mark;
        std::erase_if(m_stamps, [](const Stamp& stamp) { return stamp.isReceipt; });
    }

    // What stands beside the dividers and ends the log tells more than white does: a day begins with an opening time
    // and ends with a closing one. Positive for closing times, 0 where that tells nothing.
    int closingByDays() const {
        int closes = 0, opens = 0;
        const auto vote = [&](std::size_t i, bool isBegin) {
            if (m_kinds[i] == Kind::Stamp)
                ++(isBegin ? opens : closes);
            else if (m_kinds[i] == Kind::Text)
                ++(isBegin ? closes : opens);
        };
        for (std::size_t i = 1; i + 1 < m_lines.size(); ++i) {
            if (opensPage(i)) {  // texts go on over it, times seldom stand at its wrong side
                opens += m_kinds[i] == Kind::Stamp;
                closes += m_kinds[i - 1] == Kind::Stamp;
            }
            if (m_kinds[i] != Kind::Divider) continue;
            if (!opensPage(i) && i > m_stamps.front().line) vote(i - 1, false);
            vote(i + 1, true);
        }
        vote(m_lines.size() - 1, false);
        const int all = closes + opens;
        if (all < kLeastVotes || std::min(closes, opens) * 10 > all) return 0;
        return closes > opens ? 1 : -1;
    }

    // The white above a closing time is narrower than that beneath it.
    bool isClosing() const {
        if (const int told = closingByDays(); told != 0) return told > 0;
        int closes = 0, opens = 0;
        for (const auto& stamp : m_stamps) {
            const std::size_t next = stamp.line + 1;
            const double above = m_lines[stamp.line].gapAbove;
            const double below = next < m_lines.size() ? m_lines[next].gapAbove : kStartsPage;
            if (above >= kStartsPage)
                ++opens;
            else if (below - above > 0.1)
                ++closes;
            else if (above - below > 0.1)
                ++opens;
        }
        return closes > opens;
    }

    // "On it.      2:03 PM": the time set off at the end of a text's last line.
    void findTimesInside() {
        m_stamps.clear();
        for (std::size_t i = 0; i < m_lines.size(); ++i) {
            const auto times = findTimes(m_lines[i].text);
            if (m_kinds[i] == Kind::Divider || times.empty()) continue;
            const auto& time = times.back();
            const bool ends =
                time.hasClock && time.begin > 0 && isDecoration(std::string_view(m_lines[i].text).substr(time.end));
            if (ends && isWideGap(m_lines[i], wordAt(m_lines[i], time.begin), 0.8))
                m_stamps.push_back({i, time.begin, time});
        }
        m_isInside = true;
    }

    void gatherAround() {
        std::size_t begin = 0;
        for (const auto& stamp : m_stamps) {
            std::size_t first = stamp.line;
            while (first > begin && m_kinds[first - 1] == Kind::Text && (begin > 0 || goesOn(first))) --first;
            m_texts.push_back({first, stamp.line, &stamp});
            begin = stamp.line + 1;
        }
    }

    double whiteAbove(std::size_t i) const { return m_lines[i].y0 - m_lines[i - 1].y1; }

    // The white inside a bubble: the least between two texts, but no more than half a line, as all may be short.
    void measureBubbles() {
        m_whiteInside = 1e9;
        for (std::size_t i = 1; i < m_lines.size(); ++i)
            if (m_kinds[i] == Kind::Text && m_kinds[i - 1] == Kind::Text && !opensPage(i))
                m_whiteInside =
                    std::min({m_whiteInside, std::max(0.0, whiteAbove(i)), kWidestInside * m_lines[i].height()});
    }

    bool opensPage(std::size_t i) const { return i > 0 && m_lines[i].gapAbove >= kStartsPage; }

    bool goesOn(std::size_t i) const {
        if (m_isGrouped && !opensPage(i)) return whiteAbove(i) <= m_whiteInside + kApart * m_lines[i].height();
        return m_lines[i].gapAbove <= kApart || opensPage(i);
    }

    // The first line of a page after a group of bubbles went over it: another bubble, unless it stands where the last
    // line did and goes on in its sentence.
    bool opensBubble(std::size_t i) const {
        if (!m_isGrouped) return false;
        const auto& before = m_lines[i - 1];
        if (std::abs(before.x0 - m_lines[i].x0) > kSameEdge) return true;
        const char first = m_lines[i].text.front();
        return (first >= 'A' && first <= 'Z') &&
               std::string_view(".?!").find(before.text.back()) != std::string_view::npos;
    }

    void gatherAbove() {
        std::size_t begin = 0;
        for (const auto& stamp : m_stamps) {
            std::size_t first = stamp.line;
            while (first > begin && m_kinds[first - 1] == Kind::Text &&
                   (first == stamp.line || begin > 0 || goesOn(first)))
                --first;
            // The first text of all, and the first beneath a divider, may follow a title.
            if (first < stamp.line) m_texts.push_back({first, stamp.line - 1, &stamp});
            begin = stamp.line + 1;
        }
    }

    void gatherBeneath() {
        for (std::size_t s = 0; s < m_stamps.size(); ++s) {
            const std::size_t end = s + 1 < m_stamps.size() ? m_stamps[s + 1].line : m_lines.size();
            for (std::size_t i = m_stamps[s].line + 1; i < end; ++i) {
                if (m_kinds[i] != Kind::Text) continue;
                const bool isNew = m_texts.empty() || m_texts.back().stamp != &m_stamps[s] ||
                                   m_texts.back().last + 1 != i || !goesOn(i) ||
                                   (opensPage(i) && (isNameLine(i) || opensBubble(i)));
                if (isNew)
                    m_texts.push_back({i, i, &m_stamps[s]});
                else
                    m_texts.back().last = i;
            }
        }
    }

    bool isNameLine(std::size_t i) const {
        const auto& text = m_lines[i].text;
        return text.size() <= 60 && (nameLikeness(trimmedSender(text)) >= 0.5 || isSelf(text));
    }

    std::string_view openingName(const Text& text) const {
        const std::string_view line = m_lines[text.first].text;
        const auto colon = line.find(':');
        const bool isName = colon != std::string_view::npos && colon <= 60 && colon + 1 < line.size() &&
                            line[colon + 1] == ' ' && nameLikeness(line.substr(0, colon)) >= 0.5;
        return isName ? line.substr(0, colon) : std::string_view();
    }

    // "Ada Quill: text" above each time, by few who come back.
    bool areOpenedByNames() const {
        std::unordered_map<std::string, int> openers;
        std::size_t opened = 0;
        for (const auto& text : m_texts)
            if (const auto name = openingName(text); !name.empty()) {
                ++openers[senderKey(name)];
                ++opened;
            }
        return opened * 10 >= m_texts.size() * 8 && openers.size() >= 2 && openers.size() * 3 <= opened;
    }

    void findNames() {
        std::unordered_map<std::string, int> firsts;
        for (const auto& text : m_texts)
            if (text.last > text.first && isNameLine(text.first))
                ++firsts[senderKey(trimmedSender(m_lines[text.first].text))];
        const bool isOpened = areOpenedByNames();
        for (auto& text : m_texts) {
            if (text.last > text.first && isNameLine(text.first)) {
                const std::string_view name = trimmedSender(m_lines[text.first].text);
                text.hasName = firsts[senderKey(name)] >= 2 || nameLikeness(name) >= 0.9;
            }
            if (isOpened && !text.hasName) text.nameEnd = openingName(text).size();
            double x0 = 1e9, x1 = 0;
            for (std::size_t i = text.first + text.hasName; i <= text.last; ++i) {
                x0 = std::min(x0, m_lines[i].x0);
                x1 = std::max(x1, m_lines[i].x1);
            }
            const double left = x0 - m_left, right = m_right - x1;
            text.isRight = left > right + kSideways * (m_right - m_left) ||
                           (left > 2 * kSideways * (m_right - m_left) && left > right);
        }
    }

    std::optional<ChatReading> reading() const {
        const auto rights = static_cast<std::size_t>(
            std::count_if(m_texts.begin(), m_texts.end(), [](const Text& t) { return t.isRight; }));
        const bool isTwoSided = rights >= 2 && rights + 2 <= m_texts.size();
        const auto sides = sidesOf(m_lines, m_texts.front().first, m_running);
        ChatReading chat;
        std::size_t named = 0;
        std::string leftName = sides.partner, title;
        for (const auto& text : m_texts) {
            ChatStart start;
            start.line = start.lastLine = text.first;
            start.time = text.stamp->time;
            if (!m_isInside && text.stamp->line > text.last) {
                start.stampLine = text.stamp->line;
                start.stampBegin = text.stamp->begin;
            }
            if (text.stamp->line + 1 == text.first && !m_isClosing) start.line = text.stamp->line;
            if (m_isInside) {
                start.stampLine = text.stamp->line;
                start.stampBegin = text.stamp->begin;
            }
            start.confidence = text.hasName ? 0.9 : 0.75;
            if (auto partner = m_titles.over(m_lines[text.first]); !partner.empty() && partner != title)
                leftName = title = std::move(partner);
            if (text.hasName) {
                start.sender = trimmedSender(m_lines[text.first].text);
                if (!text.isRight) leftName = start.sender;
            } else {
                start.bodyBegin = text.nameEnd > 0 ? text.nameEnd + 1 : 0;
                if (m_isInside && text.stamp->line == text.first) start.bodyEnd = text.stamp->begin;
                if (text.nameEnd > 0)
                    start.sender = trimmedSender(openingName(text));
                else if (isTwoSided)
                    start.sender = text.isRight ? sides.owner : leftName;
            }
            named += !start.sender.empty();
            chat.starts.push_back(std::move(start));
        }
        const auto byName =
            std::count_if(m_texts.begin(), m_texts.end(), [](const Text& t) { return t.hasName || t.nameEnd > 0; });
        if (named * 10 < m_texts.size() * 8 ||
            (!isTwoSided && static_cast<std::size_t>(byName) * 10 < m_texts.size() * 8))
            return std::nullopt;
        for (std::size_t i = 0; i < m_kinds.size(); ++i)
            if (m_kinds[i] == Kind::Divider) chat.dividers.push_back(i);
        for (std::size_t i = 0; i < m_kinds.size(); ++i)
            if (m_kinds[i] == Kind::Mark) chat.notices.push_back(i);
        chat.score = static_cast<double>(named);
        chat.usesLoneTimes = true;
        chat.timesClose = m_isClosing;
        return chat;
    }

    const std::vector<TextLine>& m_lines;
    const std::vector<TextLine>& m_running;
    ScreenTitles m_titles;
    std::vector<Kind> m_kinds;
    std::vector<Stamp> m_stamps;
    std::vector<Text> m_texts;
    double m_left = 0, m_right = 0;
    double m_whiteInside = 0;
    bool m_isClosing = false, m_isInside = false, m_isGrouped = false;
};

}  // namespace

std::optional<ChatReading> readStamped(const std::vector<TextLine>& lines, const std::vector<TextLine>& running) {
    return StampedChat(lines, running).read();
}

}  // namespace redwell::messages
