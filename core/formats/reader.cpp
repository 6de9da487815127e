#include "formats/reader.h"

#include "base/text.h"
#include "formats/archive_reader.h"
#include "formats/chat/apple_fragment.h"
#include "formats/chat/chat_document.h"
#include "formats/chat/chat_reader.h"
#include "formats/file_kind.h"
#include "formats/image_file.h"
#include "formats/mail_file.h"
#include "formats/mapped_file.h"
#include "formats/pdf_reader.h"
#include "formats/text_file.h"

#include <exception>
#include <new>
#include <stdexcept>

namespace redwell::formats {
namespace {

// What libraries throw becomes an Error; named once here, since every family needs it.
template <class Work>
auto guarded(const Work& work) -> decltype(work()) {
    try {
        return work();
    } catch (const std::bad_alloc&) {
        return Error{ErrorKind::TooLarge, "needs more memory than one file may take"};
    } catch (const std::length_error&) {
        return Error{ErrorKind::TooLarge, "needs more memory than one file may take"};
    } catch (const std::exception& e) {
        return Error{
            ErrorKind::Damaged, "could not be read (" + cleanUtf8(e.what()) + ")", {}, "Ask for the file again."};
    }
}

Error named(Error error, const ReadOptions& options) {
    if (error.where.empty()) error.where = cleanUtf8(options.fileName);
    return error;
}

Error unsupported(const FileKind& kind) {
    return {ErrorKind::Unsupported,
            "is " + kind.description + ", a kind that Redwell keeps but does not read yet",
            {},
            "Review it in the program that made it."};
}

Result<documents::Raster> renderRendition(Result<Rendition> rendition, int page, const RenderOptions& render) {
    if (!rendition) return rendition.error();
    REDWELL_TRY(const auto pdf, PdfDocument::open(rendition->pdf, {}));
    return pdf.render(page, render);
}

}  // namespace

Result<ReadDocument> readDocument(int fd, const ReadOptions& options) {
    auto result = guarded([&]() -> Result<ReadDocument> {
        REDWELL_TRY(const auto file, MappedFile::open(fd));
        const auto kind = kindOf(file.bytes(), options.fileName);
        REDWELL_TRY(auto chat, chatIn(file.bytes(), kind, options));
        if (chat) return readChat(std::move(*chat), options);
        if (kind.family == Family::Unsupported) {
            REDWELL_TRY(const auto text, appleFragmentText(file.bytes()));
            if (text) return readText(*text, "text/plain");
        }
        switch (kind.family) {
            case Family::Pdf: return readPdf(file.bytes(), options);
            case Family::Tiff:
            case Family::Png:
            case Family::Jpeg: return readImage(file.bytes(), kind.family, options);
            case Family::Mail: return readMail(file.bytes());
            case Family::Text: return readText(file.bytes(), kind.mimeType);
            case Family::Archive: return readArchive(file.bytes(), kind.mimeType, options);
            case Family::Unsupported: break;
        }
        return unsupported(kind);
    });
    if (!result) return named(result.error(), options);
    if (result->title.empty()) result->title = cleanUtf8(options.fileName);
    return result;
}

Result<documents::Raster> renderPage(int fd, const ReadOptions& options, int page, const RenderOptions& render) {
    auto result = guarded([&]() -> Result<documents::Raster> {
        if (!(render.dpi >= 1 && render.dpi <= 2400))
            return Error{ErrorKind::Usage, "cannot be drawn at this resolution"};
        REDWELL_TRY(const auto file, MappedFile::open(fd));
        const auto kind = kindOf(file.bytes(), options.fileName);
        REDWELL_TRY(const auto chat, chatIn(file.bytes(), kind, options));
        if (chat) return renderRendition(chatRendition(*chat), page, render);
        if (kind.family == Family::Unsupported) {
            REDWELL_TRY(const auto text, appleFragmentText(file.bytes()));
            if (text) return renderRendition(textRendition(*text), page, render);
        }
        switch (kind.family) {
            case Family::Pdf: {
                REDWELL_TRY(const auto pdf, PdfDocument::open(file.bytes(), options.passwords));
                return pdf.render(page, render);
            }
            case Family::Tiff:
            case Family::Png:
            case Family::Jpeg: return renderImage(file.bytes(), kind.family, page, render);
            case Family::Mail: return renderRendition(mailRendition(file.bytes()), page, render);
            case Family::Text: return renderRendition(textRendition(file.bytes()), page, render);
            case Family::Archive:
            case Family::Unsupported: break;
        }
        return unsupported(kind);
    });
    if (!result) return named(result.error(), options);
    return result;
}

}  // namespace redwell::formats
