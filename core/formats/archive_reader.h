// An archive that is no chat export: a container, whose files are documents of their own in its folders.
#pragma once

#include "formats/reader.h"

namespace redwell::formats {

// The next files after options.resumeAt. A bomb ends as an exception that names it; what came before stays.
Result<ReadDocument> readArchive(std::string_view bytes, std::string_view mimeType, const ReadOptions& options);

}  // namespace redwell::formats
