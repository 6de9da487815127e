#include "formats/mapi_mail.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/file_kind.h"
#include "formats/html_text.h"
#include "formats/limits.h"
#include "formats/mail_file.h"
#include "formats/mail_hash.h"
#include "formats/mapi_facts.h"
#include "formats/mime.h"
#include "formats/msg_writer.h"
#include "formats/rtf_compressed.h"
#include "formats/rtf_text.h"

#include <algorithm>

namespace redwell::formats {
namespace {

namespace ids {
constexpr std::uint16_t kImportance = 0x0017, kMessageClass = 0x001a, kSubject = 0x0037, kSubmitTime = 0x0039,
                        kReplyNames = 0x0050, kRepresentingName = 0x0042, kRepresentingType = 0x0064,
                        kRepresentingAddress = 0x0065, kConversationTopic = 0x0070, kConversationIndex = 0x0071,
                        kTransportHeaders = 0x007d, kRecipientType = 0x0c15, kSenderName = 0x0c1a, kSenderType = 0x0c1e,
                        kSenderAddress = 0x0c1f, kDisplayBcc = 0x0e02, kDisplayCc = 0x0e03, kDisplayTo = 0x0e04,
                        kDeliveryTime = 0x0e06, kMessageFlags = 0x0e07, kNormalizedSubject = 0x0e1d, kBody = 0x1000,
                        kReportText = 0x1001, kRtf = 0x1009, kHtml = 0x1013, kMessageId = 0x1035, kReferences = 0x1039,
                        kInReplyTo = 0x1042, kDisplayName = 0x3001, kAddressType = 0x3002, kAddress = 0x3003,
                        kCreated = 0x3007, kModified = 0x3008, kAttachData = 0x3701, kAttachExtension = 0x3703,
                        kAttachFileName = 0x3704, kAttachMethod = 0x3705, kAttachLongName = 0x3707,
                        kAttachPath = 0x3708, kAttachLongPath = 0x370d, kAttachMime = 0x370e, kAttachContentId = 0x3712,
                        kSmtpAddress = 0x39fe, kInternetCodePage = 0x3fde, kSenderSmtp = 0x5d01,
                        kRepresentingSmtp = 0x5d02, kRecipientDisplayName = 0x5ff6;
}

constexpr std::int64_t kUnsent = 8;  // of the message's flags

bool isBlank(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) <= ' '; });
}

std::string withLineFeeds(std::string_view text) {
    std::string lines;
    lines.reserve(text.size());
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] != '\r')
            lines += text[i];
        else if (i + 1 == text.size() || text[i + 1] != '\n')
            lines += '\n';
    }
    return lines;
}

std::string fileNameFrom(std::string name) {
    name = collapseWhitespace(cleanUtf8(name));
    std::replace_if(
        name.begin(), name.end(),
        [](char c) { return std::string_view("/\\:*?\"<>|").find(c) != std::string_view::npos; }, '_');
    return name == "." || name == ".." ? std::string() : elide(name, 200);
}

// "Imogen Vale <ivale@...>", or what of the two there is.
std::string mailbox(std::string name, std::string address) {
    name = collapseWhitespace(name);
    address = collapseWhitespace(address);
    if (name.size() > 1 && name.front() == '\'' && name.back() == '\'') name = name.substr(1, name.size() - 2);
    if (address.empty()) return name;
    if (name.empty() || toLower(name) == toLower(address)) return address;
    if (name.find('<' + address + '>') != std::string::npos) return name;
    const bool needsQuotes = name.find_first_of(",;<>@\"") != std::string::npos;
    if (needsQuotes) std::erase(name, '"');
    return (needsQuotes ? '"' + name + '"' : name) + " <" + address + ">";
}

bool isInternetAddress(const std::string& address) { return address.find('@') != std::string::npos; }

// The address that the world writes to, rather than the directory's own name for a mailbox.
std::string preferred(const std::string& smtp, const std::string& address) {
    return isInternetAddress(smtp) ? smtp : address;
}

