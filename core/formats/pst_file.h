// The lower layer of an Outlook mailbox (MS-PST 2.2): nodes, and the blocks that hold their data. Looks up each through
// the trees on disk, so that a mailbox of any size costs a few pages of memory. Of all three forms: ANSI, Unicode, and
// the large pages of newer OST files.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

class PstFile {
public:
    // The descriptor must outlive it. Errors: Damaged, Unsupported.
    static Result<PstFile> open(int fd);

    struct Place {
        std::uint64_t data = 0, subnodes = 0;  // ids of blocks; 0: none
    };
    struct Node {
        std::uint32_t id = 0, parent = 0;
        Place place;
    };
    // Errors: NotFound, Damaged.
    Result<Node> node(std::uint32_t id) const;
    // From first on in the order of their ids, until visit says false. Damaged parts are passed over; false when there
    // were any.
    bool forEachNode(std::uint32_t first, const std::function<bool(const Node&)>& visit) const;

    // What a node holds, a block at a time, taken off left. Errors: Damaged, TooLarge.
    Result<std::vector<std::string>> blocks(std::uint64_t id, std::size_t& left) const;
    // Nodes within a node. Errors: Damaged, TooLarge.
    Result<std::map<std::uint32_t, Place>> subnodes(std::uint64_t id) const;

    bool hasLargePages() const { return m_form == Form::Large; }
    bool isAnsi() const { return m_form == Form::Ansi; }
    bool isCut() const { return m_size < m_statedSize; }  // shorter than its header says

private:
    enum class Form { Ansi, Unicode, Large };
    struct Page;
    struct Block {
        std::uint64_t id = 0, offset = 0;
        std::size_t size = 0, inflatedSize = 0;
    };
    struct Walk;

    Result<std::string> bytes(std::uint64_t offset, std::size_t size) const;
    Result<Page> page(std::uint64_t offset, std::uint8_t type) const;
    Result<std::string> entry(std::uint64_t root, std::uint8_t type, std::uint64_t key) const;
    bool walk(Walk& state, std::uint64_t offset, int level) const;
    Node nodeOf(std::string_view entry) const;
    Result<std::string> blockBytes(std::uint64_t id, std::size_t limit) const;
    Status addBlocks(std::uint64_t id, int depth, std::size_t& left, std::vector<std::string>& out) const;
    Status addSubnodes(std::uint64_t id, int depth, std::map<std::uint32_t, Place>& out) const;
    std::size_t idSize() const { return m_form == Form::Ansi ? 4 : 8; }

    int m_fd = -1;
    Form m_form = Form::Unicode;
    std::uint64_t m_size = 0, m_statedSize = 0, m_nodes = 0, m_blocks = 0;
    std::uint8_t m_cipher = 0;
    mutable std::map<std::uint64_t, std::string> m_pages;  // read lately
};

}  // namespace redwell::formats
