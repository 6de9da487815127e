// The input's bytes, mapped rather than read: a reader looks at parts of a large file, and the descriptor's position,
// which other jobs may share, stays untouched.
#pragma once

#include "base/result.h"

#include <string_view>
#include <utility>

namespace redwell::formats {

class MappedFile {
public:
    // Errors: Damaged for an empty file, TooLarge beyond kMaxBytes.
    static Result<MappedFile> open(int fd);
    MappedFile(MappedFile&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}
    MappedFile& operator=(MappedFile&&) = delete;
    ~MappedFile();
    std::string_view bytes() const { return m_bytes; }

    static constexpr std::size_t kMaxBytes = 0x7fff'0000;  // Poppler counts in int

private:
    explicit MappedFile(std::string_view bytes) : m_bytes(bytes) {}
    std::string_view m_bytes;
};

}  // namespace redwell::formats
