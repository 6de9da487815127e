#include "formats/chat/chat_log.h"

#include "base/hash.h"

#include <algorithm>

namespace redwell::formats {
namespace {

constexpr std::size_t kListedProblems = 50;

template <class T>
std::vector<std::pair<std::string_view, const T*>> indexed(const std::vector<T>& values) {
    std::vector<std::pair<std::string_view, const T*>> index;
    index.reserve(values.size());
    for (const auto& value : values) index.emplace_back(value.id, &value);
    std::stable_sort(index.begin(), index.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    return index;
}

template <class T>
const T* found(const std::vector<std::pair<std::string_view, const T*>>& index, std::string_view id) {
    const auto at =
        std::lower_bound(index.begin(), index.end(), id, [](const auto& entry, auto key) { return entry.first < key; });
    return at != index.end() && at->first == id ? at->second : nullptr;
}

}  // namespace

void ChatLog::report(std::string problem) {
    ++problemCount;
    if (problems.size() < kListedProblems) problems.push_back(std::move(problem));
}

void ChatLog::nameEvents(std::string_view fileBytes) {
    if (std::all_of(events.begin(), events.end(), [](const ChatEvent& event) { return !event.id.empty(); })) return;
    const auto file = sha256(fileBytes).hex().substr(0, 16);
    for (std::size_t i = 0; i < events.size(); ++i)
        if (events[i].id.empty()) events[i].id = file + "-" + std::to_string(i + 1);
}

ChatNames::ChatNames(const ChatLog& log)
    : m_participants(indexed(log.participants)), m_conversations(indexed(log.conversations)) {}

const ChatParticipant* ChatNames::participant(const std::string& id) const { return found(m_participants, id); }
const ChatConversation* ChatNames::conversation(const std::string& id) const { return found(m_conversations, id); }

std::string ChatNames::name(const std::string& id) const {
    const auto* known = participant(id);
    if (!known) return id;
    if (!known->display.empty()) return known->display;
    return known->email.empty() ? id : known->email;
}

std::string ChatNames::sender(const std::string& id) const {
    const auto* known = participant(id);
    if (!known || known->email.empty()) return name(id);
    return known->display.empty() ? known->email : known->display + " <" + known->email + ">";
}

std::string ChatNames::conversationName(const std::string& id) const {
    const auto* known = conversation(id);
    return known && !known->display.empty() ? known->display : id;
}

}  // namespace redwell::formats
