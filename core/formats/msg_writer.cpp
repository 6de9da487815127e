#include "formats/msg_writer.h"

#include "formats/little_endian.h"
#include "formats/ole_file.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

namespace redwell::formats {
namespace {

using namespace property_types;

constexpr OleClass kMessageClass = {0x0b, 0x0d, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46};
constexpr std::uint16_t kAttachData = 0x3701, kStoreSupport = 0x340d, kRowId = 0x67f2, kRowVersion = 0x67f3;
constexpr std::uint32_t kReadWrite = 6;
constexpr std::uint32_t kUnicodeStore = 0x0004'0000;
constexpr std::size_t kNameBuckets = 31;  // MS-OXMSG 2.2.3.2

std::string hex8(std::uint32_t number) {
    std::array<char, 9> text{};
    std::snprintf(text.data(), text.size(), "%08X", number);
    return text.data();
}

std::string valueName(std::uint16_t id, std::uint16_t type) {
    return "__substg1.0_" + hex8(static_cast<std::uint32_t>(id) << 16 | type);
}

// The names that the whole file uses, each with an id from 0x8000 on in the order of their first use.
class NameTable {
public:
    std::uint16_t idOf(const PropertyName& name) {
        for (std::size_t i = 0; i < m_names.size(); ++i)
            if (m_names[i] == name) return static_cast<std::uint16_t>(0x8000 + i);
        m_names.push_back(name);
        return static_cast<std::uint16_t>(0x8000 + m_names.size() - 1);
    }

    void collect(const PropertyBag& bag) {
        for (const auto& property : bag.all())
            if (property.name) idOf(*property.name);
    }
    void collect(const MapiMessage& message) {
        collect(message.properties);
        for (const auto& recipient : message.recipients) collect(recipient);
        for (const auto& attachment : message.attachments) {
            collect(attachment.properties);
            if (attachment.message) collect(*attachment.message);
        }
    }

    void write(OleWriter::Storage& storage) const {
        std::vector<PropertySet> sets;
        std::string entries, texts;
        std::map<std::uint32_t, std::string> buckets;
        for (std::size_t i = 0; i < m_names.size(); ++i) {
            const auto& name = m_names[i];
            const auto set = setNumber(name.set, sets) << 1 | (name.isText ? 1 : 0);
            std::uint32_t number = name.number, hashed = name.number;
            if (name.isText) {
                number = static_cast<std::uint32_t>(texts.size());
                hashed = checksum(name.text);
                appendU32(texts, name.text.size());
                texts += name.text;
                texts.resize((texts.size() + 3) / 4 * 4);
            }
            const auto which = static_cast<std::uint32_t>(i << 16 | set);
            appendU32(entries, number);
            appendU32(entries, which);
            auto& bucket = buckets[0x1000 + (hashed ^ set) % kNameBuckets];
            appendU32(bucket, hashed);
            appendU32(bucket, which);
        }
        std::string guids;
        for (const auto& set : sets) guids.append(set.begin(), set.end());
        storage.stream(valueName(2, kBinary), guids);
        storage.stream(valueName(3, kBinary), entries);
        storage.stream(valueName(4, kBinary), texts);
        for (const auto& [id, bucket] : buckets)
            storage.stream(valueName(static_cast<std::uint16_t>(id), kBinary), bucket);
    }

private:
    static std::uint32_t setNumber(const PropertySet& set, std::vector<PropertySet>& sets) {
        if (set == property_sets::kMapi) return 1;
        if (set == property_sets::kPublicStrings) return 2;
        auto found = std::find(sets.begin(), sets.end(), set);
        if (found == sets.end()) found = sets.insert(sets.end(), set);
        return static_cast<std::uint32_t>(found - sets.begin()) + 3;
    }

    // MS-OXRTFCP's checksum is zlib's without the inversions at both ends.
    static std::uint32_t checksum(const std::string& text) {
        const auto sum =
            crc32(0xffff'ffff, reinterpret_cast<const Bytef*>(text.data()), static_cast<uInt>(text.size()));
        return static_cast<std::uint32_t>(~sum);
    }

    std::vector<PropertyName> m_names;
};

class MsgWriter {
public:
    explicit MsgWriter(NameTable& names) : m_names(names) {}

