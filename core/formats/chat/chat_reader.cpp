#include "formats/chat/chat_reader.h"

#include "formats/chat/rsmf_file.h"
#include "formats/chat/slack_export.h"

namespace redwell::formats {
namespace {

Result<std::optional<ChatExport>> some(Result<ChatExport> chat) {
    if (!chat) return chat.error();
    return std::optional<ChatExport>(std::move(*chat));
}

Result<std::optional<ChatExport>> inArchive(std::string_view bytes, const ReadOptions& options) {
    auto archive = Archive::open(bytes, options.passwords);
    if (!archive) return std::optional<ChatExport>();  // the archive's own reader says why
    if (isRsmfZip(*archive)) return some(readRsmfZip(std::move(*archive)));
    if (const auto root = slackRoot(*archive)) return some(readSlack(std::move(*archive), bytes, *root));
    return std::optional<ChatExport>();
}

}  // namespace

Result<std::optional<ChatExport>> chatIn(std::string_view bytes, const FileKind& kind, const ReadOptions& options) {
    const auto extension = extensionOf(options.fileName);
    const bool mayBeMessage = kind.family == Family::Mail || kind.family == Family::Text || extension == ".rsmf";
    if (mayBeMessage && looksLikeRsmf(bytes, extension)) return some(readRsmf(bytes));
    if (kind.family == Family::Archive) return inArchive(bytes, options);
    return std::optional<ChatExport>();
}

}  // namespace redwell::formats
