#include "formats/archive.h"

#include "base/text.h"
#include "formats/charset.h"
#include "formats/limits.h"

#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <memory>

namespace redwell::formats {
namespace {

using namespace std::string_view_literals;

struct ReaderDeleter {
    void operator()(archive* reader) const { archive_read_free(reader); }
};
using Reader = std::unique_ptr<archive, ReaderDeleter>;

bool isCompressedFile(std::string_view bytes) {
    return bytes.starts_with("\x1f\x8b"sv) || bytes.starts_with("BZh"sv) ||
           bytes.starts_with(
               "\xfd"
               "7zXZ"sv);
}

Reader opened(std::string_view bytes, const std::vector<std::string>& passwords) {
    Reader reader(archive_read_new());
    if (!reader) return reader;
    archive_read_support_filter_gzip(reader.get());
    archive_read_support_filter_bzip2(reader.get());
    archive_read_support_filter_xz(reader.get());
    archive_read_support_format_zip(reader.get());
    archive_read_support_format_tar(reader.get());
    archive_read_support_format_7zip(reader.get());
    archive_read_support_format_rar(reader.get());
    archive_read_support_format_rar5(reader.get());
    if (isCompressedFile(bytes)) archive_read_support_format_raw(reader.get());
    for (const auto& password : passwords)
        if (!password.empty()) archive_read_add_passphrase(reader.get(), password.c_str());
    if (archive_read_open_memory(reader.get(), bytes.data(), bytes.size()) != ARCHIVE_OK) return {};
    return reader;
}

std::string pathOf(archive_entry* entry) {
    if (const char* name = archive_entry_pathname_utf8(entry)) return cleanUtf8(name);
    if (const char* name = archive_entry_pathname(entry)) return cleanUtf8(utf8Guessed(name));
    return {};
}

ArchiveEntry described(archive_entry* entry) {
    ArchiveEntry result;
    result.path = pathOf(entry);
    if (archive_entry_size_is_set(entry)) result.size = archive_entry_size(entry);
    const auto type = archive_entry_filetype(entry);
    const bool isLink = archive_entry_symlink(entry) || archive_entry_hardlink(entry);
    if (type == AE_IFDIR || result.path.ends_with('/'))
        result.kind = ArchiveEntry::Kind::Folder;
    else if ((type != AE_IFREG && type != 0) || isLink)
        result.kind = ArchiveEntry::Kind::Other;
    result.isEncrypted = archive_entry_is_data_encrypted(entry) == 1;
    return result;
}

std::string reason(archive* reader) {
    const char* said = archive_error_string(reader);
    return said ? " (" + cleanUtf8(said) + ")" : std::string();
}

TakenEntry unpacked(archive* reader, const ArchiveEntry& entry) {
    TakenEntry taken;
    if (entry.kind == ArchiveEntry::Kind::Other) {
        taken.problem =
            Error{ErrorKind::Unsupported, "is a link or a device within an archive; those are not followed"};
        return taken;
    }
    for (;;) {
        const void* block = nullptr;
        std::size_t size = 0;
        la_int64_t at = 0;
        const int state = archive_read_data_block(reader, &block, &size, &at);
        if (state == ARCHIVE_EOF) break;
        if (state < ARCHIVE_WARN) {
            const auto said = reason(reader);
            const bool wantsPassword = entry.isEncrypted || said.find("assphrase") != std::string::npos;
            taken.problem = wantsPassword ? Error{ErrorKind::Password,
                                                  "needs a password that is not known",
                                                  {},
                                                  "Add it under Case > Passwords and process again."}
                                          : Error{ErrorKind::Damaged,
                                                  "could not be taken out of its archive whole" + said,
                                                  {},
                                                  "Ask for the archive again."};
            break;
        }
        const auto begin = static_cast<std::size_t>(at);
        if (at < 0 || begin > kMaxChildBytes || size > kMaxChildBytes - begin) {
            taken.problem = Error{ErrorKind::TooLarge,
                                  "unpacks to more than 512 MB",
                                  {},
                                  "Unpack it outside of Redwell and add its parts."};
            break;
        }
        if (begin > taken.bytes.size()) taken.bytes.resize(begin);  // a hole in a sparse file
        taken.bytes.resize(begin);
        taken.bytes.append(static_cast<const char*>(block), size);
    }
    return taken;
}

}  // namespace

ArchivePath safePath(std::string_view path) {
    ArchivePath result;
    std::string whole(path);
    std::replace(whole.begin(), whole.end(), '\\', '/');
    result.wasUnsafe = whole.starts_with('/') || (whole.size() > 1 && whole[1] == ':');
    if (whole.size() > 1 && whole[1] == ':') whole.erase(0, 2);
    std::vector<std::string> parts;
    for (auto& part : split(whole, '/')) {
        if (part == "..") result.wasUnsafe = true;
        if (!part.empty() && part != "." && part != "..") parts.push_back(std::move(part));
    }
    if (parts.empty()) {
        result.name = "unnamed";
        return result;
    }
    result.name = std::move(parts.back());
    parts.pop_back();
    result.folder = join(parts, "/");
    return result;
}

Result<Archive> Archive::open(std::string_view bytes, std::vector<std::string> passwords) {
    Archive result(bytes, std::move(passwords));
    const auto reader = opened(bytes, result.m_passwords);
    const Error damaged{ErrorKind::Damaged, "is no archive that can be opened", {}, "Ask for the file again."};
    if (!reader) return damaged;
    for (;;) {
        archive_entry* entry = nullptr;
        const int state = archive_read_next_header(reader.get(), &entry);
        if (state == ARCHIVE_EOF) break;
        if (state < ARCHIVE_WARN) {
            if (state == ARCHIVE_RETRY) continue;
            result.m_damage = Error{ErrorKind::Damaged,
                                    "is damaged: what follows its first " + std::to_string(result.m_entries.size()) +
                                        " entries cannot be found" + reason(reader.get()),
                                    {},
                                    "Ask for the file again."};
            break;
        }
        if (result.m_entries.size() >= kMaxEntries) {
            result.m_damage = Error{ErrorKind::TooLarge,
                                    "holds more than 200,000 files; those beyond were left",
                                    {},
                                    "Unpack it outside of Redwell and add its parts."};
            break;
        }
        result.m_entries.push_back(described(entry));
    }
    if (result.m_entries.empty() && result.m_damage) return *result.m_damage;
    return result;
}

std::optional<std::size_t> Archive::find(std::string_view path) const {
    const auto at = std::find_if(m_entries.begin(), m_entries.end(), [path](const auto& e) { return e.path == path; });
    if (at == m_entries.end()) return std::nullopt;
    return static_cast<std::size_t>(at - m_entries.begin());
}

void Archive::visit(const std::function<bool(std::size_t)>& wants,
                    const std::function<bool(std::size_t, TakenEntry)>& take) const {
    const auto reader = opened(m_bytes, m_passwords);
    if (!reader) return;
    for (std::size_t i = 0; i < m_entries.size(); ++i) {
        archive_entry* entry = nullptr;
        int state = ARCHIVE_RETRY;
        while (state == ARCHIVE_RETRY) state = archive_read_next_header(reader.get(), &entry);
        if (state < ARCHIVE_WARN || state == ARCHIVE_EOF) return;
        if (m_entries[i].kind != ArchiveEntry::Kind::Folder && wants(i) &&
            !take(i, unpacked(reader.get(), m_entries[i])))
            return;
    }
}

TakenEntry Archive::take(std::size_t entry) const {
    TakenEntry result;
    result.problem = Error{ErrorKind::Damaged, "could not be taken out of its archive"};
    visit([entry](std::size_t i) { return i == entry; },
          [&result](std::size_t, TakenEntry taken) {
              result = std::move(taken);
              return false;
          });
    return result;
}

}  // namespace redwell::formats