struct Party {
    std::string name, address;
};
Party representing(const PropertyBag& p) {
    return {p.text(ids::kRepresentingName),
            preferred(p.text(ids::kRepresentingSmtp), p.text(ids::kRepresentingAddress))};
}
Party sender(const PropertyBag& p) {
    return {p.text(ids::kSenderName), preferred(p.text(ids::kSenderSmtp), p.text(ids::kSenderAddress))};
}

// The headers that a mail came with, when it came from outside.
std::optional<MailContent> transportHeaders(const PropertyBag& p) {
    auto text = p.text(ids::kTransportHeaders);
    // A line that is no header stands on top of them in some.
    if (startsWithIgnoringCase(text, "Microsoft Mail Internet Headers"))
        text.erase(0, std::min(text.find('\n'), text.size() - 1) + 1);
    if (isBlank(text)) return std::nullopt;
    auto mail = takeMailApart(text + "\r\n\r\n");
    if (!mail) return std::nullopt;
    return std::move(*mail);
}

// A directory's name for a mailbox stands beside its internet address where the sender wrote to himself too.
std::string internetAddress(const Party& party, const MapiMessage& message) {
    if (isInternetAddress(party.address)) return party.address;
    for (const auto& recipient : message.recipients) {
        const auto smtp = preferred(recipient.text(ids::kSmtpAddress), recipient.text(ids::kAddress));
        if (!isInternetAddress(smtp)) continue;
        const auto directory = recipient.text(ids::kAddress);
        const bool isSame = party.address.empty() || directory == smtp
                                ? !party.name.empty() && recipient.text(ids::kDisplayName) == party.name
                                : toLower(directory) == toLower(party.address);
        if (isSame) return smtp;
    }
    return {};
}

void takeSender(const MapiMessage& message, const std::optional<MailContent>& headers, MailContent& mail) {
    auto from = representing(message.properties);
    const auto by = sender(message.properties);
    if (from.name.empty() && from.address.empty()) from = by;
    if (!isInternetAddress(from.address) && from.name == by.name && !by.address.empty()) from.address = by.address;
    if (isInternetAddress(from.address)) {
        mail.from = mailbox(from.name, from.address);
    } else {
        if (!from.address.empty()) mail.metadata["sender_directory_name"] = from.address;
        if (headers && isInternetAddress(headers->from))
            mail.from = headers->from;
        else if (const auto address = internetAddress(from, message); !address.empty())
            mail.from = mailbox(from.name, address);
        else
            mail.from = mailbox(from.name, from.address);
    }
    if (!by.name.empty() && by.name != from.name) mail.metadata["sender"] = mailbox(by.name, by.address);
}

void addOnce(std::vector<std::string>& list, std::string entry) {
    if (!entry.empty() && std::find(list.begin(), list.end(), entry) == list.end()) list.push_back(std::move(entry));
}

void takeRecipients(const MapiMessage& message, const std::optional<MailContent>& headers, MailContent& mail) {
    for (const auto& recipient : message.recipients) {
        auto name = recipient.text(ids::kDisplayName);
        if (name.empty()) name = recipient.text(ids::kRecipientDisplayName);
        auto entry = mailbox(name, preferred(recipient.text(ids::kSmtpAddress), recipient.text(ids::kAddress)));
        switch (recipient.number(ids::kRecipientType).value_or(1) & 0xf) {
            case 2: addOnce(mail.cc, std::move(entry)); break;
            case 3: addOnce(mail.bcc, std::move(entry)); break;
            case 0: break;  // the sender of an unsent mail
            default: addOnce(mail.to, std::move(entry));
        }
    }
    const auto& p = message.properties;
    const auto complete = [&](std::vector<std::string>& list, const std::vector<std::string>* stated,
                              std::uint16_t id) {
        if (!list.empty()) return;
        if (stated && !stated->empty()) {
            list = *stated;
            return;
        }
        for (const auto& part : split(p.text(id), ';')) addOnce(list, std::string(trim(part)));
    };
    complete(mail.to, headers ? &headers->to : nullptr, ids::kDisplayTo);
    complete(mail.cc, headers ? &headers->cc : nullptr, ids::kDisplayCc);
    complete(mail.bcc, headers ? &headers->bcc : nullptr, ids::kDisplayBcc);
}

