#include "formats/chat/chat_export.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace redwell::formats {

void matchAttachments(ChatExport& chat, const std::vector<std::string>& spoken) {
    if (!chat.archive) return;
    const auto& entries = chat.archive->entries();
    std::unordered_map<std::string_view, std::size_t> places;
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].kind == ArchiveEntry::Kind::File) places.emplace(entries[i].path, i);
    std::unordered_set<std::string_view> used(spoken.begin(), spoken.end());
    for (auto& event : chat.log.events)
        for (auto& attachment : event.attachments) {
            if (attachment.entry.empty() && places.contains(attachment.id)) attachment.entry = attachment.id;
            if (!attachment.entry.empty()) used.insert(attachment.entry);
        }
    for (const auto& participant : chat.log.participants) used.insert(participant.avatar);
    for (const auto& conversation : chat.log.conversations) used.insert(conversation.icon);
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (entries[i].kind == ArchiveEntry::Kind::File && !used.contains(entries[i].path))
            chat.unreferenced.push_back(i);
}

}  // namespace redwell::formats
