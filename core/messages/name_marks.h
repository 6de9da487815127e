// What mail and chat programs write beside somebody's name to say where he stands: "(External)", "[EXTERNAL]", a
// firm in brackets. It is no part of the name; a department is, since people tell each other apart by it.
#pragma once

#include <string_view>

namespace redwell::messages {

// The name without such marks at its ends. domain: of the address beside it, empty when unknown; a firm is known by
// its legal form or by the domain.
std::string_view withoutNameMarks(std::string_view name, std::string_view domain);

}  // namespace redwell::messages
