#include "messages/mail_head.h"

#include "base/text.h"
#include "messages/mail_attribution.h"
#include "messages/mail_collapsed.h"
#include "messages/mail_label.h"
#include "messages/mail_side_by_side.h"
#include "messages/sender.h"
#include "messages/value_column.h"

#include <algorithm>
#include <array>
#include <set>

namespace redwell::messages {
namespace {

constexpr std::size_t kMostHeadLines = 40, kMostContinued = 12;

// "Okafor, Sol" below a sender who is written "Vale, Imogen": one receiver, not two.
void pairNames(std::vector<std::string>& list, const std::string& from) {
    const auto comma = from.find(',');
    if (comma == std::string::npos || from.find('@') < comma || from.find(',', comma + 1) != std::string::npos) return;
    if (list.empty() || list.size() % 2 != 0) return;
    for (const auto& name : list)
        if (name.find_first_of(",@<\"") != std::string::npos || name.find(' ') != name.rfind(' ')) return;
    std::vector<std::string> pairs;
    for (std::size_t i = 0; i < list.size(); i += 2) pairs.push_back(list[i] + ", " + list[i + 1]);
    list = std::move(pairs);
}

// Of "Vale, Imogen on behalf of Intake", who wrote it.
std::string_view writerIn(std::string_view from) {
    const auto behalf = toLower(from).find(" on behalf of ");
    return trim(from.substr(0, behalf));
}

std::optional<TimeExpression> dayIn(std::string_view text) {
    for (const auto& time : findTimes(text))
        if (time.hasDate) return time;
    return std::nullopt;
}

std::optional<TimeExpression> clockIn(std::string_view text) {
    for (const auto& time : findTimes(text))
        if (time.hasClock) return time;
    return std::nullopt;
}

// "09:12 AM" below "04/03/2025", each with a label of its own.
bool isClockOfDay(std::string_view clock, std::string_view day) {
    const auto dated = findTimes(day), timed = findTimes(clock);
    return dated.size() == 1 && dated.front().hasDate && !dated.front().hasClock && timed.size() == 1 &&
           timed.front().hasClock && !timed.front().hasDate;
}

// The sender before the time on the same line, without the label between them: "At:".
std::string_view senderBeforeTime(std::string_view text) {
    text = trim(text);
    if (!text.ends_with(':')) return text;
    const auto space = text.rfind(' ');
    return space == std::string_view::npos ? text : trim(text.substr(0, space));
}

// Close beneath the line above it, or on top of the next page.
bool isTight(const TextLine& line) { return line.gapAbove < 0.6 || line.gapAbove >= kStartsPage; }

bool hasAddress(std::string_view text) { return text.find('@') != std::string_view::npos; }

bool wantsMore(std::string_view value) {
    value = trim(value);
    if (value.empty()) return true;
    if (value.back() == ',' || value.back() == ';') return true;
    return value.rfind('<') != std::string_view::npos &&
           (value.rfind('>') == std::string_view::npos || value.rfind('>') < value.rfind('<'));
}

std::string_view plain(const std::vector<TextLine>& lines, std::size_t i, int* depth) {
    return unquoted(lines[i].text, depth);
}

// Whether a label that the head does not have yet stands close beneath line i, other unknown ones between them.
bool isLabelBelow(const std::vector<TextLine>& lines, std::size_t i, const std::set<MailField>& kinds) {
    for (std::size_t k = i + 1; k < std::min(lines.size(), i + kMostContinued); ++k) {
        if (lines[k].gapAbove > 0.6) return false;
        if (const auto label = labelOf(lines[k]))
            return label->field != MailField::From && label->field != MailField::Body && !kinds.contains(label->field);
        int depth = 0;
        if (!isTransportLine(plain(lines, k, &depth))) return false;
    }
    return false;
}

std::optional<MailHead> blockAt(const std::vector<TextLine>& lines, std::size_t at) {
    int depth = 0;
    const auto first = labelOf(lines[at]);
    if (!first || first->field == MailField::Other || first->field == MailField::Attachments ||
        first->field == MailField::Body)
        return std::nullopt;
    unquoted(lines[at].text, &depth);
    std::vector<std::pair<MailField, std::string>> fields;
    std::size_t last = at, shouted = 0;
    bool folds = false;  // the last line carried the mail; the rest of its value is set in
    double bodyX = 0;
    std::set<MailField> kinds;
    ValueColumn values;
    for (std::size_t i = at; i < std::min(lines.size(), at + kMostHeadLines); ++i) {
        int lineDepth = 0;
        const std::string_view text = plain(lines, i, &lineDepth);
        if (i > at && lines[i].gapAbove > 3 && lines[i].gapAbove < kStartsPage) break;
        if (auto label = labelOf(lines[i]); label && lineDepth == depth) {
            if (label->field == MailField::Body &&
                !(kinds.contains(MailField::From) && kinds.contains(MailField::Date)))
                break;
            // "Re: the leak" ends a text above the head of the next mail.
            if (label->field == MailField::From && kinds.size() == 1 && lines[i].gapAbove > 0.5 &&
                lines[i].gapAbove < kStartsPage)
                return std::nullopt;
            if (label->field == MailField::Date && !fields.empty() && fields.back().first == MailField::Date &&
                isClockOfDay(label->value, fields.back().second)) {
                fields.back().second += ' ' + label->value;
                last = i;
                continue;
            }
            if (label->field != MailField::Other && !kinds.insert(label->field).second) break;  // the next head begins
            shouted += label->isShouted;
            values.add(lines[i]);
            fields.emplace_back(label->field, std::move(label->value));
            last = i;
            folds = isKnownTransportLine(text);
            if (fields.back().first == MailField::Body) {
                bodyX = label->valueX;
                break;
            }
            continue;
        }
        const bool isKnown = isKnownTransportLine(text);
        if (i > at && lines[i].gapAbove < 0.6 &&
            (isKnown || values.holds(lines[i]) || (isTransportLine(text) && isLabelBelow(lines, i, kinds)))) {
            // Its own text: no value would ask for the lines beneath it, which are the body.
            fields.emplace_back(MailField::Other, trim(text));
            last = i;
            folds = isKnown;
            continue;
        }
        bool labelFollows = false;  // a value that wrapped stands between two labels
        for (std::size_t k = i + 1; k < std::min(lines.size(), i + kMostContinued) && !labelFollows; ++k) {
            if (lines[k].gapAbove > 0.9 && lines[k].gapAbove < kStartsPage) break;
            const auto other = labelOf(lines[k]);
            if (other && other->field != MailField::Other && kinds.contains(other->field)) break;  // of the next head
            labelFollows = other && other->field != MailField::From &&
                           (other->field == MailField::Other || !kinds.contains(other->field));
        }
        const bool isList = fields.back().first == MailField::To || fields.back().first == MailField::Cc ||
                            fields.back().first == MailField::Bcc;
        const auto& value = fields.back().second;
        const bool isOther = fields.back().first == MailField::Other;  // dropped with its value: no body may follow it
        const bool isSetIn = lines[i].x0 > lines[at].x0 + 0.5 * lines[at].height();
        const bool isOpen = isOther ? (isSetIn && (folds || wantsMore(value))) ||
                                          (!value.empty() && wantsMore(value) && text.ends_with('>'))
                                    : wantsMore(value) || (isSetIn && fields.back().first == MailField::Attachments) ||
                                          (isList && hasAddress(text) && isTight(lines[i]) && text.size() < 160);
        const bool wrapsSubject = fields.back().first == MailField::Subject && isTight(lines[i]) &&
                                  i + 1 < lines.size() && lines[i + 1].gapAbove > 0.4 &&
                                  lines[i + 1].page == lines[i].page && lines[i - 1].x1 > 0.78 * lines[i].pageWidth &&
                                  lines[i].gapAbove < 0.3 && lines[i].page > 0;
        if (!((labelFollows && isTight(lines[i])) || (isOpen && isTight(lines[i]) && kinds.size() > 1) || wrapsSubject))
            break;
        if (!fields.back().second.empty() && fields.back().second.back() != '-') fields.back().second += ' ';
        fields.back().second += trim(text);
        last = i;
    }
    if (!kinds.contains(MailField::From)) return std::nullopt;
    MailHead head;
    head.line = at;
    head.lastLine = last;
    std::string all;
    for (auto& [field, value] : fields) {
        all += value + ' ';
        switch (field) {
            case MailField::From: head.from = value; break;
            case MailField::Date:
                head.sent = clockIn(value);
                if (!head.sent) head.day = dayIn(value);
                break;
            case MailField::To: head.to = addressesOf(value); break;
            case MailField::Cc: head.cc = addressesOf(value); break;
            case MailField::Bcc: head.bcc = addressesOf(value); break;
            case MailField::Subject: head.subject = value; break;
            case MailField::Attachments: head.attachments = value; break;
            case MailField::Body:
                head.body = value;
                head.bodyX = bodyX;
                head.isCard = true;
                break;
            default: break;
        }
    }
    if (!head.sent) {  // at the right of the sender
        const auto time = clockIn(head.from);
        if (time && time->hasDate && time->begin > 2 && time->end + 2 >= head.from.size()) {
            head.sent = *time;
            head.from = std::string(senderBeforeTime(std::string_view(head.from).substr(0, time->begin)));
        }
    }
    if (head.from.empty() || head.from.size() > 240) return std::nullopt;
    for (auto* list : {&head.to, &head.cc, &head.bcc}) pairNames(*list, head.from);
    const bool isAddressed = hasAddress(all);
    const std::size_t main = kinds.size();
    if (!head.sent) {  // a memo has a day and no address
        if (!isAddressed || main < 3) return std::nullopt;
    } else if (main < 3 && !(isAddressed || head.sent->hasDate)) {
        return std::nullopt;
    }
    if (main < 2 || (shouted >= 3 && !isAddressed)) return std::nullopt;
    if (!isAddressed && nameLikeness(displayName(writerIn(head.from))) < 0.3) return std::nullopt;
    head.confidence =
        std::min(1.0, 0.5 + 0.1 * static_cast<double>(main) + (head.sent ? 0.1 : 0) + (isAddressed ? 0.1 : 0));
    return head;
}

// Who and when of a head without labels for them, on one line or two; the next line after them.
struct Opening {
    std::string from;
    TimeExpression sent;
    std::size_t next = 0;
};

std::optional<Opening> openingAt(const std::vector<TextLine>& lines, std::size_t at) {
    int depth = 0;
    const std::string_view text = plain(lines, at, &depth);
    if (text.size() > 160) return std::nullopt;
    auto time = clockIn(text);
    Opening opening;
    std::string_view who = text;
    if (time) {
        if (!time->hasDate || time->begin < 4 || time->end + 12 < text.size()) return std::nullopt;
        who = trim(text.substr(0, time->begin));
        if (who.ends_with(" on")) who.remove_suffix(3);  // as Notes writes it
        opening.next = at + 1;
    } else {
        if (at + 1 >= lines.size() || lines[at + 1].text.size() > 60 || labelOf(lines[at + 1])) return std::nullopt;
        time = clockIn(plain(lines, at + 1, &depth));
        const bool isAlone = time && time->hasDate && time->begin <= 12 && time->end + 8 >= lines[at + 1].text.size();
        if (!isAlone) return std::nullopt;
        opening.next = at + 2;
    }
    who = trim(who);
    const auto open = who.find('<'), close = who.rfind('>');
    const bool isAddressed = open != std::string_view::npos && close != std::string_view::npos && open < 80 &&
                             hasAddress(who.substr(open)) && close + 3 > who.size();
    const std::string_view name = who.substr(0, who.find('/'));  // "Ada Quill/Legal/Firm"
    if (!isAddressed && nameLikeness(name) < 0.9) return std::nullopt;
    opening.from = who;
    opening.sent = *time;
    return opening;
}

bool isSetInBelow(const TextLine& line, const TextLine& opening) {
    constexpr double kSetIn = 6;  // in heights
    return line.x0 > opening.x0 + kSetIn * line.height();
}

// The label of a line below an opening; one set in far needs no wide white behind it.
std::optional<Labelled> labelBelow(const TextLine& opening, const TextLine& line) {
    auto label = labelOf(line);
    if (label || line.words.empty() || !isSetInBelow(line, opening)) return label;
    const auto field = fieldNamed(std::string_view(line.text).substr(0, line.words.front().end));
    if (field != MailField::To && field != MailField::Cc && field != MailField::Bcc && field != MailField::Subject)
        return std::nullopt;
    return Labelled{*field, std::string(trim(std::string_view(line.text).substr(line.words.front().end)))};
}

// Whether row i stands no farther from the one above it than the rows of the head do, or is set in as Notes does.
bool isSpacedAlike(const std::vector<TextLine>& lines, std::size_t at, std::size_t i) {
    constexpr double kMoreWhite = 0.3;
    if (isSetInBelow(lines[i], lines[at])) return true;
    double widest = 0;
    for (std::size_t k = at + 1; k < i; ++k)
        if (lines[k].gapAbove < kStartsPage) widest = std::max(widest, lines[k].gapAbove);
    return lines[i].gapAbove <= widest + kMoreWhite;
}

// "to Sol, Priya, me", as a mailbox on screen has it below the sender; empty when the line is no such list.
std::string_view receiversOnScreen(std::string_view text) {
    constexpr std::size_t kLongestList = 160;
    if (!text.starts_with("to ") || text.size() > kLongestList) return {};
    const auto list = trim(text.substr(3));
    const auto isReceiver = [](const std::string& name) {
        return trim(name) == "me" || nameLikeness(trim(name)) >= 0.7;
    };
    return std::ranges::all_of(split(list, ','), isReceiver) ? list : std::string_view();
}

// "Imogen Vale <ivale@example.org>      Mon, Oct 23, 2023 at 8:44 PM" above "To: ...", or the date on a line of its
// own.
std::optional<MailHead> webHeadAt(const std::vector<TextLine>& lines, std::size_t at) {
    const auto opening = openingAt(lines, at);
    if (!opening) return std::nullopt;
    MailHead head;
    head.line = at;
    head.from = opening->from;
    head.sent = opening->sent;
    head.lastLine = opening->next - 1;
    std::string to, cc, bcc;
    std::string* list = nullptr;
    std::size_t labels = 0;
    for (std::size_t i = opening->next; i < std::min(lines.size(), at + 12); ++i) {
        const auto label = labelBelow(lines[at], lines[i]);
        const bool isRe = label && label->field == MailField::Subject && startsWithIgnoringCase(lines[i].text, "re");
        if (isRe && i > opening->next && !isSpacedAlike(lines, at, i)) break;  // "Re: the leak" opens the text
        if (label) {
            list = label->field == MailField::To    ? &to
                   : label->field == MailField::Cc  ? &cc
                   : label->field == MailField::Bcc ? &bcc
                                                    : nullptr;
            if (list)
                *list = label->value;
            else if (label->field == MailField::Subject)
                head.subject = label->value;
            else if (label->field == MailField::Attachments)
                head.attachments = label->value;
            else if (label->field != MailField::Other)
                break;
            labels += label->field != MailField::Other;
        } else if (const auto shown = receiversOnScreen(lines[i].text); i == opening->next && !shown.empty()) {
            to = shown;
        } else if (list && isTight(lines[i]) && (hasAddress(lines[i].text) || wantsMore(*list)) &&
                   lines[i].text.size() < 160) {
            *list += ' ' + lines[i].text;
        } else if (labels > 0 && isTight(lines[i]) && head.attachments.empty() && isSetInBelow(lines[i], lines[at])) {
            (list ? *list : head.subject) += ' ' + lines[i].text;
        } else {
            break;
        }
        head.lastLine = i;
    }
    head.to = addressesOf(to);
    head.cc = addressesOf(cc);
    head.bcc = addressesOf(bcc);
    for (auto* receivers : {&head.to, &head.cc, &head.bcc}) pairNames(*receivers, head.from);
    // Without labels that is a chat's head; without an address two of them are asked for.
    if (head.to.empty() || (!hasAddress(head.from + to) && labels < 2)) return std::nullopt;
    head.isUnlabelled = true;
    head.confidence = 0.8;
    return head;
}

// "Ada Quill [ada@lab.example]"
bool hasAddressInBrackets(std::string_view list) {
    for (auto open = list.find('['); open != std::string_view::npos; open = list.find('[', open + 1)) {
        const auto close = list.find(']', open);
        if (close != std::string_view::npos && hasAddress(list.substr(open, close - open))) return true;
    }
    return false;
}

}  // namespace

std::vector<std::string> addressesOf(std::string_view list) {
    std::vector<std::string> people;
    const bool semicolons = list.find(';') != std::string_view::npos;
    const bool hasBrackets = hasAddressInBrackets(list);  // "Ada Quill [Legal]" has none
    const bool hasAngles = hasBrackets || list.find('<') != std::string_view::npos;
    const std::string_view closing = hasBrackets ? ">]" : ">";
    std::string item;
    int depth = 0;
    bool isQuoted = false;
    const auto push = [&] {
        const auto clean = trim(item);
        if (!clean.empty()) people.emplace_back(clean);
        item.clear();
    };
    for (const char c : list) {
        if (c == '"') isQuoted = !isQuoted;
        if (c == '<' || c == '(' || (hasBrackets && c == '[')) ++depth;
        if ((c == '>' || c == ')' || (hasBrackets && c == ']')) && depth > 0) --depth;
        const bool isEnd =
            c == ';' ||
            (c == ',' && !semicolons && depth == 0 && !isQuoted &&
             (!hasAngles || item.find_first_of(closing) != std::string::npos || item.find('@') != std::string::npos));
        if (isEnd)
            push();
        else
            item += c;
    }
    push();
    return people;
}

std::string_view unquoted(std::string_view text, int* depth) {
    *depth = 0;
    std::size_t at = 0;
    while (at < text.size() && (text[at] == '>' || (text[at] == ' ' && *depth > 0))) {
        *depth += text[at] == '>';
        ++at;
    }
    return text.substr(at);
}

std::optional<MailHead> mailHeadAt(const std::vector<TextLine>& lines, std::size_t at) {
    if (auto block = blockAt(lines, at)) return block;
    if (auto parted = sideBySideHeadAt(lines, at)) return parted;
    if (auto web = webHeadAt(lines, at)) return web;
    if (auto collapsed = collapsedMailAt(lines, at)) return collapsed;
    return attributionAt(lines, at);
}

}  // namespace redwell::messages
