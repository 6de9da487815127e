#include "formats/file_kind.h"

#include "base/text.h"
#include "formats/emlx.h"
#include "formats/mail_header.h"
#include "formats/mbox.h"
#include "formats/msg_storage.h"
#include "formats/smime.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

struct Magic {
    std::string_view bytes;
    std::string_view mimeType;
    std::string_view description;
};

constexpr std::array kOtherKinds = {
    Magic{"GIF8"sv, "image/gif", "a GIF picture"},
    Magic{"BM"sv, "image/bmp", "a bitmap picture (BMP)"},
    Magic{"\x00\x00\x01\x00"sv, "image/x-icon", "an icon"},
    Magic{"8BPS"sv, "image/vnd.adobe.photoshop", "a Photoshop picture"},
    Magic{"\x00\x00\x00\x0cjP  "sv, "image/jp2", "a JPEG 2000 picture"},
    Magic{"Rar!"sv, "application/vnd.rar", "a RAR archive"},
    Magic{"7z\xbc\xaf\x27\x1c"sv, "application/x-7z-compressed", "a 7-Zip archive"},
    Magic{"\x1f\x8b"sv, "application/gzip", "a gzip archive"},
    Magic{"BZh"sv, "application/x-bzip2", "a bzip2 archive"},
    Magic{"\xfd"
          "7zXZ"sv,
          "application/x-xz", "an xz archive"},
    Magic{"{\\rtf"sv, "application/rtf", "a rich text document (RTF)"},
    Magic{"%!PS"sv, "application/postscript", "a PostScript file"},
    Magic{"SQLite format 3"sv, "application/vnd.sqlite3", "an SQLite database"},
    Magic{"\x7f"
          "ELF"sv,
          "application/x-executable", "a program"},
    Magic{"MZ"sv, "application/x-msdownload", "a Windows program"},
    Magic{"ID3"sv, "audio/mpeg", "a sound recording (MP3)"},
    Magic{"OggS"sv, "audio/ogg", "a recording (Ogg)"},
    Magic{"\x1a\x45\xdf\xa3"sv, "video/x-matroska", "a video"},
};

