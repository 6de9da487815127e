// The days of a chat whose stamps say only the hour, or "yesterday": from dividers between the messages, from a title,
// and for days named relative to another from the day on which the print says that it was made.
#pragma once

#include "messages/chat_layout.h"
#include "messages/day_years.h"

#include <optional>
#include <vector>

namespace redwell::messages {

// A line that holds a date and nothing else ("--- Tuesday, 24 October 2023 ---").
std::optional<TimeExpression> dayDividerOf(std::string_view text);

// Lines that only name a day; other words beside it are allowed where they recur ("Day changed").
std::vector<std::size_t> dividersOf(const std::vector<TextLine>& lines, const std::vector<bool>& used);

// Lines that say with day and clock when a session of a chat began or ended, which open alike.
std::vector<std::size_t> sessionsOf(const std::vector<TextLine>& lines, const std::vector<bool>& used);

class ChatDays {
public:
    // running: heads and feet of the pages, which may say when the print was made.
    ChatDays(const std::vector<TextLine>& lines, const std::vector<TextLine>& running, const ChatReading& chat);

    StatedTime sent(const ChatStart& start) const;
    // The dividers whose day the next message has.
    std::vector<std::size_t> taken(const std::vector<ChatStart>& starts) const;

private:
    void inferMissing(const ChatReading& chat, YearClues clues);
    StatedTime dated(const ChatStart& start) const;  // empty without a day

    std::vector<std::pair<std::size_t, TimeExpression>> m_dividers;
    std::optional<TimeExpression> m_before, m_printed;
    std::vector<std::pair<std::size_t, int>> m_years;  // of heads that write none, by line
    DateOrder m_order = DateOrder::MonthFirst;
};

}  // namespace redwell::messages
