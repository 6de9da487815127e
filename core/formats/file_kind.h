// What a file is: by its bytes first, since the other side's extensions are often wrong, by its name only where bytes
// do not tell.
#pragma once

#include <string>
#include <string_view>

namespace redwell::formats {

// SignedFile: an S/MIME envelope around any other.
enum class Family {
    Pdf,
    Tiff,
    Png,
    Jpeg,
    Mail,
    Emlx,
    Mailbox,
    Calendar,
    SignedFile,
    Msg,
    Tnef,
    Pst,
    Text,
    Html,
    Archive,
    Unsupported
};

struct FileKind {
    Family family = Family::Unsupported;
    std::string mimeType;
    std::string description;  // "a Word document (DOCX)"
};

FileKind kindOf(std::string_view bytes, std::string_view fileName);

// A media type from the extension, for attachments that do not state theirs.
std::string mimeTypeForName(std::string_view fileName);

// ".pdf" for "application/pdf"; ".bin" where none is known.
std::string extensionForMimeType(std::string_view mimeType);

// ".pdf" in lower case; empty when the name has none.
std::string extensionOf(std::string_view fileName);

}  // namespace redwell::formats
