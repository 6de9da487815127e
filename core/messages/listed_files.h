// How a line of a list of attachments is read: a file's name, its size, the words that announce files.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace redwell::messages {

struct ListedFiles {
    std::vector<std::string> names;
    bool isSized = false;      // each of them stands with its size
    bool isAnnounced = false;  // behind "Attachments:" on the same line
};

// "terms.docx (23 KB)", "a.pdf; b.xlsx;", "Attachments: terms.docx": nothing but files.
std::optional<ListedFiles> filesOn(std::string_view text);
// "2 attachments (482 KB)", "Anlagen:", "613.52 KB 2 files attached"
bool announcesFiles(std::string_view text);
// "355 KB", "~23K" and nothing else.
bool isFileSize(std::string_view text);

}  // namespace redwell::messages
