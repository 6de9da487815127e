#include "formats/mail_content.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/file_kind.h"
#include "formats/html_text.h"
#include "formats/limits.h"
#include "formats/mime.h"

#include <algorithm>
#include <optional>

namespace redwell::formats {
namespace {

constexpr std::size_t kMaxReferences = 1000;
constexpr int kMaxDepth = 64;  // multiparts within multiparts; no mail program makes more than a handful

std::string cleaned(const char* text) { return text ? cleanUtf8(utf8Guessed(text)) : std::string(); }
std::string cleanedLine(const char* text) { return collapseWhitespace(cleaned(text)); }

// Lines end in line feeds, and nothing but text is left.
std::string plainLines(std::string_view text) {
    std::string lines;
    lines.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            lines += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            lines += '\n';
    }
    return cleanUtf8(lines);
}

bool isBlank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

void addAddresses(InternetAddressList* list, std::vector<std::string>& out) {
    const int count = list ? internet_address_list_length(list) : 0;
    for (int i = 0; i < count && out.size() < 10'000; ++i) {
        auto* address = internet_address_list_get_address(list, i);
        if (INTERNET_ADDRESS_IS_GROUP(address)) {
            auto* members = internet_address_group_get_members(INTERNET_ADDRESS_GROUP(address));
            if (members && internet_address_list_length(members) > 0) {
                addAddresses(members, out);
                continue;
            }
        }
        const OwnedText text(internet_address_to_string(address, nullptr, FALSE));
        if (auto line = cleanedLine(text.get()); !line.empty()) out.push_back(std::move(line));
    }
}

std::string header(GMimeObject* object, const char* name) {
    return cleanedLine(g_mime_object_get_header(object, name));
}

std::vector<std::string> addresses(GMimeMessage* message, GMimeAddressType type, const char* name) {
    std::vector<std::string> list;
    addAddresses(g_mime_message_get_addresses(message, type), list);
    // What is no address still is what the mail says.
    if (list.empty())
        if (auto raw = header(GMIME_OBJECT(message), name); !raw.empty()) list.push_back(std::move(raw));
    return list;
}

// Message-IDs in their brackets; what else stands in such a header ("Your mail of Tuesday") names nobody.
std::vector<std::string> keysIn(std::string_view text) {
    std::vector<std::string> keys;
    for (std::size_t at = 0; keys.size() < kMaxReferences && (at = text.find('<', at)) != std::string_view::npos;) {
        const auto end = text.find('>', at);
        if (end == std::string_view::npos) break;
        std::string key;
        for (const char c : text.substr(at + 1, end - at - 1))
            if (c != ' ' && c != '\t') key += c;
        if (!key.empty()) keys.push_back(std::move(key));
        at = end + 1;
    }
    return keys;
}

// The header states a zone: "+0200", "GMT" and so on, not a bare time.
bool statesZone(std::string_view raw) {
    const auto colon = raw.rfind(':');
    if (colon == std::string_view::npos) return false;
    auto rest = raw.substr(colon + 1);
    while (!rest.empty() && rest.front() >= '0' && rest.front() <= '9') rest.remove_prefix(1);
    rest = trim(rest);
    return !rest.empty() && rest.front() != '(';
}

StatedTime sentTime(GMimeMessage* message, std::string_view raw) {
    GDateTime* date = g_mime_message_get_date(message);
    if (!date) return {};
    std::optional<int> offset;
    if (statesZone(raw)) offset = static_cast<int>(g_date_time_get_utc_offset(date) / 60'000'000);
    return statedTime(g_date_time_get_year(date), g_date_time_get_month(date), g_date_time_get_day_of_month(date),
                      g_date_time_get_hour(date), g_date_time_get_minute(date), g_date_time_get_second(date), offset);
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
    std::string name;
    if (GMIME_IS_PART(part)) name = cleanedLine(g_mime_part_get_filename(GMIME_PART(part)));
    std::replace_if(
        name.begin(), name.end(), [](char c) { return c == '/' || c == '\\'; }, '_');
    return name == "." || name == ".." ? std::string() : name;
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

std::string textOfPart(GMimeObject* part) {
    const auto bytes = contentOf(GMIME_PART(part));
    const auto* charset = g_mime_object_get_content_type_parameter(part, "charset");
    const auto text = utf8From(bytes, charset ? charset : "");
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

class Dissection {
public:
    explicit Dissection(MailContent& out) : m_out(out) {}

    Status take(GMimeObject* part, bool isWanted, int depth) {
        if (!part) return {};
        if (depth > kMaxDepth) return Error{ErrorKind::TooLarge, "is nested more deeply than any mail program does"};
        if (m_out.attachments.size() >= kMaxChildren)
            return Error{ErrorKind::TooLarge, "holds more than 10,000 attachments"};
        if (GMIME_IS_MESSAGE_PART(part)) return attachMail(GMIME_MESSAGE_PART(part));
        if (GMIME_IS_MULTIPART(part)) return takeMultipart(GMIME_MULTIPART(part), isWanted, depth);
        if (isSignature(part)) {
            m_out.metadata["signed"] = isType(part, "application", "pgp-signature") ? "OpenPGP" : "S/MIME";
            return {};
        }
        if (!GMIME_IS_PART(part)) return {};  // a fragment of a mail sent in pieces holds nothing to read
        if (isBodyText(part)) {
            if (isWanted) addText(textOfPart(part));
            return {};
        }
        if (isType(part, "application", "pkcs7-mime") || isType(part, "application", "x-pkcs7-mime")) {
            const auto* kind = g_mime_object_get_content_type_parameter(part, "smime-type");
            if (!kind || g_ascii_strcasecmp(kind, "signed-data") != 0) markEncrypted();
        }
        return attach(GMIME_PART(part));
    }

private:
    Status takeMultipart(GMimeMultipart* multipart, bool isWanted, int depth) {
        const int count = g_mime_multipart_get_count(multipart);
        if (GMIME_IS_MULTIPART_ENCRYPTED(multipart)) markEncrypted();
        int chosen = -1;
        if (isType(GMIME_OBJECT(multipart), "multipart", "alternative")) {
            for (const auto* subtype : {"plain", "html"})
                for (int i = 0; i < count && chosen < 0; ++i)
                    if (holdsText(g_mime_multipart_get_part(multipart, i), subtype, depth)) chosen = i;
            if (chosen < 0) chosen = 0;
        }
        for (int i = 0; i < count; ++i)
            REDWELL_CHECK(
                take(g_mime_multipart_get_part(multipart, i), isWanted && (chosen < 0 || chosen == i), depth + 1));
        return {};
    }

    void addText(std::string text) {
        while (!text.empty() && isBlank({&text.back(), 1})) text.pop_back();
        if (text.empty()) return;
        if (!m_out.body.empty()) m_out.body += "\n\n";
        m_out.body += text;
    }

    Status attach(GMimePart* part) {
        Child child;
        child.bytes = contentOf(part);
        if (child.bytes.size() > kMaxChildBytes)
            return Error{ErrorKind::TooLarge, "holds an attachment of more than 512 MB"};
        const OwnedText type(g_mime_content_type_get_mime_type(g_mime_object_get_content_type(GMIME_OBJECT(part))));
        child.mimeType = toLower(cleaned(type.get()));
        child.fileName = fileNameOf(GMIME_OBJECT(part));
        if (child.fileName.empty()) child.fileName = "attachment " + number() + extensionForMimeType(child.mimeType);
        if (child.mimeType.empty() || child.mimeType == "application/octet-stream")
            child.mimeType = mimeTypeForName(child.fileName);
        m_out.attachments.push_back({std::move(child), {}, false, {}});
        return {};
    }

    Status attachMail(GMimeMessagePart* part) {
        auto* message = g_mime_message_part_get_message(part);
        if (!message) return {};
        Child child;
        child.mimeType = "message/rfc822";
        const OwnedText text(g_mime_object_to_string(GMIME_OBJECT(message), nullptr));
        if (text) child.bytes = text.get();
        auto name = cleanedLine(g_mime_message_get_subject(message));
        std::replace_if(
            name.begin(), name.end(),
            [](char c) { return c == '/' || c == '\\' || c == ':' || c == '*' || c == '?' || c == '"' || c == '|'; },
            '_');
        child.fileName = (name.empty() ? "message " + number() : elide(name, 80)) + ".eml";
        m_out.attachments.push_back({std::move(child), {}, false, {}});
        return {};
    }

    void markEncrypted() {
        if (std::find(m_out.flags.begin(), m_out.flags.end(), "encrypted") == m_out.flags.end())
            m_out.flags.emplace_back("encrypted");
    }

    std::string number() const { return std::to_string(m_out.attachments.size() + 1); }

    MailContent& m_out;
};

}  // namespace

std::string unflowed(std::string_view text, bool deletesSpace) {
    const auto depthOf = [](std::string_view line) {
        const auto end = line.find_first_not_of('>');
        return end == std::string_view::npos ? line.size() : end;
    };
    std::string out;
    std::size_t openDepth = std::string::npos;  // of the line that goes on
    while (!text.empty()) {
        const auto feed = text.find('\n');
        auto line = text.substr(0, feed);
        text.remove_prefix(feed == std::string_view::npos ? text.size() : feed + 1);
        const auto depth = depthOf(line);
        auto content = line.substr(depth);
        if (!content.empty() && content.front() == ' ') content.remove_prefix(1);  // space-stuffing
        if (openDepth == depth) {
            out += content;
        } else {
            if (openDepth != std::string::npos) out += '\n';
            if (depth) out.append(depth, '>').append(1, ' ');
            out += content;
        }
        const bool goesOn = !content.empty() && content.back() == ' ' && content != "-- ";
        if (goesOn && deletesSpace) out.pop_back();
        openDepth = goesOn ? depth : std::string::npos;
        if (!goesOn) out += '\n';
    }
    return out;
}

Result<MailContent> takeMailApart(std::string_view bytes) {
    static const bool isReady = (g_mime_init(), true);
    static_cast<void>(isReady);
    while (!bytes.empty() && (bytes.front() == '\n' || bytes.front() == '\r')) bytes.remove_prefix(1);
    if (bytes.substr(0, 3) == "\xef\xbb\xbf") bytes.remove_prefix(3);
    if (bytes.substr(0, 5) == "From ") bytes.remove_prefix(std::min(bytes.find('\n'), bytes.size() - 1) + 1);

    const MimeObject<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const MimeObject<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MESSAGE);
    const MimeObject<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message)
        return Error{
            ErrorKind::Damaged, "is not a readable mail: its header is damaged", {}, "Ask for the file again."};

