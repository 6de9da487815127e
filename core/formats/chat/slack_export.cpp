#include "formats/chat/slack_export.h"

#include "base/text.h"
#include "base/text_form.h"
#include "formats/chat/json_stream.h"
#include "formats/chat/slack_text.h"
#include "formats/file_kind.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

namespace redwell::formats {
namespace {

using documents::MessageKind;

constexpr std::array<std::string_view, 4> kChannelLists = {"channels.json", "groups.json", "mpims.json", "dms.json"};
// What Slack writes beside them, none of which holds messages.
constexpr std::array<std::string_view, 6> kOtherLists = {
    "users.json", "integration_logs.json", "canvases.json", "huddle_transcripts.json", "file_conversations.json",
    "lists.json"};

// "2025-01-10.json"
bool isDayFile(std::string_view name) {
    if (name.size() != 15 || !name.ends_with(".json")) return false;
    for (const std::size_t i : {0, 1, 2, 3, 5, 6, 8, 9})
        if (name[i] < '0' || name[i] > '9') return false;
    return name[4] == '-' && name[7] == '-';
}

class SlackReader {
public:
    SlackReader(Archive archive, std::string_view bytes, std::string root) : m_bytes(bytes), m_root(std::move(root)) {
        m_chat.mimeType = "application/zip";
        m_chat.log.application = "Slack";
        m_chat.archive = std::move(archive);
        m_name = [this](const std::string& id) {
            const auto found = m_names.find(id);
            return found == m_names.end() ? std::string() : found->second;
        };
    }

    Result<ChatExport> read() {
        readLists();
        nameConversations();
        readDays();
        applyChanges();
        findFiles();
        m_chat.log.nameEvents(m_bytes);
        matchAttachments(m_chat, m_spoken);
        return std::move(m_chat);
    }

private:
    const std::vector<ArchiveEntry>& entries() const { return m_chat.archive->entries(); }

    // One JSON file of the export, item by item; a break becomes a part with a problem.
    void readFile(std::size_t entry, TakenEntry taken, const std::function<void(Json&&)>& take) {
        m_spoken.push_back(entries()[entry].path);
        std::optional<Error> problem = taken.problem;
        std::size_t many = 0;
        const auto read = eachItem(taken.bytes, [&](std::string_view, Json&& item) {
            ++many;
            take(std::move(item));
        });
        if (!read && !problem) problem = read.error();
        if (!problem) return;
        const auto path = safePath(entries()[entry].path);
        m_chat.log.report(entries()[entry].path + " " + problem->what + "; " + std::to_string(many) +
                          " entries before that were read");
        Child part;
        part.fileName = path.name;
        part.folder = path.folder;
        part.mimeType = "application/json";
        part.startsFamily = true;
        part.bytes = std::move(taken.bytes);
        part.problem = std::move(problem);
        part.problem->what += "; " + std::to_string(many) + " entries before that were read";
        m_chat.extras.push_back(std::move(part));
    }

    void readLists() {
        std::vector<std::pair<std::size_t, TakenEntry>> lists;
        m_chat.archive->visit(
            [this](std::size_t i) {
                const auto name = inRoot(i);
                return name == "users.json" || std::ranges::find(kChannelLists, name) != kChannelLists.end();
            },
            [&lists](std::size_t i, TakenEntry taken) {
                lists.emplace_back(i, std::move(taken));
                return true;
            });
        for (auto& [entry, taken] : lists) {
            const auto name = inRoot(entry);
            readFile(entry, std::move(taken), [this, &name](Json&& item) {
                if (name == "users.json")
                    addUser(item);
                else
                    addChannel(item, name);
            });
        }
        for (const auto other : kOtherLists) m_spoken.push_back(m_root + std::string(other));
    }

    // The path below the export's root; empty for what stands elsewhere.
    std::string_view inRoot(std::size_t entry) const {
        const std::string_view path = entries()[entry].path;
        return path.starts_with(m_root) ? path.substr(m_root.size()) : std::string_view();
    }

