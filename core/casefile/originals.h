// The evidence itself: each original once, named by its SHA-256, read-only, never changed. Names from the outside are
// only ever rows in the database, so no path in an archive means anything here.
#pragma once

#include "base/files.h"
#include "base/hash.h"

#include <filesystem>
#include <string_view>

namespace redwell::casefile {

class Originals {
public:
    explicit Originals(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    // Copies, hashes on the way, syncs; a second copy of the same bytes costs nothing.
    Result<FileHashes> add(const std::filesystem::path& file);
    Result<FileHashes> addBytes(std::string_view bytes);
    std::filesystem::path pathOf(const Sha256& hash) const;  // originals/ab/abcdef…
    Result<FileDescriptor> open(const Sha256& hash) const;   // read-only
    // Reads it again and compares; Damaged when a bit has changed.
    Status verify(const Sha256& hash) const;

private:
    std::filesystem::path m_folder;
};

}  // namespace redwell::casefile
