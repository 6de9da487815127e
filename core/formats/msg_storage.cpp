#include "formats/msg_storage.h"

#include "formats/limits.h"
#include "formats/little_endian.h"
#include "formats/mapi_names.h"
#include "formats/ole_file.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace redwell::formats {
namespace {

using namespace property_types;
using Entry = OleStorage::Entry;

constexpr std::string_view kProperties = "__properties_version1.0", kValue = "__substg1.0_",
                           kNames = "__nameid_version1.0", kRecipient = "__recip_version1.0_",
                           kAttachment = "__attach_version1.0_";
constexpr std::uint16_t kAttachData = 0x3701, kAttachMethod = 0x3705;
constexpr std::size_t kRootHeader = 32, kEmbeddedHeader = 24, kPartHeader = 8;
constexpr std::size_t kMaxManyValues = 10'000;

bool startsWith(std::string_view text, std::string_view prefix) { return text.substr(0, prefix.size()) == prefix; }

std::optional<std::uint32_t> hexOf(std::string_view text) {
    std::uint32_t number = 0;
    const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), number, 16);
    if (failure != std::errc() || end != text.data() + text.size()) return std::nullopt;
    return number;
}

class MsgReader {
public:
    Result<MapiMessage> read(const OleStorage& root) {
        takeNames(root);
        REDWELL_TRY(auto message, readMessage(root, kRootHeader, {}, 0));
        message.isDamaged = m_isDamaged;
        return message;
    }

private:
    Result<std::string> stream(const OleStorage& storage, const Entry& entry) {
        auto bytes = storage.stream(entry, m_left);
        if (bytes)
            m_left -= bytes->size();
        else if (bytes.error().kind != ErrorKind::TooLarge)
            m_isDamaged = true;
        return bytes;
    }

    // One part that is damaged leaves the others; one that is too large ends the reading.
    static bool isFatal(const Result<std::string>& bytes) {
        return !bytes && bytes.error().kind == ErrorKind::TooLarge;
    }

    void takeNames(const OleStorage& root) {
        for (const auto& entry : root.entries()) {
            if (entry.name != kNames || !entry.isStorage) continue;
            const auto storage = root.storage(entry);
            if (!storage) return;
            std::map<std::string, std::string> parts;
            for (const auto& part : storage->entries())
                if (const auto id = part.name;
                    id == "__substg1.0_00020102" || id == "__substg1.0_00030102" || id == "__substg1.0_00040102")
                    if (auto bytes = stream(*storage, part)) parts[id] = std::move(*bytes);
            m_names = PropertyNames(parts["__substg1.0_00020102"], parts["__substg1.0_00030102"],
                                    parts["__substg1.0_00040102"]);
        }
    }

    void put(PropertyBag& bag, std::uint16_t id, std::uint16_t type, std::vector<std::string> values) {
        if (bag.all().size() >= kMaxProperties) return;
        bag.add({id, type, std::move(values), id >= 0x8000 ? m_names.find(id) : std::nullopt});
    }

    void takeFixed(const std::string& bytes, std::size_t header, PropertyBag& bag) {
        for (std::size_t at = header; at + 16 <= bytes.size(); at += 16)
            if (const auto size = fixedSize(u16At(bytes, at)); size > 0 && size <= 8)
                put(bag, u16At(bytes, at + 2), u16At(bytes, at), {bytes.substr(at + 8, size)});
    }

    // Fixed values stand in one stream, the others in a stream each.
    Result<PropertyBag> properties(const OleStorage& storage, const std::vector<Entry>& entries, std::size_t header) {
        PropertyBag bag;
        std::map<std::uint32_t, std::map<std::uint32_t, const Entry*>> many;  // values of those that hold several
        for (const auto& entry : entries) {
            if (entry.isBroken) m_isDamaged = true;
            if (entry.isStorage || entry.isBroken) continue;
            if (entry.name == kProperties) {
                const auto bytes = stream(storage, entry);
                if (isFatal(bytes)) return bytes.error();
                if (bytes) takeFixed(*bytes, header, bag);
            } else if (startsWith(entry.name, kValue)) {
                const auto tag = hexOf(std::string_view(entry.name).substr(kValue.size(), 8));
                if (!tag) continue;
                const auto id = static_cast<std::uint16_t>(*tag >> 16), type = static_cast<std::uint16_t>(*tag);
                const auto dash = entry.name.find('-');
                if (dash != std::string::npos) {
                    const auto index = hexOf(std::string_view(entry.name).substr(dash + 1));
                    if (index && many[*tag].size() < kMaxManyValues) many[*tag][*index] = &entry;
                } else if (!(type & kMany)) {
                    auto bytes = stream(storage, entry);
                    if (isFatal(bytes)) return bytes.error();
                    if (bytes) put(bag, id, type, {std::move(*bytes)});
                } else if (const auto size = fixedSize(type & ~kMany)) {
                    const auto bytes = stream(storage, entry);
                    if (isFatal(bytes)) return bytes.error();
                    std::vector<std::string> values;
                    for (std::size_t at = 0; bytes && at + size <= bytes->size() && values.size() < kMaxManyValues;
                         at += size)
                        values.push_back(bytes->substr(at, size));
                    put(bag, id, type, std::move(values));
                }
            }
        }
        for (const auto& [tag, parts] : many) {
            std::vector<std::string> values;
            for (const auto& [index, entry] : parts) {
                auto bytes = stream(storage, *entry);
                if (isFatal(bytes)) return bytes.error();
                if (bytes) values.push_back(std::move(*bytes));
            }
            put(bag, static_cast<std::uint16_t>(tag >> 16), static_cast<std::uint16_t>(tag), std::move(values));
        }
        return bag;
    }

