#include "messages/running_matter.h"

#include "base/text.h"
#include "messages/mail_label.h"
#include "messages/table_columns.h"
#include "messages/time_expression.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <unordered_set>

namespace redwell::messages {
namespace {

constexpr double kRepeatZone = 0.14, kLegendZone = 0.115, kOuterZone = 0.065;
constexpr std::size_t kMostPeeled = 6, kLongestBar = 40;
constexpr double kSetOff = 0.8;  // in lines

bool isAsciiDigit(char c) { return c >= '0' && c <= '9'; }

// A mail's head at the top of two pages is not a running head.
bool isMailLabel(std::string_view text) {
    for (const std::string_view label : {"From:", "To:", "Sent:", "Date:", "Subject:", "Cc:", "Von:", "An:", "De:"})
        if (startsWithIgnoringCase(text, label)) return true;
    return isTransportLine(text);
}

// The same without a colon: "Subject     Re: Licence". Alone it may be a running head; see isInColumnHead.
bool hasColumnLabel(const TextLine& line) {
    const auto label = labelOf(line);
    return label && label->valueAt > 0 &&
           (label->field == MailField::From || label->field == MailField::To || label->field == MailField::Cc ||
            label->field == MailField::Subject || label->field == MailField::Date);
}

// Two such labels or more beneath one another are a mail's head.
bool isInColumnHead(const std::vector<TextLine>& lines, std::size_t i) {
    constexpr double kNextRow = 1;
    if (!hasColumnLabel(lines[i])) return false;
    return (i > 0 && lines[i].gapAbove < kNextRow && hasColumnLabel(lines[i - 1])) ||
           (i + 1 < lines.size() && lines[i + 1].gapAbove < kNextRow && hasColumnLabel(lines[i + 1]));
}

// Letters folded with OCR's confusions evened out; a run of digits becomes one mark unless digits count.
std::string shapeOf(std::string_view text, bool keepDigits) {
    std::string shape;
    for (const char c : foldToAlphanumeric(text.substr(0, 200))) {
        if (isAsciiDigit(c) && !keepDigits) {
            if (shape.empty() || shape.back() != '#') shape += '#';
        } else {
            shape += c == 'l' || c == '1' ? 'i' : c == '0' ? 'o' : c;
        }
    }
    return shape;
}

bool isNear(std::string_view a, std::string_view b) {
    const std::size_t most = std::max(a.size(), b.size());
    const std::size_t allowed = most / 12;
    if (allowed == 0 || most - std::min(a.size(), b.size()) > allowed) return false;
    std::vector<std::size_t> row(b.size() + 1);
    for (std::size_t j = 0; j <= b.size(); ++j) row[j] = j;
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t corner = row[0];
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const std::size_t keep = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, corner + (a[i - 1] != b[j - 1])});
            corner = keep;
        }
    }
    return row[b.size()] <= allowed;
}

bool hasWord(std::string_view folded, std::string_view word) { return folded.find(word) != std::string_view::npos; }

// "2 of 3", "2 von 3", as a scan reads them too: "2of3"
bool isOneOfSeveral(const std::string& folded) {
    static constexpr std::array<std::string_view, 8> kOf = {"of", "von", "sur", "de", "di", "van", "av", "z"};
    const auto end = folded.data() + folded.size();
    int page = 0, pages = 0;
    const auto [behind, error] = std::from_chars(folded.data(), end, page);
    if (error != std::errc() || page < 1) return false;
    auto rest = trim(std::string_view(behind, end));
    const auto of = std::ranges::find_if(kOf, [rest](std::string_view word) { return rest.starts_with(word); });
    if (of == kOf.end()) return false;
    rest = trim(rest.substr(of->size()));
    const auto [last, isBad] = std::from_chars(rest.data(), rest.data() + rest.size(), pages);
    return isBad == std::errc() && last == rest.data() + rest.size() && page <= pages;
}

bool isPageNumber(std::string_view text) {
    const std::string folded = toLower(collapseWhitespace(text));
    std::size_t digits = 0, letters = 0;
    for (const char c : folded) {
        digits += isAsciiDigit(c);
        letters += (c >= 'a' && c <= 'z');
    }
    if (digits == 0 || digits > 8) return false;
    if (hasWord(folded, "page") || hasWord(folded, "seite")) return letters <= 8 && folded.size() <= 24;
    if (isOneOfSeveral(folded)) return true;
    return letters == 0 && folded.size() <= 9 && folded.find_first_of(":$%+") == std::string::npos && digits <= 6 &&
           folded.find_first_not_of("0123456789 -/|.\u2013\u2014") == std::string::npos;
}

