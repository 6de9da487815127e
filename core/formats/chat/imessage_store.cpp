#include "formats/chat/imessage_store.h"

#include "base/text.h"
#include "formats/chat/message_summary.h"
#include "formats/chat/property_list.h"
#include "formats/chat/typedstream.h"

#include <sqlite3.h>

#include <algorithm>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <unordered_map>

namespace redwell::formats {
namespace {

using documents::MessageKind;

constexpr std::size_t kMaxStoreBytes = std::size_t{1} << 30;
constexpr const char* kOwner = "me";

struct DatabaseDeleter {
    void operator()(sqlite3* database) const { sqlite3_close_v2(database); }
};
struct StatementDeleter {
    void operator()(sqlite3_stmt* statement) const { sqlite3_finalize(statement); }
};
using Statement = std::unique_ptr<sqlite3_stmt, StatementDeleter>;

class Row {
public:
    explicit Row(sqlite3_stmt* statement) : m_statement(statement) {}
    std::string text(int column) const { return cleanUtf8(bytes(column)); }
    std::string_view bytes(int column) const {
        const auto* data = static_cast<const char*>(sqlite3_column_blob(m_statement, column));
        const auto size = sqlite3_column_bytes(m_statement, column);
        return data && size > 0 ? std::string_view(data, static_cast<std::size_t>(size)) : std::string_view();
    }
    std::int64_t number(int column) const { return sqlite3_column_int64(m_statement, column); }
    ChatTime time(int column) const { return appleTime(sqlite3_column_double(m_statement, column)); }

private:
    sqlite3_stmt* m_statement;
};

// A database of unknown making behind one owner.
class Store {
public:
    static Result<Store> open(std::string_view bytes) {
        if (bytes.size() > kMaxStoreBytes)
            return Error{
                ErrorKind::TooLarge, "is a message store of more than 1 GB", {}, "Export it in smaller parts."};
        Store store;
        store.m_bytes.assign(bytes.begin(), bytes.end());
        // A store in write-ahead mode cannot be opened from memory; what is in the log lies in another file anyway.
        store.m_hasLog = bytes.size() > 19 && bytes[18] == 2;
        if (store.m_hasLog) store.m_bytes[18] = store.m_bytes[19] = 1;
        sqlite3* raw = nullptr;
        const int opened = sqlite3_open_v2(":memory:", &raw, SQLITE_OPEN_READWRITE | SQLITE_OPEN_MEMORY, nullptr);
        store.m_database.reset(raw);
        const Error damaged{ErrorKind::Damaged, "is a damaged message store", {}, "Ask for the file again."};
        if (opened != SQLITE_OK) return damaged;
        sqlite3_db_config(raw, SQLITE_DBCONFIG_DEFENSIVE, 1, nullptr);
        sqlite3_db_config(raw, SQLITE_DBCONFIG_TRUSTED_SCHEMA, 0, nullptr);
        sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, nullptr);
        sqlite3_db_config(raw, SQLITE_DBCONFIG_ENABLE_VIEW, 0, nullptr);
        sqlite3_limit(raw, SQLITE_LIMIT_LENGTH, 64 << 20);
        sqlite3_limit(raw, SQLITE_LIMIT_ATTACHED, 0);
        const auto size = static_cast<sqlite3_int64>(store.m_bytes.size());
        if (sqlite3_deserialize(raw, "main", reinterpret_cast<unsigned char*>(store.m_bytes.data()), size, size,
                                SQLITE_DESERIALIZE_READONLY) != SQLITE_OK)
            return damaged;
        return store;
    }

    bool hasLog() const { return m_hasLog; }

    std::set<std::string> columns(const std::string& table) {
        std::set<std::string> names;
        each("PRAGMA table_info(" + table + ")", [&names](const Row& row) { names.insert(row.text(1)); });
        return names;
    }

    // False when it broke off on the way.
    bool each(const std::string& sql, const std::function<void(const Row&)>& visit) {
        sqlite3_stmt* raw = nullptr;
        if (sqlite3_prepare_v2(m_database.get(), sql.c_str(), -1, &raw, nullptr) != SQLITE_OK) return false;
        const Statement statement(raw);
        int state = SQLITE_ROW;
        while ((state = sqlite3_step(raw)) == SQLITE_ROW) visit(Row(raw));
        return state == SQLITE_DONE;
    }

