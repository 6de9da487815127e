#include "app/ctl/message_selection.h"

#include "base/text.h"
#include "messages/message_store.h"

#include <charconv>

namespace redwell::ctl {
namespace {

bool readPlace(std::string_view text, int& place) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), place);
    return error == std::errc() && end == text.data() + text.size() && place > 0;
}

}  // namespace

Result<std::vector<documents::Message>> messagesAt(casefile::Case& opened, const documents::Document& document,
                                                   const std::string& run) {
    const auto dash = run.find('-');
    int first = 0, last = 0;
    if (!readPlace(std::string_view(run).substr(0, dash), first) ||
        !readPlace(dash == std::string::npos ? std::string_view(run) : std::string_view(run).substr(dash + 1), last) ||
        last < first)
        return Error{ErrorKind::Usage,
                     "'" + run + "' names no message",
                     {},
                     "Write its place in the document, or a run of them: --message 3 or --message 3-7."};
    REDWELL_TRY(auto lease, opened.read());
    REDWELL_TRY(auto all, messages::MessageStore(*lease).ofDocument(document.id));
    if (static_cast<std::size_t>(last) > all.size())
        return Error{
            ErrorKind::NotFound, "has no message " + std::to_string(last) + "; it holds " + std::to_string(all.size()),
            document.controlNumber, "See them with: redwellctl messages CASE --document " + document.controlNumber};
    return std::vector(all.begin() + (first - 1), all.begin() + last);
}

std::vector<MessageId> idsOf(const std::vector<documents::Message>& messages) {
    std::vector<MessageId> ids;
    for (const auto& message : messages) ids.push_back(message.id);
    return ids;
}

}  // namespace redwell::ctl