// A day and a clock and nothing else, which browsers print beside the page's number.
bool tellsWhenPrinted(std::string_view text) {
    const auto times = findTimes(text);
    return times.size() == 1 && times.front().hasDate && times.front().hasClock && times.front().begin == 0 &&
           times.front().end == text.size();
}

// The line that a fax puts on top, as one text or as its part on the left: "04/22/2025 10:17 FAX 2065550133". Day and
// clock, the word in capitals and a number or page right beside it; nobody writes so to another.
bool isFaxLine(std::string_view text) {
    const auto times = findTimes(text);
    if (std::ranges::none_of(times, [](const auto& time) { return time.hasDate && time.hasClock; })) return false;
    const auto fax = text.find(" FAX ");
    if (fax == std::string_view::npos) return false;
    auto behind = trim(text.substr(fax + 5));
    for (const std::string_view word : {"NO.", "No.", "NO", "FROM", "TO", ":", "P.", "PAGE"})
        if (behind.starts_with(word)) behind = trim(behind.substr(word.size()));
    if (behind.empty() || !(isAsciiDigit(behind.front()) || behind.front() == '+' || behind.front() == '('))
        return false;
    return std::ranges::none_of(text, [](char c) { return c >= 'a' && c <= 'z'; }) || times.front().begin == 0;
}

// The address of a page that a scan broke: "https://mail.example/print bottom.php?id=11".
bool isBrokenAddress(std::string_view folded) {
    constexpr std::size_t kMostParts = 3;
    const auto parts = split(folded, ' ');
    return parts.size() <= kMostParts && parts.front().find("://") != std::string::npos &&
           folded.find("://") == folded.rfind("://") &&  // somebody's links
           std::ranges::all_of(
               parts, [](const std::string& part) { return part.find_first_of("/=?&_") != std::string::npos; });
}

// The line on top of a telephone's screen: "9:41 5G 81%".
bool isStatusBar(std::string_view text) {
    const auto times = findTimes(text);
    if (times.size() != 1 || times.front().begin > 0 || times.front().hasDate || text.size() > kLongestBar)
        return false;
    bool isTelephone = false;
    std::size_t others = 0;
    for (const auto& word : split(collapseWhitespace(text.substr(times.front().end)), ' ')) {
        const auto folded = foldToAlphanumeric(word);
        const bool isNet = folded == "5g" || folded == "4g" || folded == "3g" || folded == "lte" || folded == "wifi" ||
                           folded == "edge" || folded == "5guc" || folded == "5guw" || folded == "volte";
        const bool isCharge = word == "%" || (word.ends_with('%') && isAsciiDigit(word.front()));
        isTelephone = isTelephone || isNet || isCharge;
        others += !isNet && !isCharge && !folded.empty() && !std::all_of(folded.begin(), folded.end(), isAsciiDigit);
    }
    return isTelephone && others <= 1;  // the carrier
}

// Its clock and its charge stand at both sides, and no other text opens with a time as it does: no row or entry of a
// log.
bool standsAlone(const std::vector<TextLine>& lines, std::size_t bar) {
    constexpr double kSameEdge = 3, kApart = 2;  // points, heights of a line
    if (segmentsOf(lines[bar], kApart).size() < 2) return false;
    return std::ranges::none_of(lines, [&](const TextLine& line) {
        if (&line == &lines[bar] || std::abs(line.x0 - lines[bar].x0) > kSameEdge) return false;
        const auto times = findTimes(line.text);
        return !times.empty() && times.front().begin == 0 && times.front().hasClock &&
               times.front().end < line.text.size();
    });
}

// What stands in the empty field at the bottom of a telephone's screen.
bool isEmptyField(std::string_view text) {
    static constexpr std::array<std::string_view, 14> kFields = {
        "imessage",     "textmessage",  "typeamessage",       "writeamessage", "message",
        "sendamessage", "entermessage", "typeyourmessage",    "smsmessage",    "rcsmessage",
        "chatmessage",  "messaggio",    "nachrichtschreiben", "nachricht"};
    const auto folded = foldToAlphanumeric(text.substr(0, 60));
    return std::find(kFields.begin(), kFields.end(), folded) != kFields.end();
}

