#include "messages/shared_stamps.h"

#include "base/text.h"
#include "messages/chat_days.h"
#include "messages/chat_shapes.h"
#include "messages/sender.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <cmath>
#include <map>
#include <set>
#include <string>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastStamps = 2, kLeastTexts = 5, kLongestName = 60;
constexpr double kSameEdge = 4;  // points

struct Opening {
    std::size_t line = 0, colon = 0;
    std::string key;
};

std::optional<Opening> openingOn(const TextLine& line, std::size_t i) {
    const auto colon = line.text.find(':');
    if (colon == std::string::npos || colon == 0 || colon > kLongestName || line.text.substr(colon, 2) != ": ")
        return std::nullopt;
    const auto name = trimmedSender(std::string_view(line.text).substr(0, colon));
    return nameLikeness(name) >= 0.5 ? std::optional(Opening{i, colon, senderKey(name)}) : std::nullopt;
}

// Those of a court's or an examiner's record: "THE COURT", "MR. OKORO".
bool isOfRecord(std::string_view text) {
    for (const std::string_view opening : {"THE ", "MR. ", "MS. ", "MRS. ", "BY MR", "BY MS"})
        if (text.starts_with(opening)) return true;
    static constexpr std::array<std::string_view, 14> kRoles = {
        "q",        "a",     "interviewer", "interviewee", "witness", "counsel",     "examiner",
        "examinee", "chair", "chairman",    "moderator",   "speaker", "the witness", "the court"};
    static constexpr std::array<std::string_view, 8> kRanks = {"det ",   "detective ", "officer ", "sgt ",
                                                               "agent ", "judge ",     "hon ",     "speaker "};
    std::string name;
    for (const char c : fold(text.substr(0, text.find(':'))))
        if (c != '.') name += c;
    return std::ranges::find(kRoles, name) != kRoles.end() ||
           std::ranges::any_of(kRanks, [&](std::string_view rank) { return name.starts_with(rank); });
}

bool isInCapitals(std::string_view name) {
    return std::ranges::none_of(name, [](char c) { return c >= 'a' && c <= 'z'; });
}

// What a record of spoken words is called on top.
bool isTitleOfRecord(std::string_view text) {
    static constexpr std::array<std::string_view, 9> kTitles = {"interview",  "deposition",  "hearing",
                                                                "minutes of", "proceedings", "examination",
                                                                "testimony",  "scene ",      "subtitles"};
    const auto folded = fold(text);
    return std::ranges::any_of(kTitles,
                               [&](std::string_view title) { return folded.find(title) != std::string::npos; });
}

class SharedStamps {
public:
    explicit SharedStamps(const std::vector<TextLine>& lines) : m_lines(lines), m_isStamp(lines.size(), false) {
        for (std::size_t i = 0; i < lines.size(); ++i)
            if (const auto time = timeAlone(lines[i].text)) {
                m_stamps.emplace_back(i, *time);
                m_isStamp[i] = true;
            }
        m_dividers = dividersOf(lines, m_isStamp);
        if (m_stamps.size() >= kLeastStamps) findOpenings();
    }

    std::optional<ChatReading> read() const {
        if (m_openings.size() < std::max(kLeastTexts, m_stamps.size() + 2) || !isTalk() || !areOver())
            return std::nullopt;
        ChatReading chat;
        std::size_t s = 0, last = m_lines.size();
        for (const auto& opening : m_openings) {
            while (s + 1 < m_stamps.size() && m_stamps[s + 1].first < opening.line) ++s;
            ChatStart start;
            start.line = start.lastLine = opening.line;
            if (m_stamps[s].first + 1 == opening.line) start.line = m_stamps[s].first;
            start.bodyBegin = opening.colon + 1;
            start.sender = trimmedSender(std::string_view(m_lines[opening.line].text).substr(0, opening.colon));
            start.time = m_stamps[s].second;
            start.time.begin = start.time.end = std::string::npos;  // not on the head's own line
            start.confidence = last == m_stamps[s].first ? 0.8 : 0.85;
            last = m_stamps[s].first;
            chat.starts.push_back(std::move(start));
        }
        chat.dividers = m_dividers;
        chat.score = static_cast<double>(m_openings.size());
        return chat;
    }

private:
    // Lines opening with names that come back, at the edge where most of them do.
    void findOpenings() {
        std::vector<Opening> all;
        std::map<std::string, std::size_t> counts;
        std::map<long, std::size_t> edges;
        for (std::size_t i = 0; i < m_lines.size(); ++i)
            if (auto opening = m_isStamp[i] ? std::nullopt : openingOn(m_lines[i], i)) {
                ++counts[opening->key];
                ++edges[std::lround(m_lines[i].x0 / kSameEdge)];
                all.push_back(std::move(*opening));
            }
        if (all.empty()) return;
        const auto edge =
            static_cast<double>(
                std::ranges::max_element(edges, [](const auto& a, const auto& b) { return a.second < b.second; })
                    ->first) *
            kSameEdge;
        const auto bigs = std::ranges::count_if(all, [&](const Opening& o) {
            return std::isupper(static_cast<unsigned char>(m_lines[o.line].text.front())) != 0;
        });
        const bool isBigFirst = static_cast<std::size_t>(bigs) * 2 > all.size();
        for (auto& opening : all) {
            const auto name = std::string_view(m_lines[opening.line].text).substr(0, opening.colon);
            const bool isKnown = counts[opening.key] >= 2 || nameLikeness(trimmedSender(name)) >= 0.9;
            if (isBigFirst && std::islower(static_cast<unsigned char>(name.front())) != 0) continue;  // "he said: wait"
            if (!isKnown || std::abs(m_lines[opening.line].x0 - edge) > kSameEdge) continue;
            ++m_speakers[opening.key];
            m_openings.push_back(std::move(opening));
        }
    }

