#include "processing/folder_archive.h"

#include "base/files.h"
#include "base/text_form.h"
#include "processing/evidence_walk.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <utility>

namespace redwell::processing {
namespace fs = std::filesystem;
namespace {

constexpr std::size_t kBlock = 512;
constexpr std::uint64_t kMostInOctal = (std::uint64_t{1} << 33) - 1;  // eleven digits

std::string octal(std::uint64_t value, int width) {
    char text[32];
    std::snprintf(text, sizeof text, "%0*llo", width, static_cast<unsigned long long>(value));
    return text;
}

void put(std::string& block, std::size_t at, std::string_view text) { block.replace(at, text.size(), text); }

// The header of one entry in POSIX's ustar form; type '0' a file, 'x' what is to be known of the next entry.
std::string header(std::string_view name, std::uint64_t size, char type) {
    std::string block(kBlock, '\0');
    put(block, 0, name.substr(0, 100));
    put(block, 100, "0000644");
    put(block, 108, "0000000");
    put(block, 116, "0000000");
    put(block, 124, octal(std::min(size, kMostInOctal), 11));
    put(block, 136, "00000000000");
    put(block, 148, "        ");
    block[156] = type;
    put(block, 257,
        std::string_view("ustar\0"
                         "00",
                         8));
    unsigned sum = 0;
    for (const char c : block) sum += static_cast<unsigned char>(c);
    put(block, 148, octal(sum, 6) + std::string("\0 ", 2));
    return block;
}

std::string padding(std::uint64_t size) { return std::string((kBlock - size % kBlock) % kBlock, '\0'); }

// "27 path=bridge/2023.json\n", whose first number counts itself.
std::string record(const std::string& key, const std::string& value) {
    const auto rest = " " + key + "=" + value + "\n";
    auto length = rest.size() + 1;
    while (std::to_string(length).size() + rest.size() != length) length = std::to_string(length).size() + rest.size();
    return std::to_string(length) + rest;
}

std::string headersOf(const std::string& name, std::uint64_t size) {
    const bool isPlain = std::all_of(name.begin(), name.end(), [](char c) { return c >= 0x20 && c < 0x7f; });
    std::string records;
    if (!isPlain || name.size() > 100) records += record("path", name);
    if (size > kMostInOctal) records += record("size", std::to_string(size));
    std::string out;
    if (!records.empty()) out = header("PaxHeaders", records.size(), 'x') + records + padding(records.size());
    return out + header(name, size, '0');
}

Status writeAll(int fd, std::string_view bytes, const fs::path& file) {
    while (!bytes.empty()) {
        const auto wrote = ::write(fd, bytes.data(), bytes.size());
        if (wrote < 0 && errno == EINTR) continue;
        if (wrote < 0) return systemError("could not be written", file);
        bytes.remove_prefix(static_cast<std::size_t>(wrote));
    }
    return {};
}

Status copyFile(int to, const fs::path& target, int from, const fs::path& source, std::uint64_t size) {
    std::string buffer(std::size_t{1} << 20, '\0');
    for (auto rest = size; rest > 0;) {
        const auto got =
            ::read(from, buffer.data(), static_cast<std::size_t>(std::min<std::uint64_t>(rest, buffer.size())));
        if (got < 0 && errno == EINTR) continue;
        if (got < 0) return systemError("could not be read", source);
        if (got == 0)
            return Error{ErrorKind::Damaged, "became shorter while it was read", source.string(),
                         "Add the folder again."};
        REDWELL_CHECK(writeAll(to, std::string_view(buffer).substr(0, static_cast<std::size_t>(got)), target));
        rest -= static_cast<std::uint64_t>(got);
    }
    return writeAll(to, padding(size), target);
}

struct Member {
    std::string name;  // below the folder, as bytes
    fs::path path;
};

// Everything below the folder but folders, sorted by name. Links are not followed.
Result<std::vector<Member>> membersOf(const fs::path& folder) {
    std::vector<Member> members;
    std::error_code code;
    fs::recursive_directory_iterator it(folder, fs::directory_options::skip_permission_denied, code);
    for (const fs::recursive_directory_iterator end; !code && it != end; it.increment(code)) {
        std::error_code ignored;
        if (it->symlink_status(ignored).type() == fs::file_type::directory) continue;
        members.push_back({it->path().lexically_relative(folder).native(), it->path()});
    }
    if (code)
        return Error{ErrorKind::Permission, "the folder could not be read: " + code.message(), folder.string(),
                     "Check its permissions and add it again."};
    std::sort(members.begin(), members.end(), [](const Member& a, const Member& b) { return a.name < b.name; });
    return members;
}

}  // namespace

FolderArchive::FolderArchive(FolderArchive&& other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_left(std::move(other.m_left)) {}

FolderArchive& FolderArchive::operator=(FolderArchive&& other) noexcept {
    std::swap(m_path, other.m_path);
    std::swap(m_left, other.m_left);
    return *this;
}

FolderArchive::~FolderArchive() {
    if (!m_path.empty()) ::unlink(m_path.c_str());
}

Result<FolderArchive> FolderArchive::write(const fs::path& folder) {
    REDWELL_TRY(const auto members, membersOf(folder));
    std::error_code code;
    std::string pattern = (fs::temp_directory_path(code) / "redwell-folder-XXXXXX").string();
    const FileDescriptor target(::mkostemp(pattern.data(), O_CLOEXEC));
    if (!target) return systemError("could not be written", pattern);
    FolderArchive archive;
    archive.m_path = pattern;
    for (const auto& member : members) {
        const auto leave = [&](Error why) {
            archive.m_left.push_back({member.path, pathAsText(member.name), std::move(why)});
        };
        const FileDescriptor source(::open(member.path.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK));
        struct stat info {};
        if (!source && errno != ELOOP && errno != ENXIO) {
            leave(systemError("could not be read", member.path));
            continue;
        }
        if (!source || ::fstat(source.get(), &info) != 0 || !S_ISREG(info.st_mode)) {
            leave(Error{ErrorKind::Unsupported, "is a link or no file, and is not followed", member.path.string(),
                        "Add the file that it points to."});
            continue;
        }
        const auto size = static_cast<std::uint64_t>(info.st_size);
        REDWELL_CHECK(writeAll(target.get(), headersOf(pathAsText(member.name), size), archive.m_path));
        REDWELL_CHECK(copyFile(target.get(), archive.m_path, source.get(), member.path, size));
    }
    REDWELL_CHECK(writeAll(target.get(), std::string(2 * kBlock, '\0'), archive.m_path));
    return archive;
}

namespace {

// "general/2023-10-24.json", for an export whose list of users is gone.
bool holdsDaysOfAChannel(const fs::path& folder) {
    constexpr int kMostLooks = 1000;
    int looks = 0;
    std::error_code code;
    for (fs::directory_iterator channel(folder, code), end; !code && channel != end; channel.increment(code)) {
        if (channel->symlink_status(code).type() != fs::file_type::directory) continue;
        for (fs::directory_iterator day(channel->path(), code), none; !code && day != none; day.increment(code)) {
            if (++looks > kMostLooks) return false;
            if (hasForm(day->path().filename().native(), "0000-00-00.json")) return true;
        }
        code.clear();
    }
    return false;
}

}  // namespace

bool isSlackExport(const fs::path& folder) {
    const auto holds = [&folder](const char* name) {
        std::error_code code;
        return fs::symlink_status(folder / name, code).type() == fs::file_type::regular;
    };
    static constexpr std::array kLists = {"channels.json", "groups.json", "mpims.json", "dms.json"};
    if (!std::any_of(kLists.begin(), kLists.end(), holds)) return false;
    return holds("users.json") || holdsDaysOfAChannel(folder);
}

}  // namespace redwell::processing