// Says that it belongs to the production or the court's stamp, not to the exhibit.
bool isLegend(std::string_view text) {
    if (looksLikeBatesNumber(text) || isPageNumber(text)) return true;
    if (text.size() >= 6 && text.size() <= 12 && text.front() == '0' &&
        std::all_of(text.begin(), text.end(), isAsciiDigit))
        return true;  // a Bates number whose letters the scan lost
    const std::string folded = fold(text.substr(0, 200));
    const auto words = std::count(folded.begin(), folded.end(), ' ') + 1;
    if (folded.starts_with("http") && (words == 1 || isBrokenAddress(folded))) return true;
    if (folded.starts_with("case ") &&
        (hasWord(folded, "document ") || hasWord(folded, "-cv-") || hasWord(folded, "-cr-")))
        return true;
    if (isFaxLine(text)) return true;
    if (hasWord(folded, " filed ") && hasWord(folded, "page ")) return true;
    static constexpr std::array<std::string_view, 8> kLegends = {
        "confidential",     "attorneys' eyes", "attorneys\u2019 eyes", "eyes only",
        "protective order", "attorney-client", "outside counsel",      "produced by"};
    if (words > 12 || text.ends_with('?')) return false;
    std::size_t upper = 0, letters = 0;
    for (const char c : text) {
        upper += c >= 'A' && c <= 'Z';
        letters += (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z');
    }
    const bool isShouted = upper * 10 >= letters * 7;
    for (const auto legend : kLegends)
        if (hasWord(folded, legend) && (isShouted || words <= 2)) return true;
    return folded == "exhibit" || (folded.starts_with("exhibit ") && words <= 3);
}

struct Segment {
    double middle = 0, x0 = 0, x1 = 0;
    std::string shape, exact;
    bool hasClock = false, isDateOnly = false, isOcr = false;
};

Segment segmentOf(const TextLine& line) {
    Segment s{(line.y0 + line.y1) / 2, line.x0, line.x1, shapeOf(line.text, false), shapeOf(line.text, true)};
    s.isOcr = line.isOcr;
    const auto times = findTimes(line.text);
    for (const auto& time : times) {
        s.hasClock = s.hasClock || time.hasClock;
        s.isDateOnly = s.isDateOnly || (!time.hasClock && time.end - time.begin + 4 >= line.text.size());
    }
    return s;
}

bool isSamePlace(const Segment& a, const Segment& b) {
    if (std::abs(a.middle - b.middle) > 12) return false;
    return std::abs(a.x0 - b.x0) < 24 || std::abs(a.x1 - b.x1) < 24 || std::abs(a.x0 + a.x1 - b.x0 - b.x1) < 40;
}

// A message's head looks the same on every page but for its digits; a running line with a clock repeats to the digit.
bool repeats(const Segment& a, const Segment& b, bool isFarOut) {
    if (!isSamePlace(a, b)) return false;
    if (a.hasClock || a.isDateOnly) return (isFarOut || !a.isDateOnly) && a.exact.size() > 5 && a.exact == b.exact;
    if (a.shape == "#") return b.shape == "#";
    if (a.shape.size() < 3) return false;
    return a.shape == b.shape || ((a.isOcr || b.isOcr) && isNear(a.shape, b.shape));
}

class Peeler {
public:
    explicit Peeler(const std::vector<std::vector<TextLine>>& pages) : m_pages(pages), m_segments(pages.size()) {
        for (std::size_t p = 0; p < pages.size(); ++p) collect(p);
        for (const auto& lines : pages)
            for (const auto& line : lines) {
                const double middle = (line.y0 + line.y1) / 2;
                if (line.text.size() <= 80 && middle > kRepeatZone * line.pageHeight &&
                    middle < (1 - kRepeatZone) * line.pageHeight)
                    for (const auto& part : segmentsOf(line, 2)) m_inside.insert(shapeOf(part.text, false));
            }
    }

    // The words of line that are running matter: first to last.
    bool isRunning(std::size_t page, const TextLine& part, const TextLine& line) const {
        const double middle = (line.y0 + line.y1) / 2, height = line.pageHeight;
        const double out = std::min(middle, height - middle) / height;
        if (out < kLegendZone && isLegend(part.text)) return true;
        if (out > kRepeatZone || isMailLabel(part.text)) return false;
        const Segment segment = segmentOf(part);
        if (segment.shape != "#" && m_inside.contains(segment.shape))
            return false;  // a sender's name tops two pages by chance
        for (const std::ptrdiff_t step : {-1, 1, -2, 2}) {
            const auto other = static_cast<std::ptrdiff_t>(page) + step;
            if (other < 0 || other >= static_cast<std::ptrdiff_t>(m_pages.size())) continue;
            for (const auto& candidate : m_segments[static_cast<std::size_t>(other)])
                if (repeats(segment, candidate, out < kOuterZone)) return true;
        }
        return false;
    }

private:
    void collect(std::size_t page) {
        const auto& lines = m_pages[page];
        const auto take = [&](const TextLine& line) {
            for (const auto& part : segmentsOf(line, 2)) m_segments[page].push_back(segmentOf(part));
        };
        for (std::size_t i = 0; i < std::min(kMostPeeled, lines.size()); ++i) take(lines[i]);
        for (std::size_t i = lines.size(); i > kMostPeeled && i + kMostPeeled > lines.size(); --i) take(lines[i - 1]);
    }

    const std::vector<std::vector<TextLine>>& m_pages;
    std::vector<std::vector<Segment>> m_segments;
    std::unordered_set<std::string> m_inside;  // what also stands amid pages
};

}  // namespace

