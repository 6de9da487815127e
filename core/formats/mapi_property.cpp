#include "formats/mapi_property.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/little_endian.h"

#include <unicode/unistr.h>

#include <algorithm>
#include <map>

namespace redwell::formats {
namespace {

using namespace property_types;

constexpr std::uint16_t kMessageCodePage = 0x3ffd, kInternetCodePage = 0x3fde;
constexpr std::uint64_t kTicksASecond = 10'000'000;
constexpr std::int64_t kSecondsTo1970 = 11'644'473'600;  // from 1601

// Days since 1970 as a date of the Gregorian calendar.
struct Day {
    int year, month, day;
};
Day dayOf(std::int64_t days) {
    days += 719'468;
    const auto era = (days >= 0 ? days : days - 146'096) / 146'097;
    const auto ofEra = days - era * 146'097;
    const auto year = (ofEra - ofEra / 1460 + ofEra / 36'524 - ofEra / 146'096) / 365;
    const auto ofYear = ofEra - (365 * year + year / 4 - year / 100);
    const auto month = (5 * ofYear + 2) / 153;
    const auto day = ofYear - (153 * month + 2) / 5 + 1;
    const auto shown = month < 10 ? month + 3 : month - 9;
    return {static_cast<int>(year + era * 400 + (shown <= 2 ? 1 : 0)), static_cast<int>(shown), static_cast<int>(day)};
}

std::string withoutEndMark(std::string text) {
    const auto end = text.find('\0');
    if (end != std::string::npos) text.resize(end);
    return text;
}

}  // namespace

std::size_t fixedSize(std::uint16_t type) {
    switch (type) {
        case kInt16:
        case kBool: return 2;
        case kInt32:
        case kFloat:
        case kError: return 4;
        case kDouble:
        case kCurrency:
        case kAppTime:
        case kInt64:
        case kTime: return 8;
        case kGuid: return 16;
        default: return 0;
    }
}

std::string charsetOfCodePage(std::int64_t codePage) {
    static const std::map<std::int64_t, const char*> kNames = {
        {932, "windows-31j"},    {936, "gb18030"},       {949, "windows-949"},   {950, "big5"},
        {1200, "utf-16le"},      {1201, "utf-16be"},     {10000, "macintosh"},   {10007, "x-mac-cyrillic"},
        {20127, "windows-1252"}, {20866, "koi8-r"},      {21866, "koi8-u"},      {20932, "euc-jp"},
        {50220, "iso-2022-jp"},  {50221, "iso-2022-jp"}, {50222, "iso-2022-jp"}, {50225, "iso-2022-kr"},
        {51932, "euc-jp"},       {51936, "gb18030"},     {51949, "euc-kr"},      {52936, "hz-gb-2312"},
        {54936, "gb18030"},      {65000, "utf-7"},       {65001, "utf-8"}};
    if (codePage <= 0) return {};
    if (const auto named = kNames.find(codePage); named != kNames.end()) return named->second;
    if (codePage > 28590 && codePage < 28610) return "iso-8859-" + std::to_string(codePage - 28590);
    if (codePage == 874 || (codePage >= 1250 && codePage <= 1258)) return "windows-" + std::to_string(codePage);
    return "cp" + std::to_string(codePage);
}

std::string utf8FromUtf16(std::string_view bytes) {
    icu::UnicodeString text;
    text.getBuffer(static_cast<int32_t>(bytes.size() / 2));
    text.releaseBuffer(0);
    for (std::size_t i = 0; i + 1 < bytes.size(); i += 2) text.append(static_cast<char16_t>(u16At(bytes, i)));
    std::string utf8;
    text.toUTF8String(utf8);
    return utf8;
}

std::string utf16FromUtf8(std::string_view utf8) {
    const auto text = icu::UnicodeString::fromUTF8({utf8.data(), static_cast<int32_t>(utf8.size())});
    std::string bytes;
    for (int32_t i = 0; i < text.length(); ++i) appendU16(bytes, text.charAt(i));
    return bytes;
}

void PropertyBag::add(Property property) {
    const bool isKnown = property.name ? std::any_of(m_properties.begin(), m_properties.end(),
                                                     [&](const auto& other) { return other.name == property.name; })
                                       : find(property.id) != nullptr;
    if (!isKnown) m_properties.push_back(std::move(property));
}

const Property* PropertyBag::find(std::uint16_t id) const {
    for (const auto& property : m_properties)
        if (property.id == id && !property.name) return &property;
    return nullptr;
}

const Property* PropertyBag::find(const PropertySet& set, std::uint32_t number) const {
    for (const auto& property : m_properties)
        if (property.name && !property.name->isText && property.name->number == number && property.name->set == set)
            return &property;
    return nullptr;
}

std::size_t PropertyBag::byteCount() const {
    std::size_t count = 0;
    for (const auto& property : m_properties)
        for (const auto& value : property.values) count += value.size();
    return count;
}

std::string PropertyBag::charset() const {
    for (const auto id : {kMessageCodePage, kInternetCodePage})
        if (const auto page = number(id); page && *page != 1200 && *page != 1201)
            if (auto name = charsetOfCodePage(*page); !name.empty()) return name;
    return m_inherited;
}

std::string PropertyBag::textOf(const Property* property) const {
    if (!property) return {};
    std::vector<std::string> lines;
    for (const auto& value : property->values) {
        if ((property->type & ~kMany) == kUnicode)
            lines.push_back(withoutEndMark(utf8FromUtf16(value)));
        else if ((property->type & ~kMany) == kString8)
            lines.push_back(utf8From(withoutEndMark(value), charset()));
    }
    return cleanUtf8(join(lines, "; "));
}

std::optional<std::int64_t> PropertyBag::numberOf(const Property* property) {
    if (!property || property->values.empty()) return std::nullopt;
    const std::string_view value = property->values.front();
    if (property->type == kInt32 && value.size() >= 4) return static_cast<std::int32_t>(u32At(value, 0));
    if (property->type == kInt64 && value.size() >= 8) return static_cast<std::int64_t>(u64At(value, 0));
    if (property->type == kBool && !value.empty()) return value[0] != 0;
    if (property->type == kInt16 && value.size() >= 2) return static_cast<std::int16_t>(u16At(value, 0));
    return std::nullopt;
}

StatedTime PropertyBag::timeOf(const Property* property) {
    if (!property || property->type != kTime || property->values.empty() || property->values.front().size() < 8)
        return {};
    const auto ticks = u64At(property->values.front(), 0);
    if (ticks == 0 || ticks >= std::uint64_t{0x7fff'ffff'ffff'ffff}) return {};
    const auto seconds = static_cast<std::int64_t>(ticks / kTicksASecond) - kSecondsTo1970;
    auto days = seconds / 86'400;
    auto rest = seconds % 86'400;
    if (rest < 0) rest += 86'400, --days;
    const auto day = dayOf(days);
    // Outlook writes the year 4501 for "never".
    if (day.year < 1601 || day.year > 4500) return {};
    return statedTime(day.year, day.month, day.day, static_cast<int>(rest / 3600), static_cast<int>(rest / 60 % 60),
                      static_cast<int>(rest % 60), 0);
}

std::string_view PropertyBag::binary(std::uint16_t id) const {
    const auto* property = find(id);
    if (!property || property->type != kBinary || property->values.empty()) return {};
    return property->values.front();
}

}  // namespace redwell::formats
