// Text that a file holds and its pages do not show, or that programs which show the file pass over: what somebody meant
// to cover, or left behind.
#pragma once

#include "base/geometry.h"

#include <string>

namespace redwell::documents {

struct HiddenText {
    int page = 1;  // from 1
    // "invisible_text": words of a page with nothing to be seen where they stand. "outside_parts": text of a mail
    // before its first part or behind its last, which mail programs do not show.
    std::string kind;
    std::string text;
    Box box;  // points on that page
    bool operator==(const HiddenText&) const = default;
};

}  // namespace redwell::documents
