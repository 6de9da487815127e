// Finds the files of what was added, in a fixed order, without following links. Every name on disk yields an entry:
// what cannot be taken in is an entry with its reason, so that the counts balance.
#pragma once

#include "base/result.h"
#include "processing/folder_archive.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

namespace redwell::processing {

struct FoundFile {
    std::filesystem::path path;
    std::string sourcePath;        // below the added path's own name, UTF-8; bytes that are not are written \xE9
    std::optional<Error> problem;  // a link, a device, a folder that may not be read
    std::shared_ptr<const FolderArchive> packed;  // a folder that is evidence as a whole: path is its archive's
};

// Hands out the files below one added path; folders are sorted by name. Case folders inside are left
// alone; an unpacked Slack export is handed out as one file.
class EvidenceWalk {
public:
    explicit EvidenceWalk(std::filesystem::path root);
    std::optional<FoundFile> next();

private:
    struct Waiting {
        std::filesystem::path path;
        std::string sourcePath;
        bool isFile = false;  // an ordinary one, as its folder says
    };
    void open(const Waiting& folder);
    FoundFile pack(const Waiting& folder);
    std::vector<Waiting> m_waiting;  // a stack, the next one last
    std::vector<FoundFile> m_problems;
};

// How many files lie below the path, roughly: for the progress of a walk, which hands out what it makes of them.
std::int64_t countFiles(const std::filesystem::path& root, const std::stop_token& stop);

// A path as text: valid UTF-8 as it is, other bytes as \xNN.
std::string pathAsText(const std::filesystem::path& path);

}  // namespace redwell::processing