void takeTimes(const PropertyBag& p, const std::optional<MailContent>& headers, MailContent& mail) {
    const auto keep = [&](const char* key, const StatedTime& time) {
        if (!time.isEmpty()) mail.metadata[key] = time.text;
    };
    const auto submitted = p.time(ids::kSubmitTime), delivered = p.time(ids::kDeliveryTime);
    keep("submit_time", submitted);
    keep("delivery_time", delivered);
    keep("created", p.time(ids::kCreated));
    keep("modified", p.time(ids::kModified));
    mail.sent = submitted;
    if (headers && !headers->sent.isEmpty()) {
        mail.sentHeader = headers->sentHeader;
        // The header adds the sender's own zone, where it means the same moment.
        const auto here = submitted.instant("UTC"), there = headers->sent.instant("UTC");
        const bool isSame = here && there && std::abs(here->milliseconds - there->milliseconds) < 1000;
        if (submitted.isEmpty() || isSame) mail.sent = headers->sent;
    }
    const bool isUnsent = p.number(ids::kMessageFlags).value_or(0) & kUnsent;
    if (mail.sent.isEmpty() && !isUnsent) mail.sent = delivered;
}

void takeThread(const PropertyBag& p, const std::optional<MailContent>& headers, MailContent& mail) {
    std::string stated;
    for (const auto& [name, id] : {std::pair{"Message-ID: ", ids::kMessageId},
                                   {"In-Reply-To: ", ids::kInReplyTo},
                                   {"References: ", ids::kReferences}})
        if (const auto text = collapseWhitespace(p.text(id)); !text.empty()) stated += name + text + "\r\n";
    auto own = takeMailApart(stated + "X-Source: properties\r\n\r\n");
    const auto merge = [&](const MailContent& from) {
        if (mail.key.empty()) mail.key = from.key;
        if (mail.replyTo.empty()) mail.replyTo = from.replyTo;
        if (mail.references.empty()) mail.references = from.references;
        mail.metadata.insert(from.metadata.begin(), from.metadata.end());
    };
    if (own) merge(*own);
    if (headers) merge(*headers);
    if (const auto index = p.binary(ids::kConversationIndex); !index.empty()) {
        const OwnedText text(g_base64_encode(reinterpret_cast<const guchar*>(index.data()), index.size()));
        mail.metadata["conversation_index"] = text.get();
    }
    if (auto names = collapseWhitespace(p.text(ids::kReplyNames)); !names.empty())
        mail.metadata.emplace("reply_to", std::move(names));
    if (auto topic = collapseWhitespace(p.text(ids::kConversationTopic)); !topic.empty())
        mail.metadata["thread_topic"] = std::move(topic);
}

// The bodies as stored; html is UTF-8.
struct Bodies {
    std::string plain, html, rich;
};

std::string htmlProperty(const PropertyBag& p) {
    const auto* property = p.find(ids::kHtml);
    if (!property || property->values.empty()) return {};
    if (property->type != property_types::kBinary) return p.text(ids::kHtml);
    const auto& bytes = property->values.front();
    const auto page = p.number(ids::kInternetCodePage).value_or(0);
    if (page == 1200 && bytes.find('\0') == std::string::npos) return utf8From(bytes, "");
    return utf8From(bytes, charsetOfCodePage(page));
}

Bodies bodiesOf(const PropertyBag& p, MailContent& mail) {
    Bodies bodies;
    bodies.plain = withLineFeeds(p.text(ids::kBody));
    if (isBlank(bodies.plain)) bodies.plain = withLineFeeds(p.text(ids::kReportText));
    bodies.html = htmlProperty(p);
    const auto stream = p.binary(ids::kRtf);
    if (!stream.empty() && isBlank(bodies.html)) {
        if (auto rtf = uncompressedRtf(stream)) {
            auto found = textOfRtf(*rtf);
            (found.isHtml ? bodies.html : bodies.rich) = std::move(found.text);
        } else if (isBlank(bodies.plain)) {
            mail.flags.emplace_back("body_damaged");
        }
    }
    return bodies;
}

