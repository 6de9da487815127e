#include "formats/pst_file.h"

#include "formats/little_endian.h"
#include "formats/pst_cipher.h"

#include <sys/stat.h>
#include <unistd.h>
#include <zlib.h>

#include <algorithm>
#include <cerrno>

namespace redwell::formats {
namespace {

constexpr std::uint8_t kBlockPage = 0x80, kNodePage = 0x81;
constexpr int kMaxLevels = 8;  // of a tree
constexpr std::size_t kMaxCachedPages = 512;
constexpr std::size_t kMaxSubnodes = 200'000;
constexpr std::size_t kMaxBlocks = 1'000'000;  // of one node
constexpr std::uint64_t kInternal = 2;         // a block's id: of the file's own structures

Error damaged(const char* part) {
    return {ErrorKind::Damaged, std::string("has a damaged part (") + part + ")", {}, "Ask for the mailbox again."};
}

}  // namespace

struct PstFile::Page {
    std::string bytes;
    std::size_t count = 0, stride = 0;
    int level = 0;
    std::string_view at(std::size_t i) const { return slice(bytes, i * stride, stride); }
};

struct PstFile::Walk {
    std::uint32_t first = 0;
    const std::function<bool(const Node&)>& visit;
    std::uint64_t pagesLeft = 0;
    std::uint64_t next = 0;  // lowest id that may still come: a tree that goes in circles ends here
    bool isOver = false;
};

Result<PstFile> PstFile::open(int fd) {
    PstFile file;
    file.m_fd = fd;
    struct stat status {};
    if (::fstat(fd, &status) != 0 || status.st_size < 564) return damaged("header");
    file.m_size = static_cast<std::uint64_t>(status.st_size);
    REDWELL_TRY(const auto header, file.bytes(0, 564));
    if (u32At(header, 0) != 0x4e444221) return Error{ErrorKind::Damaged, "is no Outlook mailbox"};
    const auto version = u16At(header, 10);
    if (version == 14 || version == 15) {
        file.m_form = Form::Ansi;
        file.m_statedSize = u32At(header, 168);
        file.m_nodes = u32At(header, 188);
        file.m_blocks = u32At(header, 196);
        file.m_cipher = u8At(header, 461);
    } else if (version >= 20) {
        file.m_form = version >= 36 ? Form::Large : Form::Unicode;
        file.m_statedSize = u64At(header, 184);
        file.m_nodes = u64At(header, 224);
        file.m_blocks = u64At(header, 240);
        file.m_cipher = u8At(header, 513);
    } else {
        return Error{ErrorKind::Unsupported, "is an Outlook mailbox of a version that is not known"};
    }
    if (file.m_cipher > 2)
        return Error{ErrorKind::Password,
                     "is encrypted by the computer that it came from",
                     {},
                     "Ask for a mailbox exported from Outlook."};
    return file;
}

Result<std::string> PstFile::bytes(std::uint64_t offset, std::size_t size) const {
    if (offset > m_size || m_size - offset < size) return damaged("beyond its end");
    std::string out(size, '\0');
    for (std::size_t done = 0; done < size;) {
        const auto got = ::pread(m_fd, out.data() + done, size - done, static_cast<off_t>(offset + done));
        if (got < 0 && errno == EINTR) continue;
        if (got <= 0) return damaged("unreadable");
        done += static_cast<std::size_t>(got);
    }
    return out;
}

Result<PstFile::Page> PstFile::page(std::uint64_t offset, std::uint8_t type) const {
    const bool isLarge = m_form == Form::Large;
    const std::size_t size = isLarge ? 4096 : 512;
    auto cached = m_pages.find(offset);
    if (cached == m_pages.end()) {
        REDWELL_TRY(auto read, bytes(offset, size));
        if (m_pages.size() >= kMaxCachedPages) m_pages.clear();
        cached = m_pages.emplace(offset, std::move(read)).first;
    }
    Page out;
    out.bytes = cached->second;
    const std::size_t end = isLarge ? 4056 : m_form == Form::Ansi ? 496 : 488;
    const std::size_t trailer = isLarge ? 4072 : m_form == Form::Ansi ? 500 : 496;
    if (u8At(out.bytes, trailer) != type || u8At(out.bytes, trailer + 1) != type) return damaged("index page");
    out.count = isLarge ? u16At(out.bytes, end) : u8At(out.bytes, end);
    out.stride = u8At(out.bytes, end + (isLarge ? 4 : 2));
    out.level = u8At(out.bytes, end + (isLarge ? 5 : 3));
    const std::size_t least = out.level > 0 ? 3 * idSize() : type == kNodePage ? 4 * idSize() : 2 * idSize() + 4;
    if (out.level > kMaxLevels || out.stride < least || out.count * out.stride > end) return damaged("index page");
    return out;
}

// The leaf's entry for a key.
Result<std::string> PstFile::entry(std::uint64_t root, std::uint8_t type, std::uint64_t key) const {
    auto offset = root;
    int level = kMaxLevels + 1;
    for (;;) {
        REDWELL_TRY(const auto found, page(offset, type));
        if (found.level >= level) return damaged("index in a circle");
        level = found.level;
        // The last entry whose key is not greater.
        std::size_t low = 0, high = found.count;
        while (low < high) {
            const auto middle = (low + high) / 2;
            if (numberAt(found.at(middle), 0, idSize()) <= key)
                low = middle + 1;
            else
                high = middle;
        }
        const Error missing{ErrorKind::NotFound, "lacks a part that it refers to", {}, "Ask for the mailbox again."};
        if (low == 0) return missing;
        const auto hit = found.at(low - 1);
        if (level == 0) {
            if (numberAt(hit, 0, idSize()) != key) return missing;
            return std::string(hit);
        }
        offset = numberAt(hit, 2 * idSize(), idSize());
    }
}

PstFile::Node PstFile::nodeOf(std::string_view entry) const {
    const auto size = idSize();
    Node node;
    node.id = u32At(entry, 0);
    node.place.data = numberAt(entry, size, size);
    node.place.subnodes = numberAt(entry, 2 * size, size);
    node.parent = u32At(entry, 3 * size);
    return node;
}

Result<PstFile::Node> PstFile::node(std::uint32_t id) const {
    REDWELL_TRY(const auto found, entry(m_nodes, kNodePage, id));
    return nodeOf(found);
}

bool PstFile::forEachNode(std::uint32_t first, const std::function<bool(const Node&)>& visit) const {
    Walk state{first, visit, m_size / 512 + 1, first, false};
    return walk(state, m_nodes, kMaxLevels + 1);
}

bool PstFile::walk(Walk& state, std::uint64_t offset, int level) const {
    if (state.pagesLeft == 0) return false;
    --state.pagesLeft;
    const auto found = page(offset, kNodePage);
    if (!found || found->level >= level) return false;
    bool isWhole = true;
    for (std::size_t i = 0; i < found->count && !state.isOver; ++i) {
        if (found->level > 0) {
            // Everything under it comes before the next entry's key.
            if (i + 1 < found->count && numberAt(found->at(i + 1), 0, idSize()) <= state.first) continue;
            isWhole = walk(state, numberAt(found->at(i), 2 * idSize(), idSize()), found->level) && isWhole;
            continue;
        }
        const auto node = nodeOf(found->at(i));
        if (node.id < state.next) continue;
        state.next = std::uint64_t{node.id} + 1;
        state.isOver = !state.visit(node);
    }
    return isWhole;
}

Result<std::string> PstFile::blockBytes(std::uint64_t id, std::size_t limit) const {
    const auto size = idSize();
    REDWELL_TRY(const auto found, entry(m_blocks, kBlockPage, id & ~std::uint64_t{1}));
    const auto offset = numberAt(found, size, size);
    const std::size_t stored = u16At(found, 2 * size);
    const std::size_t inflated = m_form == Form::Large ? u16At(found, 2 * size + 2) : stored;
    if (stored == 0) return damaged("empty block");
    if (std::max(stored, inflated) > limit) return Error{ErrorKind::TooLarge, "holds more than one item may"};
    REDWELL_TRY(auto data, bytes(offset, stored));
    if (m_form == Form::Large && inflated != stored && inflated > 0) {
        std::string out(inflated, '\0');
        auto length = static_cast<uLongf>(inflated);
        if (::uncompress(reinterpret_cast<Bytef*>(out.data()), &length, reinterpret_cast<const Bytef*>(data.data()),
                         static_cast<uLong>(data.size())) != Z_OK)
            return damaged("compressed block");
        out.resize(length);
        data = std::move(out);
    }
    if (!(id & kInternal)) decipher(data, m_cipher, id);
    return data;
}

Status PstFile::addBlocks(std::uint64_t id, int depth, std::size_t& left, std::vector<std::string>& out) const {
    REDWELL_TRY(auto data, blockBytes(id, std::max<std::size_t>(left, 1)));
    if (!(id & kInternal)) {
        left -= std::min(left, data.size());
        if (out.size() >= kMaxBlocks) return Error{ErrorKind::TooLarge, "holds more than one item may"};
        out.push_back(std::move(data));
        return {};
    }
    const auto level = u8At(data, 1);
    if (u8At(data, 0) != 1 || level < 1 || level > 2 || depth > 1) return damaged("list of blocks");
    const std::size_t count = u16At(data, 2);
    if (8 + count * idSize() > data.size()) return damaged("list of blocks");
    for (std::size_t i = 0; i < count; ++i)
        REDWELL_CHECK(addBlocks(numberAt(data, 8 + i * idSize(), idSize()), depth + 1, left, out));
    return {};
}

Result<std::vector<std::string>> PstFile::blocks(std::uint64_t id, std::size_t& left) const {
    std::vector<std::string> out;
    if (id != 0) REDWELL_CHECK(addBlocks(id, 0, left, out));
    return out;
}

Status PstFile::addSubnodes(std::uint64_t id, int depth, std::map<std::uint32_t, Place>& out) const {
    REDWELL_TRY(const auto data, blockBytes(id, std::size_t{1} << 20));
    const auto size = idSize();
    const auto level = u8At(data, 1);
    const std::size_t start = m_form == Form::Ansi ? 4 : 8, count = u16At(data, 2);
    const auto stride = (level == 0 ? 3 : 2) * size;
    if (u8At(data, 0) != 2 || level > 1 || depth > 1 || start + count * stride > data.size())
        return damaged("list of parts");
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = start + i * stride;
        if (level > 0) {
            REDWELL_CHECK(addSubnodes(numberAt(data, at + size, size), depth + 1, out));
            continue;
        }
        if (out.size() >= kMaxSubnodes) return Error{ErrorKind::TooLarge, "holds more parts than one item may"};
        out[u32At(data, at)] = {numberAt(data, at + size, size), numberAt(data, at + 2 * size, size)};
    }
    return {};
}

Result<std::map<std::uint32_t, PstFile::Place>> PstFile::subnodes(std::uint64_t id) const {
    std::map<std::uint32_t, Place> out;
    if (id != 0) REDWELL_CHECK(addSubnodes(id, 0, out));
    return out;
}

}  // namespace redwell::formats
