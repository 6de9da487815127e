#include "messages/run_in_names.h"

#include "messages/chat_days.h"
#include "messages/sender.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <string>
#include <unordered_map>

namespace redwell::messages {
namespace {

constexpr std::size_t kLeastRunIn = 6, kLongestRunIn = 4;  // lines; words of a name
constexpr std::size_t kLeastFollowers = 3;

struct RunIn {
    std::size_t line = 0, firstWord = 0;
    TimeExpression time;
    std::string key;
    std::size_t nameWords = 0;
};

std::string wordsOf(const TextLine& line, std::size_t first, std::size_t count) {
    const std::size_t from = line.words[first].begin;
    return line.text.substr(from, line.words[first + count - 1].end - from);
}

std::vector<RunIn> timedLines(const std::vector<TextLine>& lines) {
    std::vector<RunIn> timed;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        const auto times = findTimes(lines[i].text);
        if (times.empty() || times.front().begin > 1 || !times.front().hasClock) continue;
        const std::size_t word = wordAt(lines[i], times.front().end);
        if (word + 1 < lines[i].words.size()) timed.push_back({i, word, times.front(), {}, 0});
    }
    return timed;
}

// Calls use(key, words) for every run of words behind the time that could be a name.
template <class Use>
void eachOpening(const TextLine& line, const RunIn& timed, Use use) {
    const std::size_t most = std::min(kLongestRunIn, line.words.size() - timed.firstWord - 1);
    for (std::size_t count = 1; count <= most; ++count) {
        const auto name = wordsOf(line, timed.firstWord, count);
        if (nameLikeness(name) >= 0.7) use(senderKey(name), count);
    }
}

// The opening that the most different words follow is the name; that of a first name is the surname alone.
void findNamesOf(std::vector<RunIn>& timed, const std::vector<TextLine>& lines) {
    std::unordered_map<std::string, std::set<std::string>> followers;
    for (const auto& t : timed)
        eachOpening(lines[t.line], t, [&](const std::string& key, std::size_t count) {
            followers[key].insert(wordsOf(lines[t.line], t.firstWord + count, 1));
        });
    for (auto& t : timed) {
        std::size_t most = kLeastFollowers - 1;
        eachOpening(lines[t.line], t, [&](const std::string& key, std::size_t count) {
            const std::size_t different = followers[key].size();
            if (different <= most) return;
            most = different;
            t.key = key;
            t.nameWords = count;
        });
    }
}

}  // namespace

std::optional<ChatReading> readRunIn(const std::vector<TextLine>& lines) {
    auto timed = timedLines(lines);
    if (timed.size() < kLeastRunIn) return std::nullopt;
    findNamesOf(timed, lines);
    std::set<std::string> names;
    ChatReading chat;
    std::size_t sentences = 0, fullNames = 0;
    std::vector<bool> isHead(lines.size(), false);
    for (const auto& t : timed) {
        if (t.nameWords == 0) continue;
        const auto& line = lines[t.line];
        names.insert(t.key);
        isHead[t.line] = true;
        fullNames += t.nameWords >= 2;
        const char first = line.text[line.words[t.firstWord + t.nameWords].begin];
        sentences += first >= 'A' && first <= 'Z';
        ChatStart start;
        start.line = start.lastLine = t.line;
        start.bodyBegin = line.words[t.firstWord + t.nameWords].begin;
        start.sender = trimmedSender(wordsOf(line, t.firstWord, t.nameWords));
        start.time = t.time;
        start.confidence = 0.75;
        chat.starts.push_back(std::move(start));
    }
    const std::size_t named = chat.starts.size();
    // A log of machines names what happened to them in small letters: "09:00 Pump started".
    if (named * 10 < timed.size() * 9 || names.size() < 2 || names.size() * 3 > named || sentences * 10 < named * 6 ||
        fullNames * 3 < named)
        return std::nullopt;
    chat.dividers = dividersOf(lines, isHead);
    chat.score = static_cast<double>(named);
    return chat;
}

}  // namespace redwell::messages
