// The evidence itself: each original once, named by its SHA-256, read-only, never changed. Names from the outside are
// only ever rows in the database, so no path in an archive means anything here.
#pragma once

#include "base/files.h"
#include "base/hash.h"

#include <filesystem>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::casefile {

class Originals {
public:
    explicit Originals(std::filesystem::path folder) : m_folder(std::move(folder)) {}
    // Copies and hashes on the way; a second copy of the same bytes costs nothing. On disk for good only after sync(),
    // which must come before anything that relies on them is committed: one sync for many costs no more than for one.
    // small, where given, takes the bytes of a file of up to a megabyte, which need not be read again then.
    Result<FileHashes> add(const std::filesystem::path& file, std::string* small = nullptr);
    Result<FileHashes> addBytes(std::string_view bytes);
    Status sync();
    std::filesystem::path pathOf(const Sha256& hash) const;  // originals/ab/abcdef…
    Result<FileDescriptor> open(const Sha256& hash) const;   // read-only
    // Reads it again and compares; Damaged when a bit has changed.
    Status verify(const Sha256& hash) const;

private:
    Result<bool> place(std::string_view bytes, const FileHashes& hashes);
    Status settle(const std::filesystem::path& temporary, const FileHashes& hashes);

    std::string nameOf(const Sha256& hash) const;

    std::filesystem::path m_folder;
    std::mutex m_mutex, m_syncing;
    std::vector<std::string> m_unsynced;
};

}  // namespace redwell::casefile