    void addUser(const Json& item) {
        ChatParticipant user;
        user.id = textAt(item, "id");
        const auto& profile = objectAt(item, "profile");
        user.display = textAt(profile, "display_name");
        for (const auto& other : {textAt(profile, "real_name"), textAt(item, "real_name"), textAt(item, "name")})
            if (user.display.empty()) user.display = other;
        user.email = textAt(profile, "email");
        user.account = textAt(item, "name");
        if (isTrueAt(item, "is_bot")) user.custom.push_back({"bot", "true"});
        addPerson(std::move(user));
    }

    void addPerson(ChatParticipant person) {
        if (person.id.empty() || !m_people.insert(person.id).second) return;
        m_names[person.id] = person.display;
        m_chat.log.participants.push_back(std::move(person));
    }

    void addChannel(const Json& item, std::string_view list) {
        ChatConversation channel;
        channel.id = textAt(item, "id");
        channel.display = textAt(item, "name");
        channel.platform = "slack";
        channel.type = list == "dms.json" || list == "mpims.json" ? "direct" : "channel";
        for (const auto& member : listAt(item, "members"))
            if (member.is_string()) channel.participants.push_back(cleanUtf8(member.get<std::string>()));
        for (const char* about : {"topic", "purpose"})
            if (auto text = textAt(objectAt(item, about), "value"); !text.empty())
                channel.custom.push_back({about, text});
        if (isTrueAt(item, "is_archived")) channel.custom.push_back({"archived", "true"});
        if (list == "groups.json" || isTrueAt(item, "is_private")) channel.custom.push_back({"private", "true"});
        if (channel.id.empty()) channel.id = channel.display;
        if (channel.id.empty()) return;
        // Folders are named by the channel's name, those of direct messages by their id.
        m_folders.emplace(channel.display.empty() ? channel.id : channel.display, channel.id);
        m_folders.emplace(channel.id, channel.id);
        m_chat.log.conversations.push_back(std::move(channel));
    }

    void nameConversations() {
        for (auto& channel : m_chat.log.conversations) {
            if (!channel.display.empty() && channel.type == "channel") {
                m_names[channel.id] = channel.display;
                for (auto& field : channel.custom) field.value = slackText(field.value, m_name);
                continue;
            }
            std::vector<std::string> people;
            for (const auto& id : channel.participants) people.push_back(m_name(id).empty() ? id : m_name(id));
            if (!people.empty()) channel.display = elide(join(people, ", "), 80);
        }
    }

    void readDays() {
        m_chat.archive->visit(
            [this](std::size_t i) {
                const auto path = inRoot(i);
                const auto slash = path.rfind('/');
                return slash != std::string_view::npos && slash > 0 && isDayFile(path.substr(slash + 1));
            },
            [this](std::size_t i, TakenEntry taken) {
                const std::string path(inRoot(i));
                const auto channel = channelOf(path.substr(0, path.rfind('/')));
                readFile(i, std::move(taken), [this, &channel](Json&& item) { addMessage(item, channel); });
                return true;
            });
    }

    std::string channelOf(const std::string& folder) {
        const auto known = m_folders.find(folder);
        if (known != m_folders.end()) return known->second;
        m_chat.log.report("the folder \"" + folder + "\" is not among the channels");
        m_chat.log.conversations.push_back({folder, folder, "slack", {}, {}, {}, {}, {}});
        m_folders.emplace(folder, folder);
        return folder;
    }

