#include "messages/mail_layout.h"

#include "base/text.h"
#include "messages/date_order.h"
#include "messages/day_years.h"
#include "messages/mail_attachments.h"
#include "messages/mail_carried.h"
#include "messages/mail_separator.h"
#include "messages/mail_title.h"
#include "messages/message_builder.h"
#include "messages/quoted_rows.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <optional>

namespace redwell::messages {
namespace {

struct Open {
    MessageBuilder builder;
    int level = 0;  // quote marks of its body's lines
};

// Mails that name their day without a year take it from those around them.
std::vector<MailHead> withYears(std::vector<MailHead> heads, DateOrder order) {
    std::vector<TimeExpression*> days;
    for (auto& head : heads)
        if (head.sent && head.sent->hasDate) days.push_back(&*head.sent);
    inferYears(days, {}, order);
    return heads;
}

StatedTime sentOf(const MailHead& head, DateOrder order) {
    if (!head.sent) return head.day ? dayAlone(*head.day, order) : StatedTime{};
    auto sent = statedTimeOf(*head.sent, nullptr, order, 0);
    return sent.isEmpty() ? clockAlone(*head.sent) : sent;
}

std::vector<std::string> namesIn(std::string_view list) {
    std::vector<std::string> names;
    const char separator = list.find(';') != std::string_view::npos ? ';' : ',';
    for (const auto& part : split(list, separator))
        if (const auto name = trim(part); !name.empty()) names.emplace_back(name);
    return names;
}

// Lines between cards that recur in most of them, alike but for their number or for what follows their colon: "Record
// 12", "Status: Read". They belong to the form, not to a text.
std::vector<bool> formLinesOf(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads) {
    std::vector<bool> isForm(lines.size(), false);
    std::map<std::string, std::vector<std::size_t>> alike;
    std::size_t cards = 0;
    for (std::size_t h = 0; h < heads.size(); ++h) {
        if (!heads[h].isCard) continue;
        ++cards;
        const std::size_t end = h + 1 < heads.size() ? heads[h + 1].line : lines.size();
        for (std::size_t i = heads[h].lastLine + 1; i < end; ++i) {
            const auto& text = lines[i].text;
            const auto colon = text.find(':');
            std::string shape;
            for (const char c : std::string_view(text).substr(0, colon < 24 ? colon + 1 : 60))
                if (c < '0' || c > '9') shape += c;
            const bool isNumbered = i + 1 == end && shape.size() < text.size() && text.size() <= 60;
            if (colon < 24 || isNumbered) alike[shape].push_back(i);
        }
    }
    for (const auto& [shape, at] : alike)
        if (at.size() >= 3 && at.size() * 10 >= cards * 6)
            for (const auto i : at) isForm[i] = true;
    return isForm;
}

Open opened(const MailHead& head, const std::vector<TextLine>& lines, int level, int depth, DateOrder order) {
    Open open;
    auto& m = open.builder.message;
    m.from = head.from;
    m.to = head.to;
    m.cc = head.cc;
    m.bcc = head.bcc;
    m.subject = head.subject;
    m.sent = sentOf(head, order);
    m.confidence = head.confidence;
    m.depth = depth;
    auto names = filesListedIn(head.attachments);
    if (names.empty()) names = namesIn(head.attachments);
    for (const auto& name : names) m.attachments.push_back({name, {}, -1, false});
    for (std::size_t i = head.line; i <= head.lastLine; ++i)
        if (i < head.carried || i >= head.carriedEnd) open.builder.addHead(lines[i]);
    if (head.isCard || head.isCollapsed) open.builder.addBody(lines[head.lastLine], head.body);
    open.level = level;
    return open;
}

bool isSameForm(const MailHead& a, const MailHead& b, const std::vector<TextLine>& lines) {
    constexpr double kSameLeft = 6;  // points
    return a.isUnlabelled == b.isUnlabelled && a.isAttribution == b.isAttribution &&
           std::abs(lines[a.line].x0 - lines[b.line].x0) < kSameLeft;
}

// Whose a list of attachments is: of the mail that it stands beneath, at its end, or of the mail that quotes it there.
// Empty when the last mail may be carried in the text of the first, since the list may be either's.
std::optional<std::size_t> ownerOfList(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads,
                                       std::size_t head, bool isAtEnd, std::size_t mail, std::size_t chain) {
    if (!isAtEnd) return mail;
    if (heads[head].isAttribution) return chain;
    if (head + 1 == heads.size() && head > 0 && !isSameForm(heads[head], heads.front(), lines)) return std::nullopt;
    return mail;
}

}  // namespace

std::vector<MailHead> findMailHeads(const std::vector<TextLine>& lines) {
    std::vector<MailHead> heads;
    for (std::size_t i = 0; i < lines.size(); ++i)
        if (auto head = mailHeadAt(lines, i)) {
            i = head->lastLine;
            heads.push_back(std::move(*head));
        }
    if (std::ranges::none_of(heads,
                             [](const MailHead& h) { return h.isUnlabelled && !h.isCollapsed && !h.isAttribution; }))
        std::erase_if(heads, [](const MailHead& h) { return h.isCollapsed; });
    takeCarriedLines(lines, heads);
    for (std::size_t h = 0; h < heads.size(); ++h)  // the line that announces a head goes with it
        for (const std::size_t least = h == 0 ? 0 : heads[h - 1].lastLine + 1;
             heads[h].line > least && isMailSeparator(lines, heads[h].line - 1);)
            --heads[h].line;
    // "Author" and "Date" stand in any document's properties; records come in numbers.
    const auto alone = std::count_if(heads.begin(), heads.end(), [](const MailHead& h) { return h.isAlone; });
    if (alone < 3) std::erase_if(heads, [](const MailHead& h) { return h.isAlone && !h.isCard; });
    if (alone == 1) std::erase_if(heads, [](const MailHead& h) { return h.isAlone; });
    // Without any mail's head around it, "On Thursday, she wrote:" may be a story.
    if (std::all_of(heads.begin(), heads.end(), [](const MailHead& h) { return h.isAttribution; }))
        std::erase_if(heads, [&lines](const MailHead& h) {
            int depth = 0;
            if (h.lastLine + 1 < lines.size()) unquoted(lines[h.lastLine + 1].text, &depth);
            return !h.sent || (depth == 0 && h.from.find('@') == std::string::npos);
        });
    return heads;
}

Extraction readMail(const std::vector<TextLine>& lines, const std::vector<TextLine>& running,
                    const std::vector<MailHead>& found) {
    Extraction out;
    std::vector<TimeExpression> times;
    for (const auto& head : found)
        if (head.sent) times.push_back(*head.sent);
    const DateOrder order = dateOrderOf(times, printedDaysOf(running), lines);
    const auto heads = withYears(found, order);
    const QuotedRows quotedRows(lines, heads);

    const MailTitles titles = mailTitlesOf(lines, heads);
    const AttachmentLists lists = attachmentListsOf(lines, heads);
    std::vector<Open> all;
    std::size_t chain = 0;  // the first message that the quote levels of this mail refer to
    std::vector<const TextLine*> loose;
    std::size_t next = 0;
    int depth = -1, bodyLevel = 0;
    std::size_t target = 0;
    bool isOver = false;  // a card's text
    double cardX = 0;
    const auto isForm = formLinesOf(lines, heads);
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (next < heads.size() && heads[next].line == i) {
            const auto& head = heads[next++];
            for (std::size_t k = head.carried; k < head.carriedEnd; ++k) loose.push_back(&lines[k]);
            int level = 0;
            unquoted(lines[i].text, &level);
            if (head.isAttribution && head.lastLine + 1 < lines.size()) {
                int below = 0;
                unquoted(lines[head.lastLine + 1].text, &below);
                if (below > level) level = below;
            }
            if (lines[head.lastLine].text.ends_with(">>>")) level = 0;  // ">>> Ada 2:03 PM >>>" is no quotation
            const bool startsPage = lines[i].gapAbove >= kStartsPage && i > 0 && !head.isAttribution;
            if (!head.isAttribution) chain = all.size();
            const auto sent = sentOf(head, order);
            const bool isLater =
                sent.hasDate() && !all.empty() &&
                (!all.back().builder.message.sent.hasDate() || all.back().builder.message.sent.text < sent.text);
            depth = startsPage && isLater && heads[next - 2].sent ? 0 : depth + 1;
            if (head.isCard) depth = 0;
            all.push_back(opened(head, lines, level, depth, order));
            if (head.subject.empty()) all.back().builder.message.subject = titles.ofHead[next - 1];
            isOver = head.isCollapsed;  // what follows it is not its text
            cardX = head.isCard ? head.bodyX : 0;
            target = all.size() - 1;
            bodyLevel = level;
            i = head.lastLine;
            continue;
        }
        if (titles.isTitle[i]) {
            out.running.push_back({lines[i].page, lines[i].box});  // it is the subject
            continue;
        }
        if (all.empty()) {
            loose.push_back(&lines[i]);
            continue;
        }
        isOver = isOver || isForm[i] || (cardX > 0 && lines[i].x0 < cardX - lines[i].height());
        if (isOver) {
            loose.push_back(&lines[i]);
            continue;
        }
        if (lists.isListed[i]) {
            const auto owner = ownerOfList(lines, heads, next - 1, lists.isAtEnd[i], all.size() - 1, chain);
            if (!owner) {
                loose.push_back(&lines[i]);
                continue;
            }
            auto& builder = all[*owner].builder;
            builder.addMark(lines[i]);
            for (const auto& name : lists.names[i]) builder.message.attachments.push_back({name, {}, -1, false});
            continue;
        }
        if (isProgramsRemark(lines[i].text)) {
            all[target].builder.addMark(lines[i]);
            continue;
        }
        int level = 0;
        const std::string_view text = unquoted(lines[i].text, &level);
        const bool isContinued = level < bodyLevel && level == 0 && quotedRows.goesOn(i);
        if (!isContinued) {
            std::size_t best = chain;
            for (std::size_t k = chain; k < all.size(); ++k)
                if (all[k].level <= level && all[k].level >= all[best].level) best = k;
            target = all[best].level <= level ? best : all.size() - 1;
            bodyLevel = level;
        }
        all[target].builder.addBody(lines[i], text);
    }
    std::vector<MessageBuilder> builders;
    for (auto& open : all) builders.push_back(std::move(open.builder));
    out.messages = takeAll(std::move(builders));
    out.unassigned = blocksOf(loose);
    return out;
}

}  // namespace redwell::messages
