// The compression that Outlook puts its rich text into (MS-OXRTFCP): LZFu, and MELA, which is none. Decoded here since
// the decoders of libpst and libytnef refuse a stream that is cut or padded, and lose what it still says.
#pragma once

#include "base/result.h"

#include <string>
#include <string_view>

namespace redwell::formats {

// What a cut stream still says is returned. Errors: Damaged, TooLarge.
Result<std::string> uncompressedRtf(std::string_view stream);

}  // namespace redwell::formats
