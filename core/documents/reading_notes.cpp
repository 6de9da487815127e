#include "documents/reading_notes.h"

#include "base/text.h"

#include <utility>

namespace redwell::documents {

std::vector<std::string> readingNotes(const std::map<std::string, std::string>& metadata) {
    std::vector<std::string> notes;
    if (const auto told = metadata.find("chat_problems"); told != metadata.end())
        for (auto& line : split(told->second, '\n'))
            if (!trim(line).empty()) notes.push_back(std::move(line));
    for (const auto& [key, words] : {std::pair{"duplicate_headers", "stated more than once in the header: "},
                                     {"oversized_header", "too large in the header: "},
                                     {"improbable_date", "states a time at which no mail was sent: "},
                                     {"recipients_left_out", "recipients left out: "},
                                     {"parts_left_out", "parts of the mail left out: "},
                                     {"missing_attachments", "attachments that were not delivered: "},
                                     {"unreferenced_files", "files that nothing refers to: "}})
        if (const auto told = metadata.find(key); told != metadata.end()) notes.push_back(words + told->second);
    return notes;
}

}  // namespace redwell::documents