    std::string reason() const { return cleanUtf8(sqlite3_errmsg(m_database.get())); }

private:
    std::vector<char> m_bytes;
    std::unique_ptr<sqlite3, DatabaseDeleter> m_database;  // behind the bytes, which it reads
    bool m_hasLog = false;
};

// "Loved" and so on: how Apple's own transcripts put a tapback into words.
std::string tapback(std::int64_t type, const std::string& emoji) {
    static constexpr const char* kWords[] = {"Loved", "Liked", "Disliked", "Laughed at", "Emphasized", "Questioned"};
    const auto kind = type % 1000;
    if (kind < 6) return kWords[kind];
    return emoji.empty() ? "Reacted" : emoji;
}

// "p:0/GUID", "bp:GUID"
std::string targetOf(const std::string& text) {
    const auto slash = text.rfind('/');
    if (slash != std::string::npos) return text.substr(slash + 1);
    return text.starts_with("bp:") ? text.substr(3) : text;
}

class MessageStoreReader {
public:
    explicit MessageStoreReader(Store store) : m_store(std::move(store)) {}

    std::optional<ChatLog> read() {
        m_columns = m_store.columns("message");
        if (!m_columns.contains("handle_id") || !m_columns.contains("date") || m_store.columns("handle").empty())
            return std::nullopt;
        m_log.application = "iMessage";
        if (m_store.hasLog())
            m_log.report("the store was in write-ahead mode: its last messages may lie in the -wal file beside it");
        readPeople();
        readConversations();
        readAttachments();
        readMessages();
        applyTapbacks();
        return std::move(m_log);
    }

private:
    void must(bool isThrough, const char* what) {
        if (!isThrough) m_log.report(std::string(what) + " could not be read whole (" + m_store.reason() + ")");
    }

    void readPeople() {
        m_log.participants.push_back({kOwner, "Me (owner of the device)", {}, {}, {}, {}});
        must(m_store.each(
                 "SELECT ROWID, id FROM handle",
                 [this](const Row& row) {
                     const auto id = row.text(1);
                     m_handles[row.number(0)] = id;
                     if (!m_people.insert(id).second) return;
                     m_log.participants.push_back({id, id, id.find('@') == std::string::npos ? "" : id, {}, {}, {}});
                 }),
             "the list of people");
    }

    void readConversations() {
        const auto columns = m_store.columns("chat");
        if (columns.empty()) return;
        const auto column = [&columns](const char* name) {
            return columns.contains(name) ? std::string(name) : std::string("NULL");
        };
        must(m_store.each("SELECT ROWID, " + column("guid") + ", " + column("display_name") + ", " +
                              column("chat_identifier") + ", " + column("service_name") + " FROM chat",
                          [this](const Row& row) {
                              ChatConversation chat;
                              chat.id = row.text(1).empty() ? "chat " + std::to_string(row.number(0)) : row.text(1);
                              chat.display = row.text(2).empty() ? row.text(3) : row.text(2);
                              chat.platform = row.text(4).empty() ? "imessage" : toLower(row.text(4));
                              chat.participants.emplace_back(kOwner);
                              m_chats[row.number(0)] = m_log.conversations.size();
                              m_log.conversations.push_back(std::move(chat));
                          }),
             "the list of conversations");
        must(m_store.each("SELECT chat_id, handle_id FROM chat_handle_join",
                          [this](const Row& row) {
                              const auto chat = m_chats.find(row.number(0));
                              const auto handle = m_handles.find(row.number(1));
                              if (chat != m_chats.end() && handle != m_handles.end())
                                  m_log.conversations[chat->second].participants.push_back(handle->second);
                          }),
             "who takes part");
        for (auto& chat : m_log.conversations) chat.type = chat.participants.size() <= 2 ? "direct" : "channel";
        must(m_store.each("SELECT message_id, chat_id FROM chat_message_join",
                          [this](const Row& row) { m_chatOf.emplace(row.number(0), row.number(1)); }),
             "which message stands where");
    }

