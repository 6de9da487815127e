#include "formats/mail_parts.h"

#include "base/hash.h"
#include "base/text.h"
#include "formats/charset.h"
#include "formats/file_kind.h"
#include "formats/flowed_text.h"
#include "formats/html_text.h"
#include "formats/limits.h"
#include "formats/mail_alternative.h"
#include "formats/mail_entity.h"
#include "formats/mail_hash.h"
#include "formats/mime.h"
#include "formats/smime.h"

#include <algorithm>
#include <set>

namespace redwell::formats {
namespace {

constexpr int kMaxDepth = 64;              // multiparts within multiparts; no mail program makes more than a handful
constexpr std::size_t kKeptOfPlain = 200;  // bytes of a plain text that the HTML was preferred to

std::string cleaned(const char* text) { return text ? cleanUtf8(utf8Guessed(text)) : std::string(); }
std::string cleanedLine(const char* text) { return collapseWhitespace(cleaned(text)); }

std::string_view trimmedEnd(std::string_view text) {
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= ' ') text.remove_suffix(1);
    return text;
}

// Lines end in line feeds, and nothing but text is left.
std::string plainLines(std::string_view text) {
    std::string lines;
    lines.reserve(text.size());
    for (auto end = text.find('\r'); end != std::string_view::npos; end = text.find('\r')) {
        lines += text.substr(0, end);
        text.remove_prefix(end + 1);
        if (!text.starts_with('\n')) lines += '\n';
    }
    lines += text;
    return cleanUtf8(lines);
}

// "This is a multi-part message in MIME format." and its like, which tell an old mail program what it looks at.
bool isNoticeToOldPrograms(std::string_view text) {
    const auto folded = fold(text.substr(0, 600));
    return text.size() < 600 &&
           (folded.find("mime") != std::string::npos || folded.find("multi-part") != std::string::npos ||
            folded.find("multipart") != std::string::npos);
}

bool isBlank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

std::string contentOf(GMimePart* part) {
    auto* content = g_mime_part_get_content(part);
    if (!content) return {};
    const MimeObject<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    return bytes && bytes->data ? std::string(reinterpret_cast<const char*>(bytes->data), bytes->len) : std::string();
}

bool isType(GMimeObject* part, const char* type, const char* subtype) {
    auto* contentType = g_mime_object_get_content_type(part);
    return contentType && g_mime_content_type_is_type(contentType, type, subtype);
}

std::string fileNameOf(GMimeObject* part) {
    const char* stated = g_mime_object_get_disposition(part)
                             ? g_mime_object_get_content_disposition_parameter(part, "filename")
                             : nullptr;
    if (!stated) stated = g_mime_object_get_content_type_parameter(part, "name");
    auto name = stated ? decodedWords(stated) : std::string();
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '/' || c == '\\'; }, '_');
    return name == "." || name == ".." ? std::string() : elide(name, 200);
}

// A signature belongs to the mail that it signs and is no document of its own.
bool isSignature(GMimeObject* part) {
    return isType(part, "application", "pgp-signature") || isType(part, "application", "pkcs7-signature") ||
           isType(part, "application", "x-pkcs7-signature");
}

// Text to read in the mail, as opposed to a text file that hangs on it.
bool isBodyText(GMimeObject* part) {
    if (!GMIME_IS_PART(part) || !(isType(part, "text", "plain") || isType(part, "text", "html"))) return false;
    const auto* disposition = g_mime_object_get_disposition(part);
    if (disposition && g_ascii_strcasecmp(disposition, "attachment") == 0) return false;
    return fileNameOf(part).empty();
}

