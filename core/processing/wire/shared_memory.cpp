#include "processing/wire/shared_memory.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>

namespace redwell::wire {
namespace {

constexpr int kSeals = F_SEAL_SEAL | F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_WRITE;

Status writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        const auto written = ::write(fd, bytes.data(), bytes.size());
        if (written < 0 && errno == EINTR) continue;
        if (written <= 0) return Error{ErrorKind::TooLarge, "does not fit into shared memory"};
        bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    return {};
}

}  // namespace

Result<FileDescriptor> sealedMemory(std::string_view bytes) {
    if (bytes.size() > kMaxSharedBytes) return Error{ErrorKind::TooLarge, "does not fit into shared memory"};
    FileDescriptor memory(::memfd_create("redwell", MFD_CLOEXEC | MFD_ALLOW_SEALING));
    if (!memory) return systemError("could not get shared memory", {});
    REDWELL_CHECK(writeAll(memory.get(), bytes));
    if (::fcntl(memory.get(), F_ADD_SEALS, kSeals) != 0) return systemError("could not seal shared memory", {});
    return memory;
}

Result<SealedView> SealedView::open(FileDescriptor memory, std::size_t most) {
    const auto foul = [](const char* what) { return Error{ErrorKind::Internal, what}; };
    const int seals = ::fcntl(memory.get(), F_GET_SEALS);
    if (seals < 0 || (seals & kSeals) != kSeals) return foul("The reader handed over memory that it can still change");
    struct stat status {};
    if (::fstat(memory.get(), &status) != 0 || status.st_size < 0) return foul("The reader handed over no memory");
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > most) return foul("The reader handed over more memory than allowed");
    if (size == 0) return SealedView({});
    void* at = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, memory.get(), 0);
    if (at == MAP_FAILED) return Error{ErrorKind::TooLarge, "does not fit into memory"};
    return SealedView(std::string_view(static_cast<const char*>(at), size));
}

SealedView::~SealedView() {
    if (!m_bytes.empty()) ::munmap(const_cast<char*>(m_bytes.data()), m_bytes.size());
}

}  // namespace redwell::wire
