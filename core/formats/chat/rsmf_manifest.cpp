#include "formats/chat/rsmf_manifest.h"

#include "base/text.h"
#include "formats/chat/json_stream.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_set>

namespace redwell::formats {
namespace {

using documents::MessageKind;

std::vector<ChatField> fieldsOf(const Json& object) {
    std::vector<ChatField> fields;
    for (const auto& field : listAt(object, "custom"))
        if (auto name = textAt(field, "name"); !name.empty())
            fields.push_back({std::move(name), textAt(field, "value")});
    return fields;
}

std::vector<std::string> namesOf(const Json& object, std::string_view key) {
    std::vector<std::string> names;
    for (const auto& name : listAt(object, key)) {
        if (name.is_string()) names.push_back(cleanUtf8(name.get_ref<const std::string&>()));
        if (name.is_number()) names.push_back(name.dump());
    }
    return names;
}

// "Edit1" among the custom fields holds what stood before the first edit; some generators put it nowhere else.
void moveFormerTexts(ChatEvent& event) {
    for (std::size_t i = 0; i < event.edits.size(); ++i) {
        if (!event.edits[i].previous.empty()) continue;
        const auto name = "Edit" + std::to_string(i + 1);
        const auto field = std::find_if(event.custom.begin(), event.custom.end(),
                                        [&name](const ChatField& f) { return f.name == name; });
        if (field == event.custom.end()) continue;
        event.edits[i].previous = std::move(field->value);
        event.custom.erase(field);
    }
}

const std::set<std::string>& knownKeys() {
    static const std::set<std::string> keys = {
        "id",         "parent",    "type",   "body",  "participant", "conversation", "timestamp",     "deleted",
        "importance", "direction", "custom", "edits", "reactions",   "attachments",  "read_receipts", "attachment"};
    return keys;
}

class Manifest {
public:
    void take(std::string_view list, const Json& item) {
        if (list == "participants")
            addParticipant(item);
        else if (list == "conversations")
            addConversation(item);
        else if (list == "events")
            addEvent(item);
    }

    ChatLog finish(const Json& rest) {
        m_log.version = textAt(rest, "version");
        m_log.collection = textAt(rest, "eventcollectionid");
        if (m_log.version.empty()) m_log.report("the manifest states no version");
        reportUnknownPeople();
        reportTwins();
        return std::move(m_log);
    }

    ChatLog& log() { return m_log; }
    bool isEmpty() const { return m_log.events.empty() && m_log.participants.empty() && m_log.conversations.empty(); }

private:
    void addParticipant(const Json& item) {
        ChatParticipant participant;
        participant.id = textAt(item, "id");
        participant.display = textAt(item, "display");
        participant.email = textAt(item, "email");
        participant.account = textAt(item, "account_id");
        participant.avatar = textAt(item, "avatar");
        participant.custom = fieldsOf(item);
        if (participant.id.empty()) {
            m_log.report("participant " + std::to_string(m_log.participants.size() + 1) + " (" + participant.display +
                         ") has no id, so that no event can name it");
            participant.id = participant.display;
        }
        m_log.participants.push_back(std::move(participant));
    }

    void addConversation(const Json& item) {
        ChatConversation conversation;
        conversation.id = textAt(item, "id");
        conversation.display = textAt(item, "display");
        conversation.platform = textAt(item, "platform");
        conversation.type = textAt(item, "type");
        conversation.custodian = textAt(item, "custodian");
        conversation.icon = textAt(item, "icon");
        conversation.participants = namesOf(item, "participants");
        conversation.custom = fieldsOf(item);
        if (conversation.id.empty())
            m_log.report("conversation " + std::to_string(m_log.conversations.size() + 1) + " has no id");
        m_log.conversations.push_back(std::move(conversation));
    }

