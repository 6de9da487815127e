// What Outlook knows of a thing, one property at a time (MS-OXPROPS, MS-OXCDATA). MSG, PST and TNEF store the same
// properties in three ways; their readers all fill this bag, so that a mail reads alike whatever file it came in.
#pragma once

#include "base/time.h"

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

using PropertySet = std::array<unsigned char, 16>;  // a GUID as stored

// What a property above 0x8000 is, which has another id in every file.
struct PropertyName {
    PropertySet set{};
    bool isText = false;
    std::uint32_t number = 0;
    std::string text;  // UTF-16LE as stored
    bool operator==(const PropertyName&) const = default;
};

namespace property_sets {
constexpr PropertySet outlook(unsigned char number) {
    return {number, 0x20, 0x06, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46};
}
constexpr PropertySet kAppointment = outlook(0x02), kTask = outlook(0x03), kAddress = outlook(0x04),
                      kCommon = outlook(0x08), kJournal = outlook(0x0a);
constexpr PropertySet kMapi = {0x28, 0x03, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46};
constexpr PropertySet kPublicStrings = {0x29, 0x03, 0x02, 0, 0, 0, 0, 0, 0xc0, 0, 0, 0, 0, 0, 0, 0x46};
}  // namespace property_sets

namespace property_types {
constexpr std::uint16_t kInt16 = 2, kInt32 = 3, kFloat = 4, kDouble = 5, kCurrency = 6, kAppTime = 7, kError = 10,
                        kBool = 11, kObject = 13, kInt64 = 20, kString8 = 0x1e, kUnicode = 0x1f, kTime = 0x40,
                        kGuid = 0x48, kBinary = 0x102, kMany = 0x1000;
}

// Bytes of a fixed type; 0 for those whose size varies.
std::size_t fixedSize(std::uint16_t type);

struct Property {
    std::uint16_t id = 0;
    std::uint16_t type = 0;
    std::vector<std::string> values;  // little endian, strings without an end mark; one unless type says many
    std::optional<PropertyName> name;
};

class PropertyBag {
public:
    void add(Property property);  // the first of an id counts
    const Property* find(std::uint16_t id) const;
    const Property* find(const PropertySet& set, std::uint32_t number) const;
    const std::vector<Property>& all() const { return m_properties; }
    std::vector<Property>& all() { return m_properties; }
    std::size_t byteCount() const;

    // UTF-8, one line or many as stored; empty when there is none or it is no text.
    std::string text(std::uint16_t id) const { return textOf(find(id)); }
    std::string text(const PropertySet& set, std::uint32_t number) const { return textOf(find(set, number)); }
    std::optional<std::int64_t> number(std::uint16_t id) const { return numberOf(find(id)); }
    std::optional<std::int64_t> number(const PropertySet& set, std::uint32_t n) const { return numberOf(find(set, n)); }
    StatedTime time(std::uint16_t id) const { return timeOf(find(id)); }  // in UTC
    StatedTime time(const PropertySet& set, std::uint32_t n) const { return timeOf(find(set, n)); }
    std::string_view binary(std::uint16_t id) const;

    // ICU's name for the code page of 8-bit strings; empty when the file does not say.
    std::string charset() const;
    void inheritCharset(const std::string& charset) { m_inherited = charset; }

private:
    std::string textOf(const Property* property) const;
    static std::optional<std::int64_t> numberOf(const Property* property);
    static StatedTime timeOf(const Property* property);

    std::vector<Property> m_properties;
    std::string m_inherited;  // of the message that a recipient or an attachment belongs to
};

std::string charsetOfCodePage(std::int64_t codePage);  // "windows-1251" for 1251; empty for 0
std::string utf8FromUtf16(std::string_view littleEndian);
std::string utf16FromUtf8(std::string_view utf8);

}  // namespace redwell::formats