    static std::vector<const Entry*> numbered(const std::vector<Entry>& entries, std::string_view prefix) {
        std::vector<std::pair<std::uint32_t, const Entry*>> found;
        for (const auto& entry : entries)
            if (entry.isStorage && startsWith(entry.name, prefix)) {
                const auto hash = entry.name.find('#');
                const auto number =
                    hash == std::string::npos ? std::nullopt : hexOf(std::string_view(entry.name).substr(hash + 1));
                found.emplace_back(number.value_or(0xffffffff), &entry);
            }
        std::stable_sort(found.begin(), found.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
        std::vector<const Entry*> list;
        for (const auto& [number, entry] : found) list.push_back(entry);
        return list;
    }

    Result<MapiMessage> readMessage(const OleStorage& storage, std::size_t header, const std::string& charset,
                                    int depth) {
        if (depth > kMaxMessagesDeep) return Error{ErrorKind::TooLarge, "holds mails within mails without end"};
        const auto entries = storage.entries();
        MapiMessage message;
        REDWELL_TRY(message.properties, properties(storage, entries, header));
        if (message.properties.all().empty()) return Error{ErrorKind::Damaged, "holds nothing that a mail is made of"};
        message.properties.inheritCharset(charset);
        const auto own = message.properties.charset();
        for (const auto* entry : numbered(entries, kRecipient)) {
            if (message.recipients.size() >= kMaxRecipients) break;
            const auto part = storage.storage(*entry);
            auto bag = part ? properties(*part, part->entries(), kPartHeader) : Result<PropertyBag>(part.error());
            if (!bag) {
                m_isDamaged = true;
                continue;
            }
            bag->inheritCharset(own);
            message.recipients.push_back(std::move(*bag));
        }
        for (const auto* entry : numbered(entries, kAttachment)) {
            if (message.attachments.size() >= kMaxChildren)
                return Error{ErrorKind::TooLarge, "holds more than 10,000 attachments"};
            message.attachments.push_back(readAttachment(storage, *entry, own, depth));
        }
        return message;
    }

    MapiAttachment readAttachment(const OleStorage& storage, const Entry& entry, const std::string& charset,
                                  int depth) {
        MapiAttachment attachment;
        const auto part = storage.storage(entry);
        if (!part) {
            attachment.problem = part.error();
            return attachment;
        }
        const auto entries = part->entries();
        auto bag = properties(*part, entries, kPartHeader);
        if (!bag) {
            attachment.problem = bag.error();
            return attachment;
        }
        attachment.properties = std::move(*bag);
        attachment.properties.inheritCharset(charset);
        for (const auto& inside : entries) {
            if (!inside.isStorage || inside.name != "__substg1.0_3701000D") continue;
            auto object = part->storage(inside);
            if (!object) {
                attachment.problem = object.error();
            } else if (attachment.properties.number(kAttachMethod).value_or(0) == 5) {
                auto message = readMessage(*object, kEmbeddedHeader, charset, depth + 1);
                if (message)
                    attachment.message = std::make_unique<MapiMessage>(std::move(*message));
                else
                    attachment.problem = message.error();
            } else if (auto file = oleFileOf(*object, m_left)) {
                attachment.storage = std::move(*file);
            } else {
                attachment.problem = file.error();
            }
        }
        return attachment;
    }

    PropertyNames m_names;
    bool m_isDamaged = false;
    std::size_t m_left = kMaxChildBytes;  // of everything together
};

}  // namespace

Result<MapiMessage> messageOfMsg(std::string_view bytes) {
    REDWELL_TRY(const auto root, OleStorage::open(bytes));
    return MsgReader().read(root);
}

bool looksLikeMsg(std::string_view bytes) {
    const auto root = OleStorage::open(bytes);
    if (!root) return false;
    const auto entries = root->entries();
    return std::any_of(entries.begin(), entries.end(), [](const auto& entry) { return entry.name == kProperties; });
}

}  // namespace redwell::formats
