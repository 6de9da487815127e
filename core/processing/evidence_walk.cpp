#include "processing/evidence_walk.h"

#include "base/files.h"
#include "base/text.h"

#include <sys/stat.h>

#include <algorithm>
#include <cstdio>
#include <set>
#include <utility>

namespace redwell::processing {
namespace fs = std::filesystem;

std::string pathAsText(const fs::path& path) {
    const auto& bytes = path.native();
    if (isValidUtf8(bytes)) return bytes;
    std::string text;
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            text += c;
        } else {
            char escaped[8];
            std::snprintf(escaped, sizeof escaped, "\\x%02X", byte);
            text += escaped;
        }
    }
    return text;
}

std::int64_t countFiles(const fs::path& root, const std::stop_token& stop) {
    std::error_code code;
    std::int64_t count = 0;
    fs::recursive_directory_iterator it(root, fs::directory_options::skip_permission_denied, code);
    if (code) return 1;
    for (const fs::recursive_directory_iterator end; !code && it != end && !stop.stop_requested(); it.increment(code)) {
        std::error_code ignored;
        const bool isFolder = it->is_directory(ignored) && !it->is_symlink(ignored);
        const bool isCase = isFolder && it->path().extension() == ".redwell";
        const bool isOneFile = isFolder && !isCase && isSlackExport(it->path());
        if (isCase || isOneFile) it.disable_recursion_pending();
        if (!isFolder || isOneFile) ++count;
    }
    return count;
}

EvidenceWalk::EvidenceWalk(fs::path root) {
    const auto named = root.filename().empty() ? root.parent_path() : root;
    m_waiting.push_back({named, pathAsText(named.filename())});
}

void EvidenceWalk::open(const Waiting& folder) {
    std::error_code code;
    std::vector<std::pair<fs::path, bool>> entries;
    for (fs::directory_iterator it(folder.path, code), end; !code && it != end; it.increment(code)) {
        std::error_code unknown;  // is looked at again when it is taken
        entries.emplace_back(it->path(), !it->is_symlink(unknown) && it->is_regular_file(unknown));
    }
    if (code) {
        m_problems.push_back({folder.path, folder.sourcePath,
                              Error{ErrorKind::Permission, "the folder could not be read: " + code.message(),
                                    folder.sourcePath, "Check its permissions and add it again."},
                              nullptr});
    }
    std::sort(entries.begin(), entries.end(),
              [](const auto& a, const auto& b) { return b.first.native() < a.first.native(); });
    // Bytes that are no UTF-8 are written out, and another file may bear that very name.
    std::set<std::string> escaped;
    for (auto& [path, isFile] : entries) {
        const auto name = path.filename();
        const auto written = pathAsText(name);
        auto text = folder.sourcePath + "/" + written;
        if (written.find("\\x") != std::string::npos)
            for (int copy = 2; !escaped.insert(text).second; ++copy)
                text = folder.sourcePath + "/" + written + " (" + std::to_string(copy) + ")";
        m_waiting.push_back({std::move(path), std::move(text), isFile});
    }
}

FoundFile EvidenceWalk::pack(const Waiting& folder) {
    auto archive = FolderArchive::write(folder.path);
    if (!archive) return {folder.path, folder.sourcePath, archive.error(), nullptr};
    for (const auto& left : archive->left())
        m_problems.push_back({left.path, folder.sourcePath + "/" + left.name, left.why, nullptr});
    auto packed = std::make_shared<const FolderArchive>(std::move(*archive));
    return {packed->path(), folder.sourcePath, std::nullopt, packed};
}

std::optional<FoundFile> EvidenceWalk::next() {
    for (;;) {
        if (!m_problems.empty()) {
            auto problem = std::move(m_problems.back());
            m_problems.pop_back();
            return problem;
        }
        if (m_waiting.empty()) return std::nullopt;
        auto item = std::move(m_waiting.back());
        m_waiting.pop_back();
        if (item.isFile) return FoundFile{std::move(item.path), std::move(item.sourcePath), std::nullopt, nullptr};
        struct stat info {};
        if (::lstat(item.path.c_str(), &info) != 0)
            return FoundFile{item.path, item.sourcePath, systemError("could not be read", item.path), nullptr};
        if (S_ISDIR(info.st_mode)) {
            std::error_code code;
            if (item.path.extension() == ".redwell" && fs::exists(item.path / "case.db", code)) continue;
            if (isSlackExport(item.path)) return pack(item);
            open(item);
            continue;
        }
        if (S_ISREG(info.st_mode)) return FoundFile{item.path, item.sourcePath, std::nullopt, nullptr};
        const char* what = S_ISLNK(info.st_mode) ? "is a link; links are not followed"
                                                 : "is not a file (a device, a pipe or a socket)";
        return FoundFile{item.path, item.sourcePath,
                         Error{ErrorKind::Unsupported, what, item.sourcePath, "Add the file that it points to."},
                         nullptr};
    }
}

}  // namespace redwell::processing
