#include "messages/mail_side_by_side.h"

#include "base/text.h"
#include "messages/mail_label.h"
#include "messages/sender.h"

#include <algorithm>
#include <cmath>
#include <set>

namespace redwell::messages {
namespace {

constexpr std::size_t kMostRows = 14;
constexpr double kBetweenColumns = 1.2;  // white between the two columns, in heights of a line

struct Parted {
    std::string left, value;
    std::optional<MailField> field;
    double labelEnd = 0, valueX = 0;
};

// The line taken apart at its label: the first word behind wide white, or at the front, that names a field. A label is
// followed by white or by nothing.
std::optional<Parted> partedAtLabel(const TextLine& line) {
    for (std::size_t w = 0; w < line.words.size(); ++w) {
        if (w > 0 && !isWideGap(line, w, kBetweenColumns)) continue;
        auto word = std::string_view(line.text).substr(line.words[w].begin, line.words[w].end - line.words[w].begin);
        if (word.ends_with(':') || word.ends_with('.')) word.remove_suffix(1);
        const auto field = fieldNamed(word);
        if (!field || *field == MailField::From || *field == MailField::Body) continue;
        Parted parted;
        parted.field = field;
        parted.labelEnd = line.words[w].x1;
        parted.left = trim(std::string_view(line.text).substr(0, line.words[w].begin));
        if (w + 1 < line.words.size()) {
            if (line.words[w + 1].x0 - line.words[w].x1 < 0.4 * line.height()) continue;
            parted.value = line.text.substr(line.words[w + 1].begin);
            parted.valueX = line.words[w + 1].x0;
        }
        return parted;
    }
    return std::nullopt;
}

// Words of a row without a label that stand left of the labels; the rest begins where the values do. 0 when it does
// not.
std::size_t wordsLeftOf(const TextLine& line, double labelEnd, double valueX) {
    std::size_t left = 0;
    while (left < line.words.size() && line.words[left].x1 < labelEnd) ++left;
    const bool hasValue = left < line.words.size() && valueX > 0 && line.words[left].x0 > valueX - line.height();
    return hasValue ? left : 0;
}

bool namesWriter(std::string_view text) {
    return nameLikeness(displayName(text.substr(0, text.find('/')))) >= 0.6 || text.find('@') != std::string_view::npos;
}

}  // namespace

std::optional<MailHead> sideBySideHeadAt(const std::vector<TextLine>& lines, std::size_t at) {
    const auto first = partedAtLabel(lines[at]);
    if (!first || first->left.empty() || !namesWriter(first->left)) return std::nullopt;
    MailHead head;
    head.line = head.lastLine = at;
    std::string left, to, cc, bcc;
    std::string* open = nullptr;
    std::set<MailField> kinds;
    double valueX = first->valueX;
    for (std::size_t i = at; i < std::min(lines.size(), at + kMostRows); ++i) {
        const auto& line = lines[i];
        if (i > at && line.gapAbove > 1.5) break;
        auto parted = partedAtLabel(line);
        if (parted && std::abs(parted->labelEnd - first->labelEnd) > 6 * line.height()) parted.reset();
        if (parted && *parted->field != MailField::Other && !kinds.insert(*parted->field).second) break;
        if (parted) {
            if (valueX == 0) valueX = parted->valueX;
            if (!parted->left.empty()) left += parted->left + '\n';
            switch (*parted->field) {
                case MailField::To: *(open = &to) = parted->value; break;
                case MailField::Cc: *(open = &cc) = parted->value; break;
                case MailField::Bcc: *(open = &bcc) = parted->value; break;
                case MailField::Subject: *(open = &head.subject) = parted->value; break;
                default: open = nullptr;
            }
        } else {
            // A line of its own in one of the columns: the date at the left, a value that goes on at the right.
            const bool isRight = valueX > 0 && open && line.x0 > valueX - line.height();
            const auto times = findTimes(line.text);
            const bool isDate = !times.empty() && times.front().begin <= 1 && times.front().hasDate;
            const auto leftWords = open ? wordsLeftOf(line, first->labelEnd, valueX) : 0;
            if (isRight) {
                *open += ' ' + line.text;
            } else if (leftWords > 0) {
                left += std::string(trim(std::string_view(line.text).substr(0, line.words[leftWords].begin))) + '\n';
                *open += ' ' + line.text.substr(line.words[leftWords].begin);
            } else if (isDate && line.x1 < first->labelEnd) {
                left += line.text + '\n';
            } else if (!line.isOcr || line.text.size() > 2 || line.x1 > valueX) {  // else a label that was lost
                break;
            }
        }
        head.lastLine = i;
    }
    for (const auto& line : split(left, '\n')) {
        const auto times = findTimes(line);
        const auto time = std::ranges::find_if(times, [](const auto& t) { return t.hasDate && t.hasClock; });
        if (time != times.end())
            head.sent = *time;
        else if (!line.empty())
            head.from += (head.from.empty() ? "" : " ") + line;
    }
    if (!head.sent || !kinds.contains(MailField::To) || kinds.size() < 2 || !namesWriter(head.from))
        return std::nullopt;
    head.to = addressesOf(to);
    head.cc = addressesOf(cc);
    head.bcc = addressesOf(bcc);
    head.confidence = 0.8;
    return head;
}

}  // namespace redwell::messages
