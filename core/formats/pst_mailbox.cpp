#include "formats/pst_mailbox.h"

#include "base/text.h"
#include "formats/limits.h"
#include "formats/little_endian.h"
#include "formats/msg_writer.h"
#include "formats/pst_item.h"

#include <unistd.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <new>

namespace redwell::formats {
namespace {

constexpr std::uint32_t kStoreNode = 0x21, kRootFolder = 0x122;
constexpr std::uint32_t kFolderType = 0x02, kMessageType = 0x04, kTypeMask = 0x1f;
constexpr std::uint16_t kSubject = 0x0037, kDisplayName = 0x3001, kContentCount = 0x3602, kSubtree = 0x35e0,
                        kPassword = 0x67ff;
constexpr int kMaxFoldersDeep = 64;
constexpr std::size_t kMaxFolders = 200'000;
constexpr std::size_t kMaxNamedDifferences = 20;

// Where a reading goes on: the id of the next item and how many came before it.
struct Position {
    std::uint32_t node = 0;
    std::uint64_t ordinal = 0;
};

Result<Position> positionFrom(std::string_view text) {
    Position at;
    if (text.empty()) return at;
    const auto* end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, at.node);
    if (first.ec == std::errc() && first.ptr != end && *first.ptr == '/')
        if (const auto second = std::from_chars(first.ptr + 1, end, at.ordinal);
            second.ec == std::errc() && second.ptr == end)
            return at;
    return Error{ErrorKind::Usage, "cannot be read on from there"};
}

std::string plainName(std::string name) {
    name = collapseWhitespace(name);
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos; }, '_');
    return elide(name, 80);
}

class Mailbox {
public:
    explicit Mailbox(PstFile file) : m_file(std::move(file)), m_names(pstNames(m_file)) {}

    Result<ReadDocument> read(const ReadOptions& options) {
        REDWELL_TRY(auto at, positionFrom(options.resumeAt));
        ReadDocument document;
        document.kind = documents::Kind::Container;
        document.mimeType = "application/vnd.ms-outlook-pst";
        takeStore(document);
        if (options.resumeAt.empty()) REDWELL_CHECK(takeCounts(document));
        std::size_t bytes = 0;
        m_file.forEachNode(at.node, [&](const PstFile::Node& node) {
            if ((node.id & kTypeMask) != kMessageType) return true;
            auto child = childOf(node, at.ordinal + 1);
            const bool isFull = !document.children.empty() && (document.children.size() >= kBatchChildren ||
                                                               bytes + child.bytes.size() > kBatchBytes);
            if (isFull) {
                document.resumeAt = std::to_string(node.id) + "/" + std::to_string(at.ordinal);
                return false;
            }
            ++at.ordinal;
            bytes += child.bytes.size();
            document.children.push_back(std::move(child));
            return true;
        });
        return document;
    }

private:
    void takeStore(ReadDocument& document) {
        const auto node = m_file.node(kStoreNode);
        const auto store = node ? pstProperties(m_file, m_names, node->place) : Result<PropertyBag>(node.error());
        if (!store) return;
        if (auto name = collapseWhitespace(store->text(kDisplayName)); !name.empty())
            document.metadata["mailbox_name"] = std::move(name);
        // Outlook asks for it, the file does not need it: a checksum is all that is kept.
        if (store->number(kPassword).value_or(0) != 0) document.metadata["password_protected"] = "true";
        if (const auto entry = store->binary(kSubtree); entry.size() >= 24) m_subtree = u32At(entry, 20);
    }

