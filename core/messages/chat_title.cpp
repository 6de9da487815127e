#include "messages/chat_title.h"

#include "base/text.h"
#include "messages/time_expression.h"

#include <algorithm>
#include <array>

namespace redwell::messages {
namespace {

constexpr std::size_t kMostLines = 30, kLongest = 80, kMostWords = 10;

// "Channel: #planning", "Workplace Chat: budget".
std::string labelled(std::string_view text) {
    static constexpr std::array<std::string_view, 22> kLabels = {"channel",      "conversation",   "chat",
                                                                 "group",        "group chat",     "workplace chat",
                                                                 "room",         "team chat",      "space",
                                                                 "chat name",    "workspace chat", "channel name",
                                                                 "thread",       "chat title",     "gruppe",
                                                                 "unterhaltung", "direct message", "direct messages",
                                                                 "dm",           "group message",  "private message",
                                                                 "private chat"};
    const auto colon = text.find(':');
    if (colon == std::string_view::npos || colon > 24) return {};
    const std::string label = fold(trim(text.substr(0, colon)));
    if (std::find(kLabels.begin(), kLabels.end(), label) == kLabels.end()) return {};
    return std::string(trim(text.substr(colon + 1)));
}

// A heading, not a sentence, a stamp, a legend or a fact with its label.
bool isTitle(const TextLine& line) {
    const auto& text = line.text;
    if (text.size() < 3 || text.size() > kLongest || line.words.size() > kMostWords) return false;
    if (text.ends_with('.') || text.find(':') != std::string::npos || isGenericTitle(text)) return false;
    if (std::string_view("-=*_[(").find(text.front()) != std::string_view::npos) return false;
    if (!findTimes(text).empty()) return false;
    const std::string folded = fold(text);
    for (const std::string_view word : {"confidential", "attorney", "privileged", "exported", "printed", "page ",
                                        "exhibit", "participants", "case no", "filed", "generated", "bates"})
        if (folded.find(word) != std::string::npos) return false;
    return true;
}

}  // namespace

bool isGenericTitle(std::string_view text) {
    static constexpr std::array<std::string_view, 38> kWords = {
        "chat",     "chats",        "message", "messages", "conversation", "conversations", "transcript",
        "export",   "log",          "history", "instant",  "text",         "texts",         "sms",
        "imessage", "whatsapp",     "teams",   "slack",    "of",           "the",           "record",
        "records",  "printout",     "print",   "report",   "exported",     "room",          "exhibit",
        "a",        "group",        "archive", "full",     "details",      "back",          "edit",
        "contact",  "confidential", "page"};
    const auto words = split(collapseWhitespace(fold(text)), ' ');
    return std::all_of(words.begin(), words.end(), [](const std::string& word) {
        return word.find_first_of("abcdefghijklmnopqrstuvwxyz") == std::string::npos ||
               std::find(kWords.begin(), kWords.end(), word) != kWords.end();
    });
}

std::optional<ChatTitle> chatTitle(const std::vector<TextLine>& lines, std::size_t firstMessage,
                                   const std::vector<bool>& isOther) {
    std::optional<ChatTitle> title;
    for (std::size_t i = 0; i < std::min({firstMessage, lines.size(), kMostLines}); ++i) {
        const auto& line = lines[i];
        if (line.page == 0 || isOther[i]) continue;
        if (auto name = labelled(line.text); !name.empty() && name.size() <= kLongest) return ChatTitle{i, name};
        const bool isChannel =
            line.text.size() > 2 && line.text[0] == '#' && line.text[1] != ' ' && line.words.size() <= 3;
        if (isChannel) return ChatTitle{i, line.text};
        if (i == 0 && isTitle(line)) title = ChatTitle{i, line.text};
    }
    return title;
}

}  // namespace redwell::messages
