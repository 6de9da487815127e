#include "messages/chat_assembly.h"

#include "messages/chat_days.h"
#include "messages/chat_marks.h"
#include "messages/chat_title.h"
#include "messages/message_builder.h"

#include <algorithm>

namespace redwell::messages {
namespace {

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

}  // namespace

Extraction assembleChat(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                        const ChatReading& chat) {
    Extraction out;
    const auto starts = withoutRepeats(lines, chat.starts);
    const ChatDays days(lines, running, chat);
    std::vector<bool> isLoose(lines.size(), false);
    for (const auto i : chat.dividers) isLoose[i] = true;
    for (const auto i : chat.notices) isLoose[i] = true;
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
        const bool isLast = s + 1 == starts.size();
        const std::size_t end = isLast ? lines.size() : starts[s + 1].line;
        auto& builder = builders.emplace_back();
        builder.message.from = start.sender;
        builder.message.to = start.to;
        builder.message.sent = days.sent(start);
        builder.message.confidence = start.confidence;
        if (title) builder.message.conversation = title->text;
        for (std::size_t i = start.line; i <= start.lastLine; ++i) builder.addHead(lines[i]);
        if (start.bodyBegin != std::string::npos)
            builder.addBody(lines[start.lastLine], bodyOn(start, lines[start.lastLine]));
        bool isOver = false;
        for (std::size_t i = start.lastLine + 1; i < end; ++i) {
            if (i == start.stampLine) {
                if (start.stampBegin > 0)
                    builder.addBody(lines[i], std::string_view(lines[i].text).substr(0, start.stampBegin));
                builder.addHead(lines[i]);
                isOver = true;
                continue;
            }
            const bool isFarOff =
                isLast && i > start.lastLine + 1 && lines[i].gapAbove > kEndOfLogGap && lines[i].gapAbove < kStartsPage;
            isOver = isOver || isLoose[i] || isFarOff;
            if (isOver)
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
