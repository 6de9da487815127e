// Files as Redwell needs them: owned descriptors, whole-file reads, writes that are on disk when they return.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <utility>

namespace redwell {

class FileDescriptor {
public:
    FileDescriptor() = default;
    explicit FileDescriptor(int fd) : m_fd(fd) {}
    FileDescriptor(FileDescriptor&& other) noexcept : m_fd(std::exchange(other.m_fd, -1)) {}
    FileDescriptor& operator=(FileDescriptor&& other) noexcept;
    ~FileDescriptor() { reset(); }
    int get() const { return m_fd; }
    int release() { return std::exchange(m_fd, -1); }
    void reset();
    explicit operator bool() const { return m_fd >= 0; }

private:
    int m_fd = -1;
};

// An Error for the current errno, naming the file: ENOSPC becomes DiskFull, EACCES Permission, EROFS ReadOnly ...
Error systemError(std::string_view what, const std::filesystem::path& where);

Result<FileDescriptor> openForReading(const std::filesystem::path& file);  // O_RDONLY | O_CLOEXEC

// limit in bytes; a longer file is TooLarge.
Result<std::string> readFile(const std::filesystem::path& file, std::size_t limit = std::size_t{1} << 31);

// Writes beside the target, syncs, renames, syncs the folder: after success the new content is on disk whole.
Status writeFileDurably(const std::filesystem::path& file, std::string_view content, unsigned mode = 0600);

// Plain write of a new or replaced file, then fsync when sync is set.
Status writeFile(const std::filesystem::path& file, std::string_view content, bool sync = false);

Status syncFolder(const std::filesystem::path& folder);
Status makeFolders(const std::filesystem::path& folder);

// Bytes free for an ordinary user on the file system that holds path.
Result<std::uintmax_t> freeSpace(const std::filesystem::path& path);

}  // namespace redwell
