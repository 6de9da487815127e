#include "messages/chat_assembly.h"

#include "base/text.h"
#include "messages/chat_days.h"
#include "messages/chat_marks.h"
#include "messages/chat_shapes.h"
#include "messages/chat_title.h"
#include "messages/label_words.h"
#include "messages/message_builder.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <span>
#include <unordered_map>

namespace redwell::messages {
namespace {

constexpr std::size_t kLongestFact = 24;  // the label of one
constexpr double kLeastHeadGap = 0.3, kMuchCloser = 0.6;
constexpr double kSmaller = 0.85;  // than the texts
constexpr std::size_t kLeastAlike = 3, kLeastSame = 5;
constexpr double kEndOfLogGap = 4;  // in lines: what follows such a gap is not the last message's

bool isSameTime(const TimeExpression& a, const TimeExpression& b) {
    return a.hasDate == b.hasDate && a.year == b.year && a.first == b.first && a.second == b.second &&
           a.hour == b.hour && a.minute == b.minute && a.clockSecond == b.clockSecond;
}

std::string_view bodyOn(const ChatStart& start, const TextLine& head) {
    const std::size_t from = std::min(start.bodyBegin, head.text.size());
    const std::size_t to = std::min(start.bodyEnd, head.text.size());
    return std::string_view(head.text).substr(from, to > from ? to - from : 0);
}

// A head at the foot of a page that stands again above its text on the next one is one head.
std::vector<ChatStart> withoutRepeats(const std::vector<TextLine>& lines, const std::vector<ChatStart>& starts) {
    std::vector<ChatStart> kept;
    for (const auto& start : starts) {
        if (!kept.empty()) {
            auto& before = kept.back();
            const bool isNext = before.lastLine + 1 == start.line && lines[start.line].gapAbove >= kStartsPage &&
                                before.bodyBegin == std::string::npos && before.stampLine == std::string::npos;
            if (isNext && before.sender == start.sender && isSameTime(before.time, start.time)) {
                const std::size_t line = before.line;
                before = start;
                before.line = line;
                continue;
            }
        }
        kept.push_back(start);
    }
    return kept;
}

// Where the text of each message ends: at its stamp, at what the system tells, at a line of the next head.
std::vector<std::size_t> textEndsOf(const std::vector<TextLine>& lines, const std::vector<ChatStart>& starts,
                                    const std::vector<bool>& isLoose, const std::vector<bool>& isOverHead) {
    std::vector<std::size_t> ends;
    for (std::size_t s = 0; s < starts.size(); ++s) {
        const bool isLast = s + 1 == starts.size();
        const std::size_t first = starts[s].lastLine + 1, next = isLast ? lines.size() : starts[s + 1].line;
        std::size_t end = first;
        for (; end < next; ++end) {
            const double gap = lines[end].gapAbove;
            const bool isFarOff = isLast && end > first && gap > kEndOfLogGap && gap < kStartsPage;
            if (end == starts[s].stampLine || isLoose[end] || isFarOff || isOverHead[end]) break;
        }
        ends.push_back(end);
    }
    return ends;
}

bool isOneOf(std::span<const std::string_view> words, std::string_view word) {
    return std::find(words.begin(), words.end(), word) != words.end();
}

// The label of a line that tells how a message fared, "Status: Read", "Delivered: 14:02"; empty for any other line.
// Nothing else is taken for the form's, since writers put labels of their own before what they say.
std::string deliveryLabel(std::string_view text) {
    static constexpr std::array<std::string_view, 12> kStates = {
        "status",  "state",  "delivery", "delivery status", "message status", "read status",
        "zustand", "statut", "etat",     "estado",          "stato",          "zustellung"};
    static constexpr std::array<std::string_view, 26> kDeliveries = {
        "read",      "unread",     "delivered", "not delivered", "undelivered", "sent",      "received",
        "seen",      "gelesen",    "ungelesen", "zugestellt",    "gesendet",    "empfangen", "lu",
        "distribue", "envoye",     "recu",      "leido",         "entregado",   "enviado",   "recibido",
        "letto",     "consegnato", "inviato",   "gelezen",       "verzonden"};
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon == 0 || colon > kLongestFact) return {};
    if (colon + 1 < text.size() && text[colon + 1] != ' ') return {};  // a link, a time
    std::string label = fold(trim(text.substr(0, colon)));
    const auto value = trim(text.substr(colon + 1));
    const bool isFate = isOneOf(kDeliveries, label);
    if (!isFate && !isOneOf(kStates, label)) return {};
    const bool isTold = value.empty() ? isFate : isOneOf(kDeliveries, fold(value)) || timeAlone(value);
    return isTold ? label : std::string();
}

// The height of most lines of text; 0 where none tells, since a scanned line is as high as its letters happen to be.
double usualHeight(const std::vector<TextLine>& lines, const std::vector<ChatStart>& starts) {
    std::vector<double> heights;
    for (std::size_t s = 0; s < starts.size(); ++s) {
        const std::size_t next = s + 1 < starts.size() ? starts[s + 1].line : lines.size();
        for (std::size_t i = starts[s].lastLine + 1; i < next; ++i)
            if (!lines[i].isOcr && i != starts[s].stampLine) heights.push_back(lines[i].height());
    }
    if (heights.empty()) return 0;
    const auto middle = heights.begin() + static_cast<std::ptrdiff_t>(heights.size() / 2);
    std::nth_element(heights.begin(), middle, heights.end());
    return *middle;
}

// "Platform: Mobile": a known label with a word or two, where "Urgent: call me" is said.
bool isFormFact(std::string_view text) {
    const auto colon = text.find(": ");
    if (colon == std::string_view::npos || colon == 0 || colon > kLongestFact) return false;
    const auto meaning = meaningOf(text.substr(0, colon));
    return meaning && *meaning != LabelMeaning::Body && !text.substr(0, colon).starts_with("note") &&
           std::ranges::count(trim(text.substr(colon + 1)), ' ') < 2;
}

// A fact that ends nearly every text in the same words, or a line in smaller letters that opens it: "Platform: Mobile",
// "TEXT". Of texts that have another line. People say the same as often, so what is alike is not enough.
void markSameLines(const std::vector<TextLine>& lines, const std::vector<ChatStart>& starts,
                   const std::vector<std::size_t>& textEnds, std::vector<bool>& isForm) {
    const std::size_t least = std::max<std::size_t>(kLeastSame, (starts.size() * 8 + 9) / 10);
    std::unordered_map<std::string, std::vector<std::size_t>> besideTimes;  // "Platform: Mobile      09:15"
    for (const auto& start : starts)
        if (start.stampLine < lines.size() && start.stampBegin > 0 && start.stampLine > start.lastLine)
            besideTimes[fold(trim(std::string_view(lines[start.stampLine].text).substr(0, start.stampBegin)))]
                .push_back(start.stampLine);
    for (const auto& [text, at] : besideTimes)
        if (at.size() >= least && isFormFact(text))
            for (const auto i : at) isForm[i] = true;
    const double textHeight = usualHeight(lines, starts);
    const auto areSmall = [&](const std::vector<std::size_t>& at) {  // "In reply to this message"
        return std::ranges::all_of(
            at, [&](std::size_t i) { return !lines[i].isOcr && lines[i].height() < kSmaller * textHeight; });
    };
    for (const bool isEnd : {true, true, true, false}) {  // as many as three lines at the end
        std::unordered_map<std::string, std::vector<std::size_t>> same;
        for (std::size_t s = 0; s < starts.size(); ++s) {
            std::size_t first = starts[s].lastLine + 1, last = textEnds[s];
            while (last > first && isForm[last - 1]) --last;
            if (last == first) continue;
            const bool hasMore = last > first + 1 || !trim(bodyOn(starts[s], lines[first - 1])).empty();
            const bool opens = trim(bodyOn(starts[s], lines[first - 1])).empty();
            if (!hasMore || (!isEnd && !opens)) continue;
            const std::size_t at = isEnd ? last - 1 : first;
            if (isEnd && !isFormFact(fold(lines[at].text))) continue;
            same[fold(lines[at].text)].push_back(at);
        }
        for (const auto& [text, at] : same)
            if (isEnd ? at.size() >= least : at.size() >= kLeastAlike && areSmall(at))
                for (const auto i : at) isForm[i] = true;
    }
}

// Facts that end nearly every text, alike but for what follows their colon. A text never consists of them alone.
std::vector<bool> formLinesOf(const std::vector<TextLine>& lines, const std::vector<ChatStart>& starts,
                              const std::vector<std::size_t>& textEnds) {
    std::vector<bool> isForm(lines.size(), false);
    std::map<std::string, std::vector<std::size_t>> alike;
    for (std::size_t s = 0; s < starts.size(); ++s) {
        std::set<std::string> seen;  // counted once a text
        for (std::size_t i = textEnds[s]; i-- > starts[s].lastLine + 1;) {
            if (isReactions(lines[i].text)) continue;
            auto label = deliveryLabel(lines[i].text);
            const bool isAll = i == starts[s].lastLine + 1 && trim(bodyOn(starts[s], lines[i - 1])).empty();
            if (label.empty() || isAll || !seen.insert(label).second) break;
            alike[std::move(label)].push_back(i);
        }
    }
    for (const auto& [label, at] : alike)
        if (at.size() >= 3 && at.size() * 10 >= starts.size() * 6)
            for (const auto i : at) isForm[i] = true;
    markSameLines(lines, starts, textEnds, isForm);
    return isForm;
}

std::string firstWords(const TextLine& line) {
    return line.words.size() < 3 ? std::string() : fold(line.text.substr(0, line.words[1].end));
}

// Where heads stand off from the texts above them, a line just above one may be the head's: what it answers, an event.
// How it stands is not enough, since a last paragraph stands alike: it is in smaller letters than the texts, or most
// lines above such heads open with the same words.
std::vector<bool> linesOverHeads(const std::vector<TextLine>& lines, const std::vector<ChatStart>& starts) {
    std::vector<bool> isOver(lines.size(), false);
    std::vector<double> gaps;
    for (const auto& start : starts)
        if (lines[start.line].gapAbove < kStartsPage) gaps.push_back(lines[start.line].gapAbove);
    if (gaps.size() < 3) return isOver;
    const auto middle = gaps.begin() + static_cast<std::ptrdiff_t>(gaps.size() / 2);
    std::nth_element(gaps.begin(), middle, gaps.end());
    const double usual = *middle;
    if (usual < kLeastHeadGap) return isOver;
    std::size_t nearHeads = 0;
    std::vector<std::size_t> setOff;
    std::map<std::string, std::size_t> openings;
    for (std::size_t s = 1; s < starts.size(); ++s) {
        const std::size_t head = starts[s].line;
        if (lines[head].gapAbove > kMuchCloser * usual) continue;
        ++nearHeads;
        if (head < starts[s - 1].lastLine + 2) continue;
        const bool isAllThereIs =
            starts[s - 1].bodyBegin == std::string::npos && head - 1 == starts[s - 1].lastLine + 1;
        if (isAllThereIs || head - 1 == starts[s - 1].stampLine) continue;
        const double above = lines[head - 1].gapAbove;
        if (above <= lines[head].gapAbove + 0.1 || above < 0.4 * usual) continue;
        setOff.push_back(head - 1);
        ++openings[firstWords(lines[head - 1])];
    }
    const double textHeight = usualHeight(lines, starts);
    for (const auto i : setOff) {
        const bool isSmall = !lines[i].isOcr && lines[i].height() < kSmaller * textHeight;
        const auto words = firstWords(lines[i]);
        const auto alike = openings[words];
        isOver[i] = isSmall || (!words.empty() && alike >= kLeastAlike && alike * 2 > nearHeads);
    }
    return isOver;
}

}  // namespace

