// Numbers out of foreign bytes and into own ones, lowest byte first. What lies beyond the end reads as zero, so that
// a cut file is told by its counts and never read past.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace redwell::formats {

std::uint64_t numberAt(std::string_view bytes, std::size_t at, std::size_t size);
inline std::uint8_t u8At(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint8_t>(numberAt(bytes, at, 1));
}
inline std::uint16_t u16At(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint16_t>(numberAt(bytes, at, 2));
}
inline std::uint32_t u32At(std::string_view bytes, std::size_t at) {
    return static_cast<std::uint32_t>(numberAt(bytes, at, 4));
}
inline std::uint64_t u64At(std::string_view bytes, std::size_t at) { return numberAt(bytes, at, 8); }

inline void appendNumber(std::string& out, std::uint64_t number, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) out += static_cast<char>(number >> (8 * i));
}
inline void appendU16(std::string& out, std::uint64_t number) { appendNumber(out, number, 2); }
inline void appendU32(std::string& out, std::uint64_t number) { appendNumber(out, number, 4); }
inline void appendU64(std::string& out, std::uint64_t number) { appendNumber(out, number, 8); }

// A part that may reach beyond the end is cut there.
inline std::string_view slice(std::string_view bytes, std::size_t at, std::size_t size) {
    return at >= bytes.size() ? std::string_view() : bytes.substr(at, size);
}

}  // namespace redwell::formats