constexpr std::array<std::pair<std::string_view, std::string_view>, 41> kExtensions = {{
    {".pdf", "application/pdf"},
    {".tif", "image/tiff"},
    {".tiff", "image/tiff"},
    {".png", "image/png"},
    {".jpg", "image/jpeg"},
    {".jpeg", "image/jpeg"},
    {".gif", "image/gif"},
    {".bmp", "image/bmp"},
    {".eml", "message/rfc822"},
    {".msg", "application/vnd.ms-outlook"},
    {".pst", "application/vnd.ms-outlook"},
    {".mbox", "application/mbox"},
    {".txt", "text/plain"},
    {".log", "text/plain"},
    {".md", "text/plain"},
    {".text", "text/plain"},
    {".csv", "text/csv"},
    {".htm", "text/html"},
    {".html", "text/html"},
    {".ics", "text/calendar"},
    {".ical", "text/calendar"},
    {".ifb", "text/calendar"},
    {".p7m", "application/pkcs7-mime"},
    {".emlx", "message/x-emlx"},
    {".vcf", "text/vcard"},
    {".xml", "application/xml"},
    {".json", "application/json"},
    {".rtf", "application/rtf"},
    {".rsmf", "application/vnd.relativity.rsmf"},
    {".zip", "application/zip"},
    {".doc", "application/msword"},
    {".xls", "application/vnd.ms-excel"},
    {".ppt", "application/vnd.ms-powerpoint"},
    {".docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {".xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"},
    {".pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation"},
    {".odt", "application/vnd.oasis.opendocument.text"},
    {".mp3", "audio/mpeg"},
    {".mp4", "video/mp4"},
    {".mov", "video/quicktime"},
    {".wav", "audio/wav"},
}};

FileKind unsupported(std::string_view mimeType, std::string_view description) {
    return {Family::Unsupported, std::string(mimeType), std::string(description)};
}

FileKind zipKind(std::string_view bytes, const std::string& extension) {
    // The first entries of an office file name its parts; the extension is a hint only.
    const auto head = bytes.substr(0, 64 * 1024);
    const auto holds = [&](std::string_view part) { return head.find(part) != std::string_view::npos; };
    if (holds("mimetypeapplication/vnd.oasis.opendocument")) {
        return unsupported("application/vnd.oasis.opendocument.text", "an OpenDocument file");
    }
    if (holds("[Content_Types].xml") || holds("_rels/.rels")) {
        if (holds("word/") || extension == ".docx")
            return unsupported(mimeTypeForName("x.docx"), "a Word document (DOCX)");
        if (holds("xl/") || extension == ".xlsx")
            return unsupported(mimeTypeForName("x.xlsx"), "an Excel workbook (XLSX)");
        if (holds("ppt/") || extension == ".pptx")
            return unsupported(mimeTypeForName("x.pptx"), "a PowerPoint presentation (PPTX)");
        return unsupported("application/zip", "an office document");
    }
    return {Family::Archive, "application/zip", "a ZIP archive"};
}

FileKind oleKind(std::string_view bytes, const std::string& extension) {
    if (extension == ".msg" || looksLikeMsg(bytes))
        return {Family::Msg, "application/vnd.ms-outlook", "an Outlook message (MSG)"};
    if (extension == ".xls") return unsupported("application/vnd.ms-excel", "an Excel workbook (XLS)");
    if (extension == ".ppt") return unsupported("application/vnd.ms-powerpoint", "a PowerPoint presentation (PPT)");
    if (extension == ".doc") return unsupported("application/msword", "a Word document (DOC)");
    return unsupported("application/x-ole-storage", "an older Microsoft Office file");
}

// The bytes begin with the header of a mail. A program's log may begin with "Date:" and a memorandum with "From:": it
// takes a field that nobody types, or the three that only mails have together.
bool isMail(std::string_view bytes, bool isNamed) {
    static constexpr std::array kStrong = {"received"sv,       "message-id"sv,   "mime-version"sv,
                                           "return-path"sv,    "delivered-to"sv, "content-type"sv,
                                           "references"sv,     "in-reply-to"sv,  "x-mailer"sv,
                                           "dkim-signature"sv, "user-agent"sv,   "content-transfer-encoding"sv};
    static constexpr std::array kPlain = {"from"sv, "to"sv, "cc"sv, "subject"sv, "date"sv, "reply-to"sv, "sender"sv};
    const auto first = bytes.find_first_not_of("\r\n");
    if (first == std::string_view::npos || first > 1024) return false;
    auto head = bytes.substr(first, std::size_t{256} * 1024);
    if (head.substr(0, 3) == "\xef\xbb\xbf") head.remove_prefix(3);
    if (fieldName(head.substr(0, head.find('\n'))).empty() && head.substr(0, 5) != "From ") return false;
    const auto header = mailHeader(bytes.substr(first, std::size_t{4} << 20));
    std::size_t strong = 0, known = 0;
    bool isPrintOut = false;  // Outlook's own text files say "Sent:"
    for (const auto& field : header.fields) {
        const bool isStrong = std::find(kStrong.begin(), kStrong.end(), field.name) != kStrong.end();
        strong += isStrong;
        known += isStrong || std::find(kPlain.begin(), kPlain.end(), field.name) != kPlain.end();
        isPrintOut = isPrintOut || field.name == "sent";
    }
    if (strong >= 1 && known >= 2) return true;
    if (isNamed) return known >= 1;
    // One field alone, when it is all there is above the empty line and is what a MIME part begins with.
    if (strong >= 1 && header.fields.size() <= 4 && header.fields.front().name.rfind("content-", 0) == 0)
        return header.fields.front().value.find('/') != std::string::npos;
    return !isPrintOut && !header.first("from").empty() && !header.first("date").empty() && known >= 3;
}

bool isCalendar(std::string_view bytes) {
    if (bytes.substr(0, 3) == "\xef\xbb\xbf") bytes.remove_prefix(3);
    const auto start = trim(bytes.substr(0, 64));
    return startsWithIgnoringCase(start, "BEGIN:VCALENDAR");
}

std::optional<FileKind> textKind(std::string_view bytes, const std::string& extension) {
    const bool isUtf16 = bytes.substr(0, 2) == "\xff\xfe" || bytes.substr(0, 2) == "\xfe\xff";
    if (!isUtf16) {
        const auto head = bytes.substr(0, 256 * 1024);
        std::size_t controls = 0;
        for (const char c : head) {
            const auto byte = static_cast<unsigned char>(c);
            if (byte == 0) return std::nullopt;
            if (byte < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != '\v' && c != '\b' && c != 0x1b)
                ++controls;
        }
        if (controls * 200 > head.size()) return std::nullopt;
        auto start = toLower(cleanUtf8(trim(bytes.substr(0, 1024))));
        if (start.rfind("\xef\xbb\xbf", 0) == 0) start.erase(0, 3);
        if (start.rfind("<!doctype html", 0) == 0 || start.rfind("<html", 0) == 0)
            return FileKind{Family::Html, "text/html", "a web page (HTML)"};
        if (start.rfind("<svg", 0) == 0 || start.find("<!doctype svg") != std::string::npos)
            return unsupported("image/svg+xml", "a drawing (SVG)");
    }
    if (extension == ".htm" || extension == ".html") return FileKind{Family::Html, "text/html", "a web page (HTML)"};
    const auto stated = mimeTypeForName("x" + extension);
    return FileKind{Family::Text, stated.rfind("text/", 0) == 0 ? stated : "text/plain", "a text file"};
}

}  // namespace

std::string extensionOf(std::string_view fileName) {
    const auto dot = fileName.find_last_of('.');
    const auto slash = fileName.find_last_of("/\\");
    if (dot == std::string_view::npos || (slash != std::string_view::npos && dot < slash)) return {};
    if (fileName.size() - dot > 12) return {};
    return toLower(fileName.substr(dot));
}