    std::string senderOf(const Json& item) {
        auto id = textAt(item, "user");
        const auto bot = textAt(item, "bot_id");
        if (id.empty()) id = bot;
        if (id.empty()) id = textAt(item, "username");
        if (id.empty() || m_people.contains(id)) return id;
        ChatParticipant stranger;
        stranger.id = id;
        const auto& profile = objectAt(item, bot.empty() || id != bot ? "user_profile" : "bot_profile");
        for (const auto& name : {textAt(item, "username"), textAt(profile, "display_name"),
                                 textAt(profile, "real_name"), textAt(profile, "name")})
            if (stranger.display.empty()) stranger.display = name;
        if (stranger.display.empty() && !bot.empty()) stranger.display = textAt(objectAt(item, "bot_profile"), "name");
        if (!bot.empty()) stranger.custom.push_back({"bot", "true"});
        addPerson(stranger);
        return id;
    }

    void addMessage(const Json& item, const std::string& channel) {
        const auto subtype = textAt(item, "subtype");
        if (subtype == "message_changed" || subtype == "message_deleted") {
            m_changes.push_back({item, channel});
            return;
        }
        ChatEvent event;
        event.conversation = channel;
        const auto stamp = textAt(item, "ts");
        event.id = stamp.empty() ? std::string() : channel + "_" + stamp;
        event.at = chatTimeFromUnixText(stamp);
        if (event.at.isImpossible())
            m_chat.log.report("a message states the impossible time \"" + event.at.text + "\"");
        event.participant = senderOf(item);
        event.body = bodyOf(item);
        const auto thread = textAt(item, "thread_ts");
        if (!thread.empty() && thread != stamp) event.parent = channel + "_" + thread;
        event.kind = subtype.ends_with("_join")    ? MessageKind::Join
                     : subtype.ends_with("_leave") ? MessageKind::Leave
                     : isNotice(subtype)           ? MessageKind::Disclaimer
                                                   : MessageKind::Message;
        event.isDeleted = subtype == "tombstone";
        if (const auto& edited = objectAt(item, "edited"); !edited.empty())
            event.edits.push_back({textAt(edited, "user"), chatTimeFromUnixText(textAt(edited, "ts")), {}, {}});
        for (const auto& reaction : listAt(item, "reactions")) {
            ChatReaction one{":" + textAt(reaction, "name") + ":",
                             static_cast<int>(std::clamp<std::int64_t>(numberAt(reaction, "count", 0), 0, 1 << 30)),
                             {}};
            for (const auto& user : listAt(reaction, "users"))
                if (user.is_string()) one.participants.push_back(cleanUtf8(user.get<std::string>()));
            event.reactions.push_back(std::move(one));
        }
        addFiles(item, event);
        m_chat.log.events.push_back(std::move(event));
    }

    static bool isNotice(std::string_view subtype) {
        static constexpr std::array<std::string_view, 18> kTalk = {"",
                                                                   "bot_message",
                                                                   "me_message",
                                                                   "thread_broadcast",
                                                                   "file_share",
                                                                   "file_comment",
                                                                   "tombstone",
                                                                   "reply_broadcast",
                                                                   "file_mention",
                                                                   "huddle_thread",
                                                                   "slackbot_response",
                                                                   "sh_room_created",
                                                                   "assistant_app_thread",
                                                                   "bot_add",
                                                                   "document_mention",
                                                                   "canvas_share",
                                                                   "list_share",
                                                                   "message_replied"};
        return std::ranges::find(kTalk, subtype) == kTalk.end();
    }

    // The text, and what cards below it say: a bot's whole message often stands there.
    std::string bodyOf(const Json& item) {
        std::vector<std::string> parts;
        const auto add = [&](const std::string& markup) {
            auto text = slackText(markup, m_name);
            if (!trim(text).empty() && std::ranges::find(parts, text) == parts.end()) parts.push_back(std::move(text));
        };
        add(textAt(item, "text"));
        for (const auto& card : listAt(item, "attachments")) {
            const auto before = parts.size();
            for (const char* key : {"pretext", "author_name", "title", "text"}) add(textAt(card, key));
            for (const auto& field : listAt(card, "fields"))
                add(textAt(field, "title") + ": " + textAt(field, "value"));
            for (const char* key : {"from_url", "title_link", "footer"}) add(textAt(card, key));
            if (parts.size() == before) add(textAt(card, "fallback"));
        }
        // What a person writes stands in "text" and in a block of rich text; apps put only a notice into "text" and say
        // the rest in blocks of other kinds.
        Json blocks = Json::array();
        for (const auto& block : listAt(item, "blocks"))
            if (parts.empty() || textAt(block, "type") != "rich_text") blocks.push_back(block);
        std::string text;
        addBlockText(blocks, text, 0);
        const auto said = foldToAlphanumeric(join(parts, " "));
        if (said.find(foldToAlphanumeric(slackText(text, m_name))) == std::string::npos) add(std::string(trim(text)));
        return join(parts, "\n");
    }