// holdsNul (may be null): bytes that no text has, which other programs may take for its end.
std::string textOfPart(GMimeObject* part, bool* holdsNul = nullptr) {
    const auto bytes = contentOf(GMIME_PART(part));
    const auto* charset = g_mime_object_get_content_type_parameter(part, "charset");
    const auto text = utf8From(bytes, charset ? charset : "");
    if (holdsNul) *holdsNul = text.find('\0') != std::string::npos;
    if (isType(part, "text", "html")) return cleanUtf8(textOfHtml(text));
    const auto* format = g_mime_object_get_content_type_parameter(part, "format");
    if (format && g_ascii_strcasecmp(format, "flowed") == 0) {
        const auto* deletes = g_mime_object_get_content_type_parameter(part, "delsp");
        return unflowed(plainLines(text), deletes && g_ascii_strcasecmp(deletes, "yes") == 0);
    }
    return plainLines(text);
}

// Whether a part, or one within it, is text of this subtype with something to read in it.
bool holdsText(GMimeObject* part, const char* subtype, int depth) {
    if (depth > kMaxDepth || !part) return false;
    if (GMIME_IS_MULTIPART(part)) {
        const int count = g_mime_multipart_get_count(GMIME_MULTIPART(part));
        for (int i = 0; i < count; ++i)
            if (holdsText(g_mime_multipart_get_part(GMIME_MULTIPART(part), i), subtype, depth + 1)) return true;
        return false;
    }
    return isBodyText(part) && isType(part, "text", subtype) && !isBlank(contentOf(GMIME_PART(part)));
}

std::string keyOf(const char* contentId) {
    auto key = cleanedLine(contentId);
    if (key.size() >= 2 && key.front() == '<' && key.back() == '>') key = key.substr(1, key.size() - 2);
    return key;
}

// Identifiers that an HTML body shows in their place ("cid:...").
void addReferences(std::string_view html, std::set<std::string>& out) {
    for (std::size_t at = 0; out.size() < kMaxChildren && (at = html.find("cid:", at)) != std::string_view::npos;) {
        at += 4;
        const auto end = std::min(html.find_first_of("\"'<> )\r\n", at), html.size());
        std::string key;
        for (auto i = at; i < end && key.size() < kMaxKeyBytes; ++i) {
            int value = -1;
            if (html[i] == '%' && i + 2 < end)
                value = g_ascii_xdigit_value(html[i + 1]) * 16 + g_ascii_xdigit_value(html[i + 2]);
            key += value > 0 ? static_cast<char>(value) : html[i];
            if (value > 0) i += 2;
        }
        out.insert(std::move(key));
        at = end;
    }
}

MimeObject<GMimeObject> parsed(const std::string& entity) {
    const MimeObject<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(entity.data(), entity.size()));
    const MimeObject<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MESSAGE);
    return MimeObject<GMimeObject>(g_mime_parser_construct_part(parser.get(), nullptr));
}

class Dissection {
public:
    Dissection(MailContent& out, int mailDepth) : m_out(out), m_mailDepth(mailDepth) {}

    // isAll: nothing of the mail stands beside this part.
    Status take(GMimeObject* part, bool isWanted, bool isAll, int depth) {
        if (!part) return {};
        if (depth > kMaxDepth || ++m_parts > kMaxParts) {
            if (depth > kMaxDepth) flag("nested_too_deep");
            ++m_leftOut;
            return {};
        }
        if (GMIME_IS_MESSAGE_PART(part)) return attachMail(GMIME_MESSAGE_PART(part));
        if (GMIME_IS_MULTIPART(part)) return takeMultipart(GMIME_MULTIPART(part), isWanted, isAll, depth);
        if (!GMIME_IS_PART(part)) return {};
        if (isSignature(part)) return takeSignature(GMIME_PART(part));
        if (isBodyText(part)) {
            if (isType(part, "text", "html")) addReferences(contentOf(GMIME_PART(part)), m_references);
            if (!isWanted) return {};
            bool holdsNul = false;
            addText(textOfPart(part, &holdsNul));
            if (holdsNul) flag("nul_bytes");
            return {};
        }
        if (isType(part, "application", "pkcs7-mime") || isType(part, "application", "x-pkcs7-mime") ||
            (isAll && extensionOf(fileNameOf(part)) == ".p7m"))
            return takeEnvelope(GMIME_PART(part), isWanted, isAll, depth);
        if (isType(part, "text", "calendar")) noteCalendar(part);
        return attach(GMIME_PART(part));
    }