    void message(OleWriter::Storage& storage, const MapiMessage& message, bool isRoot) {
        std::string header(8, '\0');
        for (int round = 0; round < 2; ++round) {
            appendU32(header, message.recipients.size());
            appendU32(header, message.attachments.size());
        }
        if (isRoot) header.append(8, '\0');
        if (isRoot) storage.setClass(kMessageClass);
        properties(storage, message.properties, std::move(header), true);
        for (std::size_t i = 0; i < message.recipients.size(); ++i)
            storage.storage("__recip_version1.0_#" + hex8(static_cast<std::uint32_t>(i)),
                            [&](OleWriter::Storage& part) {
                                properties(part, message.recipients[i], std::string(8, '\0'), false);
                            });
        for (std::size_t i = 0; i < message.attachments.size(); ++i)
            storage.storage("__attach_version1.0_#" + hex8(static_cast<std::uint32_t>(i)),
                            [&](OleWriter::Storage& part) { attachment(part, message.attachments[i]); });
    }

private:
    void attachment(OleWriter::Storage& storage, const MapiAttachment& attachment) {
        std::string entries(8, '\0');
        if (attachment.message || !attachment.storage.empty()) {
            entry(entries, kAttachData, kObject, 0xffff'ffff, attachment.message ? 1 : 4);
            storage.storage(valueName(kAttachData, kObject), [&](OleWriter::Storage& object) {
                if (attachment.message)
                    message(object, *attachment.message, false);
                else if (const auto file = OleStorage::open(attachment.storage))
                    copy(*file, object, 0);
            });
        }
        properties(storage, attachment.properties, std::move(entries), false);
    }

    static void copy(const OleStorage& from, OleWriter::Storage& to, int depth) {
        to.setClass(from.classId());
        for (const auto& entry : from.entries())
            if (!entry.isStorage) {
                if (const auto bytes = from.stream(entry, entry.size)) to.stream(entry.name, *bytes);
            } else if (const auto inside = from.storage(entry); inside && depth < kMaxMessagesDeep) {
                to.storage(entry.name, [&](OleWriter::Storage& target) { copy(*inside, target, depth + 1); });
            }
    }

    static void entry(std::string& entries, std::uint16_t id, std::uint16_t type, std::uint32_t size,
                      std::uint32_t reserved) {
        appendU16(entries, type);
        appendU16(entries, id);
        appendU32(entries, kReadWrite);
        appendU32(entries, size);
        appendU32(entries, reserved);
    }

    void properties(OleWriter::Storage& storage, const PropertyBag& bag, std::string entries, bool isMessage) {
        for (const auto& property : bag.all()) {
            if (property.id == kRowId || property.id == kRowVersion) continue;  // of a mailbox's tables
            if (property.id == kStoreSupport && isMessage) continue;
            if (property.type == kObject || property.values.empty()) continue;
            const auto id = property.name ? m_names.idOf(*property.name) : property.id;
            if (!property.name && id >= 0x8000) continue;  // nobody could tell what it is
            put(storage, entries, id, property);
        }
        if (isMessage) {
            entry(entries, kStoreSupport, kInt32, kUnicodeStore, 0);
        }
        storage.stream("__properties_version1.0", entries);
    }

    static void put(OleWriter::Storage& storage, std::string& entries, std::uint16_t id, const Property& property) {
        const auto type = property.type;
        const auto single = static_cast<std::uint16_t>(type & ~kMany);
        const auto fixed = fixedSize(single);
        const auto& values = property.values;
        if (!(type & kMany) && fixed > 0 && fixed <= 8) {
            auto value = values.front();
            value.resize(fixed);
            value.resize(8);
            appendU16(entries, type);
            appendU16(entries, id);
            appendU32(entries, kReadWrite);
            entries += value;
        } else if (!(type & kMany)) {
            const auto endMark = type == kUnicode ? 2U : type == kString8 ? 1U : 0U;
            entry(entries, id, type, static_cast<std::uint32_t>(values.front().size()) + endMark, 0);
            storage.stream(valueName(id, type), values.front());
        } else {
            std::string joined;
            for (const auto& value : values) {
                if (fixed > 0)
                    joined += value;
                else
                    appendU32(joined, value.size() + (single == kUnicode ? 2 : single == kString8 ? 1 : 0));
                if (fixed == 0 && single == kBinary) appendU32(joined, 0);
            }
            entry(entries, id, type, static_cast<std::uint32_t>(joined.size()), 0);
            storage.stream(valueName(id, type), joined);
            for (std::size_t i = 0; fixed == 0 && i < values.size(); ++i)
                storage.stream(valueName(id, type) + "-" + hex8(static_cast<std::uint32_t>(i)), values[i]);
        }
    }

    NameTable& m_names;
};

}  // namespace

Result<std::string> msgFileOf(const MapiMessage& message) {
    NameTable names;
    names.collect(message);
    return OleWriter::write([&](OleWriter::Storage& root) {
        root.storage("__nameid_version1.0", [&](OleWriter::Storage& storage) { names.write(storage); });
        MsgWriter(names).message(root, message, true);
    });
}

}  // namespace redwell::formats
