#include "formats/chat/chat_table.h"

#include "base/text.h"
#include "formats/archive.h"
#include "formats/charset.h"
#include "formats/limits.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

namespace redwell::formats {
namespace {

constexpr std::size_t kMaxColumns = 1'000;

// One record; quotes as in RFC 4180, line feeds inside them kept. False at the end.
bool nextRecord(std::string_view& text, char separator, std::vector<std::string>& fields) {
    fields.clear();
    if (text.empty()) return false;
    std::string field;
    bool isQuoted = false;
    std::size_t i = 0;
    for (; i < text.size(); ++i) {
        const char c = text[i];
        if (isQuoted) {
            if (c != '"')
                field += c;
            else if (i + 1 < text.size() && text[i + 1] == '"')
                field += text[++i];
            else
                isQuoted = false;
        } else if (c == '"' && field.empty()) {
            isQuoted = true;
        } else if (c == separator) {
            if (fields.size() < kMaxColumns) fields.push_back(std::move(field));
            field.clear();
        } else if (c == '\n') {
            ++i;
            break;
        } else if (c != '\r') {
            field += c;
        }
    }
    if (fields.size() < kMaxColumns) fields.push_back(std::move(field));
    text.remove_prefix(i);
    return true;
}

struct Columns {
    int conversation = -1, name = -1, message = -1, time = -1, sender = -1, address = -1, body = -1, custodian = -1,
        parent = -1, attachments = -1, hasAttachment = -1, deleted = -1, platform = -1, recipient = -1;
    bool areMessages() const { return time >= 0 && body >= 0 && (sender >= 0 || address >= 0); }
};

Columns columnsOf(const std::vector<std::string>& names) {
    static const std::map<std::string, int Columns::*> kNames = {{"conversationid", &Columns::conversation},
                                                                 {"chatid", &Columns::conversation},
                                                                 {"threadid", &Columns::conversation},
                                                                 {"channelid", &Columns::conversation},
                                                                 {"conversationname", &Columns::name},
                                                                 {"conversation", &Columns::name},
                                                                 {"chatname", &Columns::name},
                                                                 {"channel", &Columns::name},
                                                                 {"channelname", &Columns::name},
                                                                 {"chat", &Columns::name},
                                                                 {"chatsession", &Columns::name},
                                                                 {"messageid", &Columns::message},
                                                                 {"eventid", &Columns::message},
                                                                 {"timestamp", &Columns::time},
                                                                 {"messagedate", &Columns::time},
                                                                 {"datetime", &Columns::time},
                                                                 {"date", &Columns::time},
                                                                 {"sent", &Columns::time},
                                                                 {"senttime", &Columns::time},
                                                                 {"datesent", &Columns::time},
                                                                 {"time", &Columns::time},
                                                                 {"createddatetime", &Columns::time},
                                                                 {"sender", &Columns::sender},
                                                                 {"sendername", &Columns::sender},
                                                                 {"from", &Columns::sender},
                                                                 {"author", &Columns::sender},
                                                                 {"senderemail", &Columns::address},
                                                                 {"senderid", &Columns::address},
                                                                 {"senderaddress", &Columns::address},
                                                                 {"fromemail", &Columns::address},
                                                                 {"body", &Columns::body},
                                                                 {"text", &Columns::body},
                                                                 {"message", &Columns::body},
                                                                 {"messagetext", &Columns::body},
                                                                 {"messagebody", &Columns::body},
                                                                 {"content", &Columns::body},
                                                                 {"custodian", &Columns::custodian},
                                                                 {"parentid", &Columns::parent},
                                                                 {"replyto", &Columns::parent},
                                                                 {"parentmessageid", &Columns::parent},
                                                                 {"attachment", &Columns::attachments},
                                                                 {"attachments", &Columns::attachments},
                                                                 {"hasattachment", &Columns::hasAttachment},
                                                                 {"hasattachments", &Columns::hasAttachment},
                                                                 {"deleted", &Columns::deleted},
                                                                 {"isdeleted", &Columns::deleted},
                                                                 {"platform", &Columns::platform},
                                                                 {"service", &Columns::platform},
                                                                 {"to", &Columns::recipient},
                                                                 {"recipient", &Columns::recipient},
                                                                 {"recipients", &Columns::recipient}};
    Columns columns;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const auto known = kNames.find(foldToAlphanumeric(names[i]));
        if (known != kNames.end() && columns.*(known->second) < 0) columns.*(known->second) = static_cast<int>(i);
    }
    return columns;
}

bool saysYes(std::string_view text) {
    const auto word = toLower(trim(text));
    return word == "y" || word == "yes" || word == "true" || word == "1";
}

// "10/24/2023 2:03 PM", "24.10.2023 14:03": the order of day and month where one of them is above 12.
ChatTime timeOf(std::string_view text) {
    auto time = chatTime(text);
    if (time.isKnown()) return time;
    int numbers[6] = {0, 0, 0, 0, 0, -1};
    int many = 0;
    const auto* at = text.data();
    const auto* end = at + text.size();
    const auto separator = text.find_first_of("./");
    while (many < 6 && at < end) {
        if (*at < '0' || *at > '9') {
            ++at;
            continue;
        }
        at = std::from_chars(at, end, numbers[many++]).ptr;
    }
    if (many < 3 || separator == std::string_view::npos || separator > 2) return time;
    const auto word = toLower(text);
    if (word.find("pm") != std::string::npos && numbers[3] < 12) numbers[3] += 12;
    if (word.find("am") != std::string::npos && numbers[3] == 12) numbers[3] = 0;
    const bool isDayFirst = text[separator] == '.' || numbers[0] > 12;
    const auto read = chatTime(numbers[2], numbers[isDayFirst ? 1 : 0], numbers[isDayFirst ? 0 : 1], numbers[3],
                               numbers[4], numbers[5]);
    return read.isKnown() ? read : time;
}

class Table {
public:
    Table(Columns columns, std::vector<std::string> names, std::string_view fileName)
        : m_columns(columns), m_names(std::move(names)), m_fileName(fileName) {}