    // partsCut: that the library was not shown.
    void finish(std::size_t partsCut) {
        m_leftOut += partsCut;
        for (auto& attachment : m_out.attachments)
            attachment.isReferenced = !attachment.contentId.empty() && m_references.contains(attachment.contentId);
        std::vector<std::string> pictures;
        for (const auto& attachment : m_out.attachments)
            if (!attachment.contentId.empty() && pictures.size() < 200)
                pictures.push_back(attachment.file.fileName + " <" + attachment.contentId + ">");
        if (!pictures.empty()) m_out.metadata["content_ids"] = join(pictures, "; ");
        if (m_out.body.find("-----BEGIN PGP MESSAGE-----") != std::string::npos) flag("encrypted");
        if (m_leftOut) leaveOut();
    }

private:
    bool isFlagged(const char* name) const {
        return std::find(m_out.flags.begin(), m_out.flags.end(), name) != m_out.flags.end();
    }
    void flag(const char* name) {
        if (!isFlagged(name)) m_out.flags.emplace_back(name);
    }

    // What was not taken out stands in the family as an exception that says so.
    void leaveOut() {
        flag("attachments_left_out");
        const bool isNested = isFlagged("nested_too_deep");
        if (!isNested) flag("too_many_parts");
        MailAttachment rest;
        rest.file.fileName = "parts left out";
        rest.file.mimeType = "application/octet-stream";
        rest.file.problem =
            Error{ErrorKind::TooLarge,
                  std::to_string(m_leftOut) + (m_leftOut == 1 ? " part of the mail was" : " parts of the mail were") +
                      " left out: " +
                      (isNested ? "they lie deeper than 64 parts within parts"
                                : "a mail may hold 20,000 parts and 10,000 attachments"),
                  {},
                  "Open the original of the mail in a mail program to see them."};
        m_out.metadata["parts_left_out"] = std::to_string(m_leftOut);
        m_out.attachments.push_back(std::move(rest));
    }

    Error encrypted(const char* how) const {
        std::string what = std::string("is encrypted (") + how + ") and opens with its recipients' keys only";
        const std::string facts = join(
            [&] {
                std::vector<std::string> known;
                if (!m_out.from.empty()) known.push_back("from " + elide(m_out.from, 100));
                if (!m_out.sent.isEmpty()) known.push_back("sent " + m_out.sent.text);
                if (!m_out.subject.empty()) known.push_back("\"" + elide(m_out.subject, 200) + "\"");
                return known;
            }(),
            ", ");
        if (!facts.empty()) what += " (" + facts + ")";
        return {ErrorKind::Password, what, {}, "Ask for it decrypted, or have a recipient save it without encryption."};
    }

    Status takeMultipart(GMimeMultipart* multipart, bool isWanted, bool isAll, int depth) {
        const int count = g_mime_multipart_get_count(multipart);
        if (isType(GMIME_OBJECT(multipart), "multipart", "encrypted")) return takeEncrypted(multipart, isAll);
        if (count == 0) {  // its boundary stands nowhere: all that it holds is kept as it is
            flag("damaged_parts");
            if (const char* rest = g_mime_multipart_get_prologue(multipart); rest && isWanted)
                addText(cleanUtf8(utf8Guessed(rest)));
        }
        if (count > 0) takeOutside(g_mime_multipart_get_prologue(multipart));
        takeOutside(g_mime_multipart_get_epilogue(multipart));
        int chosen = -1;
        if (isType(GMIME_OBJECT(multipart), "multipart", "alternative")) chosen = bestAlternative(multipart, depth);
        const bool isSigned = isType(GMIME_OBJECT(multipart), "multipart", "signed");
        for (int i = 0; i < count; ++i)
            REDWELL_CHECK(take(g_mime_multipart_get_part(multipart, i), isWanted && (chosen < 0 || chosen == i),
                               isAll && (count == 1 || isSigned), depth + 1));
        return {};
    }

