#include "casefile/originals.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
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

// Reads until the end or until there is no room left; how much came.
Result<std::size_t> readUpTo(int fd, std::string& into, const fs::path& file) {
    std::size_t have = 0;
    while (have < into.size()) {
        const auto got = ::read(fd, into.data() + have, into.size() - have);
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return systemError("could not be read", file);
        if (got == 0) break;
        have += static_cast<std::size_t>(got);
    }
    return have;
}

constexpr off_t kSmall = 1 << 20;          // bytes of a file that is read whole, hashed and then written in its place
constexpr std::size_t kSyncOneByOne = 16;  // beyond so many files one sync of the whole file system is quicker

Status syncFile(const fs::path& file) {
    REDWELL_TRY(const FileDescriptor descriptor, openForReading(file));
    if (::fsync(descriptor.get()) != 0) return systemError("could not be saved to disk", file);
    return {};
}

Status syncFiles(const fs::path& below, const std::vector<std::string>& files) {
    if (files.empty()) return {};
    if (files.size() > kSyncOneByOne) {
        REDWELL_TRY(const FileDescriptor folder, openForReading(below));
        if (::syncfs(folder.get()) != 0) return systemError("could not be saved to disk", below);
        return {};
    }
    for (const auto& file : files) {
        REDWELL_CHECK(syncFile(file));
        REDWELL_CHECK(syncFolder(fs::path(file).parent_path()));
    }
    return syncFolder(below);
}

}  // namespace

// A path object takes a name apart, which costs more than the rest where thousands are made.
std::string Originals::nameOf(const Sha256& hash) const {
    const auto hex = hash.hex();
    return m_folder.native() + '/' + hex.substr(0, 2) + '/' + hex;
}

fs::path Originals::pathOf(const Sha256& hash) const { return nameOf(hash); }

// Between its being found and its being read, a file may have become anything: no link is followed, no pipe waited for.
Result<FileHashes> Originals::add(const fs::path& file, std::string* small) {
    const FileDescriptor source(::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
    if (!source && errno == ELOOP)
        return Error{ErrorKind::Unsupported, "is a link; links are not followed", file.string(),
                     "Add the file that it points to."};
    if (!source) return systemError("could not be opened", file);
    struct stat info {};
    if (::fstat(source.get(), &info) != 0) return systemError("could not be read", file);
    if (!S_ISREG(info.st_mode)) return Error{ErrorKind::Unsupported, "is not an ordinary file", file.string(), {}};
    if (info.st_size <= kSmall) {
        std::string bytes(static_cast<std::size_t>(info.st_size) + 1, '\0');
        REDWELL_TRY(const auto length, readUpTo(source.get(), bytes, file));
        if (length < bytes.size()) {
            bytes.resize(length);
            auto hashes = addBytes(bytes);
            if (small) *small = std::move(bytes);
            return hashes;
        }
        if (::lseek(source.get(), 0, SEEK_SET) != 0) return systemError("could not be read", file);  // it is growing
    }
    const auto temporary = temporaryName(m_folder);
    FileDescriptor target(::open(temporary.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600));
    if (!target) return systemError("could not be written", temporary);
    Hasher hasher;
    std::vector<std::uint8_t> buffer(static_cast<std::size_t>(std::clamp<off_t>(info.st_size + 1, 1 << 12, 1 << 20)));
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
    if (!status) {
        ::unlink(temporary.c_str());
        return status.error();
    }
    target.reset();
    const auto hashes = hasher.finish();
    REDWELL_CHECK(settle(temporary, hashes));
    return hashes;
}

Result<FileHashes> Originals::addBytes(std::string_view bytes) {
    Hasher hasher;
    hasher.add(bytes);
    const auto hashes = hasher.finish();
    REDWELL_TRY(const bool isPlaced, place(bytes, hashes));
    if (isPlaced) return hashes;
    const auto temporary = temporaryName(m_folder);
    if (auto written = writeFile(temporary, bytes); !written) {
        ::unlink(temporary.c_str());
        return written.error();
    }
    REDWELL_CHECK(settle(temporary, hashes));
    return hashes;
}

// Writes bytes straight under their name; false when something stands there that is not a copy of the same size.
Result<bool> Originals::place(std::string_view bytes, const FileHashes& hashes) {
    const auto target = nameOf(hashes.sha256);
    constexpr int kNew = O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC;
    FileDescriptor file(::open(target.c_str(), kNew, 0400));
    if (!file && errno == ENOENT) {
        REDWELL_CHECK(makeFolders(fs::path(target).parent_path()));
        file = FileDescriptor(::open(target.c_str(), kNew, 0400));
    }
    if (!file && errno == EEXIST) {
        struct stat info {};
        return ::stat(target.c_str(), &info) == 0 && info.st_size == hashes.size;
    }
    if (!file) return systemError("could not be kept", target);
    const std::span piece(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    if (auto written = writeAll(file.get(), piece, target); !written) {
        ::unlink(target.c_str());
        return written.error();
    }
    const std::scoped_lock lock(m_mutex);
    m_unsynced.push_back(target);
    return true;
}

// Puts a temporary file in its place by hash, read-only; drops it when the bytes are there already. A file of another
// size is what a power cut left of one that nothing refers to.
Status Originals::settle(const fs::path& temporary, const FileHashes& hashes) {
    const auto target = pathOf(hashes.sha256);
    std::error_code code;
    if (const auto size = fs::file_size(target, code); !code && static_cast<std::int64_t>(size) == hashes.size) {
        ::unlink(temporary.c_str());
        return {};
    }
    ::chmod(temporary.c_str(), 0400);
    if (::rename(temporary.c_str(), target.c_str()) != 0) {
        if (errno == ENOENT) REDWELL_CHECK(makeFolders(target.parent_path()));
        if (::rename(temporary.c_str(), target.c_str()) != 0) return systemError("could not be kept", target);
    }
    const std::scoped_lock lock(m_mutex);
    m_unsynced.push_back(target.native());
    return {};
}

Status Originals::sync() {
    const std::scoped_lock syncing(m_syncing);  // what another thread is syncing is on disk afterwards, too
    std::vector<std::string> files;
    {
        const std::scoped_lock lock(m_mutex);
        files.swap(m_unsynced);
    }
    auto status = syncFiles(m_folder, files);
    if (!status) {  // nobody may rely on them before another try has gone well
        const std::scoped_lock lock(m_mutex);
        m_unsynced.insert(m_unsynced.end(), files.begin(), files.end());
    }
    return status;
}

Result<FileDescriptor> Originals::open(const Sha256& hash) const { return openForReading(pathOf(hash)); }

Status Originals::verify(const Sha256& hash) const {
    REDWELL_TRY(const auto now, hashFile(pathOf(hash)));
    if (now.sha256 == hash) return {};
    return Error{ErrorKind::Damaged, "an original has changed on disk", pathOf(hash).string(),
                 "Restore it from a backup of the case."};
}

}  // namespace redwell::casefile
