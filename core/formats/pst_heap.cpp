#include "formats/pst_heap.h"

#include "formats/little_endian.h"
#include "formats/mapi_message.h"

#include <algorithm>
#include <set>

namespace redwell::formats {
namespace {

using namespace property_types;

constexpr std::uint8_t kSignature = 0xec, kPropertyHeap = 0xbc, kTableHeap = 0x7c, kTree = 0xb5;
constexpr std::size_t kMaxRecords = 2'000'000;
constexpr std::size_t kMaxColumns = 2'000;
constexpr std::size_t kMaxManyValues = 10'000;

Error damaged(const char* part) {
    return {ErrorKind::Damaged, std::string("has a damaged part (") + part + ")", {}, "Ask for the mailbox again."};
}

std::uint8_t mask(std::uint8_t bit) { return static_cast<std::uint8_t>(0x80 >> bit % 8); }

}  // namespace

Result<PstHeap> PstHeap::open(const PstFile& file, const PstFile::Place& place, std::size_t& left) {
    PstHeap heap(file);
    REDWELL_TRY(heap.m_blocks, file.blocks(place.data, left));
    if (heap.m_blocks.empty() || u8At(heap.m_blocks.front(), 2) != kSignature) return damaged("heap");
    heap.m_kind = u8At(heap.m_blocks.front(), 3);
    heap.m_root = u32At(heap.m_blocks.front(), 4);
    REDWELL_TRY(heap.m_subnodes, file.subnodes(place.subnodes));
    return heap;
}

std::string_view PstHeap::item(std::uint32_t id) const {
    const bool isLarge = m_file->hasLargePages();
    const std::size_t block = isLarge ? id >> 19 : id >> 16;
    const std::size_t index = isLarge ? id >> 5 & 0x3fff : id >> 5 & 0x7ff;
    if ((id & 0x1f) != 0 || index == 0 || block >= m_blocks.size()) return {};
    const std::string_view bytes = m_blocks[block];
    const std::size_t map = u16At(bytes, 0);
    if (index > u16At(bytes, map)) return {};
    const std::size_t start = u16At(bytes, map + 2 + index * 2), end = u16At(bytes, map + 4 + index * 2);
    return start < end ? slice(bytes, start, end - start) : std::string_view();
}

Result<std::string> PstHeap::value(std::uint32_t id, std::size_t& left) const {
    if (id == 0) return std::string();
    if ((id & 0x1f) == 0) {
        const auto found = item(id);
        if (found.size() > left) return Error{ErrorKind::TooLarge, "holds more than one item may"};
        left -= found.size();
        return std::string(found);
    }
    const auto node = m_subnodes.find(id);
    if (node == m_subnodes.end()) return damaged("missing value");
    REDWELL_TRY(auto blocks, m_file->blocks(node->second.data, left));
    std::string out;
    for (auto& block : blocks) {
        out += block;
        std::string().swap(block);
    }
    return out;
}

void PstHeap::addTree(std::uint32_t id, int level, std::size_t keySize, std::size_t dataSize,
                      std::vector<std::string_view>& out) const {
    const auto records = item(id);
    const auto stride = keySize + (level > 0 ? 4 : dataSize);
    for (std::size_t at = 0; at + stride <= records.size() && out.size() < kMaxRecords; at += stride) {
        if (level > 0)
            addTree(u32At(records, at + keySize), level - 1, keySize, dataSize, out);
        else
            out.push_back(records.substr(at, stride));
    }
}

std::vector<std::string_view> PstHeap::tree(std::uint32_t header, std::size_t keySize, std::size_t dataSize) const {
    std::vector<std::string_view> out;
    const auto found = item(header);
    const int level = u8At(found, 3);
    // Three levels hold more than a heap does; more is a trap.
    if (u8At(found, 0) == kTree && u8At(found, 1) == keySize && u8At(found, 2) == dataSize && level <= 3)
        addTree(u32At(found, 4), level, keySize, dataSize, out);
    return out;
}

std::vector<std::string> PstHeap::manyValues(std::uint16_t type, const std::string& bytes) {
    std::vector<std::string> values;
    if (const auto size = fixedSize(type)) {
        for (std::size_t at = 0; at + size <= bytes.size() && values.size() < kMaxManyValues; at += size)
            values.push_back(bytes.substr(at, size));
        return values;
    }
    const std::size_t count = std::min<std::size_t>(u32At(bytes, 0), kMaxManyValues);
    for (std::size_t i = 0; i < count && 4 + i * 4 < bytes.size(); ++i) {
        const std::size_t start = u32At(bytes, 4 + i * 4);
        const std::size_t end = i + 1 < count ? u32At(bytes, 8 + i * 4) : bytes.size();
        values.emplace_back(start < end
                                ? slice(bytes, start, std::min(end, bytes.size()) - std::min(start, bytes.size()))
                                : std::string_view());
    }
    return values;
}

Result<PstHeap::Properties> PstHeap::properties(const PropertyNames& names, std::size_t& left) const {
    if (m_kind != kPropertyHeap) return damaged("properties");
    Properties out;
    for (const auto record : tree(m_root, 2, 6)) {
        if (out.bag.all().size() >= kMaxProperties) break;
        const auto id = u16At(record, 0), type = u16At(record, 2);
        const auto stored = record.substr(4, 4);
        const auto size = fixedSize(type);
        Property property{id, type, {}, id >= 0x8000 ? names.find(id) : std::nullopt};
        if (size > 0 && size <= 4) {
            property.values = {std::string(stored.substr(0, size))};
        } else {
            auto found = value(u32At(stored, 0), left);
            if (!found) {
                if (found.error().kind == ErrorKind::TooLarge) return found.error();
                out.isDamaged = true;
                continue;
            }
            auto& bytes = *found;
            if (type == kObject) {
                out.objects[id] = u32At(bytes, 0);
                continue;
            }
            property.values = type & kMany ? manyValues(static_cast<std::uint16_t>(type & ~kMany), bytes)
                                           : std::vector<std::string>{std::move(bytes)};
        }
        out.bag.add(std::move(property));
    }
    return out;
}

Result<std::vector<PstHeap::Row>> PstHeap::rows(const PropertyNames& names, std::size_t limit,
                                                std::size_t& left) const {
    if (m_kind != kTableHeap) return damaged("table");
    const auto info = item(m_root);
    const std::size_t columns = u8At(info, 1), presence = u16At(info, 6), rowSize = u16At(info, 8);
    if (u8At(info, 0) != kTableHeap || columns > kMaxColumns || rowSize < 4 || presence > rowSize ||
        22 + columns * 8 > info.size())
        return damaged("table");
    // Rows that the index does not name are remains of deleted ones.
    std::set<std::uint32_t> named;
    for (const auto record : tree(u32At(info, 10), 4, m_file->isAnsi() ? 2 : 4)) named.insert(u32At(record, 0));
    const auto matrix = u32At(info, 14);
    std::vector<std::string> blocks;
    if (matrix != 0 && (matrix & 0x1f) == 0) {
        blocks.emplace_back(item(matrix));
    } else if (matrix != 0) {
        const auto node = m_subnodes.find(matrix);
        if (node == m_subnodes.end()) return damaged("table's rows");
        REDWELL_TRY(blocks, m_file->blocks(node->second.data, left));
    }
    std::vector<Row> out;
    for (const std::string_view block : blocks)
        for (std::size_t at = 0; at + rowSize <= block.size() && out.size() < limit; at += rowSize) {
            const auto row = block.substr(at, rowSize);
            Row made;
            made.id = u32At(row, 0);
            if (!named.empty() && !named.contains(made.id)) continue;
            for (std::size_t i = 0; i < columns; ++i) {
                const auto column = info.substr(22 + i * 8, 8);
                const auto type = u16At(column, 0), id = u16At(column, 2);
                const std::size_t offset = u16At(column, 4), size = u8At(column, 6), bit = u8At(column, 7);
                if (!(u8At(row, presence + bit / 8) & mask(static_cast<std::uint8_t>(bit)))) continue;
                Property property{id, type, {}, id >= 0x8000 ? names.find(id) : std::nullopt};
                if (const auto fixed = fixedSize(type); fixed > 0 && fixed <= 8) {
                    property.values = {std::string(slice(row, offset, std::min(fixed, size)))};
                    property.values.front().resize(fixed);
                } else {
                    auto bytes = value(u32At(row, offset), left);
                    if (!bytes) {
                        if (bytes.error().kind == ErrorKind::TooLarge) return bytes.error();
                        continue;
                    }
                    property.values = type & kMany ? manyValues(static_cast<std::uint16_t>(type & ~kMany), *bytes)
                                                   : std::vector<std::string>{std::move(*bytes)};
                }
                made.bag.add(std::move(property));
            }
            out.push_back(std::move(made));
        }
    return out;
}

}  // namespace redwell::formats
