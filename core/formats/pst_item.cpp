#include "formats/pst_item.h"

#include "formats/limits.h"
#include "formats/little_endian.h"
#include "formats/pst_heap.h"

#include <algorithm>

namespace redwell::formats {
namespace {

constexpr std::uint32_t kNamesNode = 0x61, kRecipientTable = 0x692, kAttachmentTable = 0x671, kAttachmentType = 0x05;
constexpr std::uint16_t kSubject = 0x0037, kAttachData = 0x3701, kAttachMethod = 0x3705;
constexpr std::size_t kMaxPropertyBytes = std::size_t{16} << 20;  // of a folder or the store
constexpr std::string_view kOleMagic = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

// A mailbox marks where the subject's prefix ends: U+0001 and its length stand in front.
void tidySubject(PropertyBag& bag) {
    for (auto& property : bag.all()) {
        if (property.id != kSubject || property.values.empty()) continue;
        const std::size_t unit = property.type == property_types::kUnicode ? 2 : 1;
        auto& value = property.values.front();
        if (value.size() >= 2 * unit && numberAt(value, 0, unit) == 1) value.erase(0, 2 * unit);
    }
}

class ItemReader {
public:
    ItemReader(const PstFile& file, const PropertyNames& names) : m_file(file), m_names(names) {}

    Result<MapiMessage> read(const PstFile::Place& place, int depth) {
        if (depth > kMaxMessagesDeep) return Error{ErrorKind::TooLarge, "holds mails within mails without end"};
        REDWELL_TRY(const auto heap, PstHeap::open(m_file, place, m_left));
        REDWELL_TRY(auto properties, heap.properties(m_names, m_left));
        MapiMessage message;
        message.properties = std::move(properties.bag);
        message.isDamaged = properties.isDamaged;
        tidySubject(message.properties);
        const auto charset = message.properties.charset();
        const auto& parts = heap.subnodes();
        if (const auto table = parts.find(kRecipientTable); table != parts.end()) {
            auto rows = tableRows(table->second, kMaxRecipients);
            if (!rows && rows.error().kind == ErrorKind::TooLarge) return rows.error();
            message.isDamaged = message.isDamaged || !rows;
            for (std::size_t i = 0; rows && i < rows->size(); ++i) {
                (*rows)[i].bag.inheritCharset(charset);
                message.recipients.push_back(std::move((*rows)[i].bag));
            }
        }
        REDWELL_TRY(const auto ids, attachmentIds(parts));
        for (const auto id : ids) {
            auto& attachment = message.attachments.emplace_back();
            if (const auto part = parts.find(id); part != parts.end())
                takeAttachment(part->second, attachment, depth);
            else
                attachment.problem = Error{ErrorKind::Damaged, "is missing from the mailbox"};
            attachment.properties.inheritCharset(charset);
        }
        return message;
    }

private:
    Result<std::vector<PstHeap::Row>> tableRows(const PstFile::Place& place, std::size_t limit) {
        REDWELL_TRY(const auto heap, PstHeap::open(m_file, place, m_left));
        return heap.rows(m_names, limit, m_left);
    }

    // In the order of the table; where that cannot be read, in the order of their ids.
    Result<std::vector<std::uint32_t>> attachmentIds(const std::map<std::uint32_t, PstFile::Place>& parts) {
        std::vector<std::uint32_t> ids;
        if (const auto table = parts.find(kAttachmentTable); table != parts.end())
            if (const auto rows = tableRows(table->second, kMaxChildren + 1)) {
                for (const auto& row : *rows) ids.push_back(row.id);
                if (ids.size() > kMaxChildren) return Error{ErrorKind::TooLarge, "holds more than 10,000 attachments"};
                return ids;
            }
        for (const auto& [id, place] : parts)
            if ((id & 0x1f) == kAttachmentType && ids.size() < kMaxChildren) ids.push_back(id);
        return ids;
    }

    void takeAttachment(const PstFile::Place& place, MapiAttachment& attachment, int depth) {
        const auto heap = PstHeap::open(m_file, place, m_left);
        if (!heap) {
            attachment.problem = heap.error();
            return;
        }
        auto properties = heap->properties(m_names, m_left);
        if (!properties) {
            attachment.problem = properties.error();
            return;
        }
        attachment.properties = std::move(properties->bag);
        if (properties->isDamaged) attachment.problem = Error{ErrorKind::Damaged, "has parts that cannot be read"};
        const auto object = properties->objects.find(kAttachData);
        if (object == properties->objects.end()) return;
        const auto inside = heap->subnodes().find(object->second);
        if (inside == heap->subnodes().end()) {
            attachment.problem = Error{ErrorKind::Damaged, "is missing from the mailbox"};
            return;
        }
        if (attachment.properties.number(kAttachMethod).value_or(0) == 5) {
            auto message = read(inside->second, depth + 1);
            if (message)
                attachment.message = std::make_unique<MapiMessage>(std::move(*message));
            else
                attachment.problem = message.error();
            return;
        }
        auto blocks = m_file.blocks(inside->second.data, m_left);
        if (!blocks) {
            attachment.problem = blocks.error();
            return;
        }
        std::string bytes;
        for (const auto& block : *blocks) bytes += block;
        if (bytes.starts_with(kOleMagic))
            attachment.storage = std::move(bytes);
        else
            attachment.properties.add({kAttachData, property_types::kBinary, {std::move(bytes)}, {}});
    }

    const PstFile& m_file;
    const PropertyNames& m_names;
    std::size_t m_left = kMaxChildBytes;  // of everything together
};

}  // namespace

Result<MapiMessage> pstItem(const PstFile& file, const PropertyNames& names, const PstFile::Place& place) {
    return ItemReader(file, names).read(place, 0);
}

Result<PropertyBag> pstProperties(const PstFile& file, const PropertyNames& names, const PstFile::Place& place) {
    std::size_t left = kMaxPropertyBytes;
    REDWELL_TRY(const auto heap, PstHeap::open(file, place, left));
    REDWELL_TRY(auto properties, heap.properties(names, left));
    return std::move(properties.bag);
}

PropertyNames pstNames(const PstFile& file) {
    const auto node = file.node(kNamesNode);
    if (!node) return {};
    const auto bag = pstProperties(file, {}, node->place);
    if (!bag) return {};
    return PropertyNames(bag->binary(2), bag->binary(3), bag->binary(4));
}

}  // namespace redwell::formats
