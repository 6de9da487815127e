#include "formats/chat/teams_export.h"

#include "base/text.h"
#include "formats/archive.h"
#include "formats/chat/json_stream.h"
#include "formats/html_text.h"

#include <algorithm>
#include <map>
#include <set>

namespace redwell::formats {
namespace {

using documents::MessageKind;

std::string plain(const std::string& content, bool isHtml) {
    if (!isHtml) return content;
    auto text = cleanUtf8(textOfHtml(content));
    return std::string(trim(text));
}

class TeamsReader {
public:
    explicit TeamsReader(std::string_view fileName) : m_fileName(safePath(fileName).name) {}

    void take(const Json& item) {
        if (item.contains("MessageList"))
            addConversation(item);
        else if (item.contains("messageType") || (item.contains("createdDateTime") && item.contains("body")))
            addGraphMessage(item);
    }

    ChatLog& log() { return m_log; }

    ChatLog finish(std::string_view bytes) {
        m_log.application = "Microsoft Teams";
        for (auto& conversation : m_log.conversations) {
            const auto& people = m_members[conversation.id];
            conversation.participants.assign(people.begin(), people.end());
            if (conversation.type.empty()) conversation.type = people.size() == 2 ? "direct" : "channel";
        }
        m_log.nameEvents(bytes);
        return std::move(m_log);
    }

private:
    std::string person(const Json& identity) {
        for (const char* kind : {"user", "application", "device"}) {
            const auto& one = objectAt(identity, kind);
            if (one.empty()) continue;
            auto id = textAt(one, "id");
            const auto name = textAt(one, "displayName");
            if (id.empty()) id = name;
            return addPerson(id, name, kind == std::string_view("application"));
        }
        return {};
    }

    std::string addPerson(const std::string& id, const std::string& name, bool isBot) {
        if (id.empty()) return id;
        const auto [at, isNew] = m_people.emplace(id, m_log.participants.size());
        if (isNew) {
            ChatParticipant one;
            one.id = id;
            one.display = name;
            if (isBot) one.custom.push_back({"bot", "true"});
            m_log.participants.push_back(std::move(one));
        } else if (m_log.participants[at->second].display.empty()) {
            m_log.participants[at->second].display = name;
        }
        return id;
    }

    std::string conversation(const std::string& wanted, const std::string& name, const std::string& type) {
        const auto id = wanted.empty() ? m_fileName : wanted;
        if (m_conversations.insert(id).second)
            m_log.conversations.push_back({id, name.empty() ? id : name, "teams", type, {}, {}, {}, {}});
        return id;
    }

    void addEvent(ChatEvent event) {
        if (event.at.isImpossible())
            m_log.report("message " + event.id + " states the impossible time \"" + event.at.text + "\"");
        if (!event.participant.empty()) m_members[event.conversation].insert(event.participant);
        m_log.events.push_back(std::move(event));
    }

    void addGraphMessage(const Json& item) {
        ChatEvent event;
        const auto& channel = objectAt(item, "channelIdentity");
        const auto place = textAt(item, "chatId").empty() ? textAt(channel, "channelId") : textAt(item, "chatId");
        event.conversation = conversation(place, textAt(item, "chatName"), channel.empty() ? "" : "channel");
        event.id = textAt(item, "id");
        event.parent = textAt(item, "replyToId");
        event.at = chatTime(textAt(item, "createdDateTime"));
        event.participant = person(objectAt(item, "from"));
        event.isUrgent = textAt(item, "importance") == "high" || textAt(item, "importance") == "urgent";
        const auto& body = objectAt(item, "body");
        event.body = plain(textAt(body, "content"), toLower(textAt(body, "contentType")) == "html");
        if (const auto subject = textAt(item, "subject"); !subject.empty())
            event.custom.push_back({"subject", subject});
        const auto deleted = textAt(item, "deletedDateTime");
        event.isDeleted = !deleted.empty();
        if (!deleted.empty()) event.custom.push_back({"deleted at", deleted});
        if (const auto edited = textAt(item, "lastEditedDateTime"); !edited.empty())
            event.edits.push_back({event.participant, chatTime(edited), {}, {}});
        for (const auto& reaction : listAt(item, "reactions"))
            addReaction(event, textAt(reaction, "reactionType"), person(objectAt(reaction, "user")));
        for (const auto& attachment : listAt(item, "attachments")) addGraphAttachment(event, attachment);
        if (textAt(item, "messageType") == "systemEventMessage" || !objectAt(item, "eventDetail").empty())
            describeNotice(objectAt(item, "eventDetail"), event);
        addEvent(std::move(event));
    }

    static void addReaction(ChatEvent& event, const std::string& value, const std::string& who) {
        const auto same = std::ranges::find(event.reactions, value, &ChatReaction::value);
        auto& reaction = same != event.reactions.end() ? *same : event.reactions.emplace_back();
        reaction.value = value;
        ++reaction.count;
        if (!who.empty()) reaction.participants.push_back(who);
    }

    void addGraphAttachment(ChatEvent& event, const Json& item) {
        const auto type = textAt(item, "contentType");
        if (type == "messageReference") {  // a quoted message: the one that this answers
            if (event.parent.empty()) event.parent = textAt(item, "id");
            return;
        }
        ChatAttachment one;
        one.display = textAt(item, "name");
        const auto link = textAt(item, "contentUrl");
        if (one.display.empty() && link.empty()) {  // a card: words, not a file
            const auto card = Json::parse(textAt(item, "content"), nullptr, false);
            std::string words;
            addCardText(card, words, 0);
            if (!words.empty()) event.body += (event.body.empty() ? "" : "\n") + words;
            return;
        }
        if (one.display.empty()) one.display = link.substr(link.rfind('/') + 1);
        one.id = textAt(item, "id").empty() ? one.display : textAt(item, "id") + "_" + one.display;
        if (!link.empty()) one.absence = "linked only: " + elide(link, 300);
        event.attachments.push_back(std::move(one));
    }