std::string mimeTypeForName(std::string_view fileName) {
    const auto extension = extensionOf(fileName);
    for (const auto& [known, type] : kExtensions)
        if (known == extension) return std::string(type);
    return "application/octet-stream";
}

std::string extensionForMimeType(std::string_view mimeType) {
    if (mimeType == "message/delivery-status" || mimeType == "message/disposition-notification" ||
        mimeType == "text/rfc822-headers")
        return ".txt";
    for (const auto& [extension, type] : kExtensions)
        if (type == mimeType) return std::string(extension);
    return mimeType.rfind("text/", 0) == 0 ? ".txt" : ".bin";
}

FileKind kindOf(std::string_view bytes, std::string_view fileName) {
    const auto extension = extensionOf(fileName);
    const auto starts = [&](std::string_view magic) { return bytes.substr(0, magic.size()) == magic; };
    if (starts("%PDF-")) return {Family::Pdf, "application/pdf", "a PDF"};
    if (starts("II*\0"sv) || starts("MM\0*"sv) || starts("II+\0"sv) || starts("MM\0+"sv))
        return {Family::Tiff, "image/tiff", "a TIFF picture"};
    if (starts("\x89PNG\r\n\x1a\n")) return {Family::Png, "image/png", "a PNG picture"};
    if (starts("\xff\xd8\xff")) return {Family::Jpeg, "image/jpeg", "a JPEG picture"};
    if (starts("PK\x03\x04") || starts("PK\x05\x06")) return zipKind(bytes, extension);
    if (starts("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1")) return oleKind(bytes, extension);
    if (starts("!BDN")) return {Family::Pst, "application/vnd.ms-outlook-pst", "an Outlook mailbox (PST)"};
    if (starts("\x78\x9f\x3e\x22"))
        return {Family::Tnef, "application/ms-tnef", "an Outlook attachment bundle (winmail.dat)"};
    if (starts("RIFF") && bytes.size() > 12)
        return bytes.substr(8, 4) == "WEBP"   ? unsupported("image/webp", "a WebP picture")
               : bytes.substr(8, 4) == "WAVE" ? unsupported("audio/wav", "a sound recording (WAV)")
                                              : unsupported("video/x-msvideo", "a recording (RIFF)");
    if (bytes.size() > 12 && bytes.substr(4, 4) == "ftyp") {
        const auto brand = bytes.substr(8, 4);
        return brand == "heic" || brand == "mif1" ? unsupported("image/heic", "a HEIC picture")
                                                  : unsupported("video/mp4", "a video (MP4)");
    }
    // The header of a PDF may stand behind leading rubbish (PDF 32000-1, annex H.3.4.1: within 1024 bytes).
    const bool isNamedMail = extension == ".eml" || extension == ".mht" || extension == ".mhtml";
    if (isMailbox(bytes, extension == ".mbox" || extension == ".mbx"))
        return {Family::Mailbox, "application/mbox", "a mailbox of several mails (MBOX)"};
    if (isEmlx(bytes)) return {Family::Emlx, "message/x-emlx", "a mail of Apple Mail (EMLX)"};
    // A patch begins like a mail, but hangs on one as the text that it is.
    const bool isPatch = extension == ".patch" || extension == ".diff";
    if (!isPatch && isMail(bytes, isNamedMail)) return {Family::Mail, "message/rfc822", "a mail"};
    if (isCalendar(bytes)) return {Family::Calendar, "text/calendar", "a calendar"};
    if (isSignedOrEncrypted(bytes))
        return {Family::SignedFile, "application/pkcs7-mime", "a signed or encrypted file (S/MIME)"};
    if (bytes.substr(0, 1024).find("%PDF-") != std::string_view::npos) return {Family::Pdf, "application/pdf", "a PDF"};
    if (bytes.size() > 262 && bytes.substr(257, 5) == "ustar") return {Family::Archive, "application/x-tar", "a TAR archive"};
    for (const auto& kind : kOtherKinds)
        if (starts(kind.bytes)) {
            if (kind.description.ends_with(" archive")) return {Family::Archive, std::string(kind.mimeType), std::string(kind.description)};
            if (kind.bytes.size() == 2 && kind.bytes != "\x1f\x8b"sv && textKind(bytes, extension)) break;
            return unsupported(kind.mimeType, kind.description);
        }
    // What the bytes leave open the name decides; a file so named that is not so is reported as damaged.
    if (extension == ".pdf") return {Family::Pdf, "application/pdf", "a PDF"};
    if (extension == ".tif" || extension == ".tiff") return {Family::Tiff, "image/tiff", "a TIFF picture"};
    if (extension == ".png") return {Family::Png, "image/png", "a PNG picture"};
    if (extension == ".jpg" || extension == ".jpeg") return {Family::Jpeg, "image/jpeg", "a JPEG picture"};
    if (const auto text = textKind(bytes, extension)) return *text;
    return unsupported(mimeTypeForName(fileName), extension.empty()
                                                      ? std::string("a file of an unknown kind")
                                                      : "a file of an unknown kind (" + extension.substr(1) + ")");
}

}  // namespace redwell::formats
