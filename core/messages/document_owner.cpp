#include "messages/document_owner.h"

#include "base/text.h"
#include "messages/chat_title.h"
#include "messages/sender.h"
#include "messages/time_expression.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace redwell::messages {
namespace {

constexpr std::size_t kMostLines = 30;
constexpr double kSureName = 0.9, kBriefName = 0.75, kTelephone = 0.8;
constexpr double kOffMiddle = 0.02;  // of the width
constexpr double kSameEdge = 0.5;    // points
constexpr double kSide = 2;          // likewise
constexpr double kPartGap = 1.5;     // in heights of a line

// What follows one of the openings, if that is a name.
template <std::size_t N>
std::string namedAfter(std::string_view text, const std::array<std::string_view, N>& openings) {
    for (const auto opening : openings) {
        if (!startsWithIgnoringCase(text, opening)) continue;
        std::string_view rest = trim(text.substr(opening.size()));
        while (!rest.empty() && (rest.front() == ':' || rest.front() == '-')) rest = trim(rest.substr(1));
        if (nameLikeness(rest) >= 0.5) return std::string(rest);
    }
    return {};
}

// The line, and what bars, dashes and wide white part in it: "Messages | Galaxy S9 | Owner: Ada Quill".
std::vector<std::string_view> partsOf(const TextLine& line) {
    const auto text = trim(std::string_view(line.text));
    std::vector<std::string_view> parts = {text};
    std::size_t begin = 0;
    const auto add = [&](std::size_t end) {
        if (const auto part = trim(std::string_view(line.text).substr(begin, end - begin)); part.size() < text.size())
            parts.push_back(part);
    };
    for (std::size_t w = 1; w < line.words.size(); ++w) {
        const auto& word = line.words[w];
        const auto mark = std::string_view(line.text).substr(word.begin, word.end - word.begin);
        const bool isMark = mark == "|" || mark == "-" || mark == "/" || mark == "\u2013" || mark == "\u2014" ||
                            mark == "\u00b7" || mark == "\u2022";
        if (!isMark && !isWideGap(line, w, kPartGap)) continue;
        add(word.begin);
        begin = isMark ? word.end : word.begin;
    }
    add(line.text.size());
    return parts;
}

// "< Ada Quill": behind what leads back.
std::string_view withoutArrow(std::string_view text) {
    const auto first = text.find_first_not_of("< ");
    return first == std::string_view::npos ? std::string_view() : trim(text.substr(first));
}

// The full name on a line that shows other things beside it: "< Ada Quill        Info"; else all of it.
std::string_view titleOn(const TextLine& line) {
    std::string_view only;
    std::size_t names = 0;
    for (std::size_t w = 0, begin = 0; w < line.words.size(); ++w) {
        if (w + 1 < line.words.size() && !isWideGap(line, w + 1, kPartGap)) continue;
        const auto part = std::string_view(line.text).substr(begin, line.words[w].end - begin);
        begin = line.words[w].end;
        const auto name = trimmedSender(withoutArrow(part));
        if (nameLikeness(name) < kSureName || name.find(' ') == std::string_view::npos) continue;
        only = name;
        ++names;
    }
    return names == 1 ? only : trimmedSender(withoutArrow(line.text));
}

// Whether the first line of a page stands in the middle of all that the page shows.
bool isInMiddle(const std::vector<TextLine>& lines, std::size_t first) {
    double left = 1e9, right = 0;
    for (std::size_t i = first; i < lines.size() && (i == first || lines[i].gapAbove < kStartsPage); ++i) {
        left = std::min(left, lines[i].x0);
        right = std::max(right, lines[i].x1);
    }
    return std::abs(lines[first].x0 + lines[first].x1 - left - right) < 2 * kOffMiddle * (right - left);
}

// Whether another line of the page begins or ends where its first one does, as bubbles of one side do.
bool isAtSide(const std::vector<TextLine>& lines, std::size_t first) {
    for (std::size_t i = first + 1; i < lines.size() && lines[i].gapAbove < kStartsPage; ++i)
        if (std::abs(lines[i].x0 - lines[first].x0) < kSide || std::abs(lines[i].x1 - lines[first].x1) < kSide)
            return true;
    return false;
}

// "+1 (212) 555-0142": whom the telephone has under no name.
bool isTelephone(std::string_view text) {
    const bool isGrouped = text.find_first_of("+( -") != std::string_view::npos;
    return isGrouped && text.find_first_not_of("0123456789+()-. ") == std::string_view::npos &&
           nameLikeness(text) >= kTelephone && findTimes(text).empty();
}

}  // namespace