    void add(const std::vector<std::string>& fields) {
        const auto at = [&fields](int column) {
            const auto place = static_cast<std::size_t>(column);
            return column >= 0 && place < fields.size() ? cleanUtf8(trim(fields[place])) : std::string();
        };
        if (std::ranges::all_of(fields, [](const std::string& field) { return trim(field).empty(); })) return;
        ++m_row;
        ChatEvent event;
        event.id = at(m_columns.message);
        event.parent = at(m_columns.parent);
        event.body = at(m_columns.body);
        event.at = timeOf(at(m_columns.time));
        if (event.at.isImpossible())
            m_log.report("row " + std::to_string(m_row) + " states the impossible time \"" + event.at.text + "\"");
        if (fields.size() != m_names.size())
            m_log.report("row " + std::to_string(m_row) + " has " + std::to_string(fields.size()) +
                         " fields instead of " + std::to_string(m_names.size()));
        event.participant = person(at(m_columns.sender), at(m_columns.address));
        event.isDeleted = saysYes(at(m_columns.deleted));
        event.conversation =
            conversation(at(m_columns.conversation), at(m_columns.name), at(m_columns.platform), event.participant);
        if (const auto custodian = at(m_columns.custodian); !custodian.empty())
            event.custom.push_back({"custodian", custodian});
        if (const auto to = at(m_columns.recipient); !to.empty()) event.custom.push_back({"to", to});
        const auto files = at(m_columns.attachments);
        for (const auto& file : split(files, ';'))
            if (const auto name = std::string(trim(file)); !name.empty())
                event.attachments.push_back({name, name, -1, {}, "named in the table only"});
        if (event.attachments.empty() && saysYes(at(m_columns.hasAttachment)))
            event.attachments.push_back({"unnamed", "an attachment that the table does not name", -1, {}, {}});
        addOtherFields(fields, event);
        m_log.events.push_back(std::move(event));
    }

    ChatLog finish(std::string_view bytes) {
        m_log.nameEvents(bytes);
        return std::move(m_log);
    }

private:
    void addOtherFields(const std::vector<std::string>& fields, ChatEvent& event) {
        const std::set<int> used = {
            m_columns.conversation,  m_columns.name,    m_columns.message,   m_columns.time,     m_columns.sender,
            m_columns.address,       m_columns.body,    m_columns.custodian, m_columns.parent,   m_columns.attachments,
            m_columns.hasAttachment, m_columns.deleted, m_columns.platform,  m_columns.recipient};
        for (std::size_t i = 0; i < fields.size() && i < m_names.size(); ++i)
            if (!used.contains(static_cast<int>(i)) && !trim(fields[i]).empty() && !m_names[i].empty())
                event.custom.push_back({m_names[i], cleanUtf8(trim(fields[i]))});
    }

    std::string person(const std::string& name, const std::string& address) {
        const auto id = address.empty() ? name : address;
        if (id.empty() || !m_people.insert(id).second) return id;
        const bool isMail = address.find('@') != std::string::npos;
        m_log.participants.push_back(
            {id, name, isMail ? address : std::string(), isMail ? std::string() : address, {}, {}});
        return id;
    }

    std::string conversation(std::string id, std::string name, const std::string& platform, const std::string& sender) {
        if (id.empty()) id = name;
        if (id.empty()) id = safePath(m_fileName).name;
        if (name.empty()) name = id;
        const auto [at, isNew] = m_conversations.emplace(id, m_log.conversations.size());
        if (isNew) m_log.conversations.push_back({id, name, platform.empty() ? "table" : platform, {}, {}, {}, {}, {}});
        auto& people = m_log.conversations[at->second].participants;
        if (!sender.empty() && m_members.insert(id + "\n" + sender).second) people.push_back(sender);
        return id;
    }

    Columns m_columns;
    std::vector<std::string> m_names;
    std::string m_fileName;
    std::size_t m_row = 0;
    ChatLog m_log;
    std::set<std::string> m_people, m_members;
    std::map<std::string, std::size_t> m_conversations;
};

}  // namespace

std::optional<ChatLog> readChatTable(std::string_view bytes, std::string_view fileName) {
    if (bytes.size() > kMaxTextBytes) return std::nullopt;
    const auto begin = utf8Guessed(bytes.substr(0, 64 * 1024));
    const auto top = std::string_view(begin).substr(0, begin.find('\n'));
    char separator = ',';
    for (const char other : {'\t', ';', '|'})
        if (std::ranges::count(top, other) > std::ranges::count(top, separator)) separator = other;
    std::vector<std::string> names;
    std::string_view head = begin;
    nextRecord(head, separator, names);
    for (auto& name : names) name = collapseWhitespace(cleanUtf8(name));
    const auto columns = columnsOf(names);
    if (!columns.areMessages()) return std::nullopt;
    const auto text = utf8Guessed(bytes);
    std::string_view rest = text;
    std::vector<std::string> fields;
    nextRecord(rest, separator, fields);
    Table table(columns, names, fileName);
    while (nextRecord(rest, separator, fields)) table.add(fields);
    return table.finish(bytes);
}

}  // namespace redwell::formats
