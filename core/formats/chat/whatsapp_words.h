// What WhatsApp itself writes into an export, in the languages of its users: notices, media left out, deletions.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace redwell::formats {

bool saysMediaOmitted(std::string_view text);  // the whole text is such a note: "<Media omitted>", "image omitted"
bool saysDeleted(std::string_view text);       // "This message was deleted"
// The text before "<This message was edited>"; nothing where it does not end so.
std::optional<std::string_view> beforeEdited(std::string_view text);
// The file's name in "<attached: NAME>" or "NAME (file attached)"; nothing where the line is no such note.
std::optional<std::string> attachedFile(std::string_view line);

enum class NoticeKind { Other, Join, Leave };
struct Notice {
    NoticeKind kind = NoticeKind::Other;
    std::string who;  // who came or went by himself; empty where somebody else acted
};
Notice noticeOf(std::string_view text);

}  // namespace redwell::formats
