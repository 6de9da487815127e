#include "formats/chat/chat_document.h"

#include "base/text.h"
#include "formats/chat/chat_pages.h"
#include "formats/chat/chat_slices.h"
#include "formats/chat/rsmf_file.h"
#include "formats/chat/rsmf_manifest.h"
#include "formats/chat/unitization.h"
#include "formats/file_kind.h"
#include "formats/limits.h"

#include <algorithm>
#include <map>
#include <set>

namespace redwell::formats {
namespace {

using documents::Message;

constexpr std::size_t kListedNames = 200;

void keep(ReadDocument& document, const char* key, std::string value) {
    if (!value.empty()) document.metadata[key] = std::move(value);
}

std::string listed(const std::vector<std::string>& names) {
    if (names.size() <= kListedNames) return join(names, "; ");
    return join({names.begin(), names.begin() + kListedNames}, "; ") + "; and " +
           std::to_string(names.size() - kListedNames) + " more";
}

// What is known of the whole, the same for a document and a container.
void describe(const ChatExport& chat, const ChatNames& names, ReadDocument& document) {
    const auto& log = chat.log;
    document.mimeType = chat.mimeType;
    std::size_t edited = 0, deleted = 0, replies = 0, orphans = 0, attachments = 0;
    std::vector<std::string> missing;
    std::set<std::string_view> ids;
    for (const auto& event : log.events) ids.insert(event.id);
    for (const auto& event : log.events) {
        edited += !event.edits.empty();
        deleted += event.isDeleted;
        replies += !event.parent.empty();
        orphans += !event.parent.empty() && !ids.contains(event.parent) &&
                   std::none_of(event.custom.begin(), event.custom.end(),
                                [](const ChatField& field) { return field.name == kParentElsewhere; });
        attachments += event.attachments.size();
        for (const auto& attachment : event.attachments)
            if (attachment.entry.empty())
                missing.push_back(attachment.display.empty() ? attachment.id : attachment.display);
    }
    const auto count = [&](const char* key, std::size_t many) {
        if (many > 0) document.metadata[key] = std::to_string(many);
    };
    document.metadata["events"] = std::to_string(log.events.size());
    count("edited", edited);
    count("deleted", deleted);
    count("replies", replies);
    count("replies_to_messages_not_in_the_file", orphans);
    count("attachments", attachments);
    count("missing_attachment_count", missing.size());
    keep(document, "missing_attachments", listed(missing));
    if (!missing.empty()) document.flags.emplace_back("missing_attachments");
    std::vector<std::string> places, people, platforms;
    for (const auto& conversation : log.conversations) {
        places.push_back(names.conversationName(conversation.id));
        if (std::find(platforms.begin(), platforms.end(), conversation.platform) == platforms.end())
            platforms.push_back(conversation.platform);
    }
    for (const auto& participant : log.participants) people.push_back(names.sender(participant.id));
    keep(document, "conversation", listed(places));
    keep(document, "platform", log.application.empty() ? join(platforms, ", ") : log.application);
    keep(document, "participants", listed(people));
    keep(document, "chat_custodian", log.custodian);
    keep(document, "event_collection_id", log.collection);
    keep(document, "rsmf_version", log.version);
    keep(document, "generator", log.generator);
    std::vector<std::string> loose;
    for (const auto entry : chat.unreferenced) loose.push_back(chat.archive->entries()[entry].path);
    keep(document, "unreferenced_files", listed(loose));
    if (!loose.empty()) document.flags.emplace_back("unreferenced_files");
    if (log.problemCount > 0) {
        document.flags.emplace_back("chat_problems");
        auto problems = join(log.problems, "\n");
        if (log.problemCount > log.problems.size())
            problems += "\nand " + std::to_string(log.problemCount - log.problems.size()) + " more";
        keep(document, "chat_problems", std::move(problems));
    }
}

std::string uniqueName(std::string name, std::set<std::string>& taken) {
    const auto extension = extensionOf(name);
    const auto stem = name.substr(0, name.size() - extension.size());
    for (int copy = 2; !taken.insert(toLower(name)).second; ++copy)
        name = stem + " (" + std::to_string(copy) + ")" + extension;
    return name;
}

// Takes the attachments and what nobody refers to out of the archive; gives the members' names by entry.
std::map<std::string, std::string> takeFiles(const ChatExport& chat, ReadDocument& document) {
    std::map<std::string, std::string> names;  // by entry
    if (!chat.archive) return names;
    std::set<std::string> taken;
    std::map<std::string, std::size_t> order;
    const auto wanted = [&](const std::string& entry, const std::string& shown) {
        if (entry.empty() || names.contains(entry)) return;
        order[entry] = names.size();
        names[entry] = uniqueName(safePath(shown).name, taken);
    };
    for (const auto& event : chat.log.events)
        for (const auto& attachment : event.attachments)
            wanted(attachment.entry, attachment.display.empty() ? attachment.id : attachment.display);
    const auto& entries = chat.archive->entries();
    for (const auto i : chat.unreferenced) wanted(entries[i].path, entries[i].path);

    std::vector<std::optional<Child>> children(names.size());
    std::size_t total = 0;
    chat.archive->visit(
        [&](std::size_t i) {
            const auto found = order.find(entries[i].path);
            return found != order.end() && !children[found->second];
        },
        [&](std::size_t i, TakenEntry one) {
            Child child;
            child.fileName = names[entries[i].path];
            child.mimeType = mimeTypeForName(child.fileName);
            total += one.bytes.size();
            if (total > kMaxChildBytes)
                one = {{}, Error{ErrorKind::TooLarge, "is too much with the other attachments of its chat (512 MB)"}};
            child.bytes = std::move(one.bytes);
            child.problem = std::move(one.problem);
            if (child.bytes.empty() && !child.problem)
                child.problem = Error{ErrorKind::Damaged, "is empty: it holds no bytes"};
            children[order[entries[i].path]] = std::move(child);
            return true;
        });
    for (auto& child : children)
        if (child) document.children.push_back(std::move(*child));
    return names;
}

std::vector<std::string> others(const ChatConversation* conversation, const std::string& sender,
                                const ChatNames& names) {
    std::vector<std::string> people;
    if (!conversation || conversation->type != "direct") return people;
    for (const auto& id : conversation->participants)
        if (id != sender) people.push_back(names.sender(id));
    return people;
}

Message messageOf(const ChatEvent& event, const ChatNames& names, const std::map<std::string, std::string>& files) {
    Message message;
    message.kind = event.kind;
    message.key = event.id;
    message.replyTo = event.parent;
    message.from = names.sender(event.participant);
    message.to = others(names.conversation(event.conversation), event.participant, names);
    message.conversation = names.conversationName(event.conversation);
    message.sent = event.at.stated;
    message.body = event.body;
    message.isDeleted = event.isDeleted;
    for (const auto& edit : event.edits)
        message.edits.push_back({names.name(edit.participant), edit.at.stated, edit.previous, edit.next});
    for (const auto& reaction : event.reactions) {
        documents::Reaction one{reaction.value, reaction.count, {}};
        for (const auto& id : reaction.participants) one.by.push_back(names.name(id));
        message.reactions.push_back(std::move(one));
    }
    for (const auto& receipt : event.receipts)
        message.receipts.push_back({names.name(receipt.participant), receipt.at.stated, receipt.action});
    if (event.isUrgent) message.importance = "high";
    for (const auto& attachment : event.attachments) {
        documents::MessageAttachment one;
        one.name = attachment.display.empty() ? attachment.id : attachment.display;
        one.size = attachment.size;
        one.isMissing = attachment.entry.empty();
        if (const auto file = files.find(attachment.entry); file != files.end()) one.fileName = file->second;
        message.attachments.push_back(std::move(one));
    }
    return message;
}

Result<ReadDocument> readOneDay(ChatExport& chat, const std::vector<ChatSlice>& slices) {
    ReadDocument document;
    const ChatNames names(chat.log);
    document.kind = documents::Kind::Chat;
    describe(chat, names, document);
    REDWELL_TRY(auto pages, setAsPages(chat.log));
    REDWELL_CHECK(takePages(std::move(pages.rendition), document));
    const auto files = takeFiles(chat, document);
    for (auto& extra : chat.extras) document.children.push_back(std::move(extra));

    std::vector<std::string> writers;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < pages.events.size(); ++i) {
        const auto& event = chat.log.events[pages.events[i]];
        auto message = messageOf(event, names, files);
        message.ordinal = static_cast<int>(i) + 1;
        message.regions = pages.regions[i];
        message.page = message.regions.empty() ? 0 : message.regions.front().page;
        if (document.date.isEmpty()) document.date = message.sent;
        if (!event.participant.empty() && seen.insert(event.participant).second)
            writers.push_back(names.name(event.participant));
        document.messages.push_back(std::move(message));
    }
    if (writers.size() > 4) {
        const auto more = writers.size() - 3;
        writers.resize(3);
        writers.push_back("+" + std::to_string(more));
    }
    document.author = join(writers, ", ");
    for (const auto& participant : chat.log.participants)
        if (document.recipients.size() < kListedNames) document.recipients.push_back(names.sender(participant.id));
    if (!slices.empty()) {
        const auto place = names.conversationName(slices.front().conversation);
        document.title = (place.empty() ? "Conversation" : place) + ", " + slices.front().label;
        if (chat.log.conversations.size() == 1) keep(document, "conversation_id", slices.front().conversation);
    }
    return document;
}

}  // namespace

Result<Rendition> chatRendition(const ChatExport& chat) {
    REDWELL_TRY(auto pages, setAsPages(chat.log));
    return std::move(pages.rendition);
}

Result<ReadDocument> readChat(ChatExport chat, const ReadOptions& options) {
    const auto slices = unitize(chat.log, options.timeZone);
    const bool isWhole =
        slices.size() <= 1 && options.resumeAt.empty() &&
        std::none_of(chat.extras.begin(), chat.extras.end(), [](const Child& extra) { return extra.startsFamily; });
    if (isWhole) return readOneDay(chat, slices);
    ReadDocument document;
    document.kind = documents::Kind::Container;
    describe(chat, ChatNames(chat.log), document);
    document.metadata["documents"] = std::to_string(slices.size());
    REDWELL_CHECK(takeSlices(chat, slices, options.resumeAt, document));
    return document;
}

}  // namespace redwell::formats