    void addBlockText(const Json& blocks, std::string& out, int depth) {
        if (depth > 20) return;
        for (const auto& block : blocks) {
            const auto type = textAt(block, "type");
            if (type == "user")
                out += "<@" + textAt(block, "user_id") + ">";
            else if (type == "channel")
                out += "<#" + textAt(block, "channel_id") + ">";
            else if (type == "emoji")
                out += ":" + textAt(block, "name") + ":";
            else if (type == "link")
                out += textAt(block, "text").empty() ? textAt(block, "url")
                                                     : textAt(block, "text") + " (" + textAt(block, "url") + ")";
            else
                out += textAt(block, "text");
            out += textAt(objectAt(block, "text"), "text");
            addBlockText(listAt(block, "elements"), out, depth + 1);
            addBlockText(listAt(block, "fields"), out, depth + 1);
            if (type.starts_with("rich_text_") || type == "section") out += '\n';
        }
    }

    void addFiles(const Json& item, ChatEvent& event) {
        const auto add = [&](const Json& file) {
            ChatAttachment attachment;
            const auto id = textAt(file, "id");
            attachment.display = textAt(file, "name");
            if (attachment.display.empty()) attachment.display = textAt(file, "title");
            attachment.size = numberAt(file, "size", -1);
            const auto mode = textAt(file, "mode");
            if (mode == "tombstone" || mode == "hidden_by_limit")
                attachment.absence = mode == "tombstone" ? "deleted in Slack" : "hidden by Slack's limits";
            else if (const auto link = textAt(file, "url_private"); !link.empty())
                attachment.absence = "linked only: " + elide(link, 300);
            if (attachment.display.empty()) attachment.display = id.empty() ? "a file without a name" : id;
            attachment.id = id.empty() ? attachment.display : id + "_" + attachment.display;
            m_fileIds.push_back({m_chat.log.events.size(), event.attachments.size(), id});
            event.attachments.push_back(std::move(attachment));
        };
        for (const auto& file : listAt(item, "files"))
            if (file.is_object()) add(file);
        if (listAt(item, "files").empty())
            if (const auto& file = objectAt(item, "file"); !file.empty()) add(file);
    }

    // message_changed and message_deleted tell what stood before.
    void applyChanges() {
        std::unordered_map<std::string, std::size_t> places;
        for (std::size_t i = 0; i < m_chat.log.events.size(); ++i) places.emplace(m_chat.log.events[i].id, i);
        for (const auto& [item, channel] : m_changes) {
            const bool isDeletion = textAt(item, "subtype") == "message_deleted";
            const auto& former = objectAt(item, "previous_message");
            const auto& now = objectAt(item, "message");
            auto stamp = textAt(item, "deleted_ts");
            for (const auto* source : {&now, &former})
                if (stamp.empty()) stamp = textAt(*source, "ts");
            auto found = places.find(channel + "_" + stamp);
            if (found == places.end()) {
                auto whole = !isDeletion && !now.empty() ? now : former;
                if (!whole.is_object()) whole = Json::object();
                whole["ts"] = stamp;
                if (textAt(whole, "subtype").starts_with("message_")) whole.erase("subtype");
                addMessage(whole, channel);
                found = places.emplace(channel + "_" + stamp, m_chat.log.events.size() - 1).first;
            }
            auto& event = m_chat.log.events[found->second];
            if (isDeletion) {
                event.isDeleted = true;
                if (auto text = bodyOf(former); event.body.empty()) event.body = std::move(text);
                continue;
            }
            const auto& edited = objectAt(now, "edited");
            const auto at =
                chatTimeFromUnixText(textAt(edited, "ts").empty() ? textAt(item, "ts") : textAt(edited, "ts"));
            const auto known = std::ranges::find_if(event.edits, [&at](const ChatEdit& e) { return e.at == at; });
            auto& edit = known != event.edits.end() ? *known : event.edits.emplace_back();
            edit.at = at;
            edit.participant = textAt(edited, "user").empty() ? event.participant : textAt(edited, "user");
            edit.previous = bodyOf(former);
            edit.next = bodyOf(now);
        }
        for (auto& event : m_chat.log.events)
            std::ranges::stable_sort(event.edits, {}, [](const ChatEdit& edit) { return edit.at.wall; });
    }

