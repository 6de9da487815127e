// Which named property stands behind an id above 0x8000: three streams that MSG (MS-OXMSG 2.2.3) and PST (MS-PST 2.4.7)
// share.
#pragma once

#include "formats/mapi_property.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace redwell::formats {

class PropertyNames {
public:
    PropertyNames() = default;
    PropertyNames(std::string_view sets, std::string_view entries, std::string_view texts);

    std::optional<PropertyName> find(std::uint16_t id) const;

private:
    std::map<std::uint16_t, PropertyName> m_names;
};

}  // namespace redwell::formats
