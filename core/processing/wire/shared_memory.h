// Memory that is handed over: filled, then sealed, so that the other side can map it and nobody can change it or cut it
// short under its hands (a sealed memfd).
#pragma once

#include "base/files.h"

#include <string_view>

namespace redwell::wire {

constexpr std::size_t kMaxSharedBytes = std::size_t{1} << 30;

Result<FileDescriptor> sealedMemory(std::string_view bytes);

// A read-only view of somebody else's sealed memory.
class SealedView {
public:
    // Internal when it is not sealed against writing, growing and shrinking, or longer than most bytes.
    static Result<SealedView> open(FileDescriptor memory, std::size_t most = kMaxSharedBytes);
    SealedView(SealedView&& other) noexcept : m_bytes(std::exchange(other.m_bytes, {})) {}
    SealedView& operator=(SealedView&&) = delete;
    ~SealedView();
    std::string_view bytes() const { return m_bytes; }

private:
    explicit SealedView(std::string_view bytes) : m_bytes(bytes) {}
    std::string_view m_bytes;
};

}  // namespace redwell::wire
