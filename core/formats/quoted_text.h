// Where a mail's own words end and the mails that it answers or forwards begin. Only marks that nobody types by
// accident count; an answer written between quoted lines is all own text.
#pragma once

#include <cstddef>
#include <string_view>

namespace redwell::formats {

// Bytes of body before the quoted chain, body.size() when there is none.
std::size_t ownTextEnd(std::string_view body);

}  // namespace redwell::formats
