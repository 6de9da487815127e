#include "formats/chat/rsmf_file.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/chat/rsmf_manifest.h"
#include "formats/file_kind.h"
#include "formats/limits.h"
#include "formats/mime.h"

#include <algorithm>
#include <charconv>
#include <map>

namespace redwell::formats {
namespace {

constexpr std::string_view kManifestName = "rsmf_manifest.json";
constexpr std::size_t kMaxParts = 1'000;

std::string headerOf(GMimeObject* object, const char* name) {
    const char* text = g_mime_object_get_header(object, name);
    if (!text) return {};
    const OwnedText decoded(g_mime_utils_header_decode_text(nullptr, text));
    return collapseWhitespace(cleanUtf8(decoded ? decoded.get() : text));
}

std::string contentOf(GMimePart* part) {
    auto* content = g_mime_part_get_content(part);
    if (!content) return {};
    const MimeObject<GMimeStream> memory(g_mime_stream_mem_new());
    g_mime_data_wrapper_write_to_stream(content, memory.get());
    const auto* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
    return bytes && bytes->data ? std::string(reinterpret_cast<const char*>(bytes->data), bytes->len) : std::string();
}

struct Envelope {
    std::shared_ptr<const std::string> zip;
    std::vector<Child> others;  // what else hangs on the message
    std::size_t parts = 0;
};

void open(GMimeObject* part, Envelope& out, int depth) {
    if (!part || depth > 16 || ++out.parts > kMaxParts) return;
    if (GMIME_IS_MULTIPART(part)) {
        auto* multipart = GMIME_MULTIPART(part);
        const int count = g_mime_multipart_get_count(multipart);
        for (int i = 0; i < count; ++i) open(g_mime_multipart_get_part(multipart, i), out, depth + 1);
        return;
    }
    if (!GMIME_IS_PART(part)) return;
    const char* stated = g_mime_part_get_filename(GMIME_PART(part));
    const auto name = stated ? collapseWhitespace(cleanUtf8(utf8Guessed(stated))) : std::string();
    if (name.empty()) return;  // the text for tools that do not know RSMF
    if (toLower(name) == "rsmf.zip" && !out.zip) {
        out.zip = std::make_shared<const std::string>(contentOf(GMIME_PART(part)));
        return;
    }
    Child child;
    child.fileName = safePath(name).name;
    child.mimeType = mimeTypeForName(child.fileName);
    child.bytes = contentOf(GMIME_PART(part));
    if (!child.bytes.empty()) out.others.push_back(std::move(child));
}

// Headers count as what somebody says of the manifest; where the manifest itself says otherwise, that is reported.
void compare(GMimeObject* message, ChatLog& log) {
    log.application = headerOf(message, "X-RSMF-Application");
    log.generator = headerOf(message, "X-RSMF-Generator");
    log.custodian = headerOf(message, "X-RSMF-Custodian");
    if (const auto id = headerOf(message, "X-RSMF-EventCollectionID"); !id.empty()) {
        if (!log.collection.empty() && log.collection != id)
            log.report("header and manifest state different event collections (" + id + ", " + log.collection + ")");
        if (log.collection.empty()) log.collection = id;
    }
    const auto count = [&](const char* header, const char* what, std::size_t real) {
        const auto text = headerOf(message, header);
        std::size_t stated = 0;
        if (text.empty()) return;
        const auto [end, failure] = std::from_chars(text.data(), text.data() + text.size(), stated);
        if (failure != std::errc() || stated != real)
            log.report("the header states " + elide(text, 40) + " " + what + ", the manifest holds " +
                       std::to_string(real));
    };
    count("X-RSMF-EventCount", "events", log.events.size());
    std::size_t attachments = 0;
    for (const auto& event : log.events) attachments += event.attachments.size();
    count("X-RSMF-AttachmentCount", "attachments", attachments);
    const auto version = headerOf(message, "X-RSMF-Version");
    if (!version.empty() && !log.version.empty() && version != log.version)
        log.report("header and manifest state different versions (" + version + ", " + log.version + ")");
}

void reportEntries(ChatExport& chat) {
    std::map<std::string, int> seen;
    for (const auto& entry : chat.archive->entries()) {
        if (entry.kind == ArchiveEntry::Kind::Folder) continue;
        if (entry.path.find_first_of("/\\") != std::string::npos)
            chat.log.report("its rsmf.zip holds \"" + entry.path + "\" in a folder, where no event can name it");
        if (++seen[entry.path] == 2) chat.log.report("its rsmf.zip holds \"" + entry.path + "\" twice");
    }
    if (chat.archive->damage()) chat.log.report("its rsmf.zip " + chat.archive->damage()->what);
}

void compareSizes(ChatExport& chat) {
    std::map<std::string_view, std::int64_t> sizes;
    for (const auto& entry : chat.archive->entries()) sizes.emplace(entry.path, entry.size);
    for (auto& event : chat.log.events)
        for (auto& attachment : event.attachments) {
            const auto found = sizes.find(attachment.entry);
            if (attachment.entry.empty() || found == sizes.end() || found->second < 0) continue;
            if (attachment.size >= 0 && attachment.size != found->second)
                chat.log.report("attachment \"" + attachment.id + "\" is stated as " + std::to_string(attachment.size) +
                                " bytes and has " + std::to_string(found->second));
        }
}

}  // namespace

bool looksLikeRsmf(std::string_view bytes, std::string_view extension) {
    if (extension == ".rsmf") return true;
    const auto head = bytes.substr(0, 32 * 1024);
    const auto end = std::min(head.find("\r\n\r\n"), head.find("\n\n"));
    for (auto rest = head.substr(0, end); !rest.empty();) {
        if (startsWithIgnoringCase(rest, "x-rsmf-version:")) return true;
        const auto feed = rest.find('\n');
        rest.remove_prefix(feed == std::string_view::npos ? rest.size() : feed + 1);
    }
    return false;
}

bool isRsmfZip(const Archive& archive) { return archive.find(kManifestName).has_value(); }

Result<ChatExport> readRsmfZip(Archive archive) {
    ChatExport chat;
    chat.mimeType = kRsmfMimeType;
    const auto entry = archive.find(kManifestName);
    if (!entry)
        return Error{ErrorKind::Damaged,
                     "is an RSMF file whose rsmf.zip holds no rsmf_manifest.json",
                     {},
                     "Ask for the file again."};
    const auto manifest = archive.take(*entry);
    if (manifest.problem && manifest.bytes.empty()) {
        auto error = *manifest.problem;
        error.what = "its manifest " + error.what;
        return error;
    }
    REDWELL_TRY(chat.log, readManifest(manifest.bytes));
    if (manifest.problem) chat.log.report("the manifest " + manifest.problem->what);
    chat.archive = std::move(archive);
    matchAttachments(chat, {std::string(kManifestName)});
    reportEntries(chat);
    compareSizes(chat);
    return chat;
}

Result<ChatExport> readRsmf(std::string_view bytes) {
    static const bool isReady = (g_mime_init(), true);
    static_cast<void>(isReady);
    if (bytes.starts_with("PK")) {
        REDWELL_TRY(auto archive, Archive::open(bytes));
        return readRsmfZip(std::move(archive));
    }
    const auto start = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (start != std::string_view::npos && bytes[start] == '{') {
        ChatExport chat;
        chat.mimeType = "application/json";
        REDWELL_TRY(chat.log, readManifest(bytes));
        return chat;
    }
    const MimeObject<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
    const MimeObject<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
    g_mime_parser_set_format(parser.get(), GMIME_FORMAT_MESSAGE);
    const MimeObject<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
    if (!message)
        return Error{
            ErrorKind::Damaged, "is no readable RSMF file: its header is damaged", {}, "Ask for the file again."};
    Envelope envelope;
    open(g_mime_message_get_mime_part(message.get()), envelope, 0);
    if (!envelope.zip || envelope.zip->empty())
        return Error{ErrorKind::Damaged, "is an RSMF file without its rsmf.zip", {}, "Ask for the file again."};
    auto archive = Archive::open(*envelope.zip);
    if (!archive) {
        auto error = archive.error();
        error.what = "is an RSMF file whose rsmf.zip cannot be opened";
        return error;
    }
    REDWELL_TRY(auto chat, readRsmfZip(std::move(*archive)));
    chat.ownedBytes = envelope.zip;
    compare(GMIME_OBJECT(message.get()), chat.log);
    for (const auto& other : envelope.others)
        chat.log.report("\"" + other.fileName + "\" hangs on the message beside rsmf.zip, where no event can name it");
    chat.extras = std::move(envelope.others);
    return chat;
}

}  // namespace redwell::formats
