#include "formats/msg_file.h"

#include "formats/mapi_mail.h"
#include "formats/msg_storage.h"

namespace redwell::formats {
namespace {
constexpr std::string_view kMimeType = "application/vnd.ms-outlook";
}

Result<ReadDocument> readMsg(std::string_view bytes) {
    REDWELL_TRY(auto message, messageOfMsg(bytes));
    return mapiDocument(std::move(message), kMimeType);
}

Result<Rendition> msgRendition(std::string_view bytes) {
    REDWELL_TRY(auto message, messageOfMsg(bytes));
    return mapiRendition(std::move(message), kMimeType);
}

}  // namespace redwell::formats
