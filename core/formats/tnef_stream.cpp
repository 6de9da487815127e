#include "formats/tnef_stream.h"

#include "formats/limits.h"
#include "formats/little_endian.h"

#include <algorithm>

namespace redwell::formats {
namespace {

using namespace property_types;

constexpr std::uint32_t kSignature = 0x223e9f78;
constexpr std::size_t kMaxValues = 100'000;
constexpr std::uint64_t kTicksADay = std::uint64_t{86'400} * 10'000'000;

// Attributes, with their type in the upper half.
enum Attribute : std::uint32_t {
    kFrom = 0x00008000,
    kSubject = 0x00018004,
    kDateSent = 0x00038005,
    kDateReceived = 0x00038006,
    kMessageClass = 0x00078008,
    kBody = 0x0002800c,
    kAttachData = 0x0006800f,
    kAttachTitle = 0x00018010,
    kDateStart = 0x00030006,
    kDateEnd = 0x00030007,
    kAttachTransportName = 0x00069001,
    kAttachRendering = 0x00069002,
    kProperties = 0x00069003,
    kRecipients = 0x00069004,
    kAttachment = 0x00069005,
    kCodePage = 0x00069007,
};

constexpr unsigned char kStorageObject = 0x0b, kMessageObject = 0x07;  // first byte of the interface's id

// Bytes taken from the front; past the end it is cut and stays so.
class Cursor {
public:
    explicit Cursor(std::string_view bytes) : m_bytes(bytes) {}
    std::string_view take(std::size_t size) {
        if (size > m_bytes.size()) m_isCut = true;
        const auto part = m_bytes.substr(0, size);
        m_bytes.remove_prefix(part.size());
        return part;
    }
    std::string_view takePadded(std::size_t size) {
        const auto part = take(size);
        m_bytes.remove_prefix(std::min(m_bytes.size(), (4 - size % 4) % 4));
        return part;
    }
    std::uint32_t number() { return u32At(take(4), 0); }
    bool isCut() const { return m_isCut; }
    bool isAtEnd() const { return m_bytes.empty(); }

private:
    std::string_view m_bytes;
    bool m_isCut = false;
};

std::string tidy(std::string_view text) { return std::string(text.substr(0, text.find('\0'))); }

bool isOfVaryingSize(std::uint16_t type) {
    return type == kString8 || type == kUnicode || type == kBinary || type == kObject;
}

std::string fileTime(std::string_view date) {
    if (date.size() < 12) return {};
    std::int64_t year = u16At(date, 0), month = u16At(date, 2), day = u16At(date, 4);
    if (year < 1601 || year > 4500 || month < 1 || month > 12 || day < 1 || day > 31) return {};
    year -= month <= 2 ? 1 : 0;
    const auto era = year / 400, ofEra = year % 400;
    const auto ofYear = (153 * (month + (month > 2 ? -3 : 9)) + 2) / 5 + day - 1;
    const auto since1601 = era * 146'097 + ofEra * 365 + ofEra / 4 - ofEra / 100 + ofYear - 584'694;
    const auto seconds = u16At(date, 6) * 3600 + u16At(date, 8) * 60 + u16At(date, 10);
    std::string value;
    appendU64(value,
              static_cast<std::uint64_t>(since1601) * kTicksADay + static_cast<std::uint64_t>(seconds) * 10'000'000);
    return value;
}

class TnefReader {
public:
    Result<TnefMessage> read(std::string_view bytes, int depth) {
        if (depth > kMaxMessagesDeep) return Error{ErrorKind::TooLarge, "holds mails within mails without end"};
        Cursor cursor(bytes);
        if (cursor.number() != kSignature)
            return Error{ErrorKind::Damaged, "is not a winmail.dat as Outlook writes it"};
        cursor.take(2);
        TnefMessage out;
        PropertyBag plain;  // the older attributes, for what the properties do not say
        while (!cursor.isAtEnd()) {
            const auto level = u8At(cursor.take(1), 0);
            const auto attribute = cursor.number();
            const auto size = cursor.number();
            const auto data = cursor.take(size);
            out.isCut = cursor.isCut();
            if (level == 1)
                REDWELL_CHECK(takeMessage(attribute, data, out.message, plain));
            else if (level == 2)
                REDWELL_CHECK(takeAttachment(attribute, data, out.message, depth));
            else
                out.isCut = true;
            cursor.take(2);
            out.isCut = out.isCut || cursor.isCut();
            if (out.isCut) break;
        }
        for (auto& property : plain.all()) out.message.properties.add(std::move(property));
        for (std::size_t i = 0; i < m_legacy.size() && i < out.message.attachments.size(); ++i)
            for (auto& property : m_legacy[i].all()) out.message.attachments[i].properties.add(std::move(property));
        const auto charset = out.message.properties.charset();
        for (auto& recipient : out.message.recipients) recipient.inheritCharset(charset);
        for (auto& attachment : out.message.attachments) attachment.properties.inheritCharset(charset);
        if (out.message.properties.all().empty() && out.message.attachments.empty())
            return Error{ErrorKind::Damaged,
                         "is a winmail.dat with nothing in it that can be read",
                         {},
                         "Ask for the file again."};
        return out;
    }

private:
    static void addText(PropertyBag& bag, std::uint16_t id, std::string_view text) {
        bag.add({id, kString8, {tidy(text)}, {}});
    }
    static void addTime(PropertyBag& bag, std::uint16_t id, std::string_view date) {
        if (auto value = fileTime(date); !value.empty()) bag.add({id, kTime, {std::move(value)}, {}});
    }

    Status takeMessage(std::uint32_t attribute, std::string_view data, MapiMessage& message, PropertyBag& plain) {
        switch (attribute) {
            case kProperties: {
                Cursor cursor(data);
                takeProperties(cursor, message.properties, nullptr);
                break;
            }
            case kRecipients: {
                Cursor cursor(data);
                const auto rows = std::min<std::size_t>(cursor.number(), kMaxRecipients);
                for (std::size_t i = 0; i < rows && !cursor.isCut() && !cursor.isAtEnd(); ++i)
                    takeProperties(cursor, message.recipients.emplace_back(), nullptr);
                break;
            }
            case kFrom: {
                const auto name = u16At(data, 4), address = u16At(data, 6);
                addText(plain, 0x0c1a, slice(data, 8, name));
                auto text = tidy(slice(data, std::size_t{8} + name, address));
                if (const auto colon = text.find(':'); colon != std::string::npos) text.erase(0, colon + 1);
                addText(plain, 0x0c1f, text);
                break;
            }
            case kSubject: addText(plain, 0x0037, data); break;
            case kBody: addText(plain, 0x1000, data); break;
            case kMessageClass: addText(plain, 0x001a, data); break;
            case kDateSent: addTime(plain, 0x0039, data); break;
            case kDateReceived: addTime(plain, 0x0e06, data); break;
            case kDateStart: addTime(plain, 0x0060, data); break;
            case kDateEnd: addTime(plain, 0x0061, data); break;
            case kCodePage: plain.add({0x3ffd, kInt32, {std::string(slice(data, 0, 4))}, {}}); break;
            default: break;
        }
        return {};
    }

    Status takeAttachment(std::uint32_t attribute, std::string_view data, MapiMessage& message, int depth) {
        if (attribute == kAttachRendering || message.attachments.empty()) {
            if (message.attachments.size() >= kMaxChildren)
                return Error{ErrorKind::TooLarge, "holds more than 10,000 attachments"};
            message.attachments.emplace_back();
            m_legacy.emplace_back();
        }
        auto& attachment = message.attachments.back();
        auto& legacy = m_legacy.back();
        switch (attribute) {
            case kAttachTitle: addText(legacy, 0x3704, data); break;
            case kAttachTransportName: addText(legacy, 0x3001, data); break;
            case kAttachData: legacy.add({0x3701, kBinary, {std::string(data)}, {}}); break;
            case kAttachment: {
                Cursor cursor(data);
                std::string_view object;
                takeProperties(cursor, attachment.properties, &object);
                if (object.size() > 16) takeObject(object, attachment, depth);
                break;
            }
            default: break;
        }
        return {};
    }

    static void takeObject(std::string_view object, MapiAttachment& attachment, int depth) {
        const auto interface = u8At(object, 0);
        const auto content = object.substr(16);
        if (interface == kMessageObject) {
            auto inside = TnefReader().read(content, depth + 1);
            if (inside)
                attachment.message = std::make_unique<MapiMessage>(std::move(inside->message));
            else
                attachment.problem = inside.error();
        } else if (interface == kStorageObject) {
            attachment.storage = content;
        } else {
            attachment.properties.add({0x3701, kBinary, {std::string(content)}, {}});
        }
    }

    static bool takeName(Cursor& cursor, std::optional<PropertyName>& name) {
        PropertyName found;
        const auto set = cursor.take(16);
        std::copy(set.begin(), set.end(), found.set.begin());
        found.isText = cursor.number() == 1;
        if (found.isText) {
            const auto size = cursor.number();
            found.text = cursor.takePadded(size);
            if (found.text.size() > 2048) return false;
            while (found.text.size() >= 2 && u16At(found.text, found.text.size() - 2) == 0)
                found.text.resize(found.text.size() - 2);
        } else {
            found.number = cursor.number();
        }
        name = std::move(found);
        return !cursor.isCut();
    }

    // object: where a property that is an object within leaves its bytes.
    static void takeProperties(Cursor& cursor, PropertyBag& bag, std::string_view* object) {
        const auto count = std::min<std::size_t>(cursor.number(), kMaxProperties);
        for (std::size_t i = 0; i < count && !cursor.isCut() && !cursor.isAtEnd(); ++i) {
            Property property;
            const auto tag = cursor.number();
            property.type = static_cast<std::uint16_t>(tag);
            property.id = static_cast<std::uint16_t>(tag >> 16);
            if (property.id >= 0x8000 && !takeName(cursor, property.name)) return;
            const auto single = static_cast<std::uint16_t>(property.type & ~kMany);
            const bool varies = isOfVaryingSize(single);
            std::size_t values = 1;
            if (varies || property.type & kMany) values = cursor.number();
            if (values > kMaxValues) return;
            const auto fixed = fixedSize(single);
            if (!varies && fixed == 0) return;  // of an unknown size: what follows cannot be found
            for (std::size_t v = 0; v < values && !cursor.isCut(); ++v) {
                const auto value = cursor.takePadded(varies ? cursor.number() : fixed);
                if (cursor.isCut() && varies && single != kString8 && single != kUnicode) return;
                if (single == kObject && object && property.id == 0x3701) *object = value;
                if (single == kString8)
                    property.values.push_back(tidy(value));
                else if (single == kUnicode)
                    property.values.emplace_back(untilEndMark(value));
                else if (single != kObject)
                    property.values.emplace_back(value);
            }
            if (!property.values.empty()) bag.add(std::move(property));
        }
    }

    static std::string_view untilEndMark(std::string_view utf16) {
        for (std::size_t i = 0; i + 1 < utf16.size(); i += 2)
            if (utf16[i] == 0 && utf16[i + 1] == 0) return utf16.substr(0, i);
        return utf16;
    }

    std::vector<PropertyBag> m_legacy;  // of each attachment
};

}  // namespace

Result<TnefMessage> messageOfTnef(std::string_view bytes) { return TnefReader().read(bytes, 0); }

}  // namespace redwell::formats