    // Exporters put files under __uploads/ID/NAME, attachments/ID-NAME or files/ID…: the id tells.
    void findFiles() {
        std::map<std::string, std::size_t> byId;
        for (std::size_t i = 0; i < entries().size(); ++i) {
            if (entries()[i].kind != ArchiveEntry::Kind::File) continue;
            const auto path = inRoot(i);
            for (std::size_t at = path.find('F'); at != std::string_view::npos; at = path.find('F', at + 1)) {
                if (at > 0 && std::string_view("/-_").find(path[at - 1]) == std::string_view::npos) continue;
                auto end = at;
                while (end < path.size() &&
                       ((path[end] >= 'A' && path[end] <= 'Z') || (path[end] >= '0' && path[end] <= '9')))
                    ++end;
                if (end - at >= 8) byId.emplace(std::string(path.substr(at, end - at)), i);
            }
        }
        for (const auto& [event, place, id] : m_fileIds) {
            const auto found = byId.find(id);
            if (id.empty() || found == byId.end() || event >= m_chat.log.events.size()) continue;
            auto& attachment = m_chat.log.events[event].attachments[place];
            attachment.entry = entries()[found->second].path;
            attachment.absence.clear();
        }
    }

    struct FileId {
        std::size_t event, attachment;
        std::string id;
    };

    ChatExport m_chat;
    std::string_view m_bytes;
    std::string m_root;
    std::function<std::string(const std::string&)> m_name;
    std::unordered_map<std::string, std::string> m_names;  // users and channels by id
    std::set<std::string> m_people;
    std::map<std::string, std::string> m_folders;  // folder to channel
    std::vector<std::pair<Json, std::string>> m_changes;
    std::vector<FileId> m_fileIds;
    std::vector<std::string> m_spoken;
};

}  // namespace

std::optional<std::string> slackRoot(const Archive& archive) {
    // users.json may lie behind the cut of a broken archive: then days of a channel tell.
    std::set<std::string> users, lists;
    for (const auto& entry : archive.entries()) {
        const auto slash = entry.path.rfind('/');
        const auto at = slash == std::string::npos ? 0 : slash + 1;
        const auto name = entry.path.substr(at);
        if (name == "users.json") users.insert(entry.path.substr(0, at));
        if (at > 1 && hasForm(name, "0000-00-00.json")) {
            const auto above = entry.path.rfind('/', at - 2);
            users.insert(above == std::string::npos ? std::string() : entry.path.substr(0, above + 1));
        }
        if (std::ranges::find(kChannelLists, name) != kChannelLists.end()) lists.insert(entry.path.substr(0, at));
    }
    for (const auto& root : users)
        if (lists.contains(root)) return root;
    return std::nullopt;
}

Result<ChatExport> readSlack(Archive archive, std::string_view bytes, const std::string& root) {
    return SlackReader(std::move(archive), bytes, root).read();
}

}  // namespace redwell::formats
