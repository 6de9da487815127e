// SHA-256 is identity inside Redwell; MD5 and SHA-1 are made in the same pass for exchange only.
#pragma once

#include "base/result.h"

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <span>
#include <string>
#include <string_view>

namespace redwell {

struct Sha256 {
    std::array<std::uint8_t, 32> bytes{};
    std::string hex() const;  // 64 lower-case digits
    static Result<Sha256> fromHex(std::string_view hex);
    auto operator<=>(const Sha256&) const = default;
};

struct FileHashes {
    Sha256 sha256;
    std::string sha1, md5;  // lower-case hex
    std::int64_t size = 0;  // bytes
};

// Feeds bytes to SHA-256, SHA-1 and MD5 at once.
class Hasher {
public:
    Hasher();
    ~Hasher();
    void add(std::span<const std::uint8_t> bytes);
    void add(std::string_view text);
    FileHashes finish();

private:
    struct State;
    std::unique_ptr<State> m_state;
};

Sha256 sha256(std::string_view bytes);
std::string md5Hex(std::string_view bytes);
std::string toHex(std::span<const std::uint8_t> bytes);
Result<FileHashes> hashFile(const std::filesystem::path& file);

}  // namespace redwell
