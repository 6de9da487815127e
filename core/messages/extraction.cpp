#include "messages/extraction.h"

#include "base/text.h"
#include "messages/chat_layout.h"
#include "messages/mail_layout.h"
#include "messages/message_builder.h"
#include "messages/running_matter.h"
#include "messages/table_layout.h"

#include <algorithm>

namespace redwell::messages {
namespace {

constexpr double kEndOfLogGap = 4;  // in lines: what follows such a gap is not the last message's

// The last day that a line outside of any message names: a title, a divider.
class Days {
public:
    Days(const std::vector<TextLine>& lines, const ChatReading& chat) : m_lines(lines), m_chat(chat) {
        std::vector<TimeExpression> times;
        for (const auto& start : chat.starts) times.push_back(start.time);
        const std::size_t first = chat.starts.front().line;
        for (std::size_t i = 0; i < first; ++i)
            for (const auto& time : findTimes(lines[i].text))
                if (time.hasDate) m_before = time;
        for (const auto i : chat.dividers) {
            const auto day = dayDividerOf(lines[i].text);
            if (!day) continue;
            m_dividers.emplace_back(i, *day);
            times.push_back(*day);
        }
        if (m_before) times.push_back(*m_before);
        m_order = dateOrderOf(times);
        for (const auto& time : times)
            if (time.hasDate && time.year) {
                m_year = time.year;
                break;
            }
    }

    StatedTime sent(const ChatStart& start) const {
        const auto after = std::partition_point(m_dividers.begin(), m_dividers.end(),
                                                [&](const auto& d) { return d.first < start.line; });
        const TimeExpression* day = after != m_dividers.begin() ? &std::prev(after)->second
                                    : m_before                  ? &*m_before
                                                                : nullptr;
        return statedTimeOf(start.time, day, m_order, m_year);
    }

private:
    const std::vector<TextLine>& m_lines;
    const ChatReading& m_chat;
    std::vector<std::pair<std::size_t, TimeExpression>> m_dividers;
    std::optional<TimeExpression> m_before;
    DateOrder m_order = DateOrder::MonthFirst;
    int m_year = 0;
};

Extraction assembleChat(const std::vector<TextLine>& lines, const ChatReading& chat) {
    Extraction out;
    const Days days(lines, chat);
    std::vector<bool> isLoose(lines.size(), false);
    for (const auto i : chat.dividers) isLoose[i] = true;
    for (const auto i : chat.notices) isLoose[i] = true;
    std::vector<const TextLine*> loose;
    for (std::size_t i = 0; i < chat.starts.front().line; ++i) loose.push_back(&lines[i]);
    for (std::size_t s = 0; s < chat.starts.size(); ++s) {
        const auto& start = chat.starts[s];
        const std::size_t end = s + 1 < chat.starts.size() ? chat.starts[s + 1].line : lines.size();
        MessageBuilder builder;
        builder.message.from = start.sender;
        builder.message.sent = days.sent(start);
        builder.message.confidence = start.confidence;
        for (std::size_t i = start.line; i <= start.lastLine; ++i) builder.addHead(lines[i]);
        const TextLine& head = lines[start.lastLine];
        if (start.bodyBegin != std::string::npos) {
            const std::size_t from = std::min(start.bodyBegin, head.text.size());
            const std::size_t to = std::min(start.bodyEnd, head.text.size());
            builder.addBody(head, std::string_view(head.text).substr(from, to > from ? to - from : 0));
        }
        bool isOver = false;
        for (std::size_t i = start.lastLine + 1; i < end; ++i) {
            isOver = isOver || isLoose[i] ||
                     (s + 1 == chat.starts.size() && i > start.lastLine + 1 && lines[i].gapAbove > kEndOfLogGap &&
                      lines[i].gapAbove < kStartsPage);
            if (isOver)
                loose.push_back(&lines[i]);
            else
                builder.addBody(lines[i], lines[i].text);
        }
        out.messages.push_back(builder.take());
    }
    out.unassigned = blocksOf(loose);
    return out;
}

// Mail heads carry times too, so a chat must show more than they explain.
bool isChatRather(const ChatReading& chat, const std::vector<MailHead>& heads) {
    if (heads.empty()) return true;
    std::size_t outside = 0;
    for (const auto& start : chat.starts)
        outside += std::none_of(heads.begin(), heads.end(),
                                [&](const MailHead& h) { return start.line >= h.line && start.line <= h.lastLine; });
    return outside >= 3 && outside > 2 * heads.size() && chat.starts.front().line < heads.front().line;
}

Extraction extract(const std::vector<TextLine>& lines) {
    Extraction out;
    if (lines.empty()) return out;
    const auto heads = findMailHeads(lines);
    if (auto table = heads.empty() ? readTable(lines) : std::nullopt) {
        out = std::move(*table);
    } else {
        const auto chat = readChat(lines);
        if (chat && isChatRather(*chat, heads))
            out = assembleChat(lines, *chat);
        else if (!heads.empty())
            out = readMail(lines, heads);
    }
    if (out.messages.empty()) {
        std::vector<const TextLine*> all;
        for (const auto& line : lines) all.push_back(&line);
        out.unassigned = blocksOf(all);
    }
    int ordinal = 0;
    for (auto& message : out.messages) message.ordinal = ++ordinal;
    return out;
}

}  // namespace

Extraction extractMessages(const std::vector<documents::Page>& pages) {
    std::vector<std::vector<TextLine>> lines;
    for (const auto& page : pages) lines.push_back(linesOf(page));
    auto parted = partRunningMatter(std::move(lines));
    auto out = extract(parted.content);
    for (const auto& line : parted.running) out.unassigned.push_back({line.page, line.box});
    return out;
}

Extraction extractMessagesFromText(std::string_view text) {
    const std::string clean = isValidUtf8(text) ? std::string(text) : cleanUtf8(text);
    return extract(linesOfText(clean));
}

}  // namespace redwell::messages
