// The upper layer of an Outlook mailbox (MS-PST 2.3): a node's heap, and the properties and tables in it.
#pragma once

#include "base/result.h"
#include "formats/mapi_names.h"
#include "formats/pst_file.h"

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace redwell::formats {

class PstHeap {
public:
    // left: how many bytes the item that it belongs to may still take. Errors: Damaged, TooLarge.
    static Result<PstHeap> open(const PstFile& file, const PstFile::Place& place, std::size_t& left);

    struct Properties {
        PropertyBag bag;
        std::map<std::uint16_t, std::uint32_t> objects;  // property to the node within that holds it
        bool isDamaged = false;                          // some values could not be read
    };
    Result<Properties> properties(const PropertyNames& names, std::size_t& left) const;

    struct Row {
        std::uint32_t id = 0;
        PropertyBag bag;
    };
    Result<std::vector<Row>> rows(const PropertyNames& names, std::size_t limit, std::size_t& left) const;

    const std::map<std::uint32_t, PstFile::Place>& subnodes() const { return m_subnodes; }

private:
    explicit PstHeap(const PstFile& file) : m_file(&file) {}
    std::string_view item(std::uint32_t id) const;
    Result<std::string> value(std::uint32_t id, std::size_t& left) const;  // on the heap, or a node within
    std::vector<std::string_view> tree(std::uint32_t header, std::size_t keySize, std::size_t dataSize) const;
    void addTree(std::uint32_t id, int level, std::size_t keySize, std::size_t dataSize,
                 std::vector<std::string_view>& out) const;
    static std::vector<std::string> manyValues(std::uint16_t type, const std::string& bytes);

    const PstFile* m_file;
    std::vector<std::string> m_blocks;
    std::map<std::uint32_t, PstFile::Place> m_subnodes;
    std::uint32_t m_root = 0;
    std::uint8_t m_kind = 0;
};

}  // namespace redwell::formats
