// Files inside a file: ZIP, TAR, 7z, RAR and single compressed files through libarchive, which stays behind this
// wrapper. Nothing is ever written to disk by name; what an entry claims (size, path, kind) is checked or ignored.
#pragma once

#include "base/result.h"

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::formats {

struct ArchiveEntry {
    enum class Kind { File, Folder, Other };  // Other: links, devices
    std::string path;                         // UTF-8 as stated, slashes between; may hold anything
    std::int64_t size = -1;                   // bytes as stated; -1: not stated
    Kind kind = Kind::File;
    bool isEncrypted = false;
};

// Path without drive, root, "." and "..": folder with slashes between, and the file's own name.
struct ArchivePath {
    std::string folder, name;
    bool wasUnsafe = false;  // it would have led out of a folder
};
ArchivePath safePath(std::string_view path);

struct TakenEntry {
    std::string bytes;             // what could be taken out
    std::optional<Error> problem;  // why that is not all
};

class Archive {
public:
    static constexpr std::size_t kMaxEntries = 200'000;

    // Lists what is in it. bytes must outlive the archive. Errors: Damaged when it is no archive at all.
    static Result<Archive> open(std::string_view bytes, std::vector<std::string> passwords = {});

    const std::vector<ArchiveEntry>& entries() const { return m_entries; }
    // The listing ended early, and why.
    const std::optional<Error>& damage() const { return m_damage; }
    std::optional<std::size_t> find(std::string_view path) const;  // the first of that path, letter by letter

    // Takes entries out in order: wants says whether it is worth unpacking this one, take gets it and says whether to
    // go on.
    void visit(const std::function<bool(std::size_t)>& wants,
               const std::function<bool(std::size_t, TakenEntry)>& take) const;
    // One entry; for many use visit, which passes through the archive once.
    TakenEntry take(std::size_t entry) const;

private:
    Archive(std::string_view bytes, std::vector<std::string> passwords)
        : m_bytes(bytes), m_passwords(std::move(passwords)) {}
    std::string_view m_bytes;
    std::vector<std::string> m_passwords;
    std::vector<ArchiveEntry> m_entries;
    std::optional<Error> m_damage;
};

}  // namespace redwell::formats