    void addEvent(const Json& item) {
        ChatEvent event;
        const auto place = "event " + std::to_string(m_log.events.size() + 1);
        const auto type = textAt(item, "type");
        event.kind = type.empty() ? MessageKind::Unknown : documents::messageKindFromName(toLower(type));
        if (type.empty()) m_log.report(place + " states no type");
        if (event.kind == MessageKind::Unknown && !type.empty() && toLower(type) != "unknown")
            m_log.report(place + " is of the unknown type \"" + type + "\"");
        event.id = textAt(item, "id");
        event.parent = textAt(item, "parent");
        event.body = bodyOf(item, place);
        for (const auto* key : {"edits", "reactions", "attachments", "read_receipts", "custom"})
            if (item.contains(key) && !item[key].is_array() && !item[key].is_null())
                m_log.report(place + " states its " + readable(key) + " in a form that RSMF does not have");
        event.participant = textAt(item, "participant");
        event.conversation = textAt(item, "conversation");
        event.at = chatTime(textAt(item, "timestamp"));
        if (event.at.isImpossible())
            m_log.report(place + " states the impossible time \"" + event.at.text +
                         "\" and keeps its place in the file");
        event.isDeleted = isTrueAt(item, "deleted");
        event.isUrgent = textAt(item, "importance") == "high";
        event.direction = textAt(item, "direction");
        event.custom = fieldsOf(item);
        if (event.kind == MessageKind::Unknown && !type.empty()) event.custom.push_back({"type", type});
        for (const auto& reaction : listAt(item, "reactions"))
            event.reactions.push_back(
                {textAt(reaction, "value"),
                 static_cast<int>(std::clamp<std::int64_t>(numberAt(reaction, "count", 0), 0, 1 << 30)),
                 namesOf(reaction, "participants")});
        for (const auto& attachment : listAt(item, "attachments")) addAttachment(event, attachment, place);
        if (auto lone = textAt(item, "attachment"); !lone.empty()) {
            m_log.report(place + " names an attachment outside of its list");
            event.attachments.push_back({lone, {}, -1, {}, {}});
        }
        for (const auto& edit : listAt(item, "edits"))
            event.edits.push_back({textAt(edit, "participant"), chatTime(textAt(edit, "timestamp")),
                                   textAt(edit, "previous"), textAt(edit, "new")});
        for (const auto& receipt : listAt(item, "read_receipts"))
            event.receipts.push_back(
                {textAt(receipt, "participant"), chatTime(textAt(receipt, "timestamp")), textAt(receipt, "action")});
        moveFormerTexts(event);
        for (const auto& [key, value] : item.items())  // what the schema does not know still is what the source says
            if (!knownKeys().contains(key) && !value.is_null())
                event.custom.push_back(
                    {cleanUtf8(key), value.is_string()
                                         ? textAt(item, key)
                                         : elide(value.dump(-1, ' ', false, Json::error_handler_t::replace), 2000)});
        m_log.events.push_back(std::move(event));
    }

    // A body that is no text is still what the source says.
    std::string bodyOf(const Json& item, const std::string& place) {
        const auto body = item.find("body");
        if (body == item.end() || !body->is_structured()) return textAt(item, "body");
        m_log.report(place + " has a body that is no text");
        return cleanUtf8(body->dump(-1, ' ', false, Json::error_handler_t::replace));
    }

    static std::string readable(std::string key) {
        std::replace(key.begin(), key.end(), '_', ' ');
        return key;
    }

    void addAttachment(ChatEvent& event, const Json& item, const std::string& place) {
        ChatAttachment attachment;
        attachment.id = textAt(item, "id");
        attachment.display = textAt(item, "display");
        attachment.size = numberAt(item, "size", -1);
        if (attachment.id.empty()) m_log.report(place + " has an attachment without an id");
        event.attachments.push_back(std::move(attachment));
    }

    void reportTwins() {
        std::unordered_set<std::string_view> seen;
        std::set<std::string_view> twins;
        for (const auto& event : m_log.events)
            if (!event.id.empty() && !seen.insert(event.id).second) twins.insert(event.id);
        for (const auto id : twins)
            m_log.report("several events have the id \"" + elide(std::string(id), 200) +
                         "\", so that a reply to it may mean any of them");
    }

    void reportUnknownPeople() {
        std::unordered_set<std::string_view> people, places;
        for (const auto& participant : m_log.participants) people.insert(participant.id);
        for (const auto& conversation : m_log.conversations) places.insert(conversation.id);
        std::set<std::string> strangers, nowhere;
        for (const auto& event : m_log.events) {
            if (!event.participant.empty() && !people.contains(event.participant)) strangers.insert(event.participant);
            if (!event.conversation.empty() && !places.contains(event.conversation)) nowhere.insert(event.conversation);
        }
        for (const auto& id : strangers) m_log.report("the sender \"" + id + "\" is not among the participants");
        for (const auto& id : nowhere) m_log.report("the conversation \"" + id + "\" is not among the conversations");
    }