Extraction assembleChat(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                        const ChatReading& chat) {
    Extraction out;
    const auto starts = withoutRepeats(lines, chat.starts);
    const ChatDays days(lines, running, chat);
    std::vector<bool> isLoose(lines.size(), false);
    for (const auto i : chat.dividers) isLoose[i] = true;
    for (const auto i : chat.notices) isLoose[i] = true;
    const auto textEnds = textEndsOf(lines, starts, isLoose, linesOverHeads(lines, starts));
    const auto isForm = formLinesOf(lines, starts, textEnds);
    std::vector<bool> isTold(lines.size(), false);  // by the messages themselves
    for (const auto i : days.taken(starts)) isTold[i] = true;
    std::vector<const TextLine*> loose, told;
    const auto title = chatTitle(lines, starts.front().line, isLoose);
    if (title) isTold[title->line] = true;
    const auto keep = [&](std::size_t i) { (isTold[i] ? told : loose).push_back(&lines[i]); };
    for (std::size_t i = 0; i < starts.front().line; ++i) keep(i);
    std::vector<MessageBuilder> builders;
    for (std::size_t s = 0; s < starts.size(); ++s) {
        const auto& start = starts[s];
        const std::size_t end = s + 1 == starts.size() ? lines.size() : starts[s + 1].line;
        auto& builder = builders.emplace_back();
        builder.message.from = start.sender;
        builder.message.to = start.to;
        builder.message.sent = days.sent(start);
        builder.message.confidence = start.confidence;
        if (title) builder.message.conversation = title->text;
        for (std::size_t i = start.line; i <= start.lastLine; ++i) builder.addHead(lines[i]);
        if (start.bodyBegin != std::string::npos)
            builder.addBody(lines[start.lastLine], bodyOn(start, lines[start.lastLine]));
        for (std::size_t i = start.lastLine + 1; i < end; ++i) {
            if (i == start.stampLine) {
                if (start.stampBegin > 0 && !isForm[i])
                    builder.addBody(lines[i], std::string_view(lines[i].text).substr(0, start.stampBegin));
                if (start.stampEnd < lines[i].text.size())
                    builder.addBody(lines[i], trim(std::string_view(lines[i].text).substr(start.stampEnd)));
                builder.addHead(lines[i]);
                continue;
            }
            if (i >= textEnds[s] || isForm[i])
                keep(i);
            else
                builder.addBody(lines[i], lines[i].text);
        }
    }
    out.messages = takeAll(std::move(builders));
    for (auto& message : out.messages) takeMarks(message);
    out.unassigned = blocksOf(loose);
    out.running = blocksOf(told);
    return out;
}

}  // namespace redwell::messages
