#include "formats/chat/chat_slices.h"

#include "base/text.h"
#include "formats/chat/chat_pages.h"
#include "formats/chat/rsmf_file.h"
#include "formats/chat/rsmf_manifest.h"
#include "formats/chat/rsmf_writer.h"
#include "formats/file_kind.h"
#include "formats/limits.h"

#include <algorithm>
#include <charconv>
#include <map>
#include <set>
#include <unordered_map>

namespace redwell::formats {
namespace {

constexpr std::int64_t kMaxSliceBytes = std::int64_t{200} << 20;  // of attachments in one slice

// Names of entries: flat, and each used once in its slice.
std::string entryName(const ChatAttachment& attachment, std::set<std::string>& taken) {
    const auto name = safePath(attachment.id.empty() ? attachment.display : attachment.id).name;
    auto unique = name;
    for (int copy = 2; unique == "rsmf_manifest.json" || !taken.insert(unique).second; ++copy)
        unique = std::to_string(copy) + "_" + name;
    return unique;
}

struct Wanted {
    std::size_t slice;      // in the batch
    std::string entryName;  // in its rsmf.zip
};

class Batch {
public:
    Batch(ChatExport& chat, const std::vector<ChatSlice>& slices) : m_chat(chat), m_slices(slices) {
        for (std::size_t i = 0; i < chat.log.events.size(); ++i) m_byId.emplace(chat.log.events[i].id, i);
        m_sliceOf.resize(chat.log.events.size());
        for (std::size_t s = 0; s < slices.size(); ++s)
            for (const auto event : slices[s].events) m_sliceOf[event] = s;
        if (!chat.archive) return;
        for (const auto& entry : chat.archive->entries()) m_sizes.emplace(entry.path, entry.size);
    }

    // Which slices go together: as many as fit, one at least.
    std::size_t end(std::size_t begin) const {
        std::int64_t bytes = 0;
        auto at = begin;
        for (; at < m_slices.size() && at - begin < kBatchChildren / 4; ++at) {
            bytes += 1024 * static_cast<std::int64_t>(m_slices[at].events.size()) + attachedBytes(m_slices[at]);
            if (at > begin && bytes > static_cast<std::int64_t>(kBatchBytes)) break;
        }
        return at;
    }

    void write(std::size_t begin, std::size_t end, ReadDocument& container) {
        std::map<std::string, std::vector<Wanted>> wanted;  // by entry of the source
        std::vector<std::map<std::string, std::string>> files(end - begin);
        for (auto s = begin; s < end; ++s) prepare(s, s - begin, wanted);
        if (m_chat.archive && !wanted.empty()) {
            const auto& entries = m_chat.archive->entries();
            std::set<std::string> done;
            m_chat.archive->visit(
                [&](std::size_t i) { return wanted.contains(entries[i].path) && !done.contains(entries[i].path); },
                [&](std::size_t i, TakenEntry one) {
                    done.insert(entries[i].path);
                    if (one.problem)
                        lose(entries[i].path, one, begin, end, container);
                    else
                        for (const auto& want : wanted[entries[i].path]) files[want.slice][want.entryName] = one.bytes;
                    return true;
                });
        }
        for (auto s = begin; s < end; ++s) {
            Child child;
            child.fileName = m_slices[s].fileName;
            child.folder = m_slices[s].folder;
            child.mimeType = kRsmfMimeType;
            child.startsFamily = true;
            child.bytes = writeRsmf(m_chat.log, m_slices[s], files[s - begin]);
            container.children.push_back(std::move(child));
        }
    }

private:
    std::int64_t sizeOf(const std::string& entry) const {
        const auto found = m_sizes.find(entry);
        return found == m_sizes.end() ? 0 : std::max<std::int64_t>(found->second, 0);
    }

    std::int64_t attachedBytes(const ChatSlice& slice) const {
        std::int64_t bytes = 0;
        for (const auto event : slice.events)
            for (const auto& attachment : m_chat.log.events[event].attachments)
                if (!attachment.entry.empty()) bytes += sizeOf(attachment.entry);
        return std::min(bytes, kMaxSliceBytes);
    }

    // Gives a slice's attachments their names within it, and tells its replies where their parents went.
    void prepare(std::size_t s, std::size_t place, std::map<std::string, std::vector<Wanted>>& wanted) {
        std::set<std::string> taken;
        std::map<std::string, std::string> named;  // by entry
        std::int64_t bytes = 0;
        for (const auto i : m_slices[s].events) {
            auto& event = m_chat.log.events[i];
            for (auto& attachment : event.attachments) {
                if (!attachment.entry.empty() && !named.contains(attachment.entry) &&
                    bytes + sizeOf(attachment.entry) > kMaxSliceBytes) {
                    attachment.absence = "too large to travel with its day: it is a document of its own";
                    attachment.entry.clear();
                }
                if (attachment.entry.empty()) continue;
                auto& name = named[attachment.entry];
                if (name.empty()) {
                    name = entryName(attachment, taken);
                    bytes += sizeOf(attachment.entry);
                    wanted[attachment.entry].push_back({place, name});
                }
                if (attachment.display.empty()) attachment.display = attachment.id;
                attachment.id = name;
            }
            for (auto& attachment : event.attachments)  // what is missing must not be taken for a namesake
                if (attachment.entry.empty() && taken.contains(attachment.id))
                    attachment.id = "missing_" + attachment.id;
            if (event.parent.empty()) continue;
            const auto parent = m_byId.find(event.parent);
            if (parent != m_byId.end() && m_sliceOf[parent->second] != s)
                event.custom.push_back(
                    {std::string(kParentElsewhere), shownTime(m_chat.log.events[parent->second].at)});
        }
    }

