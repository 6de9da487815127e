#include "messages/mail_carried.h"

#include "base/text.h"
#include "messages/mail_label.h"
#include "messages/value_column.h"

#include <charconv>
#include <optional>
#include <set>

namespace redwell::messages {
namespace {

constexpr std::size_t kMostCarried = 80;
constexpr double kTight = 0.6;

// "BEGDOC:" without its value.
bool isBareLabel(const TextLine& line) {
    return line.words.size() == 1 && line.text.size() <= 24 && line.text.ends_with(':');
}

struct MailNumber {
    std::string word;
    int number = 0;
};

// "Message: 2", as a digest numbers its mails.
std::optional<MailNumber> numberOn(std::string_view text) {
    const std::string folded = toLower(trim(text));
    const auto digits = folded.find_first_of("0123456789");
    if (digits == std::string::npos || folded.find_first_not_of("0123456789", digits) != std::string::npos)
        return std::nullopt;
    MailNumber number{folded.substr(0, folded.find_first_of(":# ")), 0};
    const auto& word = number.word;
    const bool isListed = word == "message" || word == "email" || word == "mail" || word == "record" || word == "item";
    if (!isListed || folded.size() - digits > 5 || folded.find_first_not_of(":# ", word.size()) != digits)
        return std::nullopt;
    std::from_chars(folded.data() + digits, folded.data() + folded.size(), number.number);
    return number;
}

std::string labelKey(const TextLine& line) { return fold(line.text.substr(0, line.text.find(':'))); }

// What stands above the heads of this document besides the lines that only a carrier writes.
class HeadForm {
public:
    HeadForm(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads) : m_lines(lines) {
        if (heads.empty()) return;
        ValueColumn values;
        for (std::size_t i = heads.front().line; i <= heads.front().lastLine; ++i) values.add(lines[i]);
        for (std::size_t i = heads.front().line; i > 0 && isClose(i); --i)
            if (values.holds(lines[i - 1]) || (values.isSure() && isBareLabel(lines[i - 1])))
                m_labels.insert(labelKey(lines[i - 1]));
        countNumbers(heads);
    }

    bool holds(std::size_t line, const ValueColumn& values) const {
        const bool isField = values.holds(m_lines[line]) || (values.isSure() && isBareLabel(m_lines[line]));
        return (isField && m_labels.contains(labelKey(m_lines[line]))) || m_numbers.contains(line);
    }

private:
    bool isClose(std::size_t i) const { return m_lines[i].gapAbove <= kTight || m_lines[i].gapAbove >= kStartsPage; }

    // Numbers count where they begin at the first head and go on by one.
    void countNumbers(const std::vector<MailHead>& heads) {
        std::optional<MailNumber> last;
        for (std::size_t h = 0; h < heads.size(); ++h) {
            const std::size_t least = h == 0 ? 0 : heads[h - 1].lastLine + 1;
            for (std::size_t i = heads[h].line; i > least && isClose(i); --i) {
                auto number = numberOn(m_lines[i - 1].text);
                if (!number) continue;
                const bool goesOn = last ? number->word == last->word && number->number == last->number + 1 : h == 0;
                if (goesOn) {
                    m_numbers.insert(i - 1);
                    last = std::move(number);
                }
                break;
            }
        }
        if (m_numbers.size() < 2) m_numbers.clear();
    }

    const std::vector<TextLine>& m_lines;
    std::set<std::string> m_labels;
    std::set<std::size_t> m_numbers;
};

// The first of the lines that carried the mail: "Received: ..." and the rest of its value set in beneath it, or fields
// of the form.
std::size_t firstCarried(const std::vector<TextLine>& lines, const HeadForm& form, const MailHead& head,
                         std::size_t least) {
    ValueColumn values;
    for (std::size_t i = head.line; i <= head.lastLine; ++i) values.add(lines[i]);
    std::size_t first = head.line;
    for (std::size_t i = head.line; i > least && head.line - i < kMostCarried; --i) {
        const auto& line = lines[i - 1];
        if (lines[i].gapAbove > kTight && lines[i].gapAbove < kStartsPage) break;
        if (isKnownTransportLine(line.text) || form.holds(i - 1, values))
            first = i - 1;
        else if (!isTransportLine(line.text) && line.x0 < lines[head.line].x0 + 0.5 * line.height())
            break;
    }
    return first;
}

}  // namespace

void takeCarriedLines(const std::vector<TextLine>& lines, std::vector<MailHead>& heads) {
    const HeadForm form(lines, heads);
    for (std::size_t h = 0; h < heads.size(); ++h) {
        auto& head = heads[h];
        head.carriedEnd = head.line;
        head.line = firstCarried(lines, form, head, h == 0 ? 0 : heads[h - 1].lastLine + 1);
        head.carried = head.line;
    }
}

}  // namespace redwell::messages
