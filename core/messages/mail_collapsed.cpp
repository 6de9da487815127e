#include "messages/mail_collapsed.h"

#include "base/text.h"
#include "messages/sender.h"

namespace redwell::messages {

std::optional<MailHead> collapsedMailAt(const std::vector<TextLine>& lines, std::size_t at) {
    constexpr double kApart = 1, kSureName = 0.9, kSetOff = 0.5;
    const auto& line = lines[at];
    if (line.page == 0 || (line.text.find("...") == std::string::npos && line.text.find("\u2026") == std::string::npos))
        return std::nullopt;
    const auto cells = segmentsOf(line, kApart);
    if (cells.size() != 3 || nameLikeness(cells[0].text) < kSureName) return std::nullopt;
    // Rows that stand close are those of a table in somebody's text.
    const auto isClose = [&](std::size_t above) {
        return lines[above + 1].page == lines[above].page &&
               lines[above + 1].y0 - lines[above].y1 < kSetOff * line.height();
    };
    if ((at > 0 && isClose(at - 1)) || (at + 1 < lines.size() && isClose(at))) return std::nullopt;
    const auto begins = trim(cells[1].text);
    if (begins.find(' ') == std::string_view::npos) return std::nullopt;  // "........" leads from cell to cell
    if (!begins.ends_with("\u2026") && !begins.ends_with("...")) return std::nullopt;
    const auto times = findTimes(cells[2].text);
    if (times.size() != 1 || !times.front().hasDate || times.front().begin > 0 ||
        times.front().end < cells[2].text.size())
        return std::nullopt;
    MailHead head;
    head.line = head.lastLine = at;
    head.from = cells[0].text;
    head.body = begins;
    head.isUnlabelled = head.isCollapsed = true;
    if (times.front().hasClock)
        head.sent = times.front();
    else
        head.day = times.front();
    head.confidence = 0.7;
    return head;
}

}  // namespace redwell::messages