    // An attachment that cannot be taken out whole: missing in its message, and an exception of its own.
    void lose(const std::string& entry, TakenEntry& one, std::size_t begin, std::size_t end, ReadDocument& container) {
        for (auto s = begin; s < end; ++s)
            for (const auto i : m_slices[s].events)
                for (auto& attachment : m_chat.log.events[i].attachments)
                    if (attachment.entry == entry) {
                        attachment.entry.clear();
                        attachment.absence = one.problem->what;
                    }
        Child child;
        child.fileName = safePath(entry).name;
        child.mimeType = mimeTypeForName(child.fileName);
        child.folder = "attachments";
        child.startsFamily = true;
        child.bytes = std::move(one.bytes);
        child.problem = std::move(one.problem);
        container.children.push_back(std::move(child));
    }

    ChatExport& m_chat;
    const std::vector<ChatSlice>& m_slices;
    std::unordered_map<std::string_view, std::size_t> m_byId;
    std::vector<std::size_t> m_sliceOf;
    std::map<std::string, std::int64_t> m_sizes;
};

std::size_t placeFrom(std::string_view text) {
    std::size_t place = 0;
    std::from_chars(text.data(), text.data() + text.size(), place);
    return place;
}

void takeApart(const Archive& archive, const std::set<std::size_t>& places, std::string_view folder, std::size_t from,
               std::size_t& next, ReadDocument& container) {
    std::size_t bytes = 0;
    next = archive.entries().size();
    archive.visit([&](std::size_t i) { return i >= from && places.contains(i); },
                  [&](std::size_t i, TakenEntry one) {
                      bytes += one.bytes.size();
                      Child child;
                      auto path = safePath(archive.entries()[i].path);
                      child.fileName = std::move(path.name);
                      child.folder = std::string(folder) + (path.folder.empty() ? "" : "/" + path.folder);
                      child.mimeType = mimeTypeForName(child.fileName);
                      child.startsFamily = true;
                      child.bytes = std::move(one.bytes);
                      child.problem = std::move(one.problem);
                      if (child.bytes.empty() && !child.problem)
                          child.problem = Error{ErrorKind::Damaged, "is empty: it holds no bytes"};
                      container.children.push_back(std::move(child));
                      if (bytes < kBatchBytes && container.children.size() < kBatchChildren) return true;
                      next = i + 1;
                      return false;
                  });
}

// Attachments that did not fit into their slices, found without writing those.
std::set<std::size_t> tooLargeForSlices(const ChatExport& chat, const std::vector<ChatSlice>& slices) {
    std::set<std::size_t> places;
    std::map<std::string_view, std::size_t> entries;
    for (std::size_t i = 0; i < chat.archive->entries().size(); ++i)
        entries.emplace(chat.archive->entries()[i].path, i);
    for (const auto& slice : slices) {
        std::set<std::string_view> inside;
        std::int64_t bytes = 0;
        for (const auto i : slice.events)
            for (const auto& attachment : chat.log.events[i].attachments) {
                const auto found = entries.find(attachment.entry);
                if (attachment.entry.empty() || found == entries.end() || inside.contains(attachment.entry)) continue;
                const auto size = std::max<std::int64_t>(chat.archive->entries()[found->second].size, 0);
                if (bytes + size > kMaxSliceBytes) {
                    places.insert(found->second);
                    continue;
                }
                bytes += size;
                inside.insert(attachment.entry);
            }
    }
    return places;
}

}  // namespace

Status takeSlices(ChatExport& chat, const std::vector<ChatSlice>& slices, std::string_view resumeAt,
                  ReadDocument& container) {
    const auto begin = placeFrom(resumeAt);
    std::set<std::size_t> places(chat.unreferenced.begin(), chat.unreferenced.end());
    if (chat.archive) places.merge(tooLargeForSlices(chat, slices));
    if (begin < slices.size()) {
        Batch batch(chat, slices);
        const auto end = batch.end(begin);
        batch.write(begin, end, container);
        const bool isLast = end == slices.size() && chat.extras.empty() && places.empty();
        if (!isLast) container.resumeAt = std::to_string(end);
        return {};
    }
    if (begin == slices.size())
        for (auto& extra : chat.extras) {
            extra.startsFamily = true;
            container.children.push_back(std::move(extra));
        }
    if (places.empty()) return {};
    std::size_t next = 0;
    takeApart(*chat.archive, places, "files", begin - slices.size(), next, container);
    if (next < chat.archive->entries().size()) container.resumeAt = std::to_string(slices.size() + next);
    return {};
}

}  // namespace redwell::formats
