#include "messages/mail_title.h"

#include "base/text.h"
#include "messages/mail_label.h"
#include "messages/sender.h"

#include <algorithm>
#include <array>
#include <optional>

namespace redwell::messages {
namespace {

constexpr double kLarger = 1.15;  // than the head beneath
constexpr std::size_t kLongest = 200;

bool answers(std::string_view text) {
    static constexpr std::array<std::string_view, 12> kAnswers = {
        "re:", "fw:", "fwd:", "aw:", "wg:", "sv:", "vs:", "tr:", "rv:", "vb:", "odp:", "r:"};
    const auto folded = toLower(text.substr(0, 6));
    return std::ranges::any_of(kAnswers, [&](std::string_view word) { return folded.starts_with(word); });
}

// "3 messages"
bool isCount(const TextLine& line) {
    const auto folded = foldToAlphanumeric(line.text);
    return folded.size() < 14 && !folded.empty() && folded[0] >= '0' && folded[0] <= '9';
}

bool startsPage(const std::vector<TextLine>& lines, std::size_t at) {
    return at == 0 || lines[at].gapAbove >= kStartsPage;
}

// "Subject:" with nothing behind it.
bool hasSubjectLabel(const std::vector<TextLine>& lines, const MailHead& head) {
    for (std::size_t i = head.line; i <= head.lastLine; ++i)
        if (const auto label = labelOf(lines[i]); label && label->field == MailField::Subject) return true;
    return false;
}

// The owner of a mailbox, whose name programs print above each mail.
bool isSomebody(std::string_view text, const std::vector<MailHead>& heads) {
    const auto key = senderKey(text);
    const auto is = [&](const std::string& person) { return senderKey(displayName(person)) == key; };
    return nameLikeness(text) >= 0.7 || std::ranges::any_of(heads, [&](const MailHead& head) {
               return is(head.from) || std::ranges::any_of(head.to, is) || std::ranges::any_of(head.cc, is);
           });
}

// The line that is the title of the head; least is the first line behind the head before.
std::optional<std::size_t> titleLine(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads,
                                     const MailHead& head, std::size_t least) {
    if (head.line <= least) return std::nullopt;
    const std::size_t last = head.line - 1;
    if (head.isUnlabelled && isCount(lines[last]) && last > least &&
        (least == 0 || lines[last - 1].height() > kLarger * lines[last].height()))
        return last - 1;
    if (head.isUnlabelled && last == 0) return last;
    const bool isLarger = lines[last].height() > kLarger * lines[head.line].height() && lines[last].page > 0;
    const bool isTop = startsPage(lines, last) && lines[last].page == lines[head.line].page;
    if (!isTop || lines[last].text.size() > kLongest || hasSubjectLabel(lines, head)) return std::nullopt;
    // In the size of the text it may end the mail before.
    const bool isFirst = least == 0 && lines[last].page > 0;
    if (answers(lines[last].text)) return isLarger || isFirst ? std::optional(last) : std::nullopt;
    return isLarger && !isSomebody(lines[last].text, heads) ? std::optional(last) : std::nullopt;
}

}  // namespace

MailTitles mailTitlesOf(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads) {
    MailTitles titles{std::vector<std::string>(heads.size()), std::vector<bool>(lines.size(), false)};
    std::string above;  // the title of the conversation
    for (std::size_t h = 0; h < heads.size(); ++h) {
        const auto& head = heads[h];
        if (head.isAttribution || head.isCard || !head.subject.empty()) continue;
        const auto at = titleLine(lines, heads, head, h == 0 ? 0 : heads[h - 1].lastLine + 1);
        if (at) {
            titles.isTitle[*at] = true;
            titles.ofHead[h] = lines[*at].text;
        }
        if (!head.isUnlabelled) continue;
        if (at) above = titles.ofHead[h];
        titles.ofHead[h] = above;
    }
    return titles;
}

}  // namespace redwell::messages
