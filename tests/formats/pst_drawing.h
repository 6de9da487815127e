// Outlook mailboxes drawn for tests as MS-PST lays them out: Unicode form, plain, a heap of one block a node.
#pragma once

#include "formats/little_endian.h"
#include "formats/mapi_property.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redwell::formats {

// A node's heap: its items, of which the first is its root.
class DrawnHeap {
public:
    explicit DrawnHeap(unsigned char kind) : m_kind(kind) {}
    std::uint32_t add(std::string item) {
        m_items.push_back(std::move(item));
        return static_cast<std::uint32_t>(m_items.size()) << 5;
    }
    void replace(std::uint32_t id, std::string item) { m_items[(id >> 5) - 1] = std::move(item); }
    std::string bytes() const {
        std::string body, map;
        appendU16(map, m_items.size());
        appendU16(map, 0);
        for (const auto& item : m_items) {
            appendU16(map, 12 + body.size());
            body += item;
        }
        appendU16(map, 12 + body.size());
        if (body.size() % 2) body += '\0';
        std::string out;
        appendU16(out, 12 + body.size());
        out += '\xec';
        out += static_cast<char>(m_kind);
        appendU32(out, 0x20);
        appendU32(out, 0);
        return out + body + map;
    }
    static std::string tree(char keySize, char dataSize, std::uint32_t root) {
        std::string out{'\xb5', keySize, dataSize, 0};
        appendU32(out, root);
        return out;
    }

private:
    unsigned char m_kind;
    std::vector<std::string> m_items;
};

class DrawnProperties {
public:
    DrawnProperties& text(std::uint16_t id, std::string_view utf8) { return big(id, 0x1f, utf16FromUtf8(utf8)); }
    DrawnProperties& binary(std::uint16_t id, std::string bytes) { return big(id, 0x102, std::move(bytes)); }
    DrawnProperties& time(std::uint16_t id, std::uint64_t ticks) {
        std::string value;
        appendU64(value, ticks);
        return big(id, 0x40, std::move(value));
    }
    DrawnProperties& number(std::uint16_t id, std::uint32_t value) {
        m_small[id] = {3, value};
        return *this;
    }
    // A value in a node within; an object when type says so.
    DrawnProperties& within(std::uint16_t id, std::uint16_t type, std::uint32_t node) {
        if (type != 0x0d) {
            m_small[id] = {type, node};
            return *this;
        }
        std::string value;
        appendU32(value, node);
        appendU32(value, 0);
        return big(id, type, std::move(value));
    }
    std::string bytes() const {
        DrawnHeap heap(0xbc);
        heap.add(DrawnHeap::tree(2, 6, 0x40));
        const auto records = heap.add("");
        std::map<std::uint16_t, std::pair<std::uint16_t, std::uint32_t>> all(m_small.begin(), m_small.end());
        for (const auto& [id, value] : m_big) all[id] = {value.first, heap.add(value.second)};
        std::string list;
        for (const auto& [id, value] : all) {
            appendU16(list, id);
            appendU16(list, value.first);
            appendU32(list, value.second);
        }
        heap.replace(records, list);
        return heap.bytes();
    }

private:
    DrawnProperties& big(std::uint16_t id, std::uint16_t type, std::string value) {
        m_big[id] = {type, std::move(value)};
        return *this;
    }
    std::map<std::uint16_t, std::pair<std::uint16_t, std::uint32_t>> m_small;
    std::map<std::uint16_t, std::pair<std::uint16_t, std::string>> m_big;
};

// Rows of ids, and of numbers and texts that every row has.
class DrawnTable {
public:
    struct Column {
        std::uint16_t id, type;
    };
    explicit DrawnTable(std::vector<Column> columns) : m_columns(std::move(columns)) {}
    DrawnTable& row(std::uint32_t id, std::vector<std::string> values) {
        m_rows.emplace_back(id, std::move(values));
        return *this;
    }
    std::string bytes() const {
        DrawnHeap heap(0x7c);
        const auto info = heap.add("");
        const auto index = heap.add(""), records = heap.add("");
        const auto cells = static_cast<std::uint16_t>(8 + 4 * m_columns.size());
        const auto width = static_cast<std::uint16_t>(cells + 4);
        std::string matrix, ids;
        for (const auto& [id, values] : m_rows) {
            appendU32(ids, id);
            appendU32(ids, matrix.size() / width);
            appendU32(matrix, id);
            appendU32(matrix, 0);
            for (std::size_t i = 0; i < m_columns.size(); ++i)
                appendU32(matrix, m_columns[i].type == 3 ? u32At(values[i], 0) : heap.add(values[i]));
            matrix += std::string(4, '\xff');
        }
        heap.replace(index, DrawnHeap::tree(4, 4, records));
        heap.replace(records, ids);
        std::string out{'\x7c', static_cast<char>(m_columns.size() + 1)};
        for (const auto end : {cells, cells, cells, width}) appendU16(out, end);
        appendU32(out, index);
        appendU32(out, heap.add(matrix));
        appendU32(out, 0);
        std::uint16_t offset = 8;
        addColumn(out, 0x67f2, 3, 0, 0);
        for (std::size_t i = 0; i < m_columns.size(); ++i, offset = static_cast<std::uint16_t>(offset + 4))
            addColumn(out, m_columns[i].id, m_columns[i].type, offset, static_cast<char>(i + 1));
        heap.replace(info, out);
        return heap.bytes();
    }

private:
    static void addColumn(std::string& out, std::uint16_t id, std::uint16_t type, std::uint16_t offset, char bit) {
        appendU16(out, type);
        appendU16(out, id);
        appendU16(out, offset);
        out += '\x04';
        out += bit;
    }
    std::vector<Column> m_columns;
    std::vector<std::pair<std::uint32_t, std::vector<std::string>>> m_rows;
};

