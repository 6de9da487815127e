#include "casefile/originals.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <atomic>
#include <vector>

namespace redwell::casefile {
namespace fs = std::filesystem;
namespace {

Status writeAll(int fd, std::span<const std::uint8_t> bytes, const fs::path& file) {
    while (!bytes.empty()) {
        const auto put = ::write(fd, bytes.data(), bytes.size());
        if (put < 0 && errno == EINTR) continue;
        if (put < 0) return systemError("could not be written", file);
        bytes = bytes.subspan(static_cast<std::size_t>(put));
    }
    return {};
}

fs::path temporaryName(const fs::path& folder) {
    static std::atomic<unsigned> counter{0};
    return folder / (".incoming-" + std::to_string(::getpid()) + "-" + std::to_string(counter++));
}

// Puts a synced temporary file in its place by hash, read-only; drops it when the bytes are there already.
Status settle(const fs::path& temporary, const fs::path& target) {
    std::error_code code;
    if (fs::exists(target, code)) {
        ::unlink(temporary.c_str());
        return {};
    }
    REDWELL_CHECK(makeFolders(target.parent_path()));
    ::chmod(temporary.c_str(), 0400);
    if (::rename(temporary.c_str(), target.c_str()) != 0) return systemError("could not be kept", target);
    return syncFolder(target.parent_path());
}

}  // namespace

fs::path Originals::pathOf(const Sha256& hash) const {
    const auto hex = hash.hex();
    return m_folder / hex.substr(0, 2) / hex;
}

Result<FileHashes> Originals::add(const fs::path& file) {
    REDWELL_TRY(const FileDescriptor source, openForReading(file));
    struct stat info {};
    if (::fstat(source.get(), &info) != 0) return systemError("could not be read", file);
    if (!S_ISREG(info.st_mode)) return Error{ErrorKind::Unsupported, "is not an ordinary file", file.string(), {}};
    const auto temporary = temporaryName(m_folder);
    FileDescriptor target(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!target) return systemError("could not be written", temporary);
    Hasher hasher;
    std::vector<std::uint8_t> buffer(1 << 20);
    Status status;
    for (;;) {
        const auto got = ::read(source.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) status = systemError("could not be read", file);
        if (got <= 0) break;
        const std::span piece(buffer.data(), static_cast<std::size_t>(got));
        hasher.add(piece);
        status = writeAll(target.get(), piece, temporary);
        if (!status) break;
    }
    if (status && ::fsync(target.get()) != 0) status = systemError("could not be saved to disk", temporary);
    if (!status) {
        ::unlink(temporary.c_str());
        return status.error();
    }
    target.reset();
    const auto hashes = hasher.finish();
    REDWELL_CHECK(settle(temporary, pathOf(hashes.sha256)));
    return hashes;
}

Result<FileHashes> Originals::addBytes(std::string_view bytes) {
    Hasher hasher;
    hasher.add(bytes);
    const auto hashes = hasher.finish();
    std::error_code code;
    const auto target = pathOf(hashes.sha256);
    if (fs::exists(target, code)) return hashes;
    const auto temporary = temporaryName(m_folder);
    if (auto written = writeFile(temporary, bytes, true); !written) {
        ::unlink(temporary.c_str());
        return written.error();
    }
    REDWELL_CHECK(settle(temporary, target));
    return hashes;
}

Result<FileDescriptor> Originals::open(const Sha256& hash) const { return openForReading(pathOf(hash)); }

Status Originals::verify(const Sha256& hash) const {
    REDWELL_TRY(const auto now, hashFile(pathOf(hash)));
    if (now.sha256 == hash) return {};
    return Error{ErrorKind::Damaged, "an original has changed on disk", pathOf(hash).string(), "Restore it from a backup of the case."};
}

}  // namespace redwell::casefile