    void readAttachments() {
        const auto columns = m_store.columns("attachment");
        if (columns.empty()) return;
        const auto column = [&columns](const char* name) {
            return columns.contains(name) ? "a." + std::string(name) : std::string("NULL");
        };
        must(m_store.each("SELECT j.message_id, " + column("guid") + ", " + column("transfer_name") + ", " +
                              column("filename") + ", " + column("total_bytes") +
                              " FROM message_attachment_join j JOIN attachment a ON a.ROWID = j.attachment_id "
                              "ORDER BY j.message_id, a.ROWID",
                          [this](const Row& row) {
                              ChatAttachment one;
                              const auto path = row.text(3);
                              one.display = row.text(2).empty() ? path.substr(path.rfind('/') + 1) : row.text(2);
                              one.id = row.text(1).empty() ? one.display : row.text(1);
                              if (one.display.empty()) one.display = one.id;
                              one.size = row.number(4) > 0 ? row.number(4) : -1;
                              one.absence = path.empty() ? "the store names no file" : "stands at " + path;
                              m_attachments[row.number(0)].push_back(std::move(one));
                          }),
             "the attachments");
    }

    void readMessages() {
        static constexpr const char* kNames[] = {"guid",
                                                 "text",
                                                 "attributedBody",
                                                 "handle_id",
                                                 "date",
                                                 "is_from_me",
                                                 "service",
                                                 "associated_message_guid",
                                                 "associated_message_type",
                                                 "associated_message_emoji",
                                                 "thread_originator_guid",
                                                 "date_retracted",
                                                 "message_summary_info",
                                                 "item_type",
                                                 "group_action_type",
                                                 "group_title",
                                                 "date_read",
                                                 "date_delivered",
                                                 "date_edited"};
        std::string sql = "SELECT ROWID";
        for (const auto* name : kNames) sql += std::string(", ") + (m_columns.contains(name) ? name : "NULL");
        must(m_store.each(sql + " FROM message ORDER BY ROWID", [this](const Row& row) { addMessage(row); }),
             "the messages");
    }

    void addMessage(const Row& row) {
        ChatEvent event;
        const auto rowId = row.number(0);
        event.id = row.text(1);
        event.body = row.text(2);
        if (event.body.empty())
            if (auto text = typedstreamText(row.bytes(3))) event.body = std::move(*text);
        for (auto at = event.body.find("\xef\xbf\xbc"); at != std::string::npos; at = event.body.find("\xef\xbf\xbc"))
            event.body.erase(at, 3);
        const bool isOwn = row.number(6) != 0;
        const auto handle = m_handles.find(row.number(4));
        event.participant = isOwn ? kOwner : handle != m_handles.end() ? handle->second : "";
        event.direction = isOwn ? "outgoing" : "incoming";
        event.at = row.time(5);
        event.conversation = conversationOf(rowId, handle != m_handles.end() ? handle->second : "");
        event.parent = row.text(11);
        if (const auto files = m_attachments.find(rowId); files != m_attachments.end())
            event.attachments = std::move(files->second);
        if (const auto type = row.number(9); type >= 2000 && type < 4000) {
            m_tapbacks.push_back({targetOf(row.text(8)), tapback(type, row.text(10)), type >= 3000, std::move(event)});
            return;
        }
        readChanges(row, event);
        describeGroupEvent(row, event);
        if (const auto read = row.time(17); read.isKnown() && isOwn)
            event.receipts.push_back({reader(event.conversation), read, "read"});
        if (const auto at = row.time(18); at.isKnown() && isOwn)
            event.receipts.push_back({reader(event.conversation), at, "delivered"});
        m_places.emplace(event.id, m_log.events.size());
        m_log.events.push_back(std::move(event));
    }

    // Of a conversation between two: the other one.
    std::string reader(const std::string& conversation) const {
        for (const auto& chat : m_log.conversations)
            if (chat.id == conversation && chat.participants.size() == 2) return chat.participants.back();
        return {};
    }

