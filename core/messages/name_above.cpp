#include "messages/name_above.h"

#include "messages/sender.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

namespace redwell::messages {
namespace {

constexpr std::size_t kLongestNameLine = 60, kLeastHeads = 4;
constexpr double kLeastLikeness = 0.7, kAlike = 0.05;

// The name on the line above the head, which stands nearer to it than to what is above.
std::string_view nameAbove(const std::vector<TextLine>& lines, const ChatReading& reading, std::size_t s) {
    const auto& start = reading.starts[s];
    if (start.line == 0 || (s > 0 && reading.starts[s - 1].lastLine + 1 >= start.line)) return {};
    const auto& above = lines[start.line - 1];
    if (above.page != lines[start.line].page || lines[start.line].gapAbove > above.gapAbove + kAlike) return {};
    const auto name = trimmedSender(above.text);
    return above.text.size() <= kLongestNameLine && nameLikeness(name) >= kLeastLikeness ? name : std::string_view();
}

}  // namespace

void takeNamesAbove(const std::vector<TextLine>& lines, ChatReading& reading) {
    const std::size_t all = reading.starts.size();
    if (all < kLeastHeads) return;
    std::vector<std::string_view> names(all);
    std::map<std::string, std::map<std::string, std::size_t>> roles;  // of each name
    std::set<std::string> distinctRoles;
    std::size_t named = 0;
    for (std::size_t s = 0; s < all; ++s) {
        names[s] = nameAbove(lines, reading, s);
        if (names[s].empty()) continue;
        ++named;
        const auto role = senderKey(reading.starts[s].sender);
        ++roles[senderKey(names[s])][role];
        distinctRoles.insert(role);
    }
    std::size_t ofUsualRole = 0;
    for (const auto& [name, held] : roles) {
        std::size_t most = 0;
        for (const auto& [role, count] : held) most = std::max(most, count);
        ofUsualRole += most;
    }
    const bool areNames = named * 10 >= all * 9 && ofUsualRole * 10 >= named * 9 && roles.size() >= 2 &&
                          roles.size() * 2 <= named && roles.size() >= distinctRoles.size();
    if (!areNames) return;
    for (std::size_t s = 0; s < all; ++s) {
        if (names[s].empty()) continue;
        reading.starts[s].sender = names[s];
        --reading.starts[s].line;
    }
}

}  // namespace redwell::messages
