// A value or the reason why there is none. Damaged files and full disks are part of the return
// type; what must never happen is an assertion. (C++20 has no std::expected.)
#pragma once

#include <cassert>
#include <optional>
#include <string>
#include <utility>
#include <variant>

namespace redwell {

enum class ErrorKind {
    Damaged,      // the bytes are not what they claim to be
    Password,     // needs a password that is not known
    Unsupported,  // a kind that is kept but not read
    TimedOut,     // ran past its wall-clock or CPU limit
    TooLarge,     // past a stated limit of size, pages or depth
    NotFound,
    Permission,
    DiskFull,
    Busy,          // held by another process
    ReadOnly,      // the case was opened read-only
    NewerVersion,  // written by a newer Redwell
    Usage,         // the caller asked for something that makes no sense
    Conflict,      // the state changed meanwhile, or two instructions contradict
    Leak,          // a production holds something that must not leave
    Cancelled,
    Internal
};

// Stable lower-case name of a kind ("damaged", "timed_out"), as stored and as shown in JSON.
std::string_view name(ErrorKind kind);
ErrorKind errorKindFromName(std::string_view name);

// what: the reason in the user's words. where: the file or thing it happened to. hint: the next step.
struct Error {
    ErrorKind kind = ErrorKind::Internal;
    std::string what;
    std::string where = {};
    std::string hint = {};

    // "Exhibit 12.pdf: needs a password. Add it under Case > Passwords and process again."
    std::string message() const;
    bool operator==(const Error&) const = default;
};

template <class T>
class [[nodiscard]] Result {
public:
    Result(T value) : m_state(std::in_place_index<0>, std::move(value)) {}
    Result(Error error) : m_state(std::in_place_index<1>, std::move(error)) {}

    explicit operator bool() const { return m_state.index() == 0; }
    bool ok() const { return m_state.index() == 0; }
    T& value() & { assert(ok()); return std::get<0>(m_state); }
    const T& value() const& { assert(ok()); return std::get<0>(m_state); }
    T&& value() && { assert(ok()); return std::get<0>(std::move(m_state)); }
    T& operator*() & { return value(); }
    const T& operator*() const& { return value(); }
    T&& operator*() && { return std::move(*this).value(); }
    T* operator->() { return &value(); }
    const T* operator->() const { return &value(); }
    const Error& error() const { assert(!ok()); return std::get<1>(m_state); }

private:
    std::variant<T, Error> m_state;
};

template <>
class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Error error) : m_error(std::move(error)) {}

    explicit operator bool() const { return !m_error; }
    bool ok() const { return !m_error; }
    const Error& error() const { assert(m_error); return *m_error; }

private:
    std::optional<Error> m_error;
};

using Status = Result<void>;

}  // namespace redwell

#define REDWELL_JOIN_(a, b) a##b
#define REDWELL_JOIN(a, b) REDWELL_JOIN_(a, b)
#define REDWELL_TRY_(name, declaration, ...) \
    auto name = (__VA_ARGS__);               \
    if (!name) return name.error();          \
    declaration = std::move(name).value()
#define REDWELL_CHECK_(name, ...)                                    \
    do {                                                             \
        if (auto name = (__VA_ARGS__); !name) return name.error();   \
    } while (false)

// REDWELL_TRY(auto page, readPage(n)): binds the value or returns the error to the caller.
// Names come from a counter, so that a step may be a lambda that checks steps of its own.
#define REDWELL_TRY(declaration, ...) REDWELL_TRY_(REDWELL_JOIN(redwellTry, __COUNTER__), declaration, __VA_ARGS__)

// REDWELL_CHECK(step()): returns the error of a step without a value to the caller.
#define REDWELL_CHECK(...) REDWELL_CHECK_(REDWELL_JOIN(redwellStatus, __COUNTER__), __VA_ARGS__)
