// How much of a message the standing redactions hide: told by its words on the page, as the burner judges them. A box
// that only grazes the rim of a word hides nothing of it; a word of which anything but its rim stays open is legible.
// Where a page has no words (a picture, a scan that is not read yet) the message's regions stand for them.
#pragma once

#include "documents/message.h"
#include "documents/page.h"
#include "redaction/redactions.h"

#include <map>
#include <span>
#include <vector>

namespace redwell::redaction {

enum class Coverage {
    None,
    Partly,  // something is hidden, something stays legible
    Whole,
};

using PageWords = std::map<int, std::vector<documents::Word>>;

// redactions: of the message's document. words: by page, of every page that bears one of them.
Coverage coverageOf(const documents::Message& message, std::span<const Redaction> redactions, const PageWords& words);
// Whether any of the boxes hides something of what, and whether all of them together hide it.
bool isTouched(const Box& what, const std::vector<Box>& boxes);
bool isHidden(const Box& what, const std::vector<Box>& boxes);

}  // namespace redwell::redaction
