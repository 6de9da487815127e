// A folder that is one piece of evidence, as one file: an uncompressed TAR of its ordinary files, sorted by name and of
// one time, so that the same folder gives the same bytes on every machine and day.
#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace redwell::processing {

class FolderArchive {
public:
    struct Left {
        std::filesystem::path path;
        std::string name;  // below the folder
        Error why;
    };

    // Into a temporary file, which goes with the value. Errors: DiskFull and others of writing; a file that changes
    // while it is read.
    static Result<FolderArchive> write(const std::filesystem::path& folder);
    FolderArchive(FolderArchive&& other) noexcept;
    FolderArchive& operator=(FolderArchive&& other) noexcept;
    FolderArchive(const FolderArchive&) = delete;
    FolderArchive& operator=(const FolderArchive&) = delete;
    ~FolderArchive();

    const std::filesystem::path& path() const { return m_path; }
    const std::vector<Left>& left() const { return m_left; }  // links, devices, what may not be read

private:
    FolderArchive() = default;
    std::filesystem::path m_path;
    std::vector<Left> m_left;
};

// Users beside a list of channels: an export of Slack that somebody has unpacked. Only as a whole does it tell who
// wrote.
bool isSlackExport(const std::filesystem::path& folder);

}  // namespace redwell::processing