bool looksLikeBatesNumber(std::string_view text) {
    text = trim(text);
    if (text.size() < 6 || text.size() > 40) return false;
    std::size_t digits = 0;
    while (digits < text.size() &&
           (isAsciiDigit(text[text.size() - 1 - digits]) || text[text.size() - 1 - digits] == 'O'))
        ++digits;
    if (digits < 4) return false;
    std::size_t upper = 0, spaces = 0;
    for (const char c : text.substr(0, text.size() - digits)) {
        upper += (c >= 'A' && c <= 'Z');
        spaces += c == ' ';
        if (!(c >= 'A' && c <= 'Z') && !isAsciiDigit(c) && c != '_' && c != '-' && c != '.' && c != ' ' &&
            !(c >= 'a' && c <= 'z'))
            return false;
    }
    return upper >= 2 && spaces <= 2;
}

PartedLines partRunningMatter(std::vector<std::vector<TextLine>> pages) {
    PartedLines parted;
    const Peeler peeler(pages);
    for (std::size_t p = 0; p < pages.size(); ++p) {
        auto& lines = pages[p];
        std::vector<bool> isGone(lines.size(), false);
        const auto peel = [&](std::size_t i) {
            if (isGone[i]) return true;
            if (!labelsOf(lines[i]).empty()) return false;  // a table's labels head each page
            // Without its telephone's bar on top the field's words may be a text, or a form's.
            const bool hasBar = !lines.empty() && isGone[0] && isStatusBar(lines.front().text);
            const bool isTop = i == 0 || (i == 1 && isGone[0]);
            const bool isFoot = i + 1 == lines.size() || isGone[i + 1];
            if ((isTop && isStatusBar(lines[i].text) && standsAlone(lines, i)) ||
                (isFoot && i > 0 && hasBar && lines[i].gapAbove > kSetOff && isEmptyField(lines[i].text))) {
                parted.running.push_back(lines[i]);
                isGone[i] = true;
                return true;
            }
            const auto parts = segmentsOf(lines[i], 2);
            const bool isHead = isInColumnHead(lines, i);
            const bool isNumbered = std::ranges::any_of(parts, [&](const TextLine& part) {
                const bool isCounted = part.text.find_first_not_of("0123456789") != std::string::npos;  // "1/3"
                return isCounted && isPageNumber(part.text) && peeler.isRunning(p, part, lines[i]);
            });
            const auto isRunning = [&](const TextLine& part) {
                if (isNumbered && tellsWhenPrinted(part.text)) return true;
                return isHead ? isLegend(part.text) && peeler.isRunning(p, part, lines[i])
                              : peeler.isRunning(p, part, lines[i]);
            };
            const auto isMark = [](const TextLine& part) { return foldToAlphanumeric(part.text).empty(); };
            const bool isRepeated =
                std::ranges::any_of(parts, isRunning) &&
                std::ranges::all_of(parts, [&](const auto& part) { return isMark(part) || isRunning(part); });
            if (isRepeated) {
                parted.running.push_back(lines[i]);
                isGone[i] = true;
                return true;
            }
            // A stamp at an end of a line of content goes; a cell that repeats by chance stays.
            std::size_t first = 0, last = parts.size();
            const auto isStamp = [&](const TextLine& part) { return isRunning(part) && isLegend(part.text); };
            while (first < last && isStamp(parts[first])) ++first;
            while (last > first && isStamp(parts[last - 1])) --last;
            if (last - first == parts.size()) return false;
            for (std::size_t k = 0; k < parts.size(); ++k)
                if (k < first || k >= last) parted.running.push_back(parts[k]);
            std::size_t from = 0, count = 0;
            for (std::size_t k = 0; k < last; ++k) (k < first ? from : count) += parts[k].words.size();
            const double gap = lines[i].gapAbove;
            lines[i] = partOf(lines[i], from, from + count);
            lines[i].gapAbove = gap;
            return false;
        };
        for (std::size_t i = 0; i < std::min(kMostPeeled, lines.size()) && peel(i); ++i) {}
        for (std::size_t i = lines.size(), n = 0; i > 0 && n < kMostPeeled && peel(i - 1); --i, ++n) {}
        bool isFirst = true;
        for (std::size_t i = 0; i < lines.size(); ++i) {
            if (isGone[i]) continue;
            if (isFirst) lines[i].gapAbove = kStartsPage;
            isFirst = false;
            parted.content.push_back(std::move(lines[i]));
        }
    }
    return parted;
}

}  // namespace redwell::messages