std::string attachmentName(const PropertyBag& p, const std::string& fallback) {
    for (const auto id : {ids::kAttachLongName, ids::kAttachFileName, ids::kDisplayName})
        if (auto name = fileNameFrom(p.text(id)); !name.empty()) return name;
    const auto extension = fileNameFrom(p.text(ids::kAttachExtension));
    return fallback + (extension.size() > 1 && extension.front() == '.' ? extension : std::string());
}

std::string subjectOf(const PropertyBag& p) {
    auto subject = p.text(ids::kSubject);
    // Some stores mark where the prefix ends: 0x01 and its length.
    if (subject.empty()) subject = p.text(ids::kNormalizedSubject);
    return collapseWhitespace(subject);
}

MailAttachment attachmentOf(MapiAttachment from, std::size_t number) {
    const auto& p = from.properties;
    MailAttachment out;
    auto& file = out.file;
    out.contentId = std::string(trim(p.text(ids::kAttachContentId)));
    if (out.contentId.size() > 2 && out.contentId.front() == '<' && out.contentId.back() == '>')
        out.contentId = out.contentId.substr(1, out.contentId.size() - 2);
    file.problem = std::move(from.problem);
    const auto fallback = "attachment " + std::to_string(number);
    const auto method = p.number(ids::kAttachMethod).value_or(1);
    if (from.message) {
        auto name = fileNameFrom(subjectOf(from.message->properties));
        if (name.empty()) name = attachmentName(p, "message " + std::to_string(number));
        file.fileName = extensionOf(name) == ".msg" ? name : elide(name, 80) + ".msg";
        file.mimeType = "application/vnd.ms-outlook";
        if (auto bytes = msgFileOf(*from.message))
            file.bytes = std::move(*bytes);
        else
            file.problem = bytes.error();
        if (const auto inside = mailContentOf(std::move(*from.message), file.mimeType))
            out.dh1 = mailHashes(*inside).dedup;
        return out;
    }
    file.fileName = attachmentName(p, fallback);
    file.mimeType = toLower(std::string(trim(p.text(ids::kAttachMime))));
    if (!from.storage.empty()) {
        file.bytes = std::move(from.storage);
        if (extensionOf(file.fileName).empty()) file.fileName += ".ole";
        if (file.mimeType.empty()) file.mimeType = "application/x-ole-storage";
    } else if (auto* data = const_cast<Property*>(p.find(ids::kAttachData)); data && !data->values.empty()) {
        file.bytes = std::move(data->values.front());
    } else if (!file.problem && method >= 2 && method <= 7 && method != 5 && method != 6) {
        auto path = p.text(ids::kAttachLongPath);
        if (path.empty()) path = p.text(ids::kAttachPath);
        file.problem = Error{ErrorKind::NotFound,
                             "is only referred to by the mail" + (path.empty() ? "" : ", at " + path),
                             {},
                             "Ask for the file itself."};
    }
    if (file.mimeType.empty() || file.mimeType == "application/octet-stream")
        file.mimeType = mimeTypeForName(file.fileName);
    return out;
}

// S/MIME: what Outlook keeps as one attachment is the mail itself.
Status openSecured(const PropertyBag& p, MailContent& mail) {
    const auto found = p.text(ids::kMessageClass);
    if (!startsWithIgnoringCase(found, "IPM.Note.SMIME") || mail.attachments.size() != 1) return {};
    auto& bytes = mail.attachments.front().file.bytes;
    if (bytes.empty()) return {};
    std::string whole;
    if (startsWithIgnoringCase(found, "IPM.Note.SMIME.MultipartSigned") ||
        startsWithIgnoringCase(bytes, "Content-Type:")) {
        whole = "MIME-Version: 1.0\r\n" + bytes;
    } else {
        const OwnedText text(g_base64_encode(reinterpret_cast<const guchar*>(bytes.data()), bytes.size()));
        whole =
            "MIME-Version: 1.0\r\nContent-Type: application/pkcs7-mime; name=smime.p7m\r\n"
            "Content-Transfer-Encoding: base64\r\n\r\n" +
            std::string(text.get()) + "\r\n";
    }
    auto inside = takeMailApart(whole);
    if (!inside) return inside.error().kind == ErrorKind::Password ? Status(inside.error()) : Status();
    if (isBlank(mail.body)) mail.body = std::move(inside->body);
    mail.attachments = std::move(inside->attachments);
    for (auto& flag : inside->flags) mail.flags.push_back(std::move(flag));
    mail.metadata.insert(inside->metadata.begin(), inside->metadata.end());
    return {};
}