    // Few who come back, on days that are told, and no record.
    bool isTalk() const {
        const auto returning = std::ranges::count_if(m_speakers, [](const auto& s) { return s.second >= 2; });
        if (returning < 2 || m_speakers.size() * 2 > m_openings.size()) return false;
        if (std::ranges::any_of(m_openings, [&](const Opening& o) { return isOfRecord(m_lines[o.line].text); }))
            return false;
        if (isForm()) return false;
        const auto dated = std::ranges::count_if(m_stamps, [](const auto& s) { return s.second.hasDate; });
        if (static_cast<std::size_t>(dated) * 2 > m_stamps.size()) return true;
        const auto name = [&](const Opening& o) { return std::string_view(m_lines[o.line].text).substr(0, o.colon); };
        if (std::ranges::all_of(m_openings, [&](const Opening& o) { return isInCapitals(name(o)); })) return false;
        // Told from the beginning of a recording on.
        if (std::ranges::all_of(m_stamps, [](const auto& s) { return s.second.hour == 0; })) return false;
        for (std::size_t i = 0; i < m_openings.front().line; ++i)
            if (isTitleOfRecord(m_lines[i].text)) return false;
        const bool hasDay = std::ranges::any_of(m_dividers, [&](std::size_t i) { return i < m_openings.front().line; });
        return hasDay && std::ranges::any_of(m_stamps, [](const auto& stamp) { return stamp.second.minute % 5 != 0; });
    }

    // The same words, none of which is a full name, in the same order beneath each time: "Pulse: 72", "Pressure:
    // 120/80".
    bool isForm() const {
        std::map<std::size_t, std::vector<std::string>> groups;
        for (const auto& opening : m_openings) {
            if (m_lines[opening.line].text.substr(0, opening.colon).find(' ') != std::string::npos) return false;
            const auto above =
                std::ranges::upper_bound(m_stamps, opening.line, {}, [](const auto& s) { return s.first; });
            groups[static_cast<std::size_t>(above - m_stamps.begin())].push_back(opening.key);
        }
        const auto& first = groups.begin()->second;
        const bool isEachOnce = std::set<std::string>(first.begin(), first.end()).size() == first.size();
        return isEachOnce && std::ranges::all_of(groups, [&](const auto& group) { return group.second == first; });
    }

    // The first stamp is above all texts, and each has one right beneath it.
    bool areOver() const {
        if (m_stamps.front().first > m_openings.front().line) return false;
        std::size_t followed = 0;
        for (const auto& [line, time] : m_stamps)
            followed += std::ranges::binary_search(m_openings, line + 1, {}, &Opening::line);
        return followed * 10 >= m_stamps.size() * 9;
    }

    const std::vector<TextLine>& m_lines;
    std::vector<bool> m_isStamp;
    std::vector<std::pair<std::size_t, TimeExpression>> m_stamps;
    std::vector<std::size_t> m_dividers;
    std::vector<Opening> m_openings;
    std::map<std::string, std::size_t> m_speakers;
};

}  // namespace

std::optional<ChatReading> readSharedStamps(const std::vector<TextLine>& lines) { return SharedStamps(lines).read(); }

}  // namespace redwell::messages
