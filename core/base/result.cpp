#include "base/result.h"

#include <array>
#include <string_view>

namespace redwell {
namespace {
constexpr std::array<std::pair<ErrorKind, std::string_view>, 16> kNames{{
    {ErrorKind::Damaged, "damaged"},
    {ErrorKind::Password, "password"},
    {ErrorKind::Unsupported, "unsupported"},
    {ErrorKind::TimedOut, "timed_out"},
    {ErrorKind::TooLarge, "too_large"},
    {ErrorKind::NotFound, "not_found"},
    {ErrorKind::Permission, "permission"},
    {ErrorKind::DiskFull, "disk_full"},
    {ErrorKind::Busy, "busy"},
    {ErrorKind::ReadOnly, "read_only"},
    {ErrorKind::NewerVersion, "newer_version"},
    {ErrorKind::Usage, "usage"},
    {ErrorKind::Conflict, "conflict"},
    {ErrorKind::Leak, "leak"},
    {ErrorKind::Cancelled, "cancelled"},
    {ErrorKind::Internal, "internal"},
}};
}

std::string_view name(ErrorKind kind) {
    for (const auto& [k, n] : kNames)
        if (k == kind) return n;
    return "internal";
}

ErrorKind errorKindFromName(std::string_view wanted) {
    for (const auto& [k, n] : kNames)
        if (n == wanted) return k;
    return ErrorKind::Internal;
}

std::string Error::message() const {
    std::string text = where.empty() ? what : where + ": " + what;
    if (!text.empty() && text.back() != '.' && text.back() != '?' && text.back() != '!') text += '.';
    if (!hint.empty()) text += " " + hint;
    return text;
}

}  // namespace redwell
