#include "base/files.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

namespace redwell {
namespace fs = std::filesystem;

FileDescriptor& FileDescriptor::operator=(FileDescriptor&& other) noexcept {
    if (this != &other) {
        reset();
        m_fd = std::exchange(other.m_fd, -1);
    }
    return *this;
}

void FileDescriptor::reset() {
    if (m_fd >= 0) ::close(m_fd);
    m_fd = -1;
}

Error systemError(std::string_view what, const fs::path& where) {
    const int code = errno;
    Error error{ErrorKind::Internal, std::string(what) + " (" + std::strerror(code) + ")", where.string(), {}};
    switch (code) {
        case ENOSPC:
        case EDQUOT:
            error.kind = ErrorKind::DiskFull;
            error.what = std::string(what) + ": the disk is full";
            error.hint = "Free some space and try again; nothing that was saved is lost.";
            break;
        case EACCES:
        case EPERM:
            error.kind = ErrorKind::Permission;
            error.hint = "Check that you may read and write there.";
            break;
        case EROFS:
            error.kind = ErrorKind::ReadOnly;
            error.hint = "The folder is on a read-only disk; copy it to one that can be written.";
            break;
        case ENOENT:
        case ENOTDIR: error.kind = ErrorKind::NotFound; break;
        case EFBIG: error.kind = ErrorKind::TooLarge; break;
        default: break;
    }
    return error;
}

Result<FileDescriptor> openForReading(const fs::path& file) {
    const int fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return systemError("could not be opened", file);
    return FileDescriptor(fd);
}

Result<std::string> readFile(const fs::path& file, std::size_t limit) {
    REDWELL_TRY(const FileDescriptor fd, openForReading(file));
    struct stat info {};
    if (::fstat(fd.get(), &info) != 0) return systemError("could not be read", file);
    if (S_ISDIR(info.st_mode)) return Error{ErrorKind::Usage, "is a folder, not a file", file.string()};
    std::string content;
    if (info.st_size > 0) content.reserve(static_cast<std::size_t>(info.st_size));
    char buffer[1 << 16];
    for (;;) {
        const auto got = ::read(fd.get(), buffer, sizeof buffer);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return systemError("could not be read", file);
        if (got == 0) return content;
        content.append(buffer, static_cast<std::size_t>(got));
        if (content.size() > limit)
            return Error{ErrorKind::TooLarge, "is larger than " + std::to_string(limit) + " bytes", file.string()};
    }
}

namespace {
Status writeTo(const fs::path& file, std::string_view content, unsigned mode, bool sync) {
    const FileDescriptor fd(::open(file.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, mode));
    if (!fd) return systemError("could not be written", file);
    while (!content.empty()) {
        const auto put = ::write(fd.get(), content.data(), content.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return systemError("could not be written", file);
        content.remove_prefix(static_cast<std::size_t>(put));
    }
    if (sync && ::fsync(fd.get()) != 0) return systemError("could not be saved to disk", file);
    return {};
}
}  // namespace

Status writeFileDurably(const fs::path& file, std::string_view content, unsigned mode) {
    fs::path beside = file;
    beside += ".new";
    if (auto written = writeTo(beside, content, mode, true); !written) {
        ::unlink(beside.c_str());
        return written;
    }
    if (::rename(beside.c_str(), file.c_str()) != 0) return systemError("could not be put in place", file);
    return syncFolder(file.parent_path());
}

Status writeFile(const fs::path& file, std::string_view content, bool sync) { return writeTo(file, content, 0644, sync); }

Status syncFolder(const fs::path& folder) {
    const FileDescriptor fd(::open(folder.empty() ? "." : folder.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    if (!fd) return systemError("could not be opened", folder);
    if (::fsync(fd.get()) != 0) return systemError("could not be saved to disk", folder);
    return {};
}

Status makeFolders(const fs::path& folder) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) {
        errno = code.value();
        return systemError("could not be made", folder);
    }
    return {};
}

Result<std::uintmax_t> freeSpace(const fs::path& path) {
    std::error_code code;
    const auto space = fs::space(path, code);
    if (code) {
        errno = code.value();
        return systemError("free space could not be found", path);
    }
    return space.available;
}

}  // namespace redwell
