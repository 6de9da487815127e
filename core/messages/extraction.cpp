#include "messages/extraction.h"

#include "base/text.h"
#include "messages/bubble_layout.h"
#include "messages/chat_assembly.h"
#include "messages/chat_layout.h"
#include "messages/line_numbers.h"
#include "messages/mail_layout.h"
#include "messages/margin_layout.h"
#include "messages/message_builder.h"
#include "messages/not_talk.h"
#include "messages/page_columns.h"
#include "messages/record_layout.h"
#include "messages/run_in_names.h"
#include "messages/running_matter.h"
#include "messages/scanned_marks.h"
#include "messages/shared_stamps.h"
#include "messages/side_cells.h"
#include "messages/stamp_layout.h"
#include "messages/table_columns.h"
#include "messages/table_layout.h"
#include "messages/time_repair.h"

#include <algorithm>
#include <map>
#include <optional>
#include <tuple>
#include <utility>

namespace redwell::messages {
namespace {

// Mail heads carry times too, so a chat must show more than they explain.
bool isChatRather(const ChatReading& chat, const std::vector<MailHead>& heads) {
    if (heads.empty()) return true;
    std::size_t outside = 0;
    for (const auto& start : chat.starts)
        outside += std::none_of(heads.begin(), heads.end(),
                                [&](const MailHead& h) { return start.line >= h.line && start.line <= h.lastLine; });
    return outside >= 3 && outside > 2 * heads.size() && chat.starts.front().line < heads.front().line;
}

// Whether other explains so much more than known that it is the layout.
bool explainsMore(const ChatReading& other, const std::optional<ChatReading>& known) {
    return !known || known->starts.size() * 5 < other.starts.size() * 4;
}

// A single writer of many texts is rather a word of the form.
bool isOneVoice(const ChatReading& chat) {
    return chat.starts.size() >= 4 && std::all_of(chat.starts.begin(), chat.starts.end(), [&](const ChatStart& start) {
               return start.sender == chat.starts.front().sender;
           });
}

// Times on lines of their own make sense beneath and above a text; the shape of a line knows only those above.
std::optional<ChatReading> chatOf(const std::vector<TextLine>& lines, const std::vector<TextLine>& running) {
    auto shaped = readChat(lines);
    if (auto margins = readMargins(lines); margins && explainsMore(*margins, shaped)) shaped = std::move(margins);
    if (auto stamped = readStamped(lines, running);
        stamped && ((shaped && isOneVoice(*shaped) && !isOneVoice(*stamped) && !explainsMore(*shaped, stamped)) ||
                    (shaped && shaped->usesLoneTimes && stamped->timesClose) || explainsMore(*stamped, shaped)))
        shaped = std::move(stamped);
    if (auto bubbles = readBubbles(lines, running); bubbles && explainsMore(*bubbles, shaped))
        shaped = std::move(bubbles);
    if (auto shared = readSharedStamps(lines); shared && explainsMore(*shared, shaped)) shaped = std::move(shared);
    return shaped ? shaped : readRunIn(lines);
}

// Labels on top of several pages that head no table are running matter. Taken out of lines.
std::vector<TextLine> takeRepeatedLabels(std::vector<TextLine>& lines) {
    std::map<std::string, std::size_t> tops;
    const auto isTop = [](const TextLine& line) {
        return line.page > 0 && line.gapAbove >= kStartsPage && !labelsOf(line).empty();
    };
    for (const auto& line : lines)
        if (isTop(line)) ++tops[line.text];
    std::vector<TextLine> taken, kept;
    bool isNextTop = false;
    for (auto& line : lines) {
        if (isTop(line) && tops[line.text] >= 2) {
            taken.push_back(std::move(line));
            isNextTop = true;
            continue;
        }
        if (isNextTop) line.gapAbove = kStartsPage;
        isNextTop = false;
        kept.push_back(std::move(line));
    }
    lines = std::move(kept);
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].order = i;
    return taken;
}

Extraction extract(std::vector<TextLine> lines, const std::vector<TextLine>& running) {
    Extraction out;
    std::vector<TextLine> repeated;
    if (lines.empty()) return out;
    for (std::size_t i = 0; i < lines.size(); ++i) lines[i].order = i;
    auto heads = findMailHeads(lines);
    const bool hasMails = std::ranges::any_of(heads, [](const MailHead& head) { return !head.isCard; });
    if (auto records = readRecords(lines, running, hasMails)) {
        out = std::move(*records);
    } else if (auto table = heads.empty() ? readTable(lines, running) : std::nullopt) {
        out = std::move(*table);
    } else {
        repeated = takeRepeatedLabels(lines);
        if (!repeated.empty()) heads = findMailHeads(lines);
        auto set = heads.empty() && !lines.empty() ? withSideCellsAbove(lines) : std::nullopt;
        if (set) lines = std::move(*set);
        const auto chat = lines.empty() ? std::nullopt : set ? readChat(lines) : chatOf(lines, running);
        if (chat && isChatRather(*chat, heads) && !isNoTalk(lines, running, *chat))
            out = assembleChat(lines, running, *chat);
        else if (!heads.empty())
            out = readMail(lines, running, heads);
    }
    if (out.messages.empty() && !lines.empty()) {
        std::vector<const TextLine*> all;
        for (const auto& line : lines) all.push_back(&line);
        out.unassigned = blocksOf(all);
    }
    for (const auto& line : repeated) out.running.push_back({line.page, line.box});
    int ordinal = 0;
    for (auto& message : out.messages) message.ordinal = ++ordinal;
    return out;
}

// Column by column, with the running matter; empty unless that explains as much and the columns follow one another.
std::optional<std::pair<Extraction, std::vector<TextLine>>> extractColumns(const std::vector<documents::Page>& pages,
                                                                           const Extraction& whole) {
    const auto columns = columnsOf(pages);
    if (!columns) return std::nullopt;
    auto parted = partRunningMatter(columns->columns);
    auto out = extract(std::move(parted.content), parted.running);
    if (out.messages.empty() || out.messages.size() < whole.messages.size() || !goOnOverColumns(out.messages, *columns))
        return std::nullopt;
    return std::pair(std::move(out), std::move(parted.running));
}

}  // namespace

Extraction extractMessages(const std::vector<documents::Page>& pages) {
    std::vector<std::vector<TextLine>> lines;
    std::vector<documents::Region> numbers;
    for (const auto& page : pages) {
        const auto numbered = withoutLineNumbers(page);
        lines.push_back(linesOf(numbered ? numbered->page : page));
        mendQuoteMarks(lines.back());
        if (numbered) numbers.push_back({page.number, numbered->numbers});
    }
    auto parted = partRunningMatter(std::move(lines));
    auto out = extract(std::move(parted.content), parted.running);
    if (numbers.empty())
        if (auto columns = extractColumns(pages, out)) std::tie(out, parted.running) = std::move(*columns);
    repairTimes(out.messages, [&pages](int number) {
        const auto page =
            std::find_if(pages.begin(), pages.end(), [number](const auto& p) { return p.number == number; });
        return page != pages.end() && page->textSource == documents::TextSource::Ocr;
    });
    out.running.insert(out.running.end(), numbers.begin(), numbers.end());
    for (const auto& line : parted.running) out.running.push_back({line.page, line.box});
    return out;
}

Extraction extractMessagesFromText(std::string_view text) {
    const std::string clean = isValidUtf8(text) ? std::string(text) : cleanUtf8(text);
    return extract(linesOfText(clean), {});
}

}  // namespace redwell::messages
