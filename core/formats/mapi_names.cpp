#include "formats/mapi_names.h"

#include "formats/little_endian.h"

#include <algorithm>

namespace redwell::formats {

PropertyNames::PropertyNames(std::string_view sets, std::string_view entries, std::string_view texts) {
    for (std::size_t at = 0; at + 8 <= entries.size(); at += 8) {
        const auto which = u16At(entries, at + 4);
        const auto index = u16At(entries, at + 6);
        if (index >= 0x7fff) continue;
        PropertyName name;
        name.isText = which & 1;
        name.number = u32At(entries, at);
        const std::size_t set = which >> 1;
        if (set == 1)
            name.set = property_sets::kMapi;
        else if (set == 2)
            name.set = property_sets::kPublicStrings;
        else if (set >= 3 && (set - 2) * 16 <= sets.size())
            std::copy_n(sets.begin() + static_cast<std::ptrdiff_t>((set - 3) * 16), 16, name.set.begin());
        if (name.isText) {
            const auto size = std::min<std::size_t>(u32At(texts, name.number), 1024);
            name.text = slice(texts, std::size_t{name.number} + 4, size);
            name.number = 0;
        }
        m_names.emplace(static_cast<std::uint16_t>(0x8000 + index), std::move(name));
    }
}

std::optional<PropertyName> PropertyNames::find(std::uint16_t id) const {
    const auto found = m_names.find(id);
    if (found == m_names.end()) return std::nullopt;
    return found->second;
}

}  // namespace redwell::formats