Sides sidesOf(const std::vector<TextLine>& lines, std::size_t firstMessage, const std::vector<TextLine>& running) {
    static constexpr std::array<std::string_view, 12> kOwner = {
        "Device owner", "Phone owner", "Owner",     "Account owner", "Account",   "Me:",
        "Self:",        "User:",       "Custodian", "My name",       "iPhone of", "Phone of"};
    static constexpr std::array<std::string_view, 13> kPartner = {
        "Conversation with",    "Chat with", "Messages with", "Chat:",
        "Messages from",        "Contact",   "To:",           "WhatsApp Chat with",
        "Unterhaltung mit",     "Chat mit",  "Partner",       "Conversation avec",
        "Conversaci\u00f3n con"};
    Sides sides;
    std::string title, brief;
    std::vector<const TextLine*> heads;
    for (std::size_t i = 0; i < std::min({firstMessage, lines.size(), kMostLines}); ++i) heads.push_back(&lines[i]);
    for (std::size_t i = 0; i < std::min(running.size(), kMostLines); ++i)
        if (running[i].y0 < running[i].pageHeight / 2) heads.push_back(&running[i]);
    for (const auto* line : heads) {
        const auto text = trimmedSender(line->text);  // without the arrow that leads back
        for (const auto part : partsOf(*line)) {
            if (sides.owner.empty()) sides.owner = namedAfter(part, kOwner);
            if (sides.partner.empty()) sides.partner = namedAfter(part, kPartner);
        }
        if (brief.empty() && text.find(' ') == std::string_view::npos && nameLikeness(text) >= 0.75 &&
            !isGenericTitle(text))
            brief = text;
        if (const auto whole = withoutArrow(line->text); brief.empty() && isTelephone(whole)) brief = whole;
        const auto name = titleOn(*line);
        if (title.empty() && nameLikeness(name) >= kSureName && name.find(' ') != std::string_view::npos) title = name;
    }
    if (sides.partner.empty()) sides.partner = title.empty() ? brief : title;  // "Mum"
    if (sides.owner.empty()) sides.owner = "Me";
    return sides;
}

ScreenTitles::ScreenTitles(const std::vector<TextLine>& lines, const std::vector<TextLine>& running) {
    const auto add = [this](const TextLine& line, bool isCentred) {
        const auto whole = withoutArrow(line.text);
        const auto name = isTelephone(whole) ? whole : titleOn(line);
        const bool isBrief = name.find(' ') == std::string_view::npos;  // "Mum", if it is no text
        const bool isName =
            isBrief ? isCentred && nameLikeness(name) >= kBriefName && !relativeDayOf(name) && findTimes(name).empty()
                    : nameLikeness(name) >= kSureName;
        if (!isTelephone(whole) && (!isName || isGenericTitle(name))) return false;
        m_titles.push_back({line.page, (line.box.x0 + line.box.x1) / 2, std::string(name)});
        return true;
    };
    for (std::size_t i = 0; i + 1 < lines.size(); ++i) {
        const auto &line = lines[i], &next = lines[i + 1];
        const double off = line.isOcr ? line.height() : kSameEdge;
        const bool isOver = std::abs(line.x0 - next.x0) > off && std::abs(line.x1 - next.x1) > off;
        if (line.gapAbove >= kStartsPage && next.gapAbove < kStartsPage && isOver) {
            const bool isCentred = isInMiddle(lines, i);
            const bool mayBeText = i > 0 && !isCentred && line.text.front() != '<' && isAtSide(lines, i);
            if (!mayBeText && add(line, isCentred) && i > 0) m_lines.push_back(i);
        }
    }
    for (const auto& line : running)
        if (line.y0 < line.pageHeight / 4) add(line, false);
    std::ranges::stable_sort(m_titles, [](const Title& a, const Title& b) { return a.page < b.page; });
    const bool isOne = std::ranges::all_of(
        m_titles, [&](const Title& title) { return senderKey(title.name) == senderKey(m_titles.front().name); });
    if (isOne) m_titles.clear();
}

std::string ScreenTitles::over(const TextLine& line) const {
    const auto end = std::ranges::find_if(m_titles, [&](const Title& title) { return title.page > line.page; });
    if (end == m_titles.begin()) return {};
    const int page = std::prev(end)->page;
    const double middle = (line.box.x0 + line.box.x1) / 2;
    const Title* nearest = nullptr;
    for (auto title = m_titles.begin(); title != end; ++title)
        if (title->page == page && (!nearest || std::abs(title->middle - middle) < std::abs(nearest->middle - middle)))
            nearest = &*title;
    return nearest->name;
}

bool ScreenTitles::isTitle(std::size_t line) const { return std::ranges::binary_search(m_lines, line); }

}  // namespace redwell::messages