    // Text that stands before the first boundary or behind the last one.
    void takeOutside(const char* raw) {
        if (!raw) return;
        const auto text = std::string(trim(plainLines(utf8Guessed(raw))));
        if (text.empty() || isNoticeToOldPrograms(text) || m_out.outsideText.size() > kMaxHeaderText) return;
        if (!m_out.outsideText.empty()) m_out.outsideText += "\n\n";
        m_out.outsideText += elide(text, kMaxHeaderText);
        flag("text_outside_parts");
    }

    // -1 for all of them: plain and HTML text say different things.
    int bestAlternative(GMimeMultipart* multipart, int depth) {
        const int count = std::min(g_mime_multipart_get_count(multipart), 1000);
        int plain = -1, html = -1;
        for (int i = 0; i < count; ++i) {
            auto* part = g_mime_multipart_get_part(multipart, i);
            if (plain < 0 && holdsText(part, "plain", depth)) plain = i;
            if (html < 0 && holdsText(part, "html", depth)) html = i;
        }
        if (plain < 0) return std::max(html, 0);
        if (html < 0 || html == plain) return plain;
        auto* one = g_mime_multipart_get_part(multipart, plain);
        auto* other = g_mime_multipart_get_part(multipart, html);
        if (!isBodyText(one) || !isBodyText(other)) return plain;
        const auto text = textOfPart(one);
        const auto choice = bodyTextOf(text, textOfPart(other));
        if (choice == BodyText::Html) m_out.metadata["plain_text"] = elide(collapseWhitespace(text), kKeptOfPlain);
        return choice == BodyText::Plain ? plain : choice == BodyText::Html ? html : -1;
    }

    Status takeEncrypted(GMimeMultipart* multipart, bool isAll) {
        if (isAll) return encrypted("PGP/MIME");
        flag("encrypted");
        const int count = std::min(g_mime_multipart_get_count(multipart), 10);
        for (int i = 0; i < count; ++i) {
            auto* part = g_mime_multipart_get_part(multipart, i);
            if (GMIME_IS_PART(part) && !isType(part, "application", "pgp-encrypted"))
                REDWELL_CHECK(attach(GMIME_PART(part)));
        }
        return {};
    }

    Status takeSignature(GMimePart* part) {
        const bool isPgp = isType(GMIME_OBJECT(part), "application", "pgp-signature");
        m_out.metadata["signed"] = isPgp ? "OpenPGP" : "S/MIME";
        if (!isPgp)
            if (const auto signature = openSigned(contentOf(part))) note(*signature);
        return {};
    }

    void note(const SignedContent& signature) {
        m_out.metadata["signed"] = "S/MIME";
        if (!signature.signer.empty()) m_out.metadata["signer"] = signature.signer;
        if (!signature.signedTime.empty()) m_out.metadata["signed_at"] = signature.signedTime;
    }

    Status takeEnvelope(GMimePart* part, bool isWanted, bool isAll, int depth) {
        auto opened = openSigned(contentOf(part));
        if (opened && !opened->isDetached) {
            note(*opened);
            const auto inner = parsed(opened->content);
            return inner ? take(inner.get(), isWanted, isAll, depth + 1) : attach(part);
        }
        if (!opened && opened.error().kind == ErrorKind::Password) {
            if (isAll) return encrypted("S/MIME");
            flag("encrypted");
        }
        return attach(part);
    }

    void noteCalendar(GMimeObject* part) {
        const auto* method = g_mime_object_get_content_type_parameter(part, "method");
        m_out.metadata["calendar"] = method ? toLower(cleanedLine(method)) : "attached";
        flag("calendar");
    }

    void addText(const std::string& text) {
        const auto kept = trimmedEnd(text);
        if (kept.empty()) return;
        if (!m_out.body.empty()) m_out.body += "\n\n";
        m_out.body += kept;
    }

    bool isFull() {
        if (m_out.attachments.size() < kMaxChildren) return false;
        ++m_leftOut;
        return true;
    }

