// A participant as mail states him, parted: "Imogen Vale <ivale@meridian.example>" is a name and an address.
#pragma once

#include <string>
#include <string_view>

namespace redwell::documents {

struct MailAddress {
    std::string name;     // without its quotation marks; empty when only an address stands there
    std::string address;  // as written, case and all; empty when only a name stands there
    bool operator==(const MailAddress&) const = default;
};

MailAddress mailAddress(std::string_view participant);

}  // namespace redwell::documents