    MailContent mail;
    auto* object = GMIME_OBJECT(message.get());
    mail.from = join(addresses(message.get(), GMIME_ADDRESS_TYPE_FROM, "From"), ", ");
    if (mail.from.empty()) mail.from = join(addresses(message.get(), GMIME_ADDRESS_TYPE_SENDER, "Sender"), ", ");
    mail.to = addresses(message.get(), GMIME_ADDRESS_TYPE_TO, "To");
    mail.cc = addresses(message.get(), GMIME_ADDRESS_TYPE_CC, "Cc");
    mail.bcc = addresses(message.get(), GMIME_ADDRESS_TYPE_BCC, "Bcc");
    mail.subject = cleanedLine(g_mime_message_get_subject(message.get()));
    mail.sentHeader = header(object, "Date");
    mail.sent = sentTime(message.get(), mail.sentHeader);
    const auto keep = [&](const char* key, std::string value) {
        if (!value.empty()) mail.metadata[key] = std::move(value);
    };
    mail.key = cleanedLine(g_mime_message_get_message_id(message.get()));
    keep("message_id", mail.key);
    mail.references = keysIn(header(object, "References"));
    const auto answered = keysIn(header(object, "In-Reply-To"));
    if (!answered.empty())
        mail.replyTo = answered.front();
    else if (!mail.references.empty())
        mail.replyTo = mail.references.back();
    for (const auto& [key, name] : {std::pair{"in_reply_to", "In-Reply-To"},
                                    {"references", "References"},
                                    {"conversation_index", "Thread-Index"},
                                    {"thread_topic", "Thread-Topic"},
                                    {"importance", "Importance"},
                                    {"reply_to", "Reply-To"},
                                    {"x_mailer", "X-Mailer"}})
        keep(key, header(object, name));
    keep("date_header", mail.sentHeader);

    Dissection dissection(mail);
    REDWELL_CHECK(dissection.take(g_mime_message_get_mime_part(message.get()), true, 0));
    if (mail.body.size() > kMaxTextBytes) return Error{ErrorKind::TooLarge, "holds more than 100 MB of text"};
    return mail;
}

}  // namespace redwell::formats