void keepStates(const PropertyBag& p, MailContent& mail) {
    mail.metadata["message_class"] = p.text(ids::kMessageClass);
    if (const auto importance = p.number(ids::kImportance); importance && *importance != 1)
        mail.metadata["importance"] = *importance == 0 ? "low" : "high";
    if (const auto flags = p.number(ids::kMessageFlags)) {
        if (*flags & kUnsent) mail.metadata["is_draft"] = "true";
        mail.metadata["is_read"] = *flags & 1 ? "true" : "false";
    }
    std::erase_if(mail.metadata, [](const auto& entry) { return entry.second.empty(); });
}

}  // namespace

Result<MailContent> mailContentOf(MapiMessage message, std::string_view mimeType) {
    const auto& p = message.properties;
    const auto kind = itemKind(p);
    MailContent mail;
    mail.mimeType = mimeType;
    mail.subject = subjectOf(p);
    if (message.isDamaged) mail.flags.emplace_back("damaged_parts");
    const auto headers = transportHeaders(p);
    keepStates(p, mail);
    takeSender(message, headers, mail);
    takeRecipients(message, headers, mail);
    takeTimes(p, headers, mail);
    takeThread(p, headers, mail);
    const auto bodies = bodiesOf(p, mail);
    mail.body = !isBlank(bodies.plain)  ? bodies.plain
                : !isBlank(bodies.html) ? cleanUtf8(textOfHtml(bodies.html))
                                        : bodies.rich;
    while (!mail.body.empty() && isBlank({&mail.body.back(), 1})) mail.body.pop_back();
    if (mail.body.size() > kMaxTextBytes) return Error{ErrorKind::TooLarge, "holds more than 100 MB of text"};
    for (auto& attachment : message.attachments) {
        auto made = attachmentOf(std::move(attachment), mail.attachments.size() + 1);
        made.isReferenced = !made.contentId.empty() && bodies.html.find("cid:" + made.contentId) != std::string::npos;
        mail.attachments.push_back(std::move(made));
    }
    REDWELL_CHECK(openSecured(p, mail));
    std::string facts;
    for (auto& fact : factsOf(message)) {
        facts += fact.label + " " + fact.value + "\n";
        mail.metadata[fact.key] = std::move(fact.value);
    }
    if (!facts.empty()) mail.body = facts + (mail.body.empty() ? "" : "\n" + mail.body);
    if (documentKind(kind) != documents::Kind::Mail) {
        mail.sent = {};
        mail.sentHeader.clear();
        if (kind != ItemKind::Appointment) mail.from.clear();
    }
    return mail;
}

Result<ReadDocument> mapiDocument(MapiMessage message, std::string_view mimeType) {
    const auto kind = itemKind(message.properties);
    const auto start = startOf(message.properties);
    const auto created = message.properties.time(ids::kCreated), modified = message.properties.time(ids::kModified);
    REDWELL_TRY(auto mail, mailContentOf(std::move(message), mimeType));
    REDWELL_TRY(auto document, mailDocument(std::move(mail)));
    document.kind = documentKind(kind);
    // Nobody sent these to anybody: a document, no message of a conversation.
    if (document.kind != documents::Kind::Mail) {
        document.messages.clear();
        document.date = start;
    }
    if (document.date.isEmpty()) document.date = created.isEmpty() ? modified : created;
    return document;
}

Result<Rendition> mapiRendition(MapiMessage message, std::string_view mimeType) {
    REDWELL_TRY(const auto mail, mailContentOf(std::move(message), mimeType));
    return mailRendition(mail);
}

}  // namespace redwell::formats