    // Every item is counted before the first is read, and compared with what the folders say of themselves.
    Status takeCounts(ReadDocument& document) {
        std::map<std::uint32_t, std::uint64_t> found;
        std::vector<PstFile::Node> folders;
        std::uint64_t items = 0;
        bool isWhole = m_file.forEachNode(0, [&](const PstFile::Node& node) {
            const auto type = node.id & kTypeMask;
            if (type == kMessageType) ++items, ++found[node.parent];
            if (type == kFolderType && folders.size() < kMaxFolders) folders.push_back(node);
            return true;
        });
        if (items == 0 && folders.empty())
            return Error{ErrorKind::Damaged,
                         "is an Outlook mailbox whose index cannot be read",
                         {},
                         "Ask for the mailbox again."};
        std::uint64_t stated = 0;
        std::vector<std::string> differences;
        for (const auto& folder : folders) {
            const auto bag = pstProperties(m_file, m_names, folder.place);
            if (!bag) {
                isWhole = false;
                continue;
            }
            const auto count =
                static_cast<std::uint64_t>(std::max<std::int64_t>(0, bag->number(kContentCount).value_or(0)));
            const auto here = found.contains(folder.id) ? found.at(folder.id) : 0;
            stated += count;
            if (count != here && differences.size() < kMaxNamedDifferences)
                differences.push_back(folderPath(folder.id) + ": " + std::to_string(here) + " of " +
                                      std::to_string(count));
        }
        document.metadata["items"] = std::to_string(items);
        document.metadata["items_stated"] = std::to_string(stated);
        if (!differences.empty()) {
            document.metadata["item_differences"] = join(differences, "; ");
            document.flags.emplace_back("item_count_differs");
        }
        if (!isWhole || m_file.isCut()) document.flags.emplace_back("damaged_mailbox");
        return {};
    }

    // Parted by slashes, from below what Outlook shows as the mailbox.
    const std::string& folderPath(std::uint32_t id) {
        if (const auto known = m_folders.find(id); known != m_folders.end()) return known->second;
        std::vector<std::string> names;
        auto at = id;
        for (int depth = 0; depth < kMaxFoldersDeep && at != 0 && at != kRootFolder && at != m_subtree; ++depth) {
            const auto node = m_file.node(at);
            if (!node) break;
            const auto bag = pstProperties(m_file, m_names, node->place);
            auto name = bag ? plainName(bag->text(kDisplayName)) : std::string();
            if (name.empty()) name = "folder " + std::to_string(at);
            names.push_back(std::move(name));
            if (node->parent == at) break;
            at = node->parent;
        }
        std::reverse(names.begin(), names.end());
        if (m_folders.size() >= kMaxFolders) m_folders.clear();
        return m_folders.emplace(id, join(names, "/")).first->second;
    }

    Child childOf(const PstFile::Node& node, std::uint64_t ordinal) {
        Child child;
        child.startsFamily = true;
        child.mimeType = "application/vnd.ms-outlook";
        child.folder = folderPath(node.parent);
        std::array<char, 24> number{};
        std::snprintf(number.data(), number.size(), "%06llu", static_cast<unsigned long long>(ordinal));
        child.fileName = number.data();
        std::string subject;
        // One item that is too large, or breaks a library, costs no other.
        try {
            auto item = pstItem(m_file, m_names, node.place);
            if (item) {
                subject = plainName(item->properties.text(kSubject));
                if (subject.empty()) subject = plainName(item->properties.text(kDisplayName));
            }
            auto bytes = item ? msgFileOf(*item) : Result<std::string>(item.error());
            if (item && item->isDamaged)
                child.problem =
                    Error{ErrorKind::Damaged, "has parts that cannot be read", {}, "Ask for the mailbox again."};
            if (bytes)
                child.bytes = std::move(*bytes);
            else
                child.problem = bytes.error();
        } catch (const std::bad_alloc&) {
            child.problem = Error{ErrorKind::TooLarge, "needs more memory than one item may take"};
        }
        if (child.bytes.size() > kMaxChildBytes) {
            child.bytes.clear();
            child.problem = Error{ErrorKind::TooLarge, "is larger than one item may be"};
        }
        child.fileName += (subject.empty() ? "" : " " + subject) + ".msg";
        if (child.problem) child.problem->where = child.fileName;
        return child;
    }

    PstFile m_file;
    PropertyNames m_names;
    std::uint32_t m_subtree = 0;
    std::map<std::uint32_t, std::string> m_folders;
};

}  // namespace

bool isPst(int fd) {
    std::array<char, 4> magic{};
    return ::pread(fd, magic.data(), magic.size(), 0) == 4 && std::string_view(magic.data(), 4) == "!BDN";
}

Result<ReadDocument> readPst(int fd, const ReadOptions& options) {
    REDWELL_TRY(auto file, PstFile::open(fd));
    return Mailbox(std::move(file)).read(options);
}

}  // namespace redwell::formats