    ChatLog m_log;
};

Json fieldsJson(const std::vector<ChatField>& fields) {
    Json list = Json::array();
    for (const auto& field : fields) list.push_back({{"name", field.name}, {"value", field.value}});
    return list;
}

void put(Json& object, const char* key, const std::string& value) {
    if (!value.empty()) object[key] = value;
}

Json eventJson(const ChatEvent& event) {
    Json out = {{"type", documents::name(event.kind)}};
    put(out, "id", event.id);
    put(out, "parent", event.parent);
    put(out, "body", event.body);
    put(out, "participant", event.participant);
    put(out, "conversation", event.conversation);
    put(out, "timestamp", event.at.text);
    if (event.isDeleted) out["deleted"] = true;
    if (event.isUrgent) out["importance"] = "high";
    put(out, "direction", event.direction);
    auto custom = event.custom;
    for (const auto& attachment : event.attachments) {
        Json one = {{"id", attachment.id}};
        put(one, "display", attachment.display);
        if (attachment.size >= 0) one["size"] = attachment.size;
        out["attachments"].push_back(std::move(one));
        if (!attachment.absence.empty())
            custom.push_back({std::string(kAbsence), attachment.id + ": " + attachment.absence});
    }
    if (!custom.empty()) out["custom"] = fieldsJson(custom);
    for (const auto& reaction : event.reactions) {
        Json one = {{"value", reaction.value}};
        if (reaction.count > 0) one["count"] = reaction.count;
        if (!reaction.participants.empty()) one["participants"] = reaction.participants;
        out["reactions"].push_back(std::move(one));
    }
    for (const auto& edit : event.edits) {
        Json one = {{"participant", edit.participant}};
        put(one, "timestamp", edit.at.text);
        put(one, "previous", edit.previous);
        put(one, "new", edit.next);
        out["edits"].push_back(std::move(one));
    }
    for (const auto& receipt : event.receipts) {
        Json one = {{"participant", receipt.participant}};
        put(one, "timestamp", receipt.at.text);
        put(one, "action", receipt.action);
        out["read_receipts"].push_back(std::move(one));
    }
    return out;
}

// The reasons that writeManifest put among an event's custom fields, back where they belong.
void takeAbsences(ChatEvent& event) {
    for (auto& attachment : event.attachments) {
        const auto begin = attachment.id + ": ";
        const auto field = std::find_if(event.custom.begin(), event.custom.end(), [&begin](const ChatField& f) {
            return f.name == kAbsence && f.value.starts_with(begin);
        });
        if (field == event.custom.end()) continue;
        attachment.absence = field->value.substr(begin.size());
        event.custom.erase(field);
    }
}

}  // namespace

Result<ChatLog> readManifest(std::string_view json) {
    Manifest manifest;
    Json rest;
    const auto read = eachItem(
        json, [&manifest](std::string_view list, Json&& item) { manifest.take(list, item); }, &rest);
    if (!read) {
        if (manifest.isEmpty()) {
            auto error = read.error();
            error.what = "its manifest " + error.what;
            return error;
        }
        manifest.log().report("the manifest " + read.error().what + "; the events before that were read");
    } else if (!rest.is_object()) {
        return Error{ErrorKind::Damaged, "its manifest is no RSMF manifest", {}, "Ask for the file again."};
    }
    auto log = manifest.finish(rest);
    for (auto& event : log.events) takeAbsences(event);
    log.nameEvents(json);
    return log;
}

std::string writeManifest(const ChatLog& log, const std::string& conversation, const std::vector<std::size_t>& events) {
    std::set<std::string> people;
    const ChatNames names(log);
    const auto* place = names.conversation(conversation);
    if (place) {
        people.insert(place->participants.begin(), place->participants.end());
        if (!place->custodian.empty()) people.insert(place->custodian);
    }
    for (const auto i : events) {
        const auto& event = log.events[i];
        people.insert(event.participant);
        for (const auto& edit : event.edits) people.insert(edit.participant);
        for (const auto& receipt : event.receipts) people.insert(receipt.participant);
        for (const auto& reaction : event.reactions)
            people.insert(reaction.participants.begin(), reaction.participants.end());
    }
    Json root = {{"version", "2.0.0"},
                 {"participants", Json::array()},
                 {"conversations", Json::array()},
                 {"events", Json::array()}};
    put(root, "eventcollectionid", log.collection);
    for (const auto& participant : log.participants) {
        if (!people.contains(participant.id)) continue;
        Json one = {{"id", participant.id}};
        put(one, "display", participant.display);
        put(one, "email", participant.email);
        put(one, "account_id", participant.account);
        if (!participant.custom.empty()) one["custom"] = fieldsJson(participant.custom);
        root["participants"].push_back(std::move(one));
    }
    if (place) {
        Json one = {{"id", place->id}, {"platform", place->platform}, {"participants", place->participants}};
        put(one, "display", place->display);
        put(one, "type", place->type);
        put(one, "custodian", place->custodian);
        if (!place->custom.empty()) one["custom"] = fieldsJson(place->custom);
        root["conversations"].push_back(std::move(one));
    }
    for (const auto i : events) root["events"].push_back(eventJson(log.events[i]));
    return root.dump(1, ' ', false, Json::error_handler_t::replace);
}

}  // namespace redwell::formats