    Status attach(GMimePart* part) {
        if (isFull()) return {};
        MailAttachment attachment;
        auto& child = attachment.file;
        child.bytes = contentOf(part);
        if (child.bytes.size() > kMaxChildBytes)
            return Error{ErrorKind::TooLarge, "holds an attachment of more than 512 MB"};
        const OwnedText type(g_mime_content_type_get_mime_type(g_mime_object_get_content_type(GMIME_OBJECT(part))));
        child.mimeType = toLower(cleaned(type.get()));
        child.fileName = fileNameOf(GMIME_OBJECT(part));
        if (child.fileName.empty()) child.fileName = "attachment " + number() + extensionForMimeType(child.mimeType);
        if (child.mimeType.empty() || child.mimeType == "application/octet-stream")
            child.mimeType = mimeTypeForName(child.fileName);
        attachment.contentId = keyOf(g_mime_object_get_content_id(GMIME_OBJECT(part)));
        m_out.attachments.push_back(std::move(attachment));
        return {};
    }

    Status attachMail(GMimeMessagePart* part) {
        auto* message = g_mime_message_part_get_message(part);
        if (!message || isFull()) return {};
        MailAttachment attachment;
        auto& child = attachment.file;
        child.mimeType = "message/rfc822";
        const MimeObject<GMimeStream> memory(g_mime_stream_mem_new());
        g_mime_object_write_to_stream(GMIME_OBJECT(message), nullptr, memory.get());
        if (const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get())); bytes && bytes->data)
            child.bytes.assign(reinterpret_cast<const char*>(bytes->data), bytes->len);
        const auto* encoding = g_mime_object_get_header(GMIME_OBJECT(part), "Content-Transfer-Encoding");
        if (encoding) decodeMail(encoding, child.bytes);
        const auto inner = mailHeader(child.bytes);
        child.fileName = mailFileName(inner, fileNameOf(GMIME_OBJECT(part)));
        if (m_mailDepth < kMaxMailDepth)
            if (const auto content = takeMailApart(child.bytes, m_mailDepth + 1))
                attachment.dh1 = mailHashes(*content).dedup;
        m_out.attachments.push_back(std::move(attachment));
        return {};
    }

    // Against the rule, some programs encode a mail that they attach.
    static void decodeMail(const char* encoding, std::string& bytes) {
        const auto kind = g_mime_content_encoding_from_string(encoding);
        if (kind != GMIME_CONTENT_ENCODING_BASE64 && kind != GMIME_CONTENT_ENCODING_QUOTEDPRINTABLE) return;
        if (!mailHeader(bytes).fields.empty()) return;
        GMimeEncoding state;
        g_mime_encoding_init_decode(&state, kind);
        std::string decoded(g_mime_encoding_outlen(&state, bytes.size()) + 16, '\0');
        decoded.resize(g_mime_encoding_flush(&state, bytes.data(), bytes.size(), decoded.data()));
        if (!mailHeader(decoded).fields.empty()) bytes = std::move(decoded);
    }

    std::string mailFileName(const MailHeader& header, std::string stated) const {
        if (!stated.empty()) return stated;
        auto name = elide(decodedWords(header.first("subject").substr(0, kMaxHeaderText)), 80);
        std::replace_if(
            name.begin(), name.end(),
            [](char c) { return std::string_view("/\\:*?\"|<>").find(c) != std::string_view::npos; }, '_');
        return (name.empty() ? "message " + number() : name) + ".eml";
    }

    std::string number() const { return std::to_string(m_out.attachments.size() + 1); }

    MailContent& m_out;
    int m_mailDepth = 0;
    std::size_t m_parts = 0, m_leftOut = 0;
    std::set<std::string> m_references;
};

}  // namespace

Status takeParts(const MailHeader& header, int depth, MailContent& mail) {
    REDWELL_TRY(const auto entity, mailEntity(header));
    const auto root = parsed(entity.bytes);
    if (!root) return Error{ErrorKind::Damaged, "is not a readable mail", {}, "Ask for the file again."};
    Dissection dissection(mail, depth);
    REDWELL_CHECK(dissection.take(root.get(), true, true, 0));
    dissection.finish(entity.partsCut);
    return {};
}

}  // namespace redwell::formats
