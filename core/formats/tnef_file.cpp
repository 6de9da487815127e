#include "formats/tnef_file.h"

#include "formats/mapi_mail.h"
#include "formats/tnef_stream.h"

namespace redwell::formats {
namespace {
constexpr std::string_view kMimeType = "application/ms-tnef";
}

Result<ReadDocument> readTnef(std::string_view bytes) {
    REDWELL_TRY(auto found, messageOfTnef(bytes));
    REDWELL_TRY(auto document, mapiDocument(std::move(found.message), kMimeType));
    if (found.isCut) document.flags.emplace_back("cut_short");
    return document;
}

Result<Rendition> tnefRendition(std::string_view bytes) {
    REDWELL_TRY(auto found, messageOfTnef(bytes));
    return mapiRendition(std::move(found.message), kMimeType);
}

}  // namespace redwell::formats
