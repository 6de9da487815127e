#include "formats/chat/apple_fragment.h"

#include "base/text.h"
#include "formats/chat/message_summary.h"
#include "formats/chat/property_list.h"
#include "formats/chat/typedstream.h"

namespace redwell::formats {
namespace {

// A plain list (no archive) key by key.
void addPlain(const nlohmann::json& value, const std::string& name, std::string& out, int depth) {
    if (depth > 32 || out.size() > 1'000'000) return;
    if (value.is_string()) out += name + ": " + value.get<std::string>() + "\n";
    if (value.is_number() || value.is_boolean()) out += name + ": " + value.dump() + "\n";
    if (value.is_array())
        for (const auto& item : value) addPlain(item, name, out, depth + 1);
    if (value.is_object())
        for (const auto& [key, member] : value.items())
            addPlain(member, name.empty() ? key : name + "." + key, out, depth + 1);
}

}  // namespace

Result<std::optional<std::string>> appleFragmentText(std::string_view bytes) {
    if (isTypedstream(bytes)) {
        auto text = typedstreamText(bytes);
        if (!text)
            return Error{ErrorKind::Damaged,
                         "is a message body (typedstream) without a readable text",
                         {},
                         "Ask for the file again."};
        for (auto at = text->find("\xef\xbf\xbc"); at != std::string::npos; at = text->find("\xef\xbf\xbc"))
            text->replace(at, 3, "[attachment] ");
        return std::optional<std::string>(std::move(*text));
    }
    if (!isPropertyList(bytes)) return std::optional<std::string>();
    REDWELL_TRY(const auto list, readPropertyList(bytes));
    std::string out;
    if (const auto summary = summaryOf(list)) {
        for (const auto& version : summary->versions) out += "version: " + version.text + "\n";
        for (const auto part : summary->retracted)
            out += "part " + std::to_string(part + 1) + " of the message was taken back (unsent)\n";
    }
    for (const auto& [name, text] : archivedTexts(list)) out += (name.empty() ? "" : name + ": ") + text + "\n";
    if (out.empty()) addPlain(list, "", out, 0);
    if (trim(out).empty())
        return Error{ErrorKind::Unsupported,
                     "is a property list that holds no words",
                     {},
                     "Review it in the program that made it."};
    return std::optional<std::string>(std::move(out));
}

}  // namespace redwell::formats
