// Loose parts of Apple's message store (bodies, cards of links and apps, notes of edits), which exports leave as files
// of their own: read for what they say.
#pragma once

#include "formats/reader.h"
#include "formats/typesetting.h"

#include <optional>
#include <string_view>

namespace redwell::formats {

// Nothing where the bytes are no such part. Errors: Damaged, Unsupported where it holds no words.
Result<std::optional<std::string>> appleFragmentText(std::string_view bytes);

}  // namespace redwell::formats
