#include "messages/chat_marks.h"

#include "base/text.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

using documents::Reaction;

bool isCount(std::string_view word) {
    return !word.empty() && word.size() <= 4 && word.find_first_not_of("0123456789") == std::string_view::npos;
}

// Scanning turns the first colon into a quote mark.
bool isShortcode(std::string_view word) {
    for (const std::string_view quote : {"\u2018", "\u2019", "'"})
        if (word.starts_with(quote) && word.ends_with(':') && word.size() > quote.size() + 3)
            return isShortcode(":" + std::string(word.substr(quote.size())));
    return word.size() >= 4 && word.front() == ':' && word.back() == ':' &&
           word.substr(1, word.size() - 2).find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_+-") ==
               std::string_view::npos &&
           !isCount(word.substr(1, word.size() - 2));
}

// Pictographs: U+2600 to U+27BF, U+1F000 and above, with their modifiers.
bool isEmoji(std::string_view word) {
    if (word.empty()) return false;
    for (std::size_t i = 0; i < word.size();) {
        const auto byte = static_cast<unsigned char>(word[i]);
        if (byte == 0xF0)
            i += 4;
        else if (byte == 0xE2 && i + 1 < word.size() && static_cast<unsigned char>(word[i + 1]) >= 0x98 &&
                 static_cast<unsigned char>(word[i + 1]) <= 0x9E)
            i += 3;
        else if (i > 0 && (byte == 0xEF || byte == 0xE2))  // variation selector, joiner
            i += 3;
        else
            return false;
    }
    return true;
}

std::vector<Reaction> reactionsIn(std::string_view line) {
    std::vector<Reaction> found;
    bool hasCode = false, hasCount = false;
    for (const auto& word : split(collapseWhitespace(line), ' ')) {
        if (isShortcode(word) || isEmoji(word)) {
            hasCode = hasCode || isShortcode(word);
            found.push_back({word, 0, {}});
        } else if (isCount(word) && !found.empty() && found.back().count == 0) {
            found.back().count = std::atoi(word.c_str());
            hasCount = true;
        } else {
            return {};
        }
    }
    if (!hasCount && !(hasCode && found.size() > 1)) return {};  // a lone emoji is a text
    return found;
}

bool takeEdited(std::string& body) {
    static constexpr std::array<std::string_view, 8> kMarks = {
        "(edited)",     "(Edited)",       "[edited]",  "<This message was edited>",
        "(bearbeitet)", "(modifi\u00e9)", "(editado)", "\nEdited"};
    bool isEdited = false;
    for (const auto mark : kMarks)
        for (std::size_t at = body.find(mark); at != std::string::npos; at = body.find(mark, at + 1)) {
            const std::size_t end = at + mark.size();
            if (end < body.size() && body[end] != '\n') continue;
            body.erase(at, mark.size());
            while (at > 0 && body[at - 1] == ' ') body.erase(--at, 1);
            isEdited = true;
        }
    body = trim(body);
    return isEdited;
}

bool tellsOfDeletion(std::string_view body) {
    static constexpr std::array<std::string_view, 11> kNotices = {"this message was deleted",
                                                                  "you deleted this message",
                                                                  "this message has been deleted",
                                                                  "message deleted",
                                                                  "this message was unsent",
                                                                  "diese nachricht wurde geloscht",
                                                                  "du hast diese nachricht geloscht",
                                                                  "ce message a ete supprime",
                                                                  "este mensaje fue eliminado",
                                                                  "se elimino este mensaje",
                                                                  "deleted"};
    if (body.size() > 80) return false;
    std::string folded = fold(body);
    const auto isMark = [](char c) { return std::string_view("[]<>().*_ ").find(c) != std::string_view::npos; };
    while (!folded.empty() && isMark(folded.back())) folded.pop_back();
    while (!folded.empty() && isMark(folded.front())) folded.erase(folded.begin());
    const bool isBare = folded == "deleted";
    if (isBare) return body.find_first_of("[<(") != std::string_view::npos;
    return std::find(kNotices.begin(), kNotices.end(), folded) != kNotices.end();
}

}  // namespace

bool isReactions(std::string_view line) { return line.size() < 120 && !reactionsIn(line).empty(); }

void takeMarks(documents::Message& message) {
    for (int i = 0; i < 4; ++i) {
        const auto last = message.body.rfind('\n');
        const std::string_view line =
            last == std::string::npos ? std::string_view() : std::string_view(message.body).substr(last + 1);
        if (line.empty() || line.size() > 120) break;
        auto reactions = reactionsIn(line);
        if (reactions.empty()) break;
        message.reactions.insert(message.reactions.begin(), reactions.begin(), reactions.end());
        message.body.resize(last);
        message.body = trim(message.body);
    }
    if (takeEdited(message.body)) message.edits.push_back({message.from, {}, {}, message.body});
    message.isDeleted = tellsOfDeletion(message.body);
}

}  // namespace redwell::messages
