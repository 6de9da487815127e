#include "formats/reader.h"

#include "base/text.h"
#include "formats/archive_reader.h"
#include "formats/calendar_file.h"
#include "formats/chat/apple_fragment.h"
#include "formats/chat/chat_document.h"
#include "formats/chat/chat_reader.h"
#include "formats/chat/rsmf_file.h"
#include "formats/file_kind.h"
#include "formats/html_file.h"
#include "formats/image_file.h"
#include "formats/mail_file.h"
#include "formats/mailbox_file.h"
#include "formats/mapped_file.h"
#include "formats/msg_file.h"
#include "formats/pdf_reader.h"
#include "formats/pst_mailbox.h"
#include "formats/smime.h"
#include "formats/text_file.h"
#include "formats/tnef_file.h"

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

// A file with what is inside its signatures, where it has any: read as if it had come without them.
struct Opened {
    std::string_view bytes;
    std::string name, content;  // content: what bytes show when it came out of an envelope
    SignedContent signature;
    bool isSigned = false;
};

Status openEnvelopes(Opened& file) {
    constexpr int kMost = 8;  // signatures around signatures
    for (int depth = 0; kindOf(file.bytes, file.name).family == Family::SignedFile; ++depth) {
        if (depth == kMost) return Error{ErrorKind::TooLarge, "is wrapped in more than 8 signatures"};
        REDWELL_TRY(auto opened, openSigned(file.bytes));
        if (opened.isDetached)
            return Error{ErrorKind::Unsupported, "is a signature without the file that it signs", {},
                         "Add the signed file; the signature itself holds nothing to read."};
        if (!file.isSigned) file.signature = opened;
        file.signature.content.clear();
        file.isSigned = true;
        file.content = std::move(opened.content);
        file.bytes = file.content;
        if (extensionOf(file.name) == ".p7m") file.name.resize(file.name.size() - 4);
    }
    return {};
}

Result<documents::Raster> renderRendition(Result<Rendition> rendition, int page, const RenderOptions& render) {
    if (!rendition) return rendition.error();
    REDWELL_TRY(const auto pdf, PdfDocument::open(rendition->pdf, {}));
    return pdf.render(page, render);
}

}  // namespace

Result<ReadDocument> readDocument(int fd, const ReadOptions& options) {
    std::optional<SignedContent> signature;
    auto result = guarded([&]() -> Result<ReadDocument> {
        if (isPst(fd)) return readPst(fd, options);
        REDWELL_TRY(const auto mapped, MappedFile::open(fd));
        Opened file{mapped.bytes(), options.fileName, {}, {}, false};
        REDWELL_CHECK(openEnvelopes(file));
        if (file.isSigned) signature = std::move(file.signature);
        const auto kind = kindOf(file.bytes, file.name);
        REDWELL_TRY(auto chat, chatIn(file.bytes, kind, options));
        if (chat) return readChat(std::move(*chat), options);
        if (kind.family == Family::Unsupported) {
            REDWELL_TRY(const auto text, appleFragmentText(file.bytes));
            if (text) return readText(*text, "text/plain");
        }
        switch (kind.family) {
            case Family::Pdf: return readPdf(file.bytes, options);
            case Family::Tiff:
            case Family::Png:
            case Family::Jpeg: return readImage(file.bytes, kind.family, options);
            case Family::Mail: return readMail(file.bytes);
            case Family::Emlx: return readEmlx(file.bytes);
            case Family::Mailbox: return readMailbox(file.bytes, options);
            case Family::Calendar: return readCalendar(file.bytes);
            case Family::SignedFile: break;
            case Family::Msg: return readMsg(file.bytes);
            case Family::Tnef: return readTnef(file.bytes);
            case Family::Pst: break;  // read above, since it may be larger than what is mapped
            case Family::Text: return readText(file.bytes, kind.mimeType);
            case Family::Html: return readHtml(file.bytes);
            case Family::Archive: return readArchive(file.bytes, kind.mimeType, options);
            case Family::Unsupported: break;
        }
        return unsupported(kind);
    });
    if (!result) return named(result.error(), options);
    if (signature) {
        result->metadata["signed"] = "S/MIME";
        if (!signature->signer.empty()) result->metadata["signer"] = signature->signer;
        if (!signature->signedTime.empty()) result->metadata["signed_at"] = signature->signedTime;
    }
    if (result->title.empty()) result->title = cleanUtf8(options.fileName);
    return result;
}

std::optional<ReadDocument> readTextOfMail(std::string_view bytes, const std::string& fileName) {
    auto result = guarded([&]() -> Result<ReadDocument> {
        const bool isChat = looksLikeRsmf(bytes, extensionOf(fileName));
        if (isChat || kindOf(bytes, fileName).family != Family::Mail) return Error{ErrorKind::Unsupported, "is no mail"};
        return readMailText(bytes);
    });
    if (!result) return std::nullopt;
    if (result->title.empty()) result->title = cleanUtf8(fileName);
    return std::move(result).value();
}

Result<documents::Raster> renderPage(int fd, const ReadOptions& options, int page, const RenderOptions& render) {
    auto result = guarded([&]() -> Result<documents::Raster> {
        if (!(render.dpi >= 1 && render.dpi <= 2400))
            return Error{ErrorKind::Usage, "cannot be drawn at this resolution"};
        REDWELL_TRY(const auto mapped, MappedFile::open(fd));
        Opened file{mapped.bytes(), options.fileName, {}, {}, false};
        REDWELL_CHECK(openEnvelopes(file));
        const auto kind = kindOf(file.bytes, file.name);
        REDWELL_TRY(const auto chat, chatIn(file.bytes, kind, options));
        if (chat) return renderRendition(chatRendition(*chat), page, render);
        if (kind.family == Family::Unsupported) {
            REDWELL_TRY(const auto text, appleFragmentText(file.bytes));
            if (text) return renderRendition(textRendition(*text), page, render);
        }
        switch (kind.family) {
            case Family::Pdf: {
                REDWELL_TRY(const auto pdf, PdfDocument::open(file.bytes, options.passwords));
                return pdf.render(page, render);
            }
            case Family::Tiff:
            case Family::Png:
            case Family::Jpeg: return renderImage(file.bytes, kind.family, page, render);
            case Family::Mail: return renderRendition(mailRendition(file.bytes), page, render);
            case Family::Emlx: return renderRendition(emlxRendition(file.bytes), page, render);
            case Family::Mailbox: return renderRendition(mailboxRendition(file.bytes), page, render);
            case Family::Calendar: return renderRendition(calendarRendition(file.bytes), page, render);
            case Family::SignedFile: break;
            case Family::Msg: return renderRendition(msgRendition(file.bytes), page, render);
            case Family::Tnef: return renderRendition(tnefRendition(file.bytes), page, render);
            case Family::Pst: break;  // a mailbox has no pages
            case Family::Text: return renderRendition(textRendition(file.bytes), page, render);
            case Family::Html: return renderRendition(htmlRendition(file.bytes), page, render);
            case Family::Archive:
            case Family::Unsupported: break;
        }
        return unsupported(kind);
    });
    if (!result) return named(result.error(), options);
    return result;
}

}  // namespace redwell::formats
