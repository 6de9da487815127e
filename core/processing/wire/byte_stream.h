// Bytes of a request or a reply, written and read by the same descriptions (codec.h). The reader trusts nothing: every
// count is held against the bytes that remain and against a budget for the whole value, text is made valid UTF-8,
// numbers must be finite. Its failure sticks, so that a description needs no check at every step: after a failure
// everything reads as zero and finish() tells why.
#pragma once

#include "base/result.h"
#include "base/text.h"

#include <cmath>
#include <cstdint>
#include <cstring>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::wire {

constexpr std::size_t kMaxElements = 8'000'000;  // items of all lists of one value together
constexpr double kMaxNumber = 1e9;

class ByteWriter {
public:
    template <class T>
    using Ref = const T&;
    static constexpr bool kReads = false;

    template <class T>
    void raw(T value) {
        char bytes[sizeof(T)];
        std::memcpy(bytes, &value, sizeof(T));
        m_bytes.append(bytes, sizeof(T));
    }
    void blob(std::string_view bytes) {
        raw(static_cast<std::uint32_t>(bytes.size()));
        m_bytes.append(bytes);
    }
    void value(const std::string& text) { blob(text); }
    void value(bool flag) { raw(static_cast<std::uint8_t>(flag)); }
    void value(int number) { raw(static_cast<std::int32_t>(number)); }
    void value(double number) { raw(std::isfinite(number) ? number : 0.0); }
    void count(std::size_t items) { raw(static_cast<std::uint32_t>(items)); }
    template <class E>
    void choice(E value, E) {
        raw(static_cast<std::uint8_t>(value));
    }
    void require(bool, const char*) {}
    std::string take() { return std::move(m_bytes); }

private:
    std::string m_bytes;
};

class ByteReader {
public:
    template <class T>
    using Ref = T&;
    static constexpr bool kReads = true;

    explicit ByteReader(std::string_view bytes) : m_rest(bytes) {}

    template <class T>
    T raw() {
        T value{};
        if (m_rest.size() < sizeof(T)) {
            fail("is cut short");
            return value;
        }
        std::memcpy(&value, m_rest.data(), sizeof(T));
        m_rest.remove_prefix(sizeof(T));
        return value;
    }
    std::string_view blobView() {
        const auto size = raw<std::uint32_t>();
        if (size > m_rest.size()) {
            fail("counts more bytes than it holds");
            return {};
        }
        const auto bytes = m_rest.substr(0, size);
        m_rest.remove_prefix(size);
        return bytes;
    }
    void blob(std::string& bytes) { bytes = blobView(); }
    void value(std::string& text) { text = cleanUtf8(blobView()); }
    void value(bool& flag) {
        const auto byte = raw<std::uint8_t>();
        require(byte <= 1, "has a flag that is neither yes nor no");
        flag = byte == 1;
    }
    void value(int& number) { number = raw<std::int32_t>(); }
    void value(double& number) {
        number = raw<double>();
        if (!std::isfinite(number) || std::abs(number) > kMaxNumber) {
            fail("has a number that is out of range");
            number = 0;
        }
    }
    // Every item takes at least leastBytes, so a count beyond the remaining bytes is a lie.
    std::size_t count(std::size_t leastBytes) {
        const auto items = raw<std::uint32_t>();
        if (items > m_rest.size() / leastBytes || items > kMaxElements - m_elements) {
            fail("counts more items than it holds");
            return 0;
        }
        m_elements += items;
        return items;
    }
    template <class E>
    void choice(E& value, E last) {
        const auto byte = raw<std::uint8_t>();
        if (byte > static_cast<std::uint8_t>(last)) return fail("has a value outside its range");
        value = static_cast<E>(byte);
    }
    void require(bool holds, const char* otherwise) {
        if (!holds) fail(otherwise);
    }
    void fail(const char* why) {
        if (!m_failure) m_failure = why;
        m_rest = {};
    }
    bool failed() const { return m_failure != nullptr; }
    Status finish(const char* thing) {
        if (!m_failure && !m_rest.empty()) m_failure = "has bytes after its end";
        if (m_failure) return Error{ErrorKind::Internal, std::string(thing) + " " + m_failure};
        return {};
    }

private:
    std::string_view m_rest;
    std::size_t m_elements = 0;
    const char* m_failure = nullptr;
};

}  // namespace redwell::wire
