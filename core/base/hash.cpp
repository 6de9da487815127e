#include "base/hash.h"

#include "base/files.h"

#include <openssl/evp.h>

#include <fcntl.h>
#include <unistd.h>

#include <vector>

namespace redwell {
namespace {

struct ContextFree {
    void operator()(EVP_MD_CTX* context) const { EVP_MD_CTX_free(context); }
};
using Context = std::unique_ptr<EVP_MD_CTX, ContextFree>;

// Fetched once: OpenSSL 3 looks an algorithm that was named by its old function up again at each use.
const EVP_MD* algorithm(const char* name) { return EVP_MD_fetch(nullptr, name, nullptr); }
const EVP_MD* sha256Algorithm() {
    static const EVP_MD* const fetched = algorithm("SHA2-256");
    return fetched;
}
const EVP_MD* sha1Algorithm() {
    static const EVP_MD* const fetched = algorithm("SHA1");
    return fetched;
}
const EVP_MD* md5Algorithm() {
    static const EVP_MD* const fetched = algorithm("MD5");
    return fetched;
}

Context begin(const EVP_MD* kind) {
    Context context(EVP_MD_CTX_new());
    EVP_DigestInit_ex(context.get(), kind, nullptr);
    return context;
}

std::vector<std::uint8_t> end(const Context& context) {
    std::vector<std::uint8_t> digest(EVP_MAX_MD_SIZE);
    unsigned int length = 0;
    EVP_DigestFinal_ex(context.get(), digest.data(), &length);
    digest.resize(length);
    return digest;
}

int digit(char c) {
    if (c >= '0' && c <= '9') return c - '0';
    if (c >= 'a' && c <= 'f') return c - 'a' + 10;
    if (c >= 'A' && c <= 'F') return c - 'A' + 10;
    return -1;
}

}  // namespace

struct Hasher::State {
    Context sha256 = begin(sha256Algorithm()), sha1 = begin(sha1Algorithm()), md5 = begin(md5Algorithm());
    std::int64_t size = 0;
};

Hasher::Hasher() : m_state(std::make_unique<State>()) {}
Hasher::~Hasher() = default;

void Hasher::add(std::span<const std::uint8_t> bytes) {
    for (auto* context : {&m_state->sha256, &m_state->sha1, &m_state->md5})
        EVP_DigestUpdate(context->get(), bytes.data(), bytes.size());
    m_state->size += static_cast<std::int64_t>(bytes.size());
}

void Hasher::add(std::string_view text) {
    add(std::span(reinterpret_cast<const std::uint8_t*>(text.data()), text.size()));
}

FileHashes Hasher::finish() {
    FileHashes hashes;
    const auto sha = end(m_state->sha256);
    std::copy(sha.begin(), sha.end(), hashes.sha256.bytes.begin());
    hashes.sha1 = toHex(end(m_state->sha1));
    hashes.md5 = toHex(end(m_state->md5));
    hashes.size = m_state->size;
    return hashes;
}

std::string Sha256::hex() const { return toHex(bytes); }

Result<Sha256> Sha256::fromHex(std::string_view hex) {
    Sha256 hash;
    if (hex.size() != 64) return Error{ErrorKind::Damaged, "a SHA-256 has 64 hexadecimal digits", std::string(hex)};
    for (std::size_t i = 0; i < 32; ++i) {
        const int high = digit(hex[2 * i]), low = digit(hex[2 * i + 1]);
        if (high < 0 || low < 0) return Error{ErrorKind::Damaged, "not a hexadecimal number", std::string(hex)};
        hash.bytes[i] = static_cast<std::uint8_t>(high * 16 + low);
    }
    return hash;
}

std::string toHex(std::span<const std::uint8_t> bytes) {
    constexpr char digits[] = "0123456789abcdef";
    std::string hex;
    hex.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        hex += digits[byte >> 4];
        hex += digits[byte & 15];
    }
    return hex;
}

Sha256 sha256(std::string_view bytes) {
    Sha256 hash;
    unsigned int length = 0;
    EVP_Digest(bytes.data(), bytes.size(), hash.bytes.data(), &length, sha256Algorithm(), nullptr);
    return hash;
}

std::string md5Hex(std::string_view bytes) {
    std::array<std::uint8_t, 16> digest{};
    unsigned int length = 0;
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), &length, md5Algorithm(), nullptr);
    return toHex(digest);
}

Result<FileHashes> hashFile(const std::filesystem::path& file) {
    REDWELL_TRY(const FileDescriptor fd, openForReading(file));
    Hasher hasher;
    std::vector<std::uint8_t> buffer(1 << 20);
    for (;;) {
        const auto got = ::read(fd.get(), buffer.data(), buffer.size());
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return systemError("could not be read", file);
        if (got == 0) break;
        hasher.add(std::span(buffer.data(), static_cast<std::size_t>(got)));
    }
    return hasher.finish();
}

}  // namespace redwell
