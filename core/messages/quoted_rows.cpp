#include "messages/quoted_rows.h"

#include "base/text.h"

#include <algorithm>
#include <limits>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>

namespace redwell::messages {
namespace {

constexpr double kClose = 0.35;  // white above a row of the same paragraph, in steps

// Letters of any alphabet: what changes when it is made small.
bool beginsWithCapital(std::string_view text) {
    std::size_t end = 1;
    while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
    const auto first = text.substr(0, end);
    return !first.empty() && toLower(first) != first;
}

bool hasEnded(std::string_view text) {
    return !text.empty() && std::string_view(".?!:;").find(text.back()) != std::string_view::npos;
}

// One sentence ended and another begins.
bool isNewSentence(const TextLine& line, const TextLine& before) {
    return hasEnded(before.text) && beginsWithCapital(line.text);
}

// Breaks off and goes on in small letters: one sentence on two rows.
bool isOneSentence(const TextLine& line, const TextLine& before) {
    const auto first = line.text.empty() ? '\0' : line.text.front();
    return !hasEnded(before.text) && first >= 'a' && first <= 'z';
}

bool isClose(const TextLine& line, const TextLine& before) {
    return line.page == before.page && line.gapAbove <= kClose;
}

double firstWordOf(const TextLine& line) {
    return line.words.empty() ? 0 : line.words.front().x1 - line.words.front().x0;
}

// The white between two words of the line.
double spaceOf(const TextLine& line) {
    std::vector<double> spaces;
    for (std::size_t w = 1; w < line.words.size(); ++w)
        spaces.push_back(std::max(0.0, line.words[w].x0 - line.words[w - 1].x1));
    if (spaces.empty()) return 0.3 * line.height();
    const auto middle = spaces.begin() + static_cast<std::ptrdiff_t>(spaces.size() / 2);
    std::ranges::nth_element(spaces, middle);
    return *middle;
}

// Where the row would have ended with the first word of the next one.
double endWithFirstWord(const TextLine& line, const TextLine& before) {
    return before.x1 + spaceOf(before) + firstWordOf(line);
}

bool mayBeFull(const TextLine& line, const TextLine& before, double edge) {
    return endWithFirstWord(line, before) > edge - 2.5 * line.height();
}

// The lines outside heads.
std::vector<std::size_t> bodyLinesOf(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads) {
    std::vector<std::size_t> body;
    std::size_t next = 0;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        while (next < heads.size() && heads[next].lastLine < i) ++next;
        if (next >= heads.size() || i < heads[next].line) body.push_back(i);
    }
    return body;
}

// Heads do not wrap where bodies do. Endless when no edge is seen: the longest of a few short lines is no row that was
// full.
double rightEdgeOf(const std::vector<TextLine>& lines, const std::vector<std::size_t>& body) {
    constexpr std::ptrdiff_t kLeastFullRows = 3;
    constexpr double kUsualRow = 60 * 6;  // columns of plain text
    if (body.empty()) return std::numeric_limits<double>::infinity();
    double edge = 0;
    for (const auto i : body) edge = std::max(edge, lines[i].x1);
    const auto full =
        std::ranges::count_if(body, [&](std::size_t i) { return lines[i].x1 > edge - 6 * lines[i].height(); });
    const auto& first = lines[body.front()];
    const double usual = first.page > 0 ? 0.75 * first.pageWidth : kUsualRow;
    return edge >= usual || full >= kLeastFullRows ? edge : std::numeric_limits<double>::infinity();
}

int marksOf(const TextLine& line) {
    int level = 0;
    unquoted(line.text, &level);
    return level;
}

// Who wrote the quoted rows: the sender of the head nearest above with no more marks than they have.
struct Owners {
    struct Owner {
        std::string from;
        int level = 0;
    };
    std::vector<Owner> owners;

    void add(const MailHead& head, const std::vector<TextLine>& lines) {
        int level = marksOf(lines[head.line]);
        if (head.isAttribution && head.lastLine + 1 < lines.size())
            level = std::max(level, marksOf(lines[head.lastLine + 1]));
        while (!owners.empty() && owners.back().level >= level) owners.pop_back();
        owners.push_back({head.from, level});
    }
    std::string at(int level) const {
        for (auto owner = owners.rbegin(); owner != owners.rend(); ++owner)
            if (owner->level <= level) return owner->from;
        return {};
    }
};

}  // namespace

QuotedRows::QuotedRows(const std::vector<TextLine>& lines, const std::vector<MailHead>& heads)
    : m_lines(lines), m_wraps(lines.size(), false) {
    m_edge = rightEdgeOf(lines, bodyLinesOf(lines, heads));
    learn(heads);
}

void QuotedRows::learn(const std::vector<MailHead>& heads) {
    constexpr std::size_t kLeastWrapped = 2, kLeastInMail = 4;
    using Writer = std::pair<std::string, int>;
    std::vector<std::optional<Writer>> writers(m_lines.size());
    std::vector<std::size_t> mails(m_lines.size());
    std::map<Writer, std::size_t> wrapped;
    std::map<std::size_t, std::size_t> wrappedIn;  // mail
    std::set<std::size_t> answering;               // mails
    Owners owners;
    std::optional<Writer> writer;  // of the last quoted row
    bool isSetApart = false;       // an unmarked text that may stand between two quoted rows
    std::size_t mail = 0, next = 0;
    for (std::size_t i = 0; i < m_lines.size(); ++i) {
        const auto& line = m_lines[i];
        const int marks = marksOf(line);
        if (next < heads.size() && heads[next].line == i) {
            const auto& head = heads[next++];
            if (!head.isAttribution) {
                ++mail;
                owners = {};
            }
            if (isSetApart && marks > 0) answering.insert(mail);
            if (marks == 0) writer.reset();
            isSetApart = false;
            owners.add(head, m_lines);
            i = head.lastLine;
            continue;
        }
        mails[i] = mail;
        if (marks > 0) {
            if (isSetApart) answering.insert(mail);
            isSetApart = false;
            writer = Writer{owners.at(marks), marks};
        } else if (writer && i > 0) {
            const auto& before = m_lines[i - 1];
            const bool isBelowRow = marksOf(before) > 0 && isClose(line, before);
            if (isBelowRow && !mayBeFull(line, before, m_edge)) {
                answering.insert(mail);
            } else if (isBelowRow && isOneSentence(line, before) && endWithFirstWord(line, before) > m_edge) {
                ++wrapped[*writer];
                ++wrappedIn[mail];
            } else if (!isClose(line, before) && line.gapAbove < kStartsPage) {
                isSetApart = true;
            }
        }
        writers[i] = writer;
    }
    for (std::size_t i = 0; i < m_lines.size(); ++i)
        if (writers[i] && !answering.contains(mails[i])) {
            const auto found = wrapped.find(*writers[i]);
            m_wraps[i] =
                (found != wrapped.end() && found->second >= kLeastWrapped) || wrappedIn[mails[i]] >= kLeastInMail;
        }
}

bool QuotedRows::goesOn(std::size_t i) const {
    if (i == 0) return false;
    const auto &line = m_lines[i], &before = m_lines[i - 1];
    const bool isKnown = m_wraps[i - 1] && endWithFirstWord(line, before) > m_edge;
    if (line.page != before.page && line.gapAbove >= kStartsPage)  // a page ends amid the sentence
        return isKnown && isOneSentence(line, before);
    if (!isClose(line, before) || !mayBeFull(line, before, m_edge)) return false;
    return !isNewSentence(line, before) || isKnown;
}

}  // namespace redwell::messages