class DrawnPst {
public:
    struct Part {
        std::uint32_t id = 0;
        std::uint64_t data = 0, parts = 0;  // blocks
    };
    // A node's data; what is larger than a block goes into several.
    std::uint64_t data(const std::string& bytes) {
        if (bytes.size() <= kBlock) return block(bytes, false);
        std::string list;
        std::uint16_t count = 0;
        for (std::size_t at = 0; at < bytes.size(); at += kBlock, ++count)
            appendU64(list, block(bytes.substr(at, kBlock), false));
        std::string out{1, 1};
        appendU16(out, count);
        appendU32(out, bytes.size());
        return block(out + list, true);
    }
    std::uint64_t parts(const std::vector<Part>& list) {
        if (list.empty()) return 0;
        std::string out{2, 0};
        appendU16(out, list.size());
        appendU32(out, 0);
        for (const auto& part : list) {
            appendU64(out, part.id);
            appendU64(out, part.data);
            appendU64(out, part.parts);
        }
        return block(out, true);
    }
    void node(std::uint32_t id, std::uint32_t parent, std::uint64_t dataBlock, std::uint64_t partsBlock = 0) {
        std::string entry;
        appendU64(entry, id);
        appendU64(entry, dataBlock);
        appendU64(entry, partsBlock);
        appendU32(entry, parent);
        appendU32(entry, 0);
        m_nodes[id] = entry;
    }
    void folder(std::uint32_t id, std::uint32_t parent, std::string_view name, std::uint32_t count) {
        node(id, parent, data(DrawnProperties().text(0x3001, name).number(0x3602, count).bytes()));
    }

    std::string bytes() {
        auto file = m_file;
        const auto nodes = tree(file, m_nodes, 0x81, 32), blocks = tree(file, m_blocks, 0x80, 24);
        const auto put = [&](std::size_t at, std::uint64_t value, std::size_t size) {
            std::string number;
            appendNumber(number, value, size);
            file.replace(at, size, number);
        };
        file.replace(0, 4, "!BDN");
        put(10, 23, 2);
        put(184, file.size(), 8);
        put(224, nodes, 8);
        put(240, blocks, 8);
        put(513, 0, 1);
        return file;
    }

private:
    static constexpr std::size_t kBlock = 8176;

    std::uint64_t block(const std::string& bytes, bool isInternal) {
        const std::uint64_t id = (m_blocks.size() + 1) * 4 | (isInternal ? 2U : 0U);
        std::string entry;
        appendU64(entry, id);
        appendU64(entry, m_file.size());
        appendU16(entry, bytes.size());
        appendU16(entry, 2);
        appendU32(entry, 0);
        m_blocks[id] = entry;
        m_file += bytes;
        m_file.resize((m_file.size() + 16 + 63) / 64 * 64);
        return id;
    }

    static std::uint64_t tree(std::string& file, const std::map<std::uint64_t, std::string>& leaves, unsigned char type,
                              std::size_t stride) {
        std::vector<std::string> entries;
        for (const auto& [id, entry] : leaves) entries.push_back(entry);
        for (char level = 0;; ++level) {
            const auto size = level == 0 ? stride : 24;
            const auto most = 488 / size;
            std::vector<std::string> above;
            for (std::size_t at = 0; at < entries.size(); at += most) {
                const auto count = std::min(most, entries.size() - at);
                std::string page;
                for (std::size_t i = 0; i < count; ++i) page += entries[at + i];
                page.resize(488);
                page += static_cast<char>(count);
                page += static_cast<char>(most);
                page += static_cast<char>(size);
                page += level;
                page.resize(496);
                page += std::string(2, static_cast<char>(type));
                page.resize(512);
                std::string entry = entries[at].substr(0, 8);
                appendU64(entry, 0);
                appendU64(entry, file.size());
                above.push_back(entry);
                file += page;
            }
            if (above.size() == 1) return u64At(above.front(), 16);
            entries = above;
        }
    }

    std::string m_file = std::string(1024, '\0');
    std::map<std::uint64_t, std::string> m_nodes, m_blocks;
};

}  // namespace redwell::formats
