#include "formats/mapped_file.h"

#include "base/files.h"

#include <sys/mman.h>
#include <sys/stat.h>

namespace redwell::formats {

Result<MappedFile> MappedFile::open(int fd) {
    struct stat status {};
    if (::fstat(fd, &status) != 0) return systemError("cannot be read", {});
    if (!S_ISREG(status.st_mode)) return Error{ErrorKind::Unsupported, "is not a regular file"};
    if (status.st_size == 0) return Error{ErrorKind::Damaged, "is empty: it holds no bytes"};
    const auto size = static_cast<std::size_t>(status.st_size);
    if (size > kMaxBytes) return Error{ErrorKind::TooLarge, "is larger than 2 GB"};
    void* memory = ::mmap(nullptr, size, PROT_READ, MAP_PRIVATE, fd, 0);
    if (memory == MAP_FAILED) return systemError("cannot be read", {});
    return MappedFile({static_cast<const char*>(memory), size});
}

MappedFile::~MappedFile() {
    if (!m_bytes.empty()) ::munmap(const_cast<char*>(m_bytes.data()), m_bytes.size());
}

}  // namespace redwell::formats