    std::string conversationOf(std::int64_t message, const std::string& handle) {
        if (const auto chat = m_chatOf.find(message); chat != m_chatOf.end())
            if (const auto place = m_chats.find(chat->second); place != m_chats.end())
                return m_log.conversations[place->second].id;
        const auto id = "outside of every conversation " + handle;
        if (m_loose.insert(id).second) {
            ChatConversation loose;
            loose.id = id;
            loose.display = handle.empty() ? "Messages outside of every conversation" : handle;
            loose.platform = "imessage";
            loose.participants = {kOwner};
            if (!handle.empty()) loose.participants.push_back(handle);
            m_log.conversations.push_back(std::move(loose));
        }
        return id;
    }

    void readChanges(const Row& row, ChatEvent& event) {
        event.isDeleted = row.time(12).isKnown();
        const auto info = row.bytes(13);
        const auto list = isPropertyList(info) ? readPropertyList(info) : Result<nlohmann::json>(Error{});
        const auto summary = list ? summaryOf(*list) : std::nullopt;
        if (summary) {
            const auto& versions = summary->versions;
            for (std::size_t i = 0; i + 1 < versions.size(); ++i)
                event.edits.push_back({event.participant, versions[i + 1].at, versions[i].text, versions[i + 1].text});
            if (!summary->retracted.empty() && event.body.empty()) event.isDeleted = true;
            if (event.isDeleted && event.body.empty() && !versions.empty()) event.body = versions.back().text;
        }
        if (const auto edited = row.time(19); edited.isKnown() && event.edits.empty() && !event.isDeleted)
            event.edits.push_back({event.participant, edited, {}, {}});
    }

    void describeGroupEvent(const Row& row, ChatEvent& event) {
        const auto type = row.number(14);
        if (type == 1) event.kind = row.number(15) == 0 ? MessageKind::Join : MessageKind::Leave;
        if (type == 3) event.kind = MessageKind::Leave;
        if (type == 2) {
            event.kind = MessageKind::Disclaimer;
            if (event.body.empty()) event.body = "named the conversation \"" + row.text(16) + "\"";
        }
        if (type >= 4) event.kind = MessageKind::Disclaimer;
    }

    void applyTapbacks() {
        for (auto& tap : m_tapbacks) {
            const auto target = m_places.find(tap.target);
            if (target == m_places.end()) {  // of a message that the store holds no more
                tap.event.parent = tap.target;
                if (tap.event.body.empty()) tap.event.body = tap.value + (tap.isRemoval ? " (taken back)" : "");
                m_log.events.push_back(std::move(tap.event));
                continue;
            }
            auto& reactions = m_log.events[target->second].reactions;
            const auto same = std::ranges::find(reactions, tap.value, &ChatReaction::value);
            if (!tap.isRemoval) {
                if (same == reactions.end())
                    reactions.push_back({tap.value, 1, {tap.event.participant}});
                else if (std::ranges::find(same->participants, tap.event.participant) == same->participants.end()) {
                    ++same->count;
                    same->participants.push_back(tap.event.participant);
                }
            } else if (same != reactions.end() && std::erase(same->participants, tap.event.participant) > 0 &&
                       --same->count == 0) {
                reactions.erase(same);
            }
        }
    }

    struct Tapback {
        std::string target, value;
        bool isRemoval = false;
        ChatEvent event;
    };

    Store m_store;
    ChatLog m_log;
    std::set<std::string> m_columns, m_people, m_loose;
    std::unordered_map<std::int64_t, std::string> m_handles;
    std::unordered_map<std::int64_t, std::size_t> m_chats;
    std::unordered_map<std::int64_t, std::int64_t> m_chatOf;
    std::unordered_map<std::int64_t, std::vector<ChatAttachment>> m_attachments;
    std::unordered_map<std::string, std::size_t> m_places;
    std::vector<Tapback> m_tapbacks;
};

}  // namespace

Result<std::optional<ChatLog>> readMessageStore(std::string_view bytes) {
    REDWELL_TRY(auto store, Store::open(bytes));
    auto log = MessageStoreReader(std::move(store)).read();
    if (log) log->nameEvents(bytes);
    return log;
}

}  // namespace redwell::formats
