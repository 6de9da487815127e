#include "formats/chat/chat_reader.h"

#include "base/text.h"
#include "formats/chat/chat_table.h"
#include "formats/chat/imessage_store.h"
#include "formats/chat/rsmf_file.h"
#include "formats/chat/slack_export.h"
#include "formats/chat/teams_export.h"
#include "formats/chat/whatsapp_text.h"
#include "formats/html_file.h"
#include "formats/html_table.h"

namespace redwell::formats {
namespace {

using Found = Result<std::optional<ChatExport>>;

Found some(Result<ChatExport> chat) {
    if (!chat) return chat.error();
    return std::optional<ChatExport>(std::move(*chat));
}

Found alone(std::optional<ChatLog> log, std::string_view mimeType) {
    if (!log) return std::optional<ChatExport>();
    ChatExport chat;
    chat.log = std::move(*log);
    chat.mimeType = mimeType;
    return std::optional<ChatExport>(std::move(chat));
}

// What an archive that breaks off would have held is not known; that it breaks off is.
void reportDamage(ChatExport& chat) {
    if (chat.archive && chat.archive->damage()) chat.log.report("the archive " + chat.archive->damage()->what);
}

// A WhatsApp conversation with its media beside it.
Found whatsAppWithMedia(Archive archive, std::size_t entry, std::string_view fileName) {
    const auto text = archive.take(entry);
    const auto path = archive.entries()[entry].path;
    const auto name = safePath(path).name;
    auto log = readWhatsApp(text.bytes, toLower(name) == "_chat.txt" ? fileName : std::string_view(name));
    if (!log) return std::optional<ChatExport>();
    if (text.problem) log->report("the conversation " + text.problem->what);
    const auto folder = path.substr(0, path.size() - name.size());
    for (auto& event : log->events)
        for (auto& attachment : event.attachments)
            if (archive.find(folder + attachment.id)) attachment.entry = folder + attachment.id;
    ChatExport chat;
    chat.log = std::move(*log);
    chat.mimeType = "application/zip";
    chat.archive = std::move(archive);
    matchAttachments(chat, {path});
    reportDamage(chat);
    return std::optional<ChatExport>(std::move(chat));
}

Found inArchive(std::string_view bytes, const FileKind& kind, const ReadOptions& options) {
    if (kind.mimeType != "application/zip" && kind.mimeType != "application/x-tar") return std::optional<ChatExport>();
    auto archive = Archive::open(bytes, options.passwords);
    if (!archive) return std::optional<ChatExport>();  // the archive's own reader says why
    if (isRsmfZip(*archive)) return some(readRsmfZip(std::move(*archive)));
    if (const auto root = slackRoot(*archive)) {
        auto chat = readSlack(std::move(*archive), bytes, *root);
        if (chat) {
            chat->mimeType = kind.mimeType;
            reportDamage(*chat);
        }
        return some(std::move(chat));
    }
    if (const auto entry = whatsAppEntry(*archive))
        return whatsAppWithMedia(std::move(*archive), *entry, options.fileName);
    return std::optional<ChatExport>();
}

}  // namespace

Found chatIn(std::string_view bytes, const FileKind& kind, const ReadOptions& options) {
    const auto extension = extensionOf(options.fileName);
    const bool mayBeMessage = kind.family == Family::Mail || kind.family == Family::Text || extension == ".rsmf";
    const bool isManifest = kind.family == Family::Text && options.fileName == "rsmf_manifest.json";
    if (isManifest || (mayBeMessage && looksLikeRsmf(bytes, extension))) return some(readRsmf(bytes));
    if (kind.family == Family::Archive) return inArchive(bytes, kind, options);
    if (kind.mimeType == "application/vnd.sqlite3") {
        REDWELL_TRY(auto log, readMessageStore(bytes));
        return alone(std::move(log), kind.mimeType);
    }
    if (kind.family == Family::Html) {
        REDWELL_TRY(const auto utf8, utf8OfHtml(bytes));
        return alone(readChatTable(largestTableAsCsv(utf8), options.fileName), kind.mimeType);
    }
    if (kind.family != Family::Text) return std::optional<ChatExport>();
    if (looksLikeTeams(bytes)) {
        REDWELL_TRY(auto log, readTeams(bytes, options.fileName));
        return alone(std::move(log), "application/json");
    }
    if (auto log = readWhatsApp(bytes, options.fileName)) return alone(std::move(log), "text/plain");
    if (extension == ".csv" || extension == ".tsv") return alone(readChatTable(bytes, options.fileName), "text/csv");
    return std::optional<ChatExport>();
}

}  // namespace redwell::formats