    static void addCardText(const Json& card, std::string& out, int depth) {
        if (depth > 20 || out.size() > 100'000) return;
        if (card.is_array())
            for (const auto& item : card) addCardText(item, out, depth + 1);
        if (!card.is_object()) return;
        for (const auto& [key, value] : card.items()) {
            if (value.is_string() && (key == "text" || key == "title" || key == "subtitle" || key == "value"))
                out += (out.empty() ? "" : "\n") + cleanUtf8(value.get<std::string>());
            else
                addCardText(value, out, depth + 1);
        }
    }

    void describeNotice(const Json& detail, ChatEvent& event) {
        const auto type = textAt(detail, "@odata.type");
        event.kind = MessageKind::Disclaimer;
        if (type.find("membersAdded") != std::string::npos || type.find("membersJoined") != std::string::npos)
            event.kind = MessageKind::Join;
        if (type.find("membersDeleted") != std::string::npos || type.find("membersLeft") != std::string::npos)
            event.kind = MessageKind::Leave;
        std::vector<std::string> members;
        for (const auto& member : listAt(detail, "members")) {
            const auto id = addPerson(textAt(member, "id"), textAt(member, "displayName"), false);
            members.push_back(textAt(member, "displayName").empty() ? id : textAt(member, "displayName"));
        }
        const auto initiator = person(objectAt(detail, "initiator"));
        if (event.participant.empty()) event.participant = initiator;
        // "#microsoft.graph.chatRenamedEventMessageDetail" is all that some of them say.
        std::string what = type.substr(type.rfind('.') == std::string::npos ? 0 : type.rfind('.') + 1);
        if (const auto end = what.find("EventMessageDetail"); end != std::string::npos) what.resize(end);
        for (const char* key : {"chatDisplayName", "channelDisplayName", "teamDisplayName"})
            if (const auto name = textAt(detail, key); !name.empty()) members.push_back(name);
        if (event.body.empty() || event.body == "<systemEventMessage/>")
            event.body = what + (members.empty() ? "" : ": " + join(members, ", "));
    }

    // The personal export: conversations with their lists.
    void addConversation(const Json& item) {
        const auto id = conversation(textAt(item, "id"), textAt(item, "displayName"), "");
        for (const auto& message : listAt(item, "MessageList")) {
            if (!message.is_object()) continue;
            ChatEvent event;
            event.conversation = id;
            event.id = textAt(message, "id");
            event.at = chatTime(textAt(message, "originalarrivaltime"));
            event.participant = addPerson(textAt(message, "from"), textAt(message, "displayName"), false);
            const auto type = textAt(message, "messagetype");
            event.body = plain(textAt(message, "content"), type.starts_with("RichText") || type.starts_with("Thread"));
            if (type.starts_with("ThreadActivity/Add"))
                event.kind = MessageKind::Join;
            else if (type.starts_with("ThreadActivity/Delete"))
                event.kind = MessageKind::Leave;
            else if (type.starts_with("ThreadActivity") || type.starts_with("Event"))
                event.kind = MessageKind::Disclaimer;
            const auto& properties = objectAt(message, "properties");
            event.isDeleted = !textAt(properties, "deletetime").empty();
            if (const auto edited = textAt(properties, "edittime"); !edited.empty())
                event.edits.push_back({event.participant, fromMilliseconds(edited), {}, {}});
            for (const auto& emotion : listAt(properties, "emotions"))
                for (const auto& user : listAt(emotion, "users"))
                    addReaction(event, textAt(emotion, "key"), textAt(user, "mri"));
            for (const auto& reference : listAt(message, "amsreferences"))
                if (reference.is_string()) {
                    const auto name = cleanUtf8(reference.get<std::string>());
                    event.attachments.push_back({name, name, -1, {}, "kept by Teams, not in this file"});
                }
            addEvent(std::move(event));
        }
    }

    static ChatTime fromMilliseconds(const std::string& text) {
        if (text.size() < 4 || text.find_first_not_of("0123456789") != std::string::npos) return chatTime(text);
        return chatTimeFromUnixText(text.substr(0, text.size() - 3) + "." + text.substr(text.size() - 3));
    }

    std::string m_fileName;
    ChatLog m_log;
    std::map<std::string, std::size_t> m_people;
    std::set<std::string> m_conversations;
    std::map<std::string, std::set<std::string>> m_members;
};

}  // namespace

bool looksLikeTeams(std::string_view bytes) {
    const auto begin = bytes.find_first_not_of(" \t\r\n\xef\xbb\xbf");
    if (begin == std::string_view::npos || (bytes[begin] != '[' && bytes[begin] != '{')) return false;
    const auto head = bytes.substr(0, 64 * 1024);
    const auto holds = [head](std::string_view key) { return head.find(key) != std::string_view::npos; };
    return (holds("\"messageType\"") && holds("\"createdDateTime\"")) ||
           (holds("\"MessageList\"") && holds("\"messagetype\""));
}

Result<ChatLog> readTeams(std::string_view bytes, std::string_view fileName) {
    TeamsReader reader(fileName);
    const auto read = eachItem(bytes, [&reader](std::string_view, Json&& item) { reader.take(item); });
    if (!read && reader.log().events.empty()) return read.error();
    if (!read) reader.log().report("the export " + read.error().what + "; the messages before that were read");
    return reader.finish(bytes);
}

}  // namespace redwell::formats
